"""The search page: one GET form, exact counts, cards, and something useful when nothing is found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from markupsafe import Markup

from directory import links
from directory.optouts import opt_outs
from directory.presenting import filters
from directory.search import Found, PlaceUnderstood, Problem, Search, typed
from directory.search.query.facets import FACET, FACETS
from directory.search.query.kinds import CARRIED
from directory.search.query.parse import TWICE
from directory.search.query.picks import spelt
from web import context as here
from web.fragments import GAP, mould
from web.layout import Head, Link, render, with_reader
from web.search import heading, mix
from web.search.card_moulds import markup
from web.search.cards import title_of, titles
from web.search.facets import name, panel, to
from web.search.groups import CountGroup, groups
from web.search.nothing import Nothing, advised
from web.search.person import PersonForm, person

pages = Blueprint("search", __name__)
HIDDEN = frozenset(facet.key for facet in FACETS if facet.kind in CARRIED)
WINDOW = 2  # numbered pages on each side of this one: with first and last they fit a phone's width


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part of the address that was not understood, what would be, and whether it was left out."""

    text: str
    near: tuple[Link, ...]
    left_out: bool = True


@dataclass(frozen=True, slots=True)
class Understanding:
    """Words that were taken for a place, and the search that takes them as words."""

    text: str
    literal: Link


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the template of the search page prints: words and addresses, made for this reader."""

    q: str
    person: PersonForm
    hidden: tuple[tuple[str, str], ...]
    facets: Markup
    sentence: str
    total: str
    chips: tuple[Link, ...]
    clear: Link | None
    groups: tuple[CountGroup, ...]
    sorts: tuple[Link, ...]
    takeaway: tuple[Link, ...]
    cards: Markup
    numbers: tuple[Link, ...]
    troubles: tuple[Trouble, ...]
    meant: Link | None
    words_ready: bool
    nothing: Nothing | None
    about: tuple[Link, ...] = ()
    understood: Understanding | None = None
    mix: str = ""


@pages.get("/")
def search() -> Response:
    """Searches by the address; an unknown value is told, never dropped in silence."""
    query = request.query_string.decode("utf-8", "replace")
    wanted, problems, place = typed(query, platforms=frozenset(titles()))
    here.read_by(wanted)
    found = here.site().finder.find(wanted, now=here.hour())
    if mix.first_visit(wanted):
        found = mix.cut(wanted, found)
    page = replace(_page(wanted, found, problems, query), understood=_understood(place))
    if wanted.on_page(1) == mix.ANYTHING:
        page = replace(
            page, sorts=mix.orders(page.sorts, wanted), numbers=mix.plain(page.numbers), mix=mix.reason(wanted)
        )
    canonical = wanted.to_query_string()
    head = Head(
        title=heading.title(page.sentence if canonical else here.say()("Paid AI-training work"), page.total),
        description=heading.description(page.sentence, page.total, page.groups),
        noindex=bool(canonical),
        canonical=links.search(canonical),
        feed=None if problems else wanted.on_page(1).to_query_string(),
        tier=next(iter(wanted.chosen("tier")), None),
        searching=True,
        markup=() if canonical else (heading.website(),),
    )
    answer = render("search.html", page, head)
    if not page.words_ready:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(wanted: Search, found: Found, problems: tuple[Problem, ...], raw: str) -> SearchPage:
    say = here.say()
    return SearchPage(
        q=wanted.q,
        person=person(wanted),
        hidden=tuple((key, value) for key, value in wanted.pairs() if key in HIDDEN),
        facets=panel(wanted, found, {"platform": _excludes(wanted, found)}),
        sentence=filters.sentence(wanted, say, titles()),
        total=say.many("%(n)s listing", "%(n)s listings", found.total),
        chips=_chips(wanted),
        clear=Link(say("Clear all filters"), with_reader("/"))
        if set(wanted.filters()) - {"country", "speak"}
        else None,
        groups=groups(wanted, found),
        sorts=tuple(
            Link(name("sort", sort), to(wanted.sorted_by(sort)), sort == wanted.sort)
            for sort in FACET["sort"].ids
            if sort != "relevance" or wanted.q
        ),
        takeaway=_takeaway(wanted, raw if problems else ""),
        cards=markup(found.ids, wanted, found.marks),
        numbers=_numbers(wanted, found.pages),
        troubles=(*(_trouble(problem, wanted) for problem in problems), *_opted_out(wanted)),
        meant=_meant(wanted, found),
        words_ready=found.words_ready or not wanted.q,
        nothing=advised(wanted, found) if not found.total else None,
        about=heading.about(wanted),
    )


def _understood(place: PlaceUnderstood | None) -> Understanding | None:
    if place is None:
        return None
    say = here.say()
    return Understanding(filters.place(place, say), Link(say("Search for the word instead"), to(place.literal)))


def _takeaway(wanted: Search, odd: str) -> tuple[Link, ...]:
    """Alerts, feed and API of this search; of an address that was not understood only the form that says so."""
    say, query = here.say(), wanted.on_page(1).to_query_string()
    feed = Link(say("Feed"), here.path(f"/feeds?{query}" if query else "/feeds"))
    api = Link(say("API"), here.path(links.api(query)))
    return (Link(say("Get alerts"), here.path(links.new_alert(odd or query))), *(() if odd else (feed, api)))


def _chips(wanted: Search) -> tuple[Link, ...]:
    say = here.say()
    return tuple(
        Link(chip.label, to(chip.without), note=say("Remove: %(filter)s", filter=chip.label))
        for chip in filters.chips(wanted, say, titles())
    )


def _excludes(wanted: Search, found: Found) -> Markup:
    """For each platform of the filter that is not chosen, the search without it."""
    say, counts = here.say(), found.facets.get("platform", ())
    left = tuple((one.id, name("platform", one.id)) for one in counts if not one.chosen)
    if not left:
        return Markup()
    ways = mould("hiding", left, lambda: (tuple(Link(say("hide"), GAP, note=title) for _, title in left),))
    return ways.filled(*without_each(wanted, [id for id, _ in left]))


def without_each(wanted: Search, slugs: Sequence[str]) -> list[str]:
    """The paths of the search without each platform; put together once where they differ by its name alone."""
    if wanted.chosen("not_platform"):
        return [to(wanted.toggle("not_platform", slug)) for slug in slugs]
    before, _, after = to(wanted.toggle("not_platform", "-")).partition("not_platform=-")
    return [f"{before}{spelt('not_platform', (slug,))}{after}" for slug in slugs]


def _numbers(wanted: Search, pages: int) -> tuple[Link, ...]:
    """Numbered pages: the first, the last and those around this one; a gap is a link without address."""
    if pages < 2:
        return ()
    near = range(wanted.page - WINDOW, wanted.page + WINDOW + 1)
    kept = sorted({1, pages, *(number for number in near if 1 <= number <= pages)})
    made: list[Link] = []
    for before, number in zip([0, *kept], kept, strict=False):
        if number - before > 1:
            made.append(Link("…", ""))
        made.append(Link(here.say().number(number), to(wanted.on_page(number)), number == wanted.page))
    return tuple(made)


def _opted_out(wanted: Search) -> tuple[Trouble, ...]:
    """A sentence for each platform of the search that asked not to be listed; its listings are not here."""
    say = here.say()
    return tuple(
        Trouble(
            say("%(platform)s asked not to be listed: its listings are not shown.", platform=title_of(slug)),
            (Link(title_of(slug), with_reader(links.platform(slug))),),
        )
        for slug in wanted.chosen("platform")
        if slug in opt_outs()
    )


def _trouble(problem: Problem, wanted: Search) -> Trouble:
    near = [Link(name(problem.key, value), _near(problem.key, value, wanted)) for value in problem.near]
    near += [_meant_key(key, problem.value, wanted) for key in problem.filters]
    return Trouble(problem.sentence(here.say()), tuple(near), problem.message is not TWICE)


def _meant_key(key: str, value: str, wanted: Search) -> Link:
    """The search with the value under a key that there is; the key alone where the value says nothing to it."""
    query = f"{wanted.to_query_string()}&{urlencode([(key, value)])}"
    return Link(key, to(Search.parse(query, platforms=frozenset(titles()))[0]))


def _near(key: str, value: str, wanted: Search) -> str:
    chosen = value in wanted.chosen(key)
    return to(wanted if chosen else wanted.toggle(key, value))


def _meant(wanted: Search, found: Found) -> Link | None:
    if not found.did_you_mean:
        return None
    return Link(found.did_you_mean, to(replace(wanted, q=found.did_you_mean, page=1)))
