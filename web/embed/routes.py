"""`/embed?…`: the first listings of any search as a page without script, form or cookie, the only one to be framed."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, request

from directory import links
from directory.presenting import filters
from directory.search import Search, typed
from web import context as here
from web.layout import Head, Link, shown
from web.search.cards import Card, cards, titles
from web.search.unchecked import unchecked_link
from web.security import POLICY

pages = Blueprint("embed", __name__)
USUAL, MOST = 5, 20
COUNT = "n"
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *").replace("script-src 'self'; ", "")


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The search in words, its first cards, all of it on our site, what was not understood and what is left out."""

    sentence: str
    cards: tuple[Card, ...]
    all: Link
    troubles: tuple[str, ...] = ()
    demo: bool = False
    unchecked: Link | None = None


@pages.get("/embed")
def embed() -> Response:
    """GET /embed: the first `n` (1 to 20; 5) of a search; 400, with the reasons, for what is unknown: never wider."""
    query = request.query_string.decode("utf-8", "replace")
    wanted, problems, _ = typed(query, platforms=frozenset(titles()), beside=(COUNT,))
    say, counts = here.say(), list(filter(None, request.args.getlist(COUNT))) or [str(USUAL)]
    count = counts[0] if len(set(counts)) == 1 else ",".join(counts)  # two are no number
    told = tuple(filters.problem(problem, say, titles()) for problem in problems)
    if not (count.isascii() and count.isdigit() and len(count) < 3 and 1 <= int(count) <= MOST):
        told += (say("“%(value)s” is no number from 1 to %(most)s.", value=count[:100], most=say.number(MOST)),)
    return _framed(_page(wanted, 0 if told else int(count), told), 400 if told else 200)


def _page(wanted: Search, count: int, troubles: tuple[str, ...]) -> EmbedPage:
    say, site = here.say(), here.site()
    search = wanted.on_page(1)
    address = links.absolute(site.settings.public_url, here.path(links.search(search.to_query_string())))
    ids = site.finder.ids(search, now=here.hour(), limit=count) if count else ()
    return EmbedPage(
        sentence=filters.sentence(search, say, titles()),
        cards=cards(ids, search),
        all=Link(say("See all on Task Atlas"), address),
        troubles=troubles,
        demo=site.settings.demo,
        unchecked=_unchecked(search) if count else None,
    )


def _unchecked(search: Search) -> Link | None:
    """What the search leaves out because it was not checked lately, at its whole address."""
    found = unchecked_link(search)
    return found and found._replace(href=links.absolute(here.site().settings.public_url, found.href))


def _framed(page: EmbedPage, status: int) -> Response:
    """The page with the one policy that lets others frame it; it holds nothing that a click could be stolen for."""
    answer = make_response(shown("embed.html", page, Head("Task Atlas")), status)
    answer.headers["Content-Security-Policy"] = FRAMED
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
