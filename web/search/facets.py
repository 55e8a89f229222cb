"""The filters beside the results: every value with its exact count, "not stated" included."""

from collections.abc import Iterable, Mapping
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
from web.fragments import GAP, draw, joined, mould
from web.layout import Link
from web.search.cards import titles

SHOWN = 12  # values a filter unfolds to: more push the next filter off the screen; the others are found by searching
FOLDED = 8  # values of one that is folded at first: few of these are ever opened, and every page carries them

NAMED = frozenset({"platform", "without", "listing"})
"""The kinds whose values have names of their own in the table: all others' words are always the same."""


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


def facets(search: Search, found: Found) -> tuple[Fieldset, ...]:
    """All filters with something to choose: those unfolded from the start first, else in the order of the address."""
    made = (_fieldset(row, search, found.facets.get(row.key, ())) for row in in_form())
    return tuple(fieldset for fieldset in made if fieldset.options)


def _fieldset(row: Facet, search: Search, counts: Iterable[FacetCount]) -> Fieldset:
    say, chosen = here.say(), bool(search.chosen(row.key))
    known = [count for count in counts if count.n or count.chosen]
    if search.country:
        known = [count for count in known if count.chosen or helps(row.key, count.id, search)]
    if all(count.id == UNSTATED and not count.chosen for count in known):
        known = []  # nothing to choose: silence alone is no filter
    most = SHOWN if row.unfolded or chosen else FOLDED
    shown = [count for at, count in enumerate(known) if at < most or count.chosen or count.id == UNSTATED]
    word = name if row.kind in NAMED else _word
    options = tuple([Option(one.id, word(row.key, one.id, say), say.number(one.n), one.chosen) for one in shown])
    if row.kind == "number" and options:
        options = (Option("", say("Any"), "", not chosen), *options)
    return Fieldset(
        key=row.key,
        legend=say(row.legend),
        kind=row.control,
        options=options,
        open=row.unfolded or chosen,
        all=Link(say("all %(n)s", n=say.number(len(known))), values(row.key, search), note=say(row.legend))
        if len(known) > len(shown)
        else None,
    )


def helps(key: str, value: str, search: Search) -> bool:
    """Whether a value can change what this reader sees: in a country only its own parts, and no others' rules."""
    if not search.country:
        return True
    return key != "beyond" and (key != "part" or value.startswith(f"{search.country}-"))


def panel(search: Search, found: Found, beside: Mapping[str, Markup]) -> Markup:
    """All filters as the search page shows them; `beside` stands below the values of a filter, by its key."""
    return joined(_drawn(one, beside.get(one.key, Markup())) for one in facets(search, found))


def _drawn(one: Fieldset, beside: Markup) -> Markup:
    made = mould("facet", (one.key, one.open), lambda: (one, GAP, GAP, GAP))
    return made.filled(joined(_option(one, option) for option in one.options), _more(one), beside)


def _option(one: Fieldset, option: Option) -> str:
    counted = bool(option.n)
    before, *after = _made(one.kind, one.key, option.value, option.text, option.chosen, counted)
    return f"{before}{option.n}{after[0]}" if counted else before


@lru_cache(16_384)  # as many as there are words for values
def _made(kind: str, key: str, value: str, text: str, chosen: bool, counted: bool) -> tuple[str, ...]:
    """The markup of an option before and behind its count, whose digits and separators need no escaping."""
    return tuple(draw("option", kind, key, value, text, chosen, GAP if counted else "").split(GAP))


def _more(one: Fieldset) -> Markup:
    """The way to the values that are left out; "" where none are."""
    if one.all is None:
        return Markup()
    href, text = one.all.href, one.all.text
    return mould("more", one.key, lambda: (one, GAP, GAP)).filled(href, href, text)


def values(key: str, search: Search) -> str:
    """The path of the page with every value of a facet beside this search."""
    query = search.on_page(1).to_query_string()
    return here.path(f"/values/{key}?{query}" if query else f"/values/{key}")
