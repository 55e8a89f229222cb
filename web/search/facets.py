"""The filters beside the results: every value with its exact count, "not stated" included."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from directory import links
from directory.presenting import filters
from directory.presenting.locale import Tongue
from directory.search import FacetCount, Found, Search
from directory.search.query.facets import FACET, in_form
from directory.search.query.kinds import UNSTATED, Facet
from web import context as here
from web.fragments import GAP, NOTHING, draw, escaped, joined, mould
from web.layout import Link
from web.search.cards import titles

SHOWN = 12  # values a filter unfolds to: more push the next filter off the screen; the others are found by searching
FOLDED = 8  # values of one that is folded at first: few of these are ever opened, and every page carries them

NAMED = frozenset({"platform", "without", "listing"})
"""The kinds whose values have names of their own in the table: all others' words are always the same."""

LOCAL = frozenset({"part", "beyond"})
"""The filters whose values are about one country each."""


class Option(NamedTuple):
    """One value of a filter: what the form sends, its words, and how many listings it would leave ("" for any)."""

    value: str
    text: str
    n: str
    chosen: bool


class Fieldset(NamedTuple):
    """One filter: `kind` is "checkbox" or "radio"; `open` unfolds it; `all` leads to every value where some are left
    out.
    """

    key: str
    legend: str
    kind: str
    options: tuple[Option, ...]
    open: bool
    all: Link | None


def name(key: str, value: str, say: Tongue | None = None) -> str:
    """The words for a filter's value as the form offers it, in the reader's language."""
    tongue = say or here.say()
    return filters.option(key, value, tongue, titles()) if FACET[key].kind in NAMED else _word(key, value, tongue)


@lru_cache(16_384)  # every value of every filter in every language
def _word(key: str, value: str, say: Tongue) -> str:
    return filters.option(key, value, say)


def to(search: Search) -> str:
    """The path of a search in the reader's language, its query string canonical."""
    return here.path(links.search(search.to_query_string()))


class Offered(NamedTuple):
    """The values of a filter that the form offers, of how many in all; `open`: it stands unfolded."""

    shown: tuple[FacetCount, ...]
    every: int
    open: bool


def facets(search: Search, found: Found) -> tuple[Fieldset, ...]:
    """All filters with something to choose: those unfolded from the start first, else in the order of the address."""
    say, query = here.say(), _first(search)
    return tuple(_fieldset(row, offered, query, say) for row, offered in _offers(search, found))


def _first(search: Search) -> str:
    return search.on_page(1).to_query_string()


def _offers(search: Search, found: Found) -> Iterator[tuple[Facet, Offered]]:
    for row in in_form():
        offered = _offered(row, search, found.facets.get(row.key, ()))
        if offered.shown:
            yield row, offered


def _offered(row: Facet, search: Search, counts: Iterable[FacetCount]) -> Offered:
    known, chosen = [count for count in counts if count.n or count.chosen], bool(search.chosen(row.key))
    if search.country and row.key in LOCAL:
        known = [count for count in known if count.chosen or helps(row.key, count.id, search)]
    if len(known) == 1 and known[0].id == UNSTATED and not known[0].chosen:
        known = []  # nothing to choose: silence alone is no filter
    most = SHOWN if row.unfolded or chosen else FOLDED
    if len(known) <= most:
        return Offered(tuple(known), len(known), row.unfolded or chosen)
    rest = (count for count in known[most:] if count.chosen or count.id == UNSTATED)
    return Offered((*known[:most], *rest), len(known), row.unfolded or chosen)


def _fieldset(row: Facet, offered: Offered, query: str, say: Tongue) -> Fieldset:
    options = [Option(one.id, name(row.key, one.id, say), say.number(one.n), one.chosen) for one in offered.shown]
    if row.kind == "number":
        options = [_any(offered, say), *options]
    more = _more(row, offered, query, say)
    return Fieldset(row.key, say(row.legend), row.control, tuple(options), offered.open, more)


def _any(offered: Offered, say: Tongue) -> Option:
    return Option("", say("Any"), "", not any(one.chosen for one in offered.shown))


def _more(row: Facet, offered: Offered, query: str, say: Tongue) -> Link | None:
    """The way to the values that are left out; None where none are."""
    if offered.every == len(offered.shown):
        return None
    return Link(say("all %(n)s", n=say.number(offered.every)), values(row.key, query), note=say(row.legend))


def helps(key: str, value: str, search: Search) -> bool:
    """Whether a value can change what this reader sees: in a country only its own parts, and no others' rules."""
    if not search.country or key not in LOCAL:
        return True
    return key == "part" and value.startswith(f"{search.country}-")


def panel(search: Search, found: Found, beside: Mapping[str, Markup]) -> Markup:
    """All filters as the search page shows them; `beside` stands below the values of a filter, by its key."""
    say, query, offers = here.say(), _first(search), list(_offers(search, found))
    shape = tuple([(row.key, offered.open, offered.every > len(offered.shown)) for row, offered in offers])
    values: list[Markup] = []
    for row, offered in offers:
        values += (_options(row, offered, say), *_led(row, offered, query, say), beside.get(row.key, NOTHING))
    return mould("panel", shape, lambda: (tuple(_hollow(*one, say) for one in shape), GAP)).filled(*values)


def _hollow(key: str, unfolded: bool, led: bool, say: Tongue) -> Fieldset:
    """A filter without its values; its way to those that are left out, where there is one, is a gap."""
    row, legend = FACET[key], say(FACET[key].legend)
    return Fieldset(key, legend, row.control, (), unfolded, Link(GAP, GAP, note=legend) if led else None)


def _options(row: Facet, offered: Offered, say: Tongue) -> Markup:
    """The values of a filter with their counts, whose digits and separators need no escaping."""
    made: Callable[[str, str, bool, Tongue], tuple[str, ...]] = _named if row.kind in NAMED else _made
    key, number = row.key, say.number
    parts = [*_option(key, *_any(offered, say))] if row.kind == "number" else []
    for id, n, chosen in offered.shown:
        before, after = made(key, id, chosen, say)
        parts += (before, number(n), after)
    return joined(parts)


@lru_cache(32_768)  # each value of every filter in every language, chosen or not
def _made(key: str, value: str, chosen: bool, say: Tongue) -> tuple[str, ...]:
    """The markup of an option whose words are always the same, before and behind its count."""
    return _option(key, value, _word(key, value, say), GAP, chosen)


def _named(key: str, value: str, chosen: bool, say: Tongue) -> tuple[str, ...]:
    return _option(key, value, name(key, value, say), GAP, chosen)


@lru_cache(4_096)  # platforms by their names, and each filter's way to choose nothing
def _option(key: str, value: str, text: str, n: str, chosen: bool) -> tuple[str, ...]:
    """The markup of an option before and behind its count, where it has one."""
    return tuple(str(part) for part in draw("option", FACET[key].control, key, value, text, chosen, n).split(GAP))


def _led(row: Facet, offered: Offered, query: str, say: Tongue) -> tuple[Markup, ...]:
    """What the way to the values that are left out says: its address twice, and its words; () where none are."""
    if offered.every == len(offered.shown):
        return ()
    href = joined((escaped(values(row.key, query)),))
    return href, href, _all(offered.every, say)


@lru_cache(4_096)
def _all(n: int, say: Tongue) -> Markup:
    return joined((escaped(say("all %(n)s", n=say.number(n))),))


def values(key: str, query: str = "") -> str:
    """The path of the page with every value of a facet beside the search with this query string, without a page."""
    return here.path(f"/values/{key}?{query}" if query else f"/values/{key}")
