"""One filter value in words. Every word goes through `say`, every value through `name`."""

from collections.abc import Callable, Sequence

from directory.search.query.facets import FACET
from directory.search.query.kinds import UNSTATED
from directory.terms import vocabulary
from directory.terms.labels import joined

Say = Callable[[str], str]
Naming = Callable[[str, str], str]
LEVELS = {
    "basic": "{value} (basic)",
    "conversational": "{value} (conversational)",
    "fluent": "{value} (fluent)",
    "native": "{value} (native)",
}
EVERYTHING = "all open listings"
OR = "or"
MESSAGES = (*LEVELS.values(), EVERYTHING, OR)


def name_of(key: str, value: str) -> str:
    """A value's English name: "Swedish", "$20"; the value itself where it has none."""
    facet = FACET[key]
    if facet.vocabulary and value != UNSTATED:
        return vocabulary(facet.vocabulary).label(value)
    choice = facet.choice(value)
    if choice is not None and choice.option:
        return choice.option
    return f"${value}" if facet.number and facet.number.currency == "USD" else value


def words(key: str, value: str, say: Say = str, name: Naming = name_of) -> str:
    """What one filter value means: "work in Swedish", "paid otherwise", "paying $20 an hour or more"."""
    facet = FACET[key]
    if value == UNSTATED and facet.unstated:
        return say(facet.unstated)
    choice = facet.choice(value)
    if choice is not None and choice.chip:
        return say(choice.chip)
    return say(facet.chip).format(value=_named(key, value, say, name))


def either(key: str, values: Sequence[str], say: Say = str, name: Naming = name_of) -> str:
    """Alternatives of one filter: "for people who speak English or Swahili", "paid an hour or paid otherwise".

    What all of them begin with is said once, save before countries, whose articles hang on the word before each, and
    within quotes.
    """
    facet = FACET[key]
    plain = all(value != UNSTATED and facet.choice(value) is None for value in values)
    if len(values) > 1 and plain and facet.vocabulary != "countries" and "“" not in facet.chip:
        return say(facet.chip).format(value=joined((_named(key, value, say, name) for value in values), say(OR)))
    return joined((words(key, value, say, name) for value in values), say(OR))


def _named(key: str, value: str, say: Say, name: Naming) -> str:
    bare, _, level = value.partition(":") if FACET[key].kind == "speak" else (value, "", "")
    named = name(key, bare)
    return say(LEVELS[level]).format(value=named) if level else named
