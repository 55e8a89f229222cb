"""What stands around every page: head, navigation, languages, feeds; and how a page is made into an answer."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Protocol

from flask import Flask, Response, current_app, g, make_response, render_template, request

from directory import links
from directory.presenting.locale import LOCALES, Tongue, mark
from web import context as here
from web.pictures import picture

NAVIGATION = (
    (mark("Search"), "/"),
    (mark("Platforms"), "/platforms"),
    (mark("Pay by tier"), "/tiers"),
    (mark("Guides"), "/guides"),
    (mark("Saved"), "/saved"),
)
FOOTER = (
    (mark("Browse"), "/browse"),
    (mark("Changes"), "/changes"),
    (mark("Status"), "/status"),
    (mark("How it is read"), "/method"),
    (mark("Check a recruiter"), "/recruiter"),
    (mark("Corrections"), "/corrections"),
    (mark("Feeds"), "/feeds"),
    (mark("API"), "/api"),
    (mark("Open data"), "/data"),
    (mark("Alerts"), "/alerts/new"),
    (mark("About"), "/about"),
    (mark("Our crawler"), "/bot"),
    (mark("Privacy"), "/privacy"),
)
# What the small script says, in the order in which it takes them apart at "|".
SCRIPT = (
    mark("Save"), mark("Saved"), mark("I applied"), mark("Applied on"), mark("Not for me"), mark("Show again"),
    mark("Hide"), mark("New since you were here:"), mark("new to you"), mark("Show only these"), mark("Share"),
    mark("Address copied"),
)  # fmt: skip
FEED_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


class Page(Protocol):
    """Any frozen value that a template shows as `page`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `href` is ready to print; `here` marks the page that the reader is on."""

    text: str
    href: str
    here: bool = False
    lang: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed of what this page shows, for `<link rel="alternate">`: media type, name and path."""

    type: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself. `feed` is the query string of its feeds, None for none.

    `tier` chooses the picture that is shown where the page is shared; `markup` is schema.org's beside the breadcrumbs.
    """

    title: str
    description: str = ""
    noindex: bool = False
    canonical: str = ""
    feed: str | None = None
    breadcrumbs: tuple[Link, ...] = ()
    tier: str | None = None
    markup: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the page: language and direction, head, navigation, footer, languages and feeds."""

    lang: str
    direction: str
    title: str
    description: str
    noindex: bool
    canonical: str
    demo: bool
    home: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    tongues: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    breadcrumbs: tuple[Link, ...]
    script: str
    markup: tuple[Mapping[str, object], ...]
    public: str
    picture: str
    manifest: str


def render(template: str, page: Page, head: Head, status: int = 200) -> Response:
    """The page inside its frame, as an answer with this HTTP status; "noindex" stands in its header, too."""
    g.head = head
    answer = make_response(render_template(template, page=page), status)
    if frame_noindex(head):
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def drawn(macro: str, made_from: Hashable, *values: object) -> str:
    """The markup of a macro of parts.html for these values, by the reader's language; `made_from` tells it from others.

    What was made from the same before is not made again; from None it is made every time.
    """
    draw: Callable[..., str] = vars(current_app.jinja_env.get_template("parts.html").module)[macro]
    if made_from is None:
        return draw(*values)
    return here.site().made.get((macro, here.say().locale, made_from), lambda: draw(*values))


def surround(app: Flask) -> None:
    """Gives every template its `frame` and `drawn`; one rendered without a head gets a plain one."""
    app.jinja_env.globals["drawn"] = drawn
    app.context_processor(lambda: {"frame": frame(g.get("head") or Head("Task Atlas"))})


def frame_noindex(head: Head) -> bool:
    """The demo shows invented listings, so none of it belongs into a search engine."""
    return head.noindex or here.site().settings.demo


def frame(head: Head) -> Frame:
    """The frame of a page in the reader's language; `canonical` is absolute, below the public address."""
    say, public = here.say(), here.site().settings.public_url
    canonical = head.canonical or request.path
    return Frame(
        lang=say.locale,
        direction="rtl" if say.rtl else "ltr",
        title=head.title,
        description=head.description,
        noindex=frame_noindex(head),
        canonical=links.absolute(public, here.path(canonical)),
        demo=here.site().settings.demo,
        home=with_reader("/"),
        navigation=tuple(_link(text, target) for text, target in NAVIGATION),
        footer=tuple(_link(text, target) for text, target in FOOTER),
        tongues=_tongues(canonical, public),
        feeds=feeds(head.feed) if head.feed is not None else (),
        breadcrumbs=head.breadcrumbs,
        script="|".join(map(say, SCRIPT)),
        markup=(*head.markup, *([_markup(head.breadcrumbs, public)] if head.breadcrumbs else [])),
        public=public.rstrip("/"),
        picture=picture(head.tier),
        manifest=here.path("/manifest.webmanifest"),
    )


def with_reader(target: str) -> str:
    """A path of ours in the reader's language, with their country and languages."""
    query = here.reader_query()
    joined = f"{target}{'&' if '?' in target else '?'}{query}" if query else target
    return here.path(joined)


def feeds(query: str) -> tuple[FeedLink, ...]:
    """The three feeds (Atom, RSS, JSON Feed) of the search with this query string, in the reader's language."""
    return tuple(
        FeedLink(links.FEED_TYPES[kind], FEED_NAMES[kind], here.path(links.feed(kind, query))) for kind in links.FEEDS
    )


def _link(text: str, target: str) -> Link:
    return Link(here.say()(text), with_reader(target), here=request.path == target)


def _tongues(canonical: str, public: str) -> tuple[Link, ...]:
    query = request.query_string.decode("utf-8", "replace")
    own = f"{request.path}?{query}" if query else canonical
    return tuple(
        Link(
            row.name,
            Tongue(code).path(own),
            code == here.say().locale,
            code,
            links.absolute(public, Tongue(code).path(canonical)),
        )
        for code, row in LOCALES.items()
    )


def _markup(crumbs: tuple[Link, ...], public: str) -> dict[str, object]:
    """Breadcrumbs for search engines (schema.org BreadcrumbList)."""
    items = [
        {"@type": "ListItem", "position": at, "name": crumb.text, "item": links.absolute(public, crumb.href)}
        for at, crumb in enumerate(crumbs, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
