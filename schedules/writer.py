"""Puts queued letters into words: what they account for, read again when they leave, as bytes for the wire."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from directory import links
from directory.config import Settings
from directory.letters import account as accounting
from directory.letters import outbox
from directory.letters import subscribers as alerts
from directory.letters.compose import Alert, Draft, Subscriber
from directory.letters.ways.way import Way
from directory.listing import Listing
from directory.presenting import filters
from directory.presenting.direction import by_itself
from directory.presenting.locale import Tongue, tongue
from directory.presenting.titles import Titles
from directory.presenting.wordings import CADENCES
from directory.search import Search
from directory.store import Store, platforms
from directory.tokens import Purpose, derive
from schedules import brief
from schedules.brief import ShortWord
from schedules.letter import Addresses, Desk, LetterWords, render, write
from schedules.mail import Envelope, message, message_id

KNOWN = 2_000
"""How many listings a round keeps in memory for its next letters."""


class LetterWriter:
    """Writes the letters of one round: platform names and listings are read once."""

    def __init__(self, store: Store, settings: Settings, now: datetime, ways: Mapping[str, Way] | None = None) -> None:
        self.store, self.settings, self.now = store, settings, now
        self.ways = ways or {}
        self._cards: dict[str, Listing] = {}

    def worded(self, letter: outbox.Queued) -> bytes | None:
        """The letter as bytes, the same at every try; None if there is nothing left to say."""
        if letter.raw is not None:
            return letter.raw
        person = alerts.subscriber(self.store, letter.subscriber)
        made = self._made(letter, person) if person else None
        return outbox.keep_words(self.store, letter.id, *made) if made else None

    def _made(self, letter: outbox.Queued, person: Subscriber) -> tuple[bytes, frozenset[int]] | None:
        """The bytes for the letter's way, and the events that have a row in them."""
        way = self.ways.get(letter.way)
        if letter.kind == "letter":
            mine = alerts.alerts_of(self.store, person.id)
            if len(self._cards) > KNOWN:
                self._cards.clear()
            draft = accounting.draft_of(self.store, letter.id, person, mine, self._cards)
            if draft is None:
                return None
            desk = self._desk(draft, letter.id)
            if way is not None:
                return brief.write(draft, desk, way, f"letter-{letter.id}")
            return self._mailed(letter, person, write(draft, desk))
        said = self._told(letter, person)
        if said is None:
            return None
        if way is not None:
            return brief.note(said, self.addresses(person), way, f"{letter.kind}-{letter.id}", tongue(person.locale))
        return self._mailed(
            letter, person, render(said.name, tongue(person.locale), subject=said.subject, **dict(said.more))
        )

    def _told(self, letter: outbox.Queued, person: Subscriber) -> ShortWord | None:
        if letter.kind in ("question", "welcome"):
            return self._question(person) if letter.kind == "question" else self._welcome(person)
        alert = alerts.alert(self.store, letter.alert) if letter.alert else None
        if alert is None:
            return None
        return self._confirm(alert, person) if letter.kind == "confirm" else self._broken(alert, person)

    def _question(self, person: Subscriber) -> ShortWord:
        say = tongue(person.locale)
        subject, sentences = say("Are these alerts still useful?"), self._sentences(person, say)
        return ShortWord("question", subject, sentences, {"sentences": sentences, "links": self.addresses(person)})

    def _welcome(self, person: Subscriber) -> ShortWord:
        say = tongue(person.locale)
        return ShortWord("welcome", say("Your alerts come here from now on."), self._sentences(person, say), {})

    def _sentences(self, person: Subscriber, say: Tongue) -> list[str]:
        return [self._sentence(row.query, say) for row in alerts.alerts_of(self.store, person.id)]

    def _confirm(self, alert: Alert, person: Subscriber) -> ShortWord:
        say = tongue(person.locale)
        url = self._url(say.path(self._key("confirm", alert.id, person.version)))
        sentence, often = self._sentence(alert.query, say), say(CADENCES[alert.cadence])
        subject = say("Please confirm: %(search)s", search=sentence)[:200]
        return ShortWord("confirm", subject, [], {"sentence": sentence, "often": often, "url": url})

    def _broken(self, alert: Alert, person: Subscriber) -> ShortWord:
        say = tongue(person.locale)
        told = [filters.problem(problem, say, self._names) for problem in Search.parse(alert.query)[1]]
        subject = say("One of your searches is paused")
        more = {"query": alert.query, "problems": told, "links": self.addresses(person)}
        return ShortWord("broken", subject, [alert.query, *told], more)

    def addresses(self, person: Subscriber) -> Addresses:
        """The whole addresses of a subscriber's letters, in their language: site, own page, stop everything."""
        say = tongue(person.locale)
        manage = say.path(f"/u/{self._token('manage', person.id, person.version)}")
        return Addresses(self._url(say.path("/")), self._url(manage), self._url(f"{manage}/stop"))

    def _desk(self, draft: Draft, id: int) -> Desk:
        addresses, version = self.addresses(draft.subscriber), draft.subscriber.version
        say = tongue(draft.subscriber.locale)
        ids = [part.alert.id for part in draft.parts]
        return Desk(
            public_url=self.settings.public_url,
            addresses=addresses,
            manage_alert={alert: f"{addresses.manage}/search/{alert}" for alert in ids},
            stop_alert={alert: self._url(say.path(self._key("stop", alert, version))) for alert in ids},
            more=self._url(say.path(self._key("more", id, version))),
            names=self._names,
            now=self.now,
        )

    def _sentence(self, query: str, say: Tongue) -> str:
        return filters.sentence(Search.parse(query)[0], say, self._names)

    @cached_property
    def _names(self) -> Titles:
        return Titles({record.slug: record.title for record in platforms.all(self.store)}, self.store)

    def _mailed(self, letter: outbox.Queued, person: Subscriber, said: LetterWords) -> tuple[bytes, frozenset[int]]:
        envelope = Envelope(
            sender=self.settings.mail_from,
            recipient=person.address,
            message_id=message_id(self.settings.public_url, letter.kind, letter.id, person.id),
            at=self.now,
            unsubscribe=None if letter.kind == "confirm" else self.addresses(person).stop_all,
        )
        subject = by_itself(said.subject, person.locale)
        return message(envelope, subject, said.text, said.html).as_bytes(), said.shown

    def _token(self, purpose: Purpose, subject: int, version: int) -> str:
        return derive(self.settings.secret_key, purpose, subject, version)

    def _key(self, purpose: Purpose, subject: int, version: int) -> str:
        return f"/alerts/{purpose}/{self._token(purpose, subject, version)}"

    def _url(self, path: str) -> str:
        return links.absolute(self.settings.public_url, path)
