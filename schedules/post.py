"""The post: due alerts meet fresh events and become letters, letters leave the outbox."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr

from directory import links
from directory.alerts import INSTANT_CAP, Alert, Draft, Match, Subscriber, compose, concerns, next_due, within_reach
from directory.config import Settings
from directory.eligibility import groups
from directory.listing import Event, Listing
from directory.search import Finder, Search
from directory.store import Store, alerts, events, outbox, platforms, shelf
from directory.store.codec import residence_from
from directory.tokens import Purpose, derive
from directory.tongue import tongue
from schedules.letter import Addresses, Desk, Words, render, write
from schedules.mail import Envelope, message, message_id
from schedules.smtp import Carrier, Outcome

log = logging.getLogger(__name__)
BATCH = 5_000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Posted:
    """What one round did."""

    written: int = 0
    sent: int = 0
    later: int = 0
    refused: int = 0
    swept: int = 0
    asked: int = 0


class Post:
    """Writes and delivers letters for one store. Two of them at once do no harm: every step is a conditional update."""

    def __init__(self, store: Store, finder: Finder, settings: Settings) -> None:
        self.store, self.finder, self.settings = store, finder, settings

    def round(self, carrier: Carrier, now: datetime) -> Posted:
        """One whole round: delete what was never confirmed, write what is due, deliver what is ready."""
        swept = alerts.sweep(self.store, now)
        written = self.write_due(now)
        asked = outbox.ask_silent(self.store, now)
        return replace(self.deliver(carrier, now), written=written, swept=swept, asked=asked)

    def write_due(self, now: datetime) -> int:
        """Writes the letters of all due alerts into the outbox; how many."""
        written = 0
        last = events.last_id(self.store)
        self.finder.catch_up()
        fresh: Fresh | None = None
        while waiting := alerts.due(self.store, now):
            cursor = min(alert.cursor for _, rows in waiting for alert in rows)
            if fresh is None or cursor < fresh.after:
                fresh = self._fresh(cursor, last, now)
            told = alerts.told(self.store, [person.id for person, _ in waiting], fresh.after)
            quiet: list[outbox.Step] = []
            for person, rows in waiting:
                written += self._write(person, rows, fresh, told[person.id], quiet)
            outbox.move_quietly(self.store, quiet)
        return written

    def _fresh(self, cursor: int, last: int, now: datetime) -> "Fresh":
        rows: list[Event] = []
        at = cursor
        while at < last and (batch := events.after(self.store, at, BATCH)):
            rows += [event for event in batch if event.id <= last]
            at = batch[-1].id
        ids = list(dict.fromkeys(event.listing for event in rows))
        cards = [card for at in range(0, len(ids), 500) for card in shelf.cards(self.store, ids[at : at + 500])]
        return Fresh(cursor, last, now, rows, {card.id: card for card in cards}, {})

    def _write(
        self, person: Subscriber, rows: Sequence[Alert], fresh: "Fresh", told: set[int], quiet: list[outbox.Step]
    ) -> int:
        found, steps = [], []
        for alert in rows:
            matches = self._matches(alert, fresh)
            if matches is None:
                outbox.park(self.store, alert, fresh.now)
                continue
            steps.append(outbox.Step(alert, max(fresh.last, alert.cursor), self._next(person, alert, fresh.now)))
            found.append((alert, self._untold(person, matches, told)))
        draft = compose(person, found)
        if draft is None:
            quiet += steps
            return 0
        return self._commit(steps, draft, fresh.now)

    def _next(self, person: Subscriber, alert: Alert, now: datetime) -> datetime:
        if alert.cadence == "instant" and outbox.sent_since(self.store, person.id, now - DAY) >= INSTANT_CAP:
            return next_due("daily", person.time_zone, person.hour, now)
        return next_due(alert.cadence, person.time_zone, person.hour, now)

    def _untold(self, person: Subscriber, matches: Sequence[Match], told: set[int]) -> list[Match]:
        """Without what a letter already accounts for, and without corrections of listings already told of."""
        fixed = {match.listing.id for match in matches if match.event.correction}
        repeats = alerts.told_listings(self.store, person.id, fixed) if fixed else frozenset[str]()
        return [
            match
            for match in matches
            if match.event.id not in told and not (match.event.correction and match.listing.id in repeats)
        ]

    def _matches(self, alert: Alert, fresh: "Fresh") -> Sequence[Match] | None:
        """The fresh events whose listings answer the alert; None for a search that can no longer be read.

        Alerts that ask the same share one answer.
        """
        key = (alert.query, alert.kinds, alert.cursor)
        if key not in fresh.known:
            search, problems = Search.parse(alert.query)
            fresh.known[key] = None if problems else self._find(alert, search, fresh)
        return fresh.known[key]

    def _find(self, alert: Alert, search: Search, fresh: "Fresh") -> list[Match]:
        wanted = [
            event
            for event in fresh.rows
            if alert.cursor < event.id
            and event.listing in fresh.listings
            and concerns(alert, event)
            and within_reach(event, fresh.listings[event.listing], fresh.now)
            and (event.kind != "countries" or event.correction or _newly_open(event, search))
        ]
        live = self._answering(search, (e for e in wanted if e.kind != "closed"), fresh.now)
        gone = self._answering(replace(search, state="any"), (e for e in wanted if e.kind == "closed"), fresh.now)
        kept = [e for e in wanted if e.listing in (gone if e.kind == "closed" else live)]
        return [Match(event, fresh.listings[event.listing]) for event in kept]

    def _answering(self, search: Search, rows: Iterable[Event], now: datetime) -> set[str]:
        ids = {event.listing for event in rows}
        return self.finder.matching(search, ids, now=now) if ids else set()

    def _commit(self, steps: Sequence[outbox.Step], draft: Draft, now: datetime) -> int:
        id = outbox.number(self.store)
        raw = self._bytes("letter", id, draft.subscriber, write(draft, self._desk(draft, id, now)), now)
        try:
            outbox.post(self.store, steps, draft, id, raw, now)
        except outbox.Taken as taken:
            log.info("left to another clock: %s", taken)
            return 0
        return 1

    def deliver(self, carrier: Carrier, now: datetime) -> Posted:
        """Hands every ready letter to the carrier once and writes down what became of it."""
        counts = {"sent": 0, "later": 0, "never": 0}
        while queue := outbox.claim(self.store, now):
            for letter in queue:
                counts[self._hand_over(letter, carrier, now).state] += 1
        return Posted(sent=counts["sent"], later=counts["later"], refused=counts["never"])

    def _hand_over(self, letter: outbox.Queued, carrier: Carrier, now: datetime) -> Outcome:
        raw = letter.raw or self._worded(letter, now)
        if raw is None:
            outbox.sent(self.store, letter.id, now)
            return Outcome("sent", "nothing left to say")
        sender = parseaddr(self.settings.mail_from)[1]
        outcome = carrier.carry(raw, sender, letter.recipient, f"{letter.kind}-{letter.id}")
        if outcome.state == "sent":
            outbox.sent(self.store, letter.id, now)
        elif outcome.state == "later":
            outbox.later(self.store, letter, outcome.words, now)
        else:
            outbox.refused(self.store, letter, outcome.words, now)
        return outcome

    def _worded(self, letter: outbox.Queued, now: datetime) -> bytes | None:
        person = alerts.subscriber(self.store, letter.subscriber)
        said = self._short(letter, person) if person else None
        if person is None or said is None:
            return None
        raw = self._bytes(letter.kind, letter.id, person, said, now)
        outbox.keep_words(self.store, letter.id, raw)
        return raw

    def _short(self, letter: outbox.Queued, person: Subscriber) -> Words | None:
        say = tongue(person.locale)
        alert = alerts.alert(self.store, letter.alert) if letter.alert else None
        addresses = self.addresses(person)
        if letter.kind == "question":
            sentences = [Search.parse(row.query)[0].sentence(say) for row in alerts.alerts_of(self.store, person.id)]
            return render(
                "question", say, subject=say("Are these letters still useful?"), sentences=sentences, links=addresses
            )
        if alert is None:
            return None
        search, problems = Search.parse(alert.query)
        if letter.kind == "confirm":
            url = self._url(f"/alerts/confirm/{self._token('confirm', alert.id, person.version)}")
            subject = say("Please confirm: %(search)s", search=search.sentence(say))
            return render("confirm", say, subject=subject[:200], sentence=search.sentence(say), url=url)
        told = [problem.sentence(say) for problem in problems]
        subject = say("One of your searches is paused")
        return render("broken", say, subject=subject, query=alert.query, problems=told, links=addresses)

    def addresses(self, person: Subscriber) -> Addresses:
        """The links of a subscriber's letters."""
        manage = self._token("manage", person.id, person.version)
        return Addresses(self._url("/"), self._url(f"/u/{manage}"), self._url(f"/u/{manage}/stop"))

    def _desk(self, draft: Draft, id: int, now: datetime) -> Desk:
        addresses = self.addresses(draft.subscriber)
        version = draft.subscriber.version
        ids = [part.alert.id for part in draft.parts]
        return Desk(
            public_url=self.settings.public_url,
            addresses=addresses,
            manage_alert={alert: f"{addresses.manage}/search/{alert}" for alert in ids},
            stop_alert={alert: self._url(f"/alerts/stop/{self._token('stop', alert, version)}") for alert in ids},
            more=self._url(f"/alerts/more/{self._token('more', id, version)}"),
            names={record.slug: record.title for record in platforms.all(self.store)},
            now=now,
        )

    def _bytes(self, kind: str, id: int, person: Subscriber, said: Words, now: datetime) -> bytes:
        mail = message(
            Envelope(
                sender=self.settings.mail_from,
                recipient=person.address,
                message_id=message_id(self.settings.public_url, kind, id, person.id),
                at=now,
                unsubscribe=None if kind == "confirm" else self.addresses(person).stop_all,
            ),
            said.subject,
            said.text,
            said.html,
        )
        return mail.as_bytes()

    def _token(self, purpose: Purpose, subject: int, version: int) -> str:
        return derive(self.settings.secret_key, purpose, subject, version)

    def _url(self, path: str) -> str:
        return links.absolute(self.settings.public_url, path)


@dataclass(frozen=True, slots=True)
class Fresh:
    """The events after one number and up to `last`, in order, with their listings as they are now.

    `known` keeps what each (query, kinds, cursor) was answered.
    """

    after: int
    last: int
    now: datetime
    rows: Sequence[Event]
    listings: dict[str, Listing]
    known: dict[tuple[str, tuple[str, ...], int], Sequence[Match] | None]


def _newly_open(event: Event, search: Search) -> bool:
    """Whether a change of countries opened the listing to the search's country."""
    if search.country is None:
        return False
    before, after = residence_from(event.before), residence_from(event.after)
    return search.country in groups(after)[0] and search.country not in groups(before)[0]
