"""How every platform is walked: lists, details, and the pages of roles that a partial list no longer shows."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from scrapy.http import Request, Response

from crawler import responses
from crawler.declaration import declared
from crawler.failures import tell
from crawler.faults import OF_A_ROW, Blank, Fault, good_rows, identity
from crawler.hooks import MEBIBYTE, Form, Hooks
from crawler.shapes.parts import value_of
from crawler.shapes.shape import Shape
from crawler.walk import Walk
from directory.posting import Posting

__all__ = ["MEBIBYTE", "SURPRISES", "ListRow", "Platform"]

SURPRISES = (KeyError, TypeError, AttributeError, ValueError, IndexError)
ASKED_AGAIN = 2  # Mercor answers {} for a moment; a third empty answer in a row was never seen
ABSENT_LIMIT = 100  # pages of missing roles a run, at two seconds each; the rest has its turn in later runs
GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class ListRow:
    """One posting as it came, on its way to the pipeline; `list_only` when its detail page never came."""

    raw: Any
    list_only: bool = False


class Platform(Hooks):
    """A place that offers work; a subclass in `crawler/platforms` declares what `Hooks` lists.

    A board overrides the methods `first`, `rows`, `posting` and where needed `total`, `more`, `detail`. The slug is
    the name of the file.
    """

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        package, _, stem = cls.__module__.rpartition(".")
        if package == "crawler.platforms" and "slug" not in cls.__dict__:
            cls.slug = stem.replace("_", "-")
        if "slug" in cls.__dict__:
            cls.record = declared(cls)
            cls.name = cls.slug

    def __init__(self, *args: Any, brief: bool = False, **more: Any) -> None:
        """`brief`: only the first list until rows came, and one detail; for a look that keeps nothing."""
        super().__init__(*args, **more)
        self.brief = brief
        self.walk = Walk()
        self.shape = Shape()
        self.at: datetime | None = None  # the moment that counts as now: a tape's, or of a clock that is set
        self.open: Mapping[str, str] = {}  # the refs of all stored open postings with their addresses
        self.knows_role: Callable[[str], bool] = _nothing  # is the whole text of a role of this title stored?
        self.details_left = 1 if brief else self.detail_limit
        self.gathered: list[Any] = []
        self._looked = False

    @property
    def now(self) -> datetime:
        """The moment of the reading in UTC: the set one (`at`), else the present."""
        return self.at or datetime.now(UTC)

    async def start(self) -> AsyncIterator[Request]:
        """Scrapy's way in (2.13 and later): the requests of `begin`."""
        for request in self.begin():
            yield request

    def begin(self) -> Iterator[Request]:
        """The first requests as the walk sends them; a platform that reads something before its list overrides it."""
        for request in islice(self.first(), 1 if self.brief else None):
            yield self._list_page(request, first=True)

    def make(self, row: ListRow) -> Posting | None:
        """The posting of a row, None when a hook leaves it out; raises what a bad row makes it raise."""
        raw = self.before(row.raw)
        if raw is None:
            self.walk.left_out += 1
            return None
        stated = dict(self.posting(raw))
        ref = str(stated.get("ref"))
        self.walk.unread.add(ref)  # until all of it is read
        stated["list_only"] = row.list_only or bool(stated.get("list_only"))
        stated["posted_at"] = self.walk.dated(stated.get("posted_at"), self.now)
        made = self.after(Posting(platform=self.slug, **stated), raw)
        self.walk.unread.discard(ref)
        return made

    def take(self, response: Response, form: Form, kind: str) -> Any:
        """What an answer holds, in the form that is expected of it, its shape noted under its kind; raises Fault."""
        answer = responses.READERS[form](response)
        try:
            self.shape.add(self.kind_of(response, kind), lambda: value_of(answer, response))
        except (RecursionError, *SURPRISES):  # what is only watched must not cost what is read
            self.logger.warning("the shape of %s could not be noted", response.url, exc_info=True)
        return answer

    def listed(self, response: Response, first: bool) -> Iterator[Request | ListRow]:
        """A list page has come: its rows, their details, the next page. What it holds is kept when it leads nowhere."""
        self.walk.open_pages -= 1
        rows: list[Any] = []
        following = None
        try:
            answer = self.take(response, self.answers, "list")
            rows = self._read(answer)
            following = self._next(answer, response, rows, first)
        except Blank as blank:
            yield from self._again(response, first, str(blank))
        except Fault as fault:
            self.walk.fault(str(fault))
        except SURPRISES as surprise:
            self.walk.fault(f"shape changed: {type(surprise).__name__} {surprise}")
        if following is not None:
            yield self._list_page(following, first=False)
        yield from self._rows(rows)

    def completed(self, response: Response, raw: Any) -> Iterator[ListRow]:
        """A detail page has come; a bad one is a counted miss and leaves the row as the list told it."""
        try:
            detail = self.take(response, self.detail_answers, "detail")
            self.check_detail(detail)
        except Fault as fault:
            self._miss(str(fault))
            yield ListRow(raw, list_only=True)
            return
        self.walk.details += 1
        yield ListRow({**raw, "detail": detail})

    def list_failed(self, failure: Any) -> Iterator[Request | ListRow]:
        """A list page could not be fetched at all: a fault, so that the run is held, and waiting rows go on."""
        self.walk.open_pages -= 1
        self.walk.fault(tell(failure.value))
        yield from self._rows([])

    def detail_failed(self, failure: Any) -> Iterator[ListRow]:
        """A detail page could not be fetched at all: a counted miss, and the row goes on as `list_only`."""
        self._miss(tell(failure.value))
        yield ListRow(failure.request.cb_kwargs["raw"], list_only=True)

    def absent(self) -> Iterator[Request]:
        """Once, after everything else came: the pages of open roles that a partial list did not show."""
        if self._looked or self.complete or self.walk.problems():
            return
        self._looked = True
        day = f"{self.now:%F}"  # another choice every day, so that each has its turn
        missing = sorted(self.open.keys() - self.walk.refs, key=lambda ref: crc32(f"{day}{ref}".encode()))
        for ref in missing[:ABSENT_LIMIT]:
            if urlsplit(self.open[ref]).hostname in self.record.hosts:
                request = self.get(self.open[ref])
                yield request.replace(callback=self.looked_up, errback=self.look_failed, cb_kwargs={"ref": ref})

    def looked_up(self, response: Response, ref: str) -> None:
        """The page of a role that the list did not show; only a plain word closes it."""
        try:
            if response.status in GONE or self.ended(self.take(response, "page", "role")):
                self.walk.gone.add(ref)
        except (Fault, *SURPRISES) as problem:
            self._miss(str(problem))

    def look_failed(self, failure: Any) -> None:
        """The page of a role that the list did not show could not be fetched: a counted miss, nothing closes."""
        self._miss(tell(failure.value))

    def _read(self, answer: Any) -> list[Any]:
        if self.blanks and answer == {}:
            raise Blank(f"shape changed: the answer was empty {ASKED_AGAIN + 1} times")
        self.walk.pages += 1
        found = self.rows(answer)
        self.walk.rows += len(found)
        if self.answers != "json":
            return found
        good = good_rows(found, self.expects, self.walk.refused)
        self.walk.nameless += len(found) - len(good)
        return good

    def _next(self, answer: Any, response: Response, rows: list[Any], first: bool) -> Request | None:
        if first:
            self._announced(self.total(answer))
        following = self.more(answer, response)
        asked = None if following is None else f"{following.method} {following.url} {following.body!r}"
        self.walk.turn([identity(row, self.id_key) for row in rows], asked, self.empty_limit)
        return None if self.brief and rows else following

    def _again(self, response: Response, first: bool, words: str) -> Iterator[Request]:
        request: Any = response.request
        tries = request.meta.get("blank", 0)
        if tries >= ASKED_AGAIN:
            self.walk.fault(words)
            return
        yield self._list_page(request.replace(meta={**request.meta, "blank": tries + 1}), first=first)

    def _announced(self, total: int | None) -> None:
        if self.announces and total is None:
            raise Fault("shape changed: the answer does not say how many postings there are")
        self.walk.announce(total)

    def _list_page(self, request: Request, *, first: bool) -> Request:
        self.walk.open_pages += 1
        self.walk.asked.add(f"{request.method} {request.url} {request.body!r}")
        return request.replace(callback=self.listed, errback=self.list_failed, cb_kwargs={"first": first})

    def _rows(self, rows: list[Any]) -> Iterator[Request | ListRow]:
        """The rows of a page; those of a board that joins rows wait for the last page, which brings all."""
        self.gathered += rows
        if self.walk.open_pages and self.joined([]) is not None:
            return
        waiting, self.gathered = self.gathered, []
        for raw in self.joined(waiting) or waiting:
            try:
                yield self._with_detail(raw)
            except SURPRISES as surprise:
                self.walk.refused[f"{type(surprise).__name__} {surprise}"[:OF_A_ROW]] += 1

    def _with_detail(self, raw: Any) -> Request | ListRow:
        request = self.detail(raw)
        if request is None:
            return ListRow(raw)
        if self.details_left <= 0 or not self.wants_detail(raw):
            return ListRow(raw, list_only=True)
        self.details_left -= 1
        return request.replace(callback=self.completed, errback=self.detail_failed, cb_kwargs={"raw": raw})

    def _miss(self, words: str) -> None:
        self.walk.missed += 1
        self.walk.misses[words] += 1
        self.logger.info("a detail is missing: %s", words)


def _nothing(title: str) -> bool:
    return False
