"""Pages that were asked before, as bytes: a page is a function of its address, the table's version and the hour.

One that shows more of the time (`web.context.now`) says so in its environment and is kept for its minute.

The outermost layer that answers readers: what is kept here never reaches Flask. Kept are good answers to GET that say
of themselves that everybody may keep them (`Cache-Control: public`), up to `LIMIT` bytes a process; keys' pages, forms
and pages that lack something for a moment say no-store and are not. Conditional requests are answered from what is
kept (RFC 9110 section 13.1.2).
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any

from cachetools import LRUCache

from directory.store import Away
from web import compression
from web.context import FINE

LIMIT = 32 << 20  # some thousand pages of 10 to 50 kB: more than are asked again within a minute
OVERHEAD = 1_000  # bytes of headers and of the entry itself
PRIVATE = ("/alerts", "/u/", "/report", "/desk")
STREAMED = ("/data",)  # files of many megabytes, sent in parts and never whole from memory
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A whole answer as it was sent at a minute since 1970: headers, body and ETag; `fine`: it shows that minute."""

    headers: Headers
    body: bytes
    tag: str
    minute: int
    fine: bool

    @property
    def size(self) -> int:
        """Bytes that it takes in memory: the body and an allowance for the rest."""
        return len(self.body) + OVERHEAD

    def holds(self, minute: int) -> bool:
        """Whether it still says what a page of that minute would."""
        return self.minute == minute if self.fine else self.minute // 60 == minute // 60


class Keeping:
    """Answers from what is kept, or asks the application and keeps what may be kept.

    `version` says what the pages are made from; `minute` is the present one since 1970.
    """

    def __init__(self, app: Wsgi, version: Callable[[], Hashable], minute: Callable[[], int]) -> None:
        self._app, self._version, self._minute = app, version, minute
        self._pages: LRUCache[Hashable, KeptPage] = LRUCache(LIMIT, getsizeof=lambda page: page.size)
        self._lock = Lock()

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        opened = "/feed." in path and environ.get("HTTP_SEC_FETCH_DEST") == "document"  # a feed in a browser: its page
        if environ.get("REQUEST_METHOD") != "GET" or opened or any(part in path for part in PRIVATE + STREAMED):
            return self._app(environ, start)
        try:
            version = self._version()
        except Away:  # the application says so, better than this layer could
            return self._app(environ, start)
        minute = self._minute()
        about = (version, environ.get("HTTP_HOST"), environ.get("wsgi.url_scheme"))
        key = (path, environ.get("QUERY_STRING", ""), *about)
        coding = compression.coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        with self._lock:
            page = self._pages.get((coding, *key))
            plain = page or self._pages.get(("", *key))
        if plain is None or not plain.holds(minute):
            return self._asked(environ, start, key, coding, minute)
        return _sent(environ, start, page or self._keep(plain, key, coding), ())

    def _keep(self, plain: KeptPage, key: tuple[Hashable, ...], coding: str) -> KeptPage:
        """Keeps a page as it is or in a coding, and gives it."""
        page = plain
        if coding:
            headers, body = compression.compressed(plain.headers, plain.body)
            tag = next((value for name, value in headers if name.lower() == "etag"), "")
            page = replace(plain, headers=headers, body=body, tag=tag)
        with self._lock:
            if page.size <= LIMIT:
                self._pages[coding, *key] = page
        return page

    def _asked(
        self, environ: dict[str, Any], start: Any, key: tuple[Hashable, ...], coding: str, minute: int
    ) -> Iterable[bytes]:
        said: list[tuple[str, Headers]] = []
        plain = {name: value for name, value in environ.items() if not name.startswith("HTTP_IF_")}
        parts = self._app(plain, lambda status, headers, *_: said.append((status, headers)))
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        status, headers = said[0]
        named = {name.lower(): value for name, value in headers}
        public = named.get("cache-control", "").startswith("public") and "set-cookie" not in named
        if status.startswith("200") and public:
            kept = compression.varied([pair for pair in headers if pair[0].lower() not in _OF_ASKERS])
            own = [pair for pair in headers if pair[0].lower() in _OF_ASKERS]
            plain_page = KeptPage(kept, body, named.get("etag", ""), minute, FINE in plain)
            return _sent(environ, start, self._keep(plain_page, key, coding), own)
        start(status, headers)
        return [body]


_OF_BODIES = frozenset({"content-length", "content-type", "content-encoding"})
_OF_ASKERS = frozenset({"ratelimit", "ratelimit-policy"})


def _sent(environ: dict[str, Any], start: Any, page: KeptPage, own: Iterable[tuple[str, str]]) -> Iterable[bytes]:
    """A page, or 304 to who has it; `own` are headers of this one asker."""
    if _has(environ, page):
        start("304 NOT MODIFIED", [*(pair for pair in page.headers if pair[0].lower() not in _OF_BODIES), *own])
        return []
    start("200 OK", [*page.headers, *own])
    return [page.body]


def _has(environ: dict[str, Any], page: KeptPage) -> bool:
    """Whether the reader has this page: by its tag, or by date where no tag is sent (RFC 9110 section 13.2.2)."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return _matches(tags, page.tag)
    changed = next((value for name, value in page.headers if name.lower() == "last-modified"), "")
    try:
        return parsedate_to_datetime(changed) <= parsedate_to_datetime(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    except (TypeError, ValueError):  # one of them is missing or no date
        return False


def _matches(asked: str, tag: str) -> bool:
    """Whether If-None-Match names this tag, weakly (RFC 9110 section 8.8.3.2)."""
    bare = tag.removeprefix("W/")
    return bool(bare) and any(one.strip().removeprefix("W/") in (bare, "*") for one in asked.split(","))
