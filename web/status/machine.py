"""Pages for machines: sitemap, robots.txt, opensearch.xml, security.txt and suggestions while typing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, jsonify, request

from directory import links
from directory.presenting.locale import LOCALES, Tongue
from directory.store import platforms
from web import context as here
from web.figures import survey
from web.places.index import address, counts
from web.platforms.routes import off
from web.texts.guides import GUIDES

pages = Blueprint("machine", __name__)
SITEMAP_LIMIT = 20_000
SUGGESTIONS = 8
OURS = ("/about", "/bot", "/privacy", "/corrections", "/feeds")
FIXED = ("/", "/browse", "/platforms", "/tiers", "/guides", "/changes", "/method", *OURS)
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROBOTS = """User-agent: *
Disallow: /u/
Disallow: /alerts/
Disallow: /report
Disallow: /suggest
Disallow: /*?*sort=
Disallow: /*?*page=
Allow: /

Sitemap: {sitemap}
"""
OPENSEARCH = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Task Atlas</ShortName>
<Description>Paid AI-training work, with the proof beside it</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image height="16" width="16" type="image/svg+xml">{icon}</Image>
<Url type="text/html" template="{search}?q={{searchTerms}}"/>
</OpenSearchDescription>
"""
Entry = tuple[str, datetime | None]


def _absolute(path: str) -> str:
    return links.absolute(here.site().settings.public_url, path)


def _xml(body: str, type: str = "application/xml") -> Response:
    return Response(body, content_type=f"{type}; charset=utf-8")


@pages.get("/robots.txt")
def robots() -> Response:
    """What crawlers may visit; the demo keeps them all away (its pages are noindex)."""
    return Response(ROBOTS.format(sitemap=_absolute("/sitemap.xml")), content_type="text/plain; charset=utf-8")


@pages.get("/opensearch.xml")
def opensearch() -> Response:
    """GET /opensearch.xml: how browsers search this site (OpenSearch 1.1)."""
    made = OPENSEARCH.format(icon=escape(_absolute("/static/icon.svg")), search=escape(_absolute("/")))
    return _xml(made, "application/opensearchdescription+xml")


@pages.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Whom to tell about a weakness (RFC 9116); valid for half a year from now."""
    contact, until = here.site().settings.contact, here.now() + timedelta(days=180)
    address = contact if contact.startswith(("https:", "mailto:", "tel:")) else f"mailto:{contact}"
    lines = (
        f"Contact: {address}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(LOCALES)}",
    )
    return Response("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")


@pages.get("/sitemap.xml")
def sitemap_index() -> Response:
    """The index of sitemaps (sitemaps.org): one of our pages, then the open listings."""
    parts = -(-len(_open()) // SITEMAP_LIMIT)
    names = ["/sitemap-pages.xml", *(f"/sitemap-listings-{part}.xml" for part in range(1, parts + 1))]
    body = "".join(f"<sitemap><loc>{escape(_absolute(name))}</loc></sitemap>" for name in names)
    return _xml(f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="{NAMESPACE}">{body}</sitemapindex>')


@pages.get("/sitemap-pages.xml")
def sitemap_pages() -> Response:
    """Our own pages and those of platforms and terms that have something to show."""
    fixed = [*FIXED, *(links.guide(name) for name in GUIDES)]
    shown = [one.slug for one in platforms.all(here.site().store) if not off(one.slug)]
    return _urls(((path, None) for path in (*fixed, *map(links.platform, shown), *_terms())), tongues=True)


@pages.get("/sitemap-listings-<int:part>.xml")
def sitemap_listings(part: int) -> Response:
    """Open listings with the time of their last change; closed ones are not in it."""
    rows = _open()[(part - 1) * SITEMAP_LIMIT : part * SITEMAP_LIMIT] if part > 0 else []
    return _urls(rows) if rows else abort(404)


def _open() -> list[Entry]:
    rows = survey().rows().values()
    return sorted((links.listing(row.id), row.changed_at) for row in rows if row.state == "open")


def _terms() -> list[str]:
    """The pages of terms with at least three open listings."""
    return [address(kind, id) for kind, ids in counts().items() for id in ids]


def _urls(entries: Iterable[Entry], *, tongues: bool = False) -> Response:
    """A sitemap of these paths; `tongues`: each with its address in every language."""
    body = "".join(_url(path, changed, tongues=tongues) for path, changed in entries)
    spaces = f'xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return _xml(f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{body}</urlset>')


def _url(path: str, changed: datetime | None, *, tongues: bool) -> str:
    moment = f"<lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed else ""
    others = "".join(_other(code, Tongue(code).path(path)) for code in LOCALES) if tongues else ""
    return f"<url><loc>{escape(_absolute(path))}</loc>{moment}{others}</url>"


def _other(code: str, path: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(_absolute(path))}"/>'


@pages.get("/suggest")
def suggest() -> Response:
    """GET /suggest?q=: completions as JSON [{"text", "kind", "href"}]; [] for blanks. 100 characters are read."""
    typed = request.args.get("q", "")[:100]
    found = here.site().finder.suggest(typed, SUGGESTIONS) if typed.strip() else ()
    made = [
        {"text": one.text, "kind": one.kind, "href": here.path(links.search(one.search.to_query_string()))}
        for one in found
    ]
    answer = jsonify(made)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
