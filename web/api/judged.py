"""What a ready row says to a person, as JSON after its record: a line is judged once for all listings that say it.

The lines are those of `Shown`, made of hollow listings (`directory/presenting/hollow.py`) by the functions that make
them for pages; numbers in them are looked up in the row itself.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from pydantic_core import to_json

from directory.eligibility.for_person import for_person
from directory.listing import State
from directory.platform import Pulse, Standing
from directory.presenting import hollow
from directory.presenting.lines import aged
from directory.presenting.listing import person_of, show
from directory.presenting.locale import Tongue
from directory.presenting.marks import marks
from directory.presenting.ready import LANGUAGES, MARKS, PAY, PLACE, MomentOfRows, ReadyListing
from directory.search import Search
from directory.search.query.tongue import Spoken
from web.api.verdicts import spoken_of, verdict_of

# Lines that are kept, of some 300 bytes: what all listings of a large table say to a few persons.
LINES = 16_384
_QUOTE, _REGION = b',"quote":', b',"region":'  # quotes within a text are escaped, so they stand in a verdict once


@dataclass(frozen=True, slots=True)
class PersonAsking:
    """Who asks, by country and languages, in which language and at which hour (UTC)."""

    country: str | None
    speak: tuple[Spoken, ...]
    say: Tongue
    hour: datetime


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """The line about place in JSON, and the verdict before and after its `proof` (the number of one; None for none).

    `opening` is the number of the posting that opens, None for a closed listing; `named`: its place is to be said.
    """

    text: bytes
    before: bytes
    proof: int | None
    after: bytes
    opening: int | None
    named: bool


@dataclass(frozen=True, slots=True, eq=False)
class AboutPlace:
    """What a line about place is said for, beside what the row says; like the next two the same object for equals.

    So a line is found by what its object is: to compare persons, languages and moments took longer than to find it.
    """

    country: str | None
    standing: Standing
    say: Tongue


@dataclass(frozen=True, slots=True, eq=False)
class AboutLanguages:
    """What the line about languages is said for, beside what the row says of them."""

    speak: tuple[Spoken, ...]
    standing: Standing
    say: Tongue


@dataclass(frozen=True, slots=True, eq=False)
class AboutTime:
    """What the marks are said for, beside what the row says of its times."""

    state: State
    pulse: Pulse | None
    hour: datetime
    say: Tongue


@dataclass(frozen=True, slots=True)
class AskedOfRows:
    """What one answer asks of the rows of one platform that are in one state."""

    moment: MomentOfRows
    place: AboutPlace
    languages: AboutLanguages
    time: AboutTime


PEOPLE = 1_024  # persons, languages and moments that are known at once
_place, _languages = lru_cache(PEOPLE)(AboutPlace), lru_cache(PEOPLE)(AboutLanguages)
_time = lru_cache(PEOPLE)(AboutTime)


@lru_cache(PEOPLE)
def asked_of_rows(who: PersonAsking, state: State, checked: datetime | None, pulse: Pulse | None) -> AskedOfRows:
    """What this person asks of listings in this state, of a platform last read well at `checked` (UTC)."""
    standing: Standing = "good" if pulse is None or state == "closed" else pulse.standing(who.hour)
    return AskedOfRows(
        MomentOfRows.of(state, checked, who.hour),
        _place(who.country, standing, who.say),
        _languages(who.speak, standing, who.say),
        _time(state, pulse, who.hour, who.say),
    )


def tail(row: ReadyListing, asked: AskedOfRows) -> tuple[bytes, ...]:
    """What follows `"says":[` in the JSON of this row, for whoever asks, with the last brace."""
    place = _placed(row.part(PLACE), asked.place)
    languages, spoken = _spoken(row.part(LANGUAGES), asked.languages)
    paid, marked = _paid(row.part(PAY), asked.place.say), _marked(row.part(MARKS), asked.time)
    proof = b"" if place.proof is None else row.proof(place.proof)
    opening = b"null" if place.opening is None else row.opening(place.opening, named=place.named)
    verdict = (place.before, proof, place.after)
    return (paid, b",", place.text, b",", languages, marked, *verdict, spoken, opening, b"}")


@lru_cache(LINES)
def _paid(key: bytes, say: Tongue) -> bytes:
    listing = hollow.paid(key)
    return to_json(show(listing, Search(), listing.first_seen, say).paid)


@lru_cache(LINES)
def _spoken(key: bytes, about: AboutLanguages) -> tuple[bytes, bytes]:
    """The line about languages, and the verdict on them with the name of what follows it."""
    search, listing = Search(speak=about.speak), hollow.spoken(key)
    found = for_person(listing, person_of(search))
    shown = show(listing, search, listing.first_seen, about.say, found)
    shown = replace(shown, languages=aged(shown.languages, about.standing, about.say))
    answer = spoken_of(shown, found)
    said = answer.model_dump_json().encode() if answer else b"null"
    return to_json(shown.languages.text), b',"spoken":%b,"opens":' % said


@lru_cache(LINES)
def _placed(key: bytes, about: AboutPlace) -> PlaceLine:
    search, listing = Search(country=about.country), hollow.placed(key)
    found = for_person(listing, person_of(search))
    shown = show(listing, search, listing.first_seen, about.say, found)
    shown = replace(shown, place=aged(shown.place, about.standing, about.say))
    answer = verdict_of(shown, found, search)
    said = answer.model_dump_json().encode() if answer else b"null"
    proof = answer.quote.start if answer and answer.quote else None
    before, after = said, b""
    if proof is not None:
        before, _, rest = said.partition(_QUOTE)
        before, after = before + b",", rest[rest.index(_REGION) :]
    opening = None if shown.closed else int(shown.posting.ref)
    return PlaceLine(to_json(shown.place.text), before, proof, after, opening, bool(shown.where))


@lru_cache(LINES)
def _marked(key: bytes, about: AboutTime) -> bytes:
    """The marks' texts after the lines, their keys, and the name of the verdict that follows."""
    found = marks(hollow.marked(key, about.state, about.pulse), about.hour, about.say)
    texts = b"".join(b"," + to_json(one.text) for one in found)
    return b'%b],"marks":%b,"verdict":' % (texts, to_json([one.key for one in found]))
