"""What every page may ask for: the site's parts, the reader's language, the reader and addresses of ours."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import TypeVar, cast

from cachetools import LRUCache
from flask import Flask, request

from directory import links
from directory.config import Settings
from directory.letters.ways.way import Way
from directory.presenting.locale import Tongue
from directory.search import Search, typed
from directory.search.results import Finder
from directory.store import Store
from directory.store.kept import KeptShelf
from web.asked import application, found_out
from web.locales import spoken

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
MADE_LIMIT = 16_000_000  # characters a process, of items of feeds above all: 1.5 kB each
KEPT_LIMIT = 256  # a survey, a few tables of titles and events, guides and pages of figures in every language
LOCK = Lock()
FINE = "atlas.fine"
"""In a request's WSGI environment: its page shows more of the time than the hour."""


class KeptParts:
    """Parts of pages that were made before, by everything that they are made from; what was asked longest ago goes.

    Threads may share it; two of them may make the same part at once, and either is right.
    """

    def __init__(self, limit: int) -> None:
        self._parts: LRUCache[Hashable, object] = LRUCache(limit, getsizeof=_size)
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The part of this key, made now if it is not there."""
        try:
            with self._lock:
                return cast(T, self._parts[key])
        except KeyError:
            return self._put(key, make())

    def _put(self, key: Hashable, made: T) -> T:
        with self._lock:
            self._parts[key] = made
        return made


def _size(part: object) -> int:
    """Roughly the bytes of a part: of text its length, of a value what a card takes."""
    return 200 + len(part) if isinstance(part, str) else 1_500


@dataclass(frozen=True, slots=True)
class Site:
    """The parts that pages are made from; one a process. `kept` holds what was made at one version of the table.

    `ways` are those to subscribers beside mail.
    """

    settings: Settings
    store: Store
    finder: Finder
    listings: KeptShelf
    made: KeptParts = field(default_factory=lambda: KeptParts(MADE_LIMIT))
    kept: LRUCache[Hashable, tuple[object, object]] = field(default_factory=lambda: LRUCache(KEPT_LIMIT))
    ways: Mapping[str, Way] = field(default_factory=dict)


def bind(app: Flask, site: Site) -> None:
    """Gives the application its parts, which `site` finds again in every request."""
    app.extensions["atlas"] = site


def site() -> Site:
    """The parts of the running application; an AssertionError, a fault of ours, when `bind` was not called."""
    found = application().extensions["atlas"]
    assert isinstance(found, Site)
    return found


def now() -> datetime:
    """The present moment in UTC (or the clock that is set), one for the whole request, however long it takes.

    For what is stored, counted or watched: a page that asks for it is kept for its minute only (`web.keeping`).
    """
    request.environ[FINE] = True
    return _now()


def to_the_hour(moment: datetime) -> datetime:
    """When the hour of a moment began."""
    return moment.replace(minute=0, second=0, microsecond=0)


def hour() -> datetime:
    """The hour that has begun, in UTC: the moment that pages show, so that they are the same until the next."""
    known = found_out()
    begun = known.get("hour")
    if begun is None:
        begun = known["hour"] = to_the_hour(_now())
    assert isinstance(begun, datetime)
    return begun


def _now() -> datetime:
    known = found_out()
    moment = known.get("now")
    if moment is None:
        moment = known["now"] = site().settings.now()
    assert isinstance(moment, datetime)
    return moment


def state() -> tuple[int, datetime]:
    """What a page is made from beside its address and language: the table as it was looked at last, and the hour."""
    return site().listings.look().number, hour()


def version() -> int:
    """The version of the table that pages are made from: looked at twice a second, not for every page."""
    return site().listings.look().version


def say() -> Tongue:
    """The tongue of the reader's language: it translates, and writes numbers, days and moments."""
    return spoken()


def path(target: str) -> str:
    """A path of ours in the reader's language: "/es/status"; an address elsewhere as it is."""
    return _root() + target if target.startswith("/") else target


def _root() -> str:
    """What stands before our paths: the reader's language, behind the folder that the site is served in."""
    known = found_out()
    root = known.get("root")
    if root is None:
        root = known["root"] = request.script_root
    return str(root)


def reader() -> Search:
    """Who reads, by the address, a place among its words included: a search that holds their country and languages."""
    known = found_out()
    who: Search | None = known.get("reader")
    if who is None:
        who = known["reader"] = _reader_of(request.query_string.decode("utf-8", "replace"))
    return who


def read_by(search: Search) -> None:
    """Says who reads, by the search of the address: so that it is not read twice."""
    found_out()["reader"] = Search(country=search.country, speak=search.speak)


@lru_cache(4_096)  # a few hundred bytes each
def _reader_of(query: str) -> Search:
    found = typed(query).search
    return Search(country=found.country, speak=found.speak)


def reader_query() -> str:
    """The reader's country and languages as a query string, carried through every link."""
    known = found_out()
    query = known.get("reader_query")
    if query is None:
        query = known["reader_query"] = reader().to_query_string()
    return str(query)


def keep(name: Hashable, version: Hashable, make: Callable[[], T]) -> T:
    """What `make` makes, kept until the version changes; what was asked for longest ago goes."""
    kept = site().kept
    with LOCK:
        held = kept.get(name)
    if held is not None and held[0] == version:
        return cast(T, held[1])
    made = make()
    with LOCK:
        kept[name] = (version, made)
    return made


@lru_cache(64)
def one_of(moment: H) -> H:
    """The same object for all that are equal: what was made at a moment is known by it, without comparing."""
    return moment


def out(url: str) -> str:
    """A link to a platform, without referral or tracking parameters (`directory.links.out`)."""
    return links.out(url)
