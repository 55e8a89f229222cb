"""One filter value in words. Every word goes through `say`, every value through `name`."""

from collections.abc import Callable

from directory.search.query.facets import FACET
from directory.search.query.kinds import UNSTATED
from directory.terms import vocabulary

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
    bare, _, level = value.partition(":") if facet.kind == "speak" else (value, "", "")
    named = name(key, bare)
    return say(facet.chip).format(value=say(LEVELS[level]).format(value=named) if level else named)
