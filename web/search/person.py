"""The form that asks who reads: *I live in* and *I speak*, remembered only in the address."""

from dataclasses import dataclass
from functools import cache

from directory.claims import LEVELS
from directory.presenting import wordings, words
from directory.presenting.locale import Tongue, tongue
from directory.search import Search
from directory.search.query.kinds import UNSTATED
from directory.terms import countries, fold, languages
from web import context as here

COMMON = 60  # languages offered as suggestions, the vocabulary's first; any other may be typed


@dataclass(frozen=True, slots=True)
class LevelOption:
    """One value of a list to choose from: what the form sends and what is shown."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PersonForm:
    """The reader's country and languages as controls; `others` are the country's choices in the reader's alphabet."""

    country: str
    country_name: str
    countries: tuple[LevelOption, ...]
    spoken: tuple[tuple[LevelOption, ...], ...]
    suggestions: tuple[str, ...]
    known: bool
    summary: str


def person(search: Search) -> PersonForm:
    """The controls for this reader as the search in the address names them, in the reader's language."""
    say = here.say()
    return PersonForm(
        country=search.country or "",
        country_name=words.country(search.country, say) if search.country else "",
        countries=_countries(say.locale),
        spoken=tuple(_levels(tag, level, say) for tag, level in search.speak if tag != UNSTATED),
        suggestions=_languages(say.locale),
        known=bool(search.country or search.speak),
        summary=_summary(search, say),
    )


def _summary(search: Search, say: Tongue) -> str:
    """Who reads, in a line: "I live in: Kenya · I speak: Swahili, English"; the question where nothing is said."""
    spoken = ", ".join(words.language_name(tag, say) for tag, _ in search.speak if tag != UNSTATED)
    lives = f"{say('I live in')}: {words.country(search.country, say)}" if search.country else ""
    speaks = f"{say('I speak')}: {spoken}" if spoken else ""
    return " · ".join(filter(None, (lives, speaks))) or say("Where do you live, what do you speak?")


@cache
def _countries(locale: str) -> tuple[LevelOption, ...]:
    named = [LevelOption(code, words.country(code, tongue(locale))) for code in countries.ids]
    return tuple(sorted(named, key=lambda choice: fold(choice.text)))


@cache
def _languages(locale: str) -> tuple[str, ...]:
    plain = [tag for tag in languages.ids if "-" not in tag][:COMMON]
    return tuple(sorted(words.language_name(tag, tongue(locale)) for tag in plain))


def _levels(tag: str, level: str | None, say: Tongue) -> tuple[LevelOption, ...]:
    """One spoken language: at any level, at each level, or taken away."""
    name = words.language_name(tag, say)
    plain = LevelOption(tag, name, level is None)
    at = [LevelOption(f"{tag}:{one}", f"{name}, {say(wordings.LEVELS[one])}", one == level) for one in LEVELS]
    gone = LevelOption("", say("take %(language)s away", language=name))
    return (plain, *at, gone)
