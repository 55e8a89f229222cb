"""A platform's answers from a script: list pages in order, details in order; for the boards' tests."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from scrapy.http import Headers, HtmlResponse, Request, Response, TextResponse

from crawler.addresses import sample
from crawler.faults import Fault
from crawler.platform import Platform
from crawler.replay import replay
from directory.runs.judge import Ending, why_held

FOLDER = Path(__file__).parents[1] / "boards"
BOARDS = sorted(path.stem for path in FOLDER.glob("*.json"))


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a JSON value, or text that is XML or a page."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: float = 1.0

    def to(self, request: Request) -> Response:
        """As a response, of which `cut` is the share that arrived."""
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        is_html = text.lstrip().lower().startswith(("<!doctype html", "<html"))
        kind = "application/json" if not text.startswith("<") else "text/html" if is_html else "text/xml"
        body = text.encode()[: int(len(text.encode()) * self.cut)]
        made = HtmlResponse if is_html else TextResponse
        headers = Headers({"Content-Type": kind, **self.headers})
        return made(request.url, status=self.status, headers=headers, body=body, encoding="utf-8", request=request)


class Script:
    """Plays replies to whatever is asked for; a Fault stands for a connection that failed."""

    at = datetime(2026, 11, 20, tzinfo=UTC)

    def __init__(self, pages: list[Reply | Fault], details: list[Reply | Fault]) -> None:
        self.pages, self.details = list(pages), list(details)

    def answer(self, request: Request) -> Response:
        """The next list page or detail."""
        line = self.pages if request.errback.__name__ == "list_failed" else self.details
        reply = line.pop(0)
        if isinstance(reply, Fault):
            raise reply
        return reply.to(request)


def example(name: str) -> dict[str, Any]:
    """A board's case table: its good answers, its addresses, and rows that are otherwise.

    "rows" is the key of the list, "renamed" a field of every posting, "total" the key that counts, "empty" a list
    without postings where that is no JSON; a variant is laid over the first row and the first detail.
    """
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


ANNOUNCING = tuple(name for name in BOARDS if example(name)["announces"])


def spider_of(said: dict[str, Any]) -> Platform:
    """A platform on this board."""
    board = getattr(import_module(f"crawler.boards.{said['module']}"), said["board"])
    more = {"hosts": tuple(said["hosts"])} if "hosts" in said else {}
    return sample("example", board, said["token"], **more)()


def run(name: str, pages: list[Reply | Fault], details: list[Reply | Fault] | None = None) -> tuple[Any, str]:
    """The outcome of a walk, and why the store would hold it ("" when it would not)."""
    said = example(name)
    spider = spider_of(said)
    kept = [Reply(body) for body in said["details"]] if details is None else details
    postings = replay(spider, Script(pages, kept))
    walk = spider.walk
    ending = Ending(walk.complete, walk.reason, walk.pages, dict(walk.refused), walk.missed)
    return (postings, walk), why_held(ending, len(postings), 1, None)


def good(name: str) -> list[Reply | Fault]:
    """The board's good list pages."""
    return [Reply(body) for body in example(name)["pages"]]
