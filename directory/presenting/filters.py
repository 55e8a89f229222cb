"""How a search, its filters and what was not understood of it are said, in the reader's language.

`titles` are the platforms' names by slug and listings' by id (`titles.Titles`); what is not among them stays as it is.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from directory.presenting import words
from directory.presenting.articles import marked, settled
from directory.presenting.locale import ENGLISH, Tongue
from directory.search import Chip, PlaceUnderstood, Problem, Search
from directory.search.query.facets import FACET
from directory.search.query.kinds import UNSTATED, Number

Titles = Mapping[str, str]
NO_TITLES: Titles = MappingProxyType({})
NAMES: dict[str, Callable[[str, Tongue], str]] = {
    "countries": words.country,
    "languages": words.language_name,
    "subdivisions": words.place,
}


def sentence(search: Search, say: Tongue = ENGLISH, titles: Titles = NO_TITLES) -> str:
    """The search in one phrase: "for people in Kenya, paying $20 an hour or more"."""
    return settled(search.sentence(say, _naming(say, titles), say.comma), say.locale)


def chips(search: Search, say: Tongue = ENGLISH, titles: Titles = NO_TITLES) -> tuple[Chip, ...]:
    """One chip a filter value in the order of the query string: its words, and the search without it."""
    made = search.chips(say, _naming(say, titles))
    return tuple(Chip(chip.key, chip.value, settled(chip.label, say.locale), chip.without) for chip in made)


def value(key: str, id: str, say: Tongue = ENGLISH, titles: Titles = NO_TITLES) -> str:
    """The bare name of one value of a facet: "Kenya", "$20", "7", "Not stated"."""
    facet = FACET[key]
    if id == UNSTATED:
        return say("Not stated")
    if facet.vocabulary:
        name = NAMES.get(facet.vocabulary)
        return name(id, say) if name else words.term(key, id, say)
    if facet.kind in ("platform", "without", "listing"):
        return titles.get(id, id)
    if facet.number and id.isdigit():
        currency = facet.number.currency
        return say.money(int(id), currency) if currency else say.number(int(id))
    choice = facet.choice(id)
    return say(choice.option) if choice and choice.option else id


def option(key: str, id: str, say: Tongue = ENGLISH, titles: Titles = NO_TITLES) -> str:
    """One value of a facet as the form offers it: "Kenya", "$20 or more", "in the last 7 days"."""
    facet = FACET[key]
    return _step(facet.number, int(id), say) if facet.number and id.isdigit() else value(key, id, say, titles)


def problem(found: Problem, say: Tongue = ENGLISH, titles: Titles = NO_TITLES) -> str:
    """What was not understood and what may have been meant: "There is no tier called “codin”. Did you mean Coding?"."""
    said = found.sentence(say)
    known = found.key in FACET
    meant = found.filters or tuple(value(found.key, id, say, titles) if known else id for id in found.near)
    return f"{said} {say('Did you mean')} {say.listed(meant)}{say.question}" if meant else said


def place(found: PlaceUnderstood | None, say: Tongue = ENGLISH) -> str:
    """What was taken for a place among the words of a search; "" for nothing."""
    if found is None:
        return ""
    country = marked(found.country, say.locale)
    return say("“%(words)s” was taken for a place: open to %(country)s.", words=found.words, country=country)


def _naming(say: Tongue, titles: Titles) -> Callable[[str, str], str]:
    def name(key: str, id: str) -> str:
        return marked(id, say.locale) if FACET[key].vocabulary == "countries" else value(key, id, say, titles)

    return name


def _step(number: Number, step: int, say: Tongue) -> str:
    if isinstance(number.option, str):
        return say(number.option, amount=say.money(step, number.currency))
    return say.many(*number.option, step)
