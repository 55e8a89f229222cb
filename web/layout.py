"""What stands around every page: head, navigation, languages, feeds; and how a page is made into an answer."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from flask import Flask, Response, request
from markupsafe import Markup

from directory import links
from directory.presenting.locale import LOCALES, mark, path_in
from web import context as here
from web.asked import application
from web.fragments import GAP, drawn, message, mould
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
Rows = tuple[tuple[str, str], ...]
FEED_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


class Page(Protocol):
    """Any frozen value that a template shows as `page`."""


class Link(NamedTuple):
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
    `searching`: it is drawn by the style of the search alone.
    """

    title: str
    description: str = ""
    noindex: bool = False
    canonical: str = ""
    feed: str | None = None
    breadcrumbs: tuple[Link, ...] = ()
    tier: str | None = None
    markup: tuple[Mapping[str, object], ...] = ()
    searching: bool = False


@dataclass(frozen=True, slots=True)
class HeadTags:
    """What the head of a page is drawn from: of its texts, those that differ from page to page may be gaps."""

    lang: str
    title: str
    description: str
    canonical: str
    others: str
    feeds: tuple[FeedLink, ...]
    noindex: bool
    searching: bool
    picture: str
    public: str
    manifest: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the page: language and direction, title and structured data, and as markup the `tags` of its
    head, the `top` with navigation and languages, and the `foot`.
    """

    lang: str
    direction: str
    title: str
    demo: bool
    home: str
    tags: Markup
    top: Markup
    foot: Markup
    breadcrumbs: tuple[Link, ...]
    script: str
    markup: tuple[Mapping[str, object], ...]


def render(template: str, page: Page, head: Head, status: int = 200) -> Response:
    """The page inside its frame, as an answer with this HTTP status; "noindex" stands in its header, too."""
    answer = Response(shown(template, page, head), status, mimetype="text/html")
    if frame_noindex(head):
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def shown(template: str, page: Page, head: Head) -> str:
    """The page inside its frame as text; templates ask for nothing that Flask would put in beside these two."""
    return application().jinja_env.get_template(template).render(page=page, frame=frame(head))


def surround(app: Flask) -> None:
    """Gives every template `drawn`, `_`, and the language's comma and question mark."""
    signs = {"comma": lambda: here.say().comma, "question": lambda: here.say().question}
    app.jinja_env.globals.update({"drawn": drawn, "_": message, **signs})


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
        demo=here.site().settings.demo,
        home=with_reader("/"),
        tags=_tags(head, canonical, public),
        top=mould("top", _around(NAVIGATION), _top).filled(*_in_each(_own(canonical))),
        foot=mould("foot", _around(FOOTER), lambda: (_links(FOOTER),)).filled(),
        breadcrumbs=head.breadcrumbs,
        script=here.site().made.get(("script", say.locale), lambda: "|".join(map(say, SCRIPT))),
        markup=(*head.markup, *([_markup(head.breadcrumbs, public)] if head.breadcrumbs else [])),
    )


def _tags(head: Head, canonical: str, public: str) -> Markup:
    """The tags of a page's head, `canonical` its path; drawn once for all that differ by their texts alone."""
    whole, offered = links.absolute(public, here.path(canonical)), feeds(head.feed) if head.feed is not None else ()
    alike = (bool(head.description), bool(offered), frame_noindex(head), head.searching, picture(head.tier))
    said = (head.description,) if head.description else ()
    values = (*said, head.title, whole, *said, whole, _others(canonical, public), *(feed.href for feed in offered))
    return mould("tags", (alike, request.script_root), lambda: (_hollow(head, public),)).filled(*values)


def _hollow(head: Head, public: str) -> HeadTags:
    """The head of pages like this one, with gaps for what only this one says."""
    return HeadTags(
        lang=here.say().locale,
        title=GAP,
        description=GAP if head.description else "",
        canonical=GAP,
        others=GAP,
        feeds=tuple(replace(feed, href=GAP) for feed in feeds(head.feed)) if head.feed is not None else (),
        noindex=frame_noindex(head),
        searching=head.searching,
        picture=picture(head.tier),
        public=public.rstrip("/"),
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


def _around(rows: Rows) -> Hashable:
    """What links to pages of ours are made from beside the language: the reader, and where they are."""
    at = request.path if any(request.path == target for _, target in rows) else ""
    return here.reader_query(), request.script_root, at


def _top() -> tuple[object, ...]:
    """Where home is, the navigation, and the languages without the addresses of this page in them."""
    tongues = tuple(Link(row.name, GAP, code == here.say().locale, code) for code, row in LOCALES.items())
    return with_reader("/"), _links(NAVIGATION), tongues


def _links(rows: Rows) -> tuple[Link, ...]:
    return tuple(Link(here.say()(text), with_reader(target), here=request.path == target) for text, target in rows)


def _own(canonical: str) -> str:
    """The address of this page without its language, as it was asked."""
    query = request.query_string.decode("utf-8", "replace")
    return f"{request.path}?{query}" if query else canonical


def _others(canonical: str, public: str) -> Markup:
    """The page in each language and, last, in the one that is nobody's in particular."""
    each = [links.absolute(public, target) for target in _in_each(canonical)]
    return mould("others", None, lambda: (tuple(LOCALES), GAP)).filled(*each, each[0])


def _in_each(target: str) -> list[str]:
    """A path of ours in each language of the interface."""
    return [path_in(code, target) for code in LOCALES]


def _markup(crumbs: tuple[Link, ...], public: str) -> dict[str, object]:
    """Breadcrumbs for search engines (schema.org BreadcrumbList)."""
    items = [
        {"@type": "ListItem", "position": at, "name": crumb.text, "item": links.absolute(public, crumb.href)}
        for at, crumb in enumerate(crumbs, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
