"""Where a list goes on, as an opaque word: the mark of the last listing, for one search only."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from math import isfinite

from directory.search import Search
from directory.search.columns.places import Mark, width
from web.api.problems import RequestRefused, odd

LIFE = timedelta(days=2)
LONGEST = 400
LARGEST = 2**63  # a listing's key has 63 bits


@dataclass(frozen=True, slots=True)
class Cursor:
    """A mark, and the moment (UTC) at which the list was begun where age or relevance count, which move with time."""

    mark: Mark
    moment: datetime | None

    def text(self, search: Search) -> str:
        """The word for the address: URL-safe base64 of JSON with a print of the search, UTC seconds and the mark."""
        seconds = self.moment.timestamp() if self.moment else None
        packed = json.dumps([_print(search), seconds, *self.mark], separators=(",", ":"))
        return urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def begun(search: Search, now: datetime) -> datetime | None:
    """The moment that a list of this search must keep from page to page, None where time moves nothing in it."""
    return now if search.sort == "relevance" or search.number("fresh") else None


def read(text: str, search: Search, now: datetime) -> Cursor:
    """The cursor of a word; Refused (404) for one that is damaged, of another search or too old: it leads nowhere."""
    try:
        own, seconds, *mark = json.loads(urlsafe_b64decode(text[:LONGEST] + "=" * (-len(text) % 4)))
        moment = None if seconds is None else datetime.fromtimestamp(float(seconds), UTC)
        good = own == _print(search) and len(mark) == width(search) and all(map(_number, mark))
    except (ValueError, TypeError, OverflowError, OSError, RecursionError):
        raise _bad(text) from None
    if not good or (moment is not None and not now - LIFE < moment <= now):
        raise _bad(text)
    return Cursor(tuple(mark), moment)


@lru_cache(64)  # a request asks three times, for its address, its links and its cursor
def first(search: Search) -> str:
    """The query string of a search's first page: what a list is known by, wherever one stands in it."""
    return search.on_page(1).to_query_string()


def _number(value: object) -> bool:
    return isinstance(value, int | float) and isfinite(value) and abs(value) < LARGEST


def _print(search: Search) -> str:
    return sha256(first(search).encode()).hexdigest()[:8]


def _bad(text: str) -> RequestRefused:
    accepted = "the cursor of a `next` link of this very search, at most two days old"
    lost = odd("cursor", text[:100], "This cursor does not belong to this search.", accepted)
    return RequestRefused(404, "parameter", "this cursor leads nowhere", [lost])
