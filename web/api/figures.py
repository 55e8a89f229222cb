"""Changes, statistics, vocabularies and the check of a recruiter."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from flask import request

from directory.claims import Residence
from directory.eligibility.verdict import groups
from directory.listing import EVENT_KINDS, Event, EventKind
from directory.presenting import statistics as figures
from directory.presenting.records import EventRecord, event_record
from directory.store import events
from directory.store import platforms as store
from directory.terms import UnknownTerm, vocabulary
from directory.terms.loading import KINDS
from web import context as here
from web.api import asking
from web.api.doors import Answer, TakenParameter, door, written
from web.api.measures import CountedOpen, DaysAnswer, StatisticsAnswer
from web.api.models import (
    ChangesAnswer,
    RecruiterAnswer,
    SignAnswer,
    TermAnswer,
    VocabularyAnswer,
)
from web.api.problems import RequestRefused, misread, odd
from web.api.rows import absolute, pay_of
from web.figures import survey
from web.platforms.recruiter import SIGNS, answer
from web.platforms.wording import findings, signs

AT_ONCE = 100
REACH = 5_000
"""How many changes one answer looks through for those that were asked for."""
DIGITS = 18  # of an id: what the database counts with holds nineteen
SINCE = TakenParameter(
    "since",
    "the id after which to begin (0: from the first), or a moment in UTC, ISO 8601",
    {
        "anyOf": [{"type": "string", "pattern": "^[0-9]{1,18}$"}, {"type": "string", "format": "date-time"}],
        "default": "0",
    },
)
KIND = TakenParameter("kind", "only changes of these kinds", {"type": "array", "items": {"enum": list(EVENT_KINDS)}})


@door("/changes", ChangesAnswer, SINCE, KIND, keys=("platform", "country"), example="/api/v1/changes?since=0")
def changes() -> Answer:
    """Everything that happened after an id, oldest first: ask again with `next`, and nothing is missed or told twice.

    With `country` only changes of places that give people there another answer.
    """
    wanted = asking.search(("since", "kind"), ("platform", "country"))
    kinds, since = _kinds(), _since(asking.one("since", "0"))
    rows = events.after(here.site().store, since, REACH, kinds)
    shown: list[EventRecord] = []
    last = since
    for event in rows:
        if len(shown) == AT_ONCE:
            break
        last = event.id
        if _asked(event, wanted.chosen("platform"), wanted.country):
            shown.append(event_record(event))
    more = bool(rows) and (last < rows[-1].id or len(rows) == REACH)
    query = [("since", str(last)), *(("kind", kind) for kind in kinds or ()), *wanted.pairs()]
    address = absolute(f"/api/v1/changes?{urlencode(query)}")
    answer = written(ChangesAnswer(items=tuple(shown), last=last, more=more, next=address))
    answer.headers.add("Link", f'<{address}>; rel="next"')
    return answer


def _kinds() -> tuple[EventKind, ...] | None:
    asked = request.args.getlist("kind")
    unknown = [kind for kind in asked if kind not in EVENT_KINDS]
    if unknown:
        raise misread(*(odd("kind", kind[:100], "This is no kind of change.", list(EVENT_KINDS)) for kind in unknown))
    return tuple(kind for kind in EVENT_KINDS if kind in asked) or None


def _since(text: str) -> int:
    """The id to begin after; of a moment, the id of the last change before it."""
    if text.isascii() and text.isdigit() and len(text) <= DIGITS:
        return int(text)
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+").upper())
        if moment.tzinfo is not None:
            return events.before(here.site().store, _utc(moment))
    except ValueError:
        pass
    takes = "an id such as 0, or a moment with its zone such as 2026-11-20T00:00:00Z"
    raise misread(odd("since", text[:100], "This is neither an id nor a moment.", takes))


def _utc(moment: datetime) -> datetime:
    """The moment in UTC; one in the first or last hours that there are stays at the end of time that it is near."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def _asked(event: Event, platforms: tuple[str, ...], country: str | None) -> bool:
    if platforms and event.listing.partition("/")[0] not in platforms:
        return False
    if country is None:
        return True
    return event.kind == "countries" and _group(event.before, country) != _group(event.after, country)


def _group(said: Any, country: str) -> str:
    """The group that a stored rule of places gives to a country."""
    known = said if isinstance(said, dict) else {}
    rule = Residence(
        known.get("rule", "unstated"), tuple(known.get("places") or ()), tuple(known.get("excluded") or ())
    )
    opened, closed = groups(rule)
    return "open" if country in opened else "closed" if country in closed else "silent"


@door("/statistics", StatisticsAnswer, example="/api/v1/statistics")
def statistics() -> Answer:
    """Advertised pay by tier, task and country, ceilings and floors apart; days open; how many state pay."""
    asking.search(keys=())
    return here.keep("statistics", here.state(), _statistics)


def _statistics() -> StatisticsAnswer:
    made = figures.statistics(survey().rows().values())
    days = made.days_open
    return StatisticsAnswer(
        open=made.all.open,
        states_pay=made.all.states_pay,
        states_hourly=made.states_hourly,
        pay=pay_of(made.all.pay),
        days_open=DaysAnswer(p25=days.p25, median=days.median, p75=days.p75, n=days.n) if days else None,
        tiers=tuple(_counts(made.tiers)),
        tasks=tuple(_counts(made.tasks)),
        countries=tuple(_counts(made.countries)),
    )


def _counts(counts: tuple[figures.Count, ...]) -> Iterator[CountedOpen]:
    for one in counts:
        yield CountedOpen(id=one.id, open=one.open, states_pay=one.states_pay, pay=pay_of(one.pay))


@door(
    "/vocabulary/<kind>",
    VocabularyAnswer,
    TakenParameter("kind", "which vocabulary", {"type": "string", "enum": list(KINDS)}, "path", required=True),
    example="/api/v1/vocabulary/tiers",
)
def terms(kind: str) -> Answer:
    """The ids that a parameter takes, with their names.

    Names are in the reader's language; 404 for a kind that there is not. KIND is one of `KINDS`.
    """
    asking.search(keys=())
    try:
        known = vocabulary(kind)
    except UnknownTerm:
        lost = odd("kind", kind[:80], "There is no such vocabulary.", list(KINDS))
        raise RequestRefused(404, "absent", f"there is no vocabulary {kind[:80]}", [lost]) from None
    locale = here.say().locale
    return VocabularyAnswer(kind=kind, items=tuple(TermAnswer(id=id, name=known.label(id, locale)) for id in known))


@door(
    "/recruiter",
    RecruiterAnswer,
    TakenParameter(
        "a",
        "a web address, an e-mail address, a domain, a telephone number or a few words of a message",
        {"type": "string", "pattern": r"\S", "maxLength": 300},
        required=True,
    ),
    example="/api/v1/recruiter?a=jobs@acme.example",
)
def recruiter() -> Answer:
    """Is this sender's domain official, a platform's page at a hiring system, a look-alike, a chat or unknown?

    Words that frauds have in common ("gift card") are among its `signs`. Nothing is fetched or kept.
    """
    asking.search(("a",), ())
    text = asking.one("a")
    if not text or len(text) > 300:
        raise misread(odd("a", text[:100], "Say what to check.", "an address of 1 to 300 characters"))
    found, say = findings(text, store.all(here.site().store))[0], here.say()
    met = tuple(SignAnswer(kind=sign.kind, says=say(SIGNS[sign.kind]), words=sign.words) for sign in signs(text))
    return RecruiterAnswer(
        kind=found.kind, host=found.host, platform=found.slug or None, domains=found.domains,
        says=answer(found, say), signs=met,
    )  # fmt: skip
