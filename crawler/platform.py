"""What a platform must declare, checked when its class is made, and how every platform is walked."""

import json
from collections.abc import AsyncIterator, Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Literal

import scrapy
from scrapy.http import Request, Response

from crawler import answers
from crawler.declaring import declared
from crawler.faults import Fault, good_rows, identity
from crawler.telling import tell
from crawler.walk import Walk
from directory.platform import PlatformRecord
from directory.posting import Posting

SURPRISES = (KeyError, TypeError, AttributeError, ValueError, IndexError)
MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Row:
    """One posting as it came, on its way to the pipeline; `list_only` when its detail page never came."""

    raw: Any
    list_only: bool = False


class Platform(scrapy.Spider):
    """A place that offers work. A subclass in `crawler/platforms` declares the first block, nothing in it has a default
    that could be wrong; a board overrides the methods `first`, `rows`, `posting` and where needed `total`, `more`,
    `detail`. The slug is the name of the file.
    """

    slug: ClassVar[str]
    title: ClassVar[str]
    homepage: ClassVar[str]
    cadence_hours: ClassVar[float]
    floor: ClassVar[int]
    location: ClassVar[Literal["residence", "advertised"]]
    basis: ClassVar[Literal["seen", "documented", "guess"]]
    source: ClassVar[str]

    token: ClassVar[str] = ""
    own_words: ClassVar[str] = ""
    title_decides: ClassVar[bool] = False
    employment: ClassVar[Literal["contractor", "employee", "unknown"]] = "contractor"
    evergreen: ClassVar[bool] = False
    readable: ClassVar[bool] = True
    unreadable_reason: ClassVar[str] = ""
    unreadable_since: ClassVar[date | None] = None
    note: ClassVar[str] = ""

    way: ClassVar[str] = "own"
    hosts: ClassVar[tuple[str, ...]] = ()  # "{token}" is filled in; nothing is fetched from any other host
    answers: ClassVar[Literal["json", "page", "xml", "raw"]] = "json"
    detail_answers: ClassVar[Literal["json", "page", "xml", "raw"]] = "json"
    expects: ClassVar[tuple[str, ...]] = ()  # keys that every row had when we last looked
    detail_expects: ClassVar[tuple[str, ...]] = ()  # the same for a detail
    announces: ClassVar[bool] = False  # does the first page say how many postings there are?
    id_key: ClassVar[str] = ""  # the key of a row that holds its id; without one a row is its own id
    empty_limit: ClassVar[int] = 5  # pages in a row without a posting, until a list counts as one that never ends
    detail_limit: ClassVar[int] = 1_000
    size_limit: ClassVar[int] = 10 * MEBIBYTE

    record: ClassVar[PlatformRecord]

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        package, _, stem = cls.__module__.rpartition(".")
        if package == "crawler.platforms" and "slug" not in cls.__dict__:
            cls.slug = stem.replace("_", "-")
        if "slug" in cls.__dict__:
            cls.record = declared(cls)
            cls.name = cls.slug

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.walk = Walk()
        self.known: Container[str] = frozenset()  # refs that the store holds
        self.knows_role: Callable[[str], bool] = _nothing  # is the whole text of a role of this title stored?
        self.details_left = self.detail_limit
        self.at: datetime | None = None  # the moment that counts as now: a tape's, or of a clock that is set
        self.gathered: list[Any] = []

    @property
    def now(self) -> datetime:
        """The moment of the reading in UTC."""
        return self.at or datetime.now(UTC)

    # What a board or an own platform says about its answers.

    def first(self) -> Iterable[Request]:
        """The first request of each list; made with `self.get` or `self.post`."""
        raise NotImplementedError

    def rows(self, answer: Any) -> list[Any]:
        """The postings of one list answer, as they came."""
        raise NotImplementedError

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """The fields of `Posting` (without platform) that one row states."""
        raise NotImplementedError

    def total(self, answer: Any) -> int | None:
        """How many postings the platform announces, when `announces`; a first page without it is a Fault."""
        return None

    def more(self, answer: Any, response: Response) -> Request | None:
        """The next page of the same list, or None when the answer says that this was the last one."""
        return None

    def detail(self, raw: Any) -> Request | None:
        """The request that completes a row, or None when the row is enough; the answer arrives as `raw["detail"]`."""
        return None

    def joined(self, rows: list[Any]) -> list[Any] | None:
        """All rows of all lists with those made one that are one posting; None: each row is a posting of its own."""
        return None

    def check_detail(self, detail: Any) -> None:
        """A Fault for a detail that lacks what every one had; when all do, the run is held."""
        for key in self.detail_expects:
            if not isinstance(detail, dict) or key not in detail:
                self.walk.odd_details += 1
                raise Fault(f'shape changed: the detail has no "{key}" any more')

    def before(self, raw: Any) -> Any | None:
        """Hook: the row as it shall be read, or None to leave it out (a filter)."""
        return raw

    def after(self, posting: Posting, raw: Any) -> Posting | None:
        """Hook: the posting as it shall be kept, or None to leave it out."""
        return posting

    # The walk, the same for all.

    def get(self, url: str, **more: Any) -> Request:
        """A request for a list or detail page; keywords as scrapy.Request."""
        return Request(url, meta={"download_maxsize": self.size_limit}, dont_filter=True, **more)

    def post(self, url: str, body: Any) -> Request:
        """A JSON request."""
        return self.get(url, method="POST", body=json.dumps(body), headers={"Content-Type": "application/json"})

    async def start(self) -> AsyncIterator[Request]:
        for request in self.begin():
            yield request

    def begin(self) -> Iterator[Request]:
        """The first requests, as the walk sends them."""
        for request in self.first():
            yield self._list_page(request, first=True)

    def make(self, row: Row) -> Posting | None:
        """The posting of a row, None when a hook leaves it out; raises what a bad row makes it raise."""
        raw = self.before(row.raw)
        if raw is None:
            return None
        stated = dict(self.posting(raw))
        stated["list_only"] = row.list_only or bool(stated.get("list_only"))
        stated["posted_at"] = self.walk.dated(stated.get("posted_at"), self.now)
        return self.after(Posting(platform=self.slug, **stated), raw)

    def listed(self, response: Response, first: bool) -> Iterator[Request | Row]:
        """A list page has come: its rows, their details, the next page. What it holds is kept when it leads nowhere."""
        self.walk.open_pages -= 1
        rows: list[Any] = []
        following = None
        try:
            answer = answers.READERS[self.answers](response)
            rows = self._read(answer)
            following = self._next(answer, response, rows, first)
        except Fault as fault:
            self.walk.fault(str(fault))
        except SURPRISES as surprise:
            self.walk.fault(f"shape changed: {type(surprise).__name__} {surprise}")
        if following is not None:
            yield self._list_page(following, first=False)
        yield from self._rows(rows)

    def completed(self, response: Response, raw: Any) -> Iterator[Row]:
        """A detail page has come; a bad one is a counted miss and leaves the row as the list told it."""
        try:
            detail = answers.READERS[self.detail_answers](response)
            self.check_detail(detail)
        except Fault as fault:
            self._miss(str(fault))
            yield Row(raw, list_only=True)
            return
        self.walk.details += 1
        yield Row({**raw, "detail": detail})

    def list_failed(self, failure: Any) -> Iterator[Request | Row]:
        """A list page could not be fetched at all."""
        self.walk.open_pages -= 1
        self.walk.fault(tell(failure.value))
        yield from self._rows([])

    def detail_failed(self, failure: Any) -> Iterator[Row]:
        """A detail page could not be fetched at all."""
        self._miss(tell(failure.value))
        yield Row(failure.request.cb_kwargs["raw"], list_only=True)

    def wants_detail(self, raw: Any) -> bool:
        """Shall the detail of this row be asked for? A platform with many clones says no more often."""
        return True

    def _read(self, answer: Any) -> list[Any]:
        self.walk.pages += 1
        found = self.rows(answer)
        self.walk.rows += len(found)
        return good_rows(found, self.expects, self.walk.refused) if self.answers == "json" else found

    def _next(self, answer: Any, response: Response, rows: list[Any], first: bool) -> Request | None:
        if first:
            self._announced(self.total(answer))
        following = self.more(answer, response)
        asked = None if following is None else f"{following.method} {following.url} {following.body!r}"
        self.walk.turn([identity(row, self.id_key) for row in rows], asked, self.empty_limit)
        return following

    def _announced(self, total: int | None) -> None:
        if self.announces and total is None:
            raise Fault("shape changed: the answer does not say how many postings there are")
        self.walk.announce(total)

    def _list_page(self, request: Request, *, first: bool) -> Request:
        self.walk.open_pages += 1
        self.walk.asked.add(f"{request.method} {request.url} {request.body!r}")
        return request.replace(callback=self.listed, errback=self.list_failed, cb_kwargs={"first": first})

    def _rows(self, rows: list[Any]) -> Iterator[Request | Row]:
        """The rows of a page; those of a board that joins rows wait for the last page, which brings all."""
        self.gathered += rows
        if self.walk.open_pages and self.joined([]) is not None:
            return
        waiting, self.gathered = self.gathered, []
        for raw in self.joined(waiting) or waiting:
            try:
                yield self._with_detail(raw)
            except SURPRISES as surprise:
                self.walk.refused[f"{type(surprise).__name__} {surprise}"[:200]] += 1

    def _with_detail(self, raw: Any) -> Request | Row:
        request = self.detail(raw)
        if request is None:
            return Row(raw)
        if self.details_left <= 0 or not self.wants_detail(raw):
            return Row(raw, list_only=True)
        self.details_left -= 1
        return request.replace(callback=self.completed, errback=self.detail_failed, cb_kwargs={"raw": raw})

    def _miss(self, words: str) -> None:
        self.walk.missed += 1
        self.logger.info("a detail is missing: %s", words)


def _nothing(title: str) -> bool:
    return False
