"""The form that asks who reads: *I live in* and *I speak*, remembered only in the address.

Both are typed. Names to choose from come when a box is first entered (`/names/…`): in every page they would be a third
of what a first visit fetches.
"""

from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response, abort, jsonify

from directory.claims import LEVELS
from directory.presenting import wordings, words
from directory.presenting.locale import Tongue, tongue
from directory.search import Search
from directory.search.query.kinds import UNSTATED
from directory.terms import countries, fold, languages
from web import context as here

pages = Blueprint("names", __name__)
COMMON = 60  # languages offered as suggestions, the vocabulary's first; any other may be typed


@dataclass(frozen=True, slots=True)
class LevelOption:
    """One value of a list to choose from: what the form sends and what is shown."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PersonForm:
    """The reader's country and languages as controls; the path of `/names` for each of the two boxes."""

    country: str
    countries: str
    spoken: tuple[tuple[LevelOption, ...], ...]
    languages: str
    known: bool
    summary: str


def person(search: Search) -> PersonForm:
    """The controls for this reader as the search in the address names them, in the reader's language."""
    say = here.say()
    return PersonForm(
        country=words.country(search.country, say) if search.country else "",
        countries=here.path("/names/country"),
        spoken=tuple(_levels(tag, level, say) for tag, level in search.speak if tag != UNSTATED),
        languages=here.path("/names/speak"),
        known=bool(search.country or search.speak),
        summary=_summary(search, say),
    )


@pages.get("/names/<key>")
def names(key: str) -> Response:
    """GET /names/country and /names/speak: names to choose from in the reader's language, as JSON in its alphabet."""
    if key not in NAMES:
        abort(404)
    answer = jsonify(NAMES[key](here.say().locale))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _summary(search: Search, say: Tongue) -> str:
    """Who reads, in a line: "I live in: Kenya · I speak: Swahili, English"; the question where nothing is said."""
    spoken = say.listed(words.language_name(tag, say) for tag, _ in search.speak if tag != UNSTATED)
    lives = f"{say('I live in')}: {words.country(search.country, say)}" if search.country else ""
    speaks = f"{say('I speak')}: {spoken}" if spoken else ""
    return " · ".join(filter(None, (lives, speaks))) or say("Where do you live, what do you speak?")


@cache
def _countries(locale: str) -> tuple[str, ...]:
    return tuple(sorted((words.country(code, tongue(locale)) for code in countries.ids), key=fold))


@cache
def _languages(locale: str) -> tuple[str, ...]:
    plain = [tag for tag in languages.ids if "-" not in tag][:COMMON]
    return tuple(sorted((words.language_name(tag, tongue(locale)) for tag in plain), key=fold))


NAMES = {"country": _countries, "speak": _languages}


def _levels(tag: str, level: str | None, say: Tongue) -> tuple[LevelOption, ...]:
    """One spoken language: at any level, at each level, or taken away."""
    name = words.language_name(tag, say)
    plain = LevelOption(tag, name, level is None)
    at = [LevelOption(f"{tag}:{one}", say.listed((name, say(wordings.LEVELS[one]))), one == level) for one in LEVELS]
    gone = LevelOption("", say("take %(language)s away", language=name))
    return (plain, *at, gone)
