"""The addresses we promise: paths of our own pages, absolute addresses and clean links out.

Paths start with "/" and carry no language; the site puts its language prefix before them.
"""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

FEEDS = ("atom", "rss", "json")
FEED_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}

_REFERRAL = re.compile(
    r"(utm_.*|ref|refid|referral.*|referrer|ref_code|aff.*|gclid|fbclid|gh_src|lever-source.*|lever-origin|src|source"
    r"|mc_cid|mc_eid|invite.*)",
    re.IGNORECASE,
)


def absolute(public_url: str, path: str) -> str:
    """The whole address of a path of ours, from the configured address, never from a Host header."""
    return public_url.rstrip("/") + path


def _with(path: str, query: str) -> str:
    return f"{path}?{query.lstrip('?')}" if query.lstrip("?") else path


def search(query: str = "") -> str:
    """The path of the search page; `query` is a canonical query string, with or without its "?", "" for none."""
    return _with("/", query)


def listing(id: str, query: str = "") -> str:
    """The page of a listing by its id "platform/ref"; `query` carries the reader's country and languages."""
    platform, _, ref = id.partition("/")
    return _with(f"/listing/{quote(platform, safe='')}/{quote(ref, safe='')}", query)


def platform(slug: str, query: str = "") -> str:
    """The path of a platform's page by its slug; `query` carries the reader's country and languages."""
    return _with(f"/platform/{quote(slug, safe='')}", query)


def country(code: str, query: str = "") -> str:
    """The path of a country's page by its ISO 3166-1 code in capitals; `query` carries the rest of a search."""
    return _with(f"/country/{code}", query)


def language(tag: str, query: str = "") -> str:
    """The path of a language's page by its BCP 47 tag; `query` carries the rest of a search."""
    return _with(f"/language/{tag}", query)


def term(kind: str, id: str, query: str = "") -> str:
    """The path of a domain's, tier's, task's or skill's page: `kind` is one of these words, `id` a term of it."""
    return _with(f"/{kind}/{quote(id, safe='')}", query)


def guide(name: str, query: str = "") -> str:
    """The path of one of our guides by the stem of its file; `query` carries the reader's country and languages."""
    return _with(f"/guide/{name}", query)


def compare(slugs: tuple[str, ...]) -> str:
    """The path of the page that shows these platforms side by side, by their slugs, in this order."""
    return _with("/compare", urlencode([("p", slug) for slug in slugs]))


def feed(kind: str, query: str = "") -> str:
    """The path of a search's feed: `kind` is one of FEEDS, `query` the canonical query string of the search."""
    return _with(f"/feed.{kind}", query)


def api(query: str = "") -> str:
    """The path of a search in the API, which answers in JSON (docs/api.md); `query` is its canonical query string."""
    return _with("/api/v1/listings", query)


def api_listing(id: str, query: str = "") -> str:
    """The path of a listing in the API by its id "platform/ref"; `query` carries a person's country and languages."""
    platform, _, ref = id.partition("/")
    return _with(f"/api/v1/listings/{quote(platform, safe='')}/{quote(ref, safe='')}", query)


def new_alert(query: str = "") -> str:
    """The path of the form that asks for letters of a search; `query` is its canonical query string."""
    return _with("/alerts/new", query)


def tag(public_url: str, kind: str, id: str) -> str:
    """A permanent tag: IRI (RFC 4151) for feeds: "tag:example.org,2026:listing/outlier/123"."""
    host = urlsplit(public_url).hostname or "localhost"
    return f"tag:{host},2026:{kind}/{quote(id, safe='/')}"


@lru_cache(maxsize=8_192)  # a listing says its address three times; some 2 MB
def out(url: str) -> str:
    """A link to a platform without tracking or referral parameters; anything but http(s) gives ""."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    kept = [(key, value) for key, value in pairs if not _REFERRAL.fullmatch(key)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def host(url: str) -> str:
    """The host that an address leads to, as readers know it, without "www."; "" for what is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
