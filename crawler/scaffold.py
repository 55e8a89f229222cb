"""Writes a platform's file from a template, and its recording from what a live crawl saw."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from crawler.boards.jazzhr import JazzHR
from crawler.boards.jobpages import JobPages
from crawler.boards.jsonlist import JsonList
from crawler.platform import Platform
from crawler.replay import replay
from crawler.scrub import scrub, shorten
from crawler.tape import load
from directory.config import ROOT

TEMPLATES = Path(__file__).parent / "templates"
PLATFORMS = ROOT / "crawler" / "platforms"
RECORDINGS = ROOT / "tests" / "recordings"
SURE = ("ref", "title", "url", "text")


def slug_of(words: str) -> str:
    """A slug out of a token or a host: "Acme, Inc." becomes "acme-inc"."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40]


def platform_file(slug: str, url: str, spider: type[Platform], floor: int, day: date) -> str:
    """The Python file of a platform on a hiring system, on the markup of its pages, or on a JSON list of its own."""
    template = "json" if issubclass(spider, JsonList) else "pages" if issubclass(spider, JobPages) else "board"
    if issubclass(spider, JazzHR):
        template = "board"
    board, words, parts = spider.__mro__[1], slug.replace("-", " ").title(), urlsplit(url)
    stated = {
        "title": words,
        "klass": re.sub(r"^(?=\d)", "The", words.replace(" ", "")),
        "homepage": f"https://{parts.hostname}",
        "host": parts.hostname or "",
        "source": url,
        "day": day.isoformat(),
        "token": spider.token,
        "floor": str(max(1, floor)),
        "way": spider.way,
        "module": board.__module__,
        "board": board.__name__,
        **_table(spider),
    }
    return Template((TEMPLATES / f"{template}.txt").read_text("utf-8")).substitute(stated)


def record(spider: Any, at: datetime, folder: Path) -> bool:
    """Writes what a live crawl saw, scrubbed and short; False when only the long form can be read back."""
    for shorter in (True, False):
        _write(spider, at, folder, shorter=shorter)
        again = type(spider)()
        replay(again, load(folder))
        if again.walk.complete == spider.walk.complete:
            return shorter
    return False


def _table(spider: type[Platform]) -> dict[str, str]:
    if not issubclass(spider, JsonList):
        return {}
    keys, sure = spider.keys, [spider.keys[field] for field in SURE if field in spider.keys]
    return {
        "path": _tuple(spider.path),
        "keys": "\n".join(f'        "{field}": "{key}",' for field, key in keys.items()),
        "expects": _tuple(sure)[1:-1],
    }


def _tuple(words: Sequence[str]) -> str:
    inner = ", ".join(f'"{word}"' for word in words)
    return f"({inner},)" if len(words) == 1 else f"({inner})"


def _write(spider: Any, at: datetime, folder: Path, *, shorter: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.name != "expected.json":
            old.unlink()
    numbered = enumerate(spider.exchanges, 1)
    exchanges = [_exchange(number, asked, came, folder, shorter) for number, (asked, came) in numbered]
    said = {
        "recorded_at": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "basis": spider.basis,
        "source": spider.source,
        "exchanges": exchanges,
    }
    (folder / "recording.json").write_text(json.dumps(said, indent=1) + "\n", "utf-8")


def _exchange(number: int, request: Request, response: Response, folder: Path, shorter: bool) -> dict[str, Any]:
    kind = (response.headers.get("Content-Type") or b"text/plain").decode("latin-1").split(";")[0]
    body = scrub(response.body, kind)
    if shorter and "json" in kind:
        body = (json.dumps(shorten(json.loads(body)), indent=1, ensure_ascii=False) + "\n").encode()
    name = f"{number}.{'json' if 'json' in kind else 'xml' if 'xml' in kind else 'html'}"
    (folder / name).write_bytes(body)
    url = request.meta.get("redirect_urls", [request.url])[0]
    exchange = {"method": request.method, "url": url, "status": response.status, "type": kind, "file": name}
    return {**exchange, "body": json.loads(request.body)} if request.body else exchange
