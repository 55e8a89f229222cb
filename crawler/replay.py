"""Walks a platform over a tape without Scrapy's engine: for the shared test, for `see` and `new`."""

from collections import deque
from typing import Any, cast

from pydantic import ValidationError
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawler.faults import Fault
from crawler.platform import SURPRISES, ListRow, Platform
from crawler.tape import Tape
from directory.posting import Posting


def replay(spider: Platform, tape: Tape) -> list[Posting]:
    """All postings that the spider reads from this tape, in order; how it went stands in `spider.walk`."""
    spider.at = getattr(tape, "at", None)
    waiting: deque[Request | ListRow] = deque(spider.begin())
    postings = []
    while waiting:
        step = waiting.popleft()
        if isinstance(step, Request):
            waiting.extend(_answered(step, tape))
        elif (posting := understood(spider, step)) is not None:
            postings.append(posting)
        if not waiting:
            waiting.extend(spider.absent())
    return postings


def understood(spider: Platform, row: ListRow) -> Posting | None:
    """The posting of a row; a bad or repeated one is counted in the walk and None."""
    try:
        posting = spider.make(row)
    except ValidationError as problem:
        spider.walk.refused[wrong(problem)] += 1
        return None
    except (Fault, *SURPRISES) as problem:
        spider.walk.refused[f"{type(problem).__name__} {problem}"] += 1
        return None
    if posting is None or not spider.walk.first_time(posting.ref):
        return None
    spider.walk.found += 1
    return posting


def wrong(problem: ValidationError) -> str:
    """Which fields of a posting were refused, and why; never the words themselves."""
    return "; ".join(f"{error['loc'][0] if error['loc'] else '?'}: {error['msg']}" for error in problem.errors())


def _answered(request: Request, tape: Tape) -> list[Any]:
    try:
        response: Response = tape.answer(request)
    except Fault as fault:
        failure = cast(Any, Failure)(fault)
        failure.request = request
        return list(request.errback(failure) or ()) if request.errback else []
    return list(request.callback(response, **request.cb_kwargs) or ()) if request.callback else []
