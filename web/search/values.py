"""Every value of one filter on a page of its own, beside a search, to be found by a piece of its name."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, request

from directory.presenting import filters
from directory.search import Search
from directory.search.query.facets import FACET
from directory.terms import fold
from web import context as here
from web.layout import Head, Link, render
from web.search.cards import titles
from web.search.facets import Option, helps, name, to, values

pages = Blueprint("values", __name__)
LONG = frozenset(facet.key for facet in FACET.values() if facet.kind in ("terms", "platform", "bars"))
"""The filters with more values than the form unfolds."""
NAMED = "named"


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """The values of the filter `key` in the reader's alphabet, those chosen first; `named` is what their names hold.

    `whole` are all pairs of the search, `beside` those of the other filters: hidden in the two forms.
    """

    title: str
    legend: str
    key: str
    named: str
    options: tuple[Option, ...]
    whole: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]
    sentence: str
    here: str
    back: Link


@pages.get("/values/<key>")
def every(key: str) -> Response:
    """GET /values/<key>?<search>: 404 for a key that is no filter with many values; unknown parts are left out."""
    if key not in LONG:
        abort(404)
    query = request.query_string.decode("utf-8", "replace")
    search = Search.parse(query, platforms=frozenset(titles()), beside=(NAMED,))[0].on_page(1)
    say, legend = here.say(), here.say()(FACET[key].legend)
    options = _options(key, search)
    named = request.args.get(NAMED, "").strip()
    page = ValuesPage(
        title=say("%(filter)s: all %(n)s", filter=legend, n=say.number(len(options))),
        legend=legend,
        key=key,
        named=named,
        options=tuple(one for one in options if one.chosen or fold(named) in fold(one.text)),
        whole=search.pairs(),
        beside=tuple(pair for pair in search.pairs() if pair[0] != key),
        sentence=filters.sentence(search, say, titles()),
        here=values(key),
        back=Link(say("Back to the search"), to(search)),
    )
    return render("values.html", page, Head(page.title, noindex=True, canonical=f"/values/{key}"))


def _options(key: str, search: Search) -> tuple[Option, ...]:
    """The values that listings have beside this search, those chosen first."""
    say = here.say()
    counts = here.site().finder.find(search, now=here.hour()).facets.get(key, ())
    helpful = (one for one in counts if one.chosen or helps(key, one.id, search))
    made = [Option(one.id, name(key, one.id, say), say.number(one.n), one.chosen) for one in helpful]
    return tuple(sorted(made, key=lambda option: (not option.chosen, fold(option.text))))
