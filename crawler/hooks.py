"""What a platform declares, and what it or its board says of its answers; crawler/platform.py walks it.

A platform's file states the first block; nothing in it has a default that could be wrong.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Literal

import scrapy
from scrapy.http import Request, Response

from crawler.faults import Fault
from crawler.walk import Walk
from directory.platform import PlatformRecord
from directory.posting import Posting

MEBIBYTE = 2**20
Form = Literal["json", "page", "xml", "raw"]


class Hooks(scrapy.Spider):
    """The declarations of a platform and the methods that a board or a platform overrides."""

    slug: ClassVar[str]
    title: ClassVar[str]
    homepage: ClassVar[str]
    # Hours between two crawls: 6 for Mercor and Outlier, the lists taken to change most, 12 for other busy boards, 24
    # the usual, 48 and a week where hardly anything changes.
    cadence_hours: ClassVar[float]
    floor: ClassVar[int]  # the least that a good run finds, about a third of what was counted; a class says of what
    location: ClassVar[Literal["residence", "advertised"]]
    complete: ClassVar[bool]  # does the list hold everything that is open? only then does absence close a posting
    basis: ClassVar[Literal["seen", "rebuilt", "documented", "guess"]]
    source: ClassVar[str]

    seen_on: ClassVar[str | None] = None  # the day (ISO 8601) of the answer; "seen" and "rebuilt" have one
    token: ClassVar[str] = ""
    own_words: ClassVar[str] = ""
    title_decides: ClassVar[bool] = False
    employment: ClassVar[Literal["contractor", "employee", "unknown"]] = "contractor"
    extent_words: ClassVar[bool] = False  # "full-time" and "part-time" say how many hours here, not what kind of job
    evergreen: ClassVar[bool] = False
    readable: ClassVar[bool] = True
    unreadable_reason: ClassVar[str] = ""
    unreadable_since: ClassVar[date | None] = None
    note: ClassVar[str] = ""

    way: ClassVar[str] = "own"
    addresses: ClassVar[tuple[str, ...]] = ()  # of a board: those of its own pages, with "{token}" in them
    hosts: ClassVar[tuple[str, ...]] = ()  # "{token}" is filled in; nothing is fetched from any other host
    answers: ClassVar[Form] = "json"
    detail_answers: ClassVar[Form] = "json"
    expects: ClassVar[tuple[str, ...]] = ()  # keys that every row had when we last looked
    detail_expects: ClassVar[tuple[str, ...]] = ()  # the same for a detail
    announces: ClassVar[bool] = False  # does the first page say how many postings there are?
    id_key: ClassVar[str] = ""  # the key of a row that holds its id; without one a row is its own id
    # Pages in a row without a posting; more count as a list that never ends. One may be empty whose rows were taken
    # down meanwhile, six are no accident.
    empty_limit: ClassVar[int] = 5
    blanks: ClassVar[bool] = False  # does it answer {} for a moment now and then? such an answer is asked for again
    detail_limit: ClassVar[int] = 1_000  # at two seconds each 33 of the 40 minutes that a crawl may take
    size_limit: ClassVar[int] = 10 * MEBIBYTE  # bytes of one answer; boards that send all at once allow 40 (see Ashby)

    record: ClassVar[PlatformRecord]
    walk: Walk

    def first(self) -> Iterable[Request]:
        """The first request of each list, made with `self.get` or `self.post`; each list has its own total."""
        raise NotImplementedError

    def rows(self, answer: Any) -> list[Any]:
        """The postings of one list answer, as they came; [] when it has none, a Fault when its shape is another.

        `answer` is what `answers` names: a JSON value, a page, the root of an XML or a bare response.
        """
        raise NotImplementedError

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """The fields of `Posting` (without platform) that one row states, as words; dates in UTC or without a zone.

        A KeyError, TypeError, ValueError or Fault refuses this row alone, and is counted with its words.
        """
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

    def wants_detail(self, raw: Any) -> bool:
        """Shall the detail of this row be asked for? A platform with many clones says no more often."""
        return True

    def joined(self, rows: list[Any]) -> list[Any] | None:
        """All rows of all lists with those made one that are one posting; None: each row is a posting of its own."""
        return None

    def check_detail(self, detail: Any) -> None:
        """A Fault for a detail that lacks what every one had; when all do, the run is held."""
        for key in self.detail_expects:
            if not isinstance(detail, dict) or key not in detail:
                self.walk.odd_details += 1
                raise Fault(f'shape changed: the detail has no "{key}" any more')

    def kind_of(self, response: Response, kind: str) -> str:
        """What kind of answer this is, where one `kind` ("list", "detail") has several with nothing in common."""
        return kind

    def before(self, raw: Any) -> Any | None:
        """Hook: the row as it shall be read, or None to leave it out (a filter)."""
        return raw

    def after(self, posting: Posting, raw: Any) -> Posting | None:
        """Hook: the posting as it shall be kept, or None to leave it out, which is counted nowhere."""
        return posting

    def ended(self, response: Response) -> bool:
        """Does the page of a role that a partial list no longer shows say that it has closed? (404 and 410 do.)"""
        return False

    def get(self, url: str, **more: Any) -> Request:
        """A GET for a list or detail page, up to `size_limit` bytes; keywords as scrapy.Request.

        Repeats are allowed.
        """
        return Request(url, meta={"download_maxsize": self.size_limit}, dont_filter=True, **more)

    def post(self, url: str, body: Any) -> Request:
        """A POST of `body` as JSON, for a list that wants one; else as `get`."""
        return self.get(url, method="POST", body=json.dumps(body), headers={"Content-Type": "application/json"})
