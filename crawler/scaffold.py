"""Writes a platform's file from a template, and its recording from what a live crawl saw."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request, Response, TextResponse

from crawler.addresses import detect, sample
from crawler.boards.cards import Cards
from crawler.boards.jazzhr import JazzHR
from crawler.boards.jobpages import JobPages
from crawler.boards.jsonlist import JsonList
from crawler.guess import Glance
from crawler.guess import skeleton as guessed
from crawler.placing import Location
from crawler.platform import Platform
from crawler.replay import replay
from crawler.scrub import Leftovers, leftovers, scrub, shorten
from crawler.tape import load
from directory.config import ROOT

TEMPLATES = Path(__file__).parent / "templates"
PLATFORMS = ROOT / "crawler" / "platforms"
FACTS = ROOT / "data" / "platforms"
RECORDINGS = ROOT / "tests" / "recordings"
SURE = ("ref", "title", "url", "text")


def slug_of(words: str) -> str:
    """A slug out of a token or a host, 40 characters at the most: "Acme, Inc." becomes "acme-inc"."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[
        :40
    ]  # a slug is 41 characters at the most (directory.platform)


def platform_file(
    slug: str,
    url: str,
    spider: type[Platform],
    floor: int,
    day: date,
    location: Location = "advertised",
    homepage: str = "",
) -> str:
    """The Python file of a platform on a hiring system, on the markup of its pages, on a JSON list or pages of its own.

    `spider` as Glance: no reader fits, and the file is a skeleton whose runs are held until it is filled in.
    """
    board, name = spider.__mro__[1], _name(slug)
    stated = {
        **_common(slug, url, day, homepage),
        "klass": re.sub(r"^(?=\d)", "The", name.replace(" ", "")),
        "token": spider.token,
        "floor": str(max(1, floor)),
        "way": spider.way,
        "module": board.__module__,
        "board": board.__name__,
        "location": location,
        **_table(spider),
    }
    return _filled(_template(spider), stated)


def facts_file(slug: str, url: str, found: int, day: date, homepage: str = "") -> str:
    """A valid file of facts: the domain, and what of its work a visitor can see.

    Of a platform on a board that names no homepage the domain is "SLUG.invalid", which a test refuses: say its own.
    """
    if found:
        coverage = f"Its public list: {found} posting{'s' if found > 1 else ''} on the day it was added."
    else:
        coverage = "Not yet known: no list of postings was found at its address."
    return _filled("facts", {**_common(slug, url, day, homepage), "coverage": coverage})


def skeleton(slug: str, url: str, page: TextResponse, template: str = "") -> type[Platform]:
    """A platform for an answer that no reader understands: a JSON list to be told its keys, or pages of its own."""
    stated: dict[str, Any] = {"hosts": (urlsplit(url).netloc,), "source": url}
    if page.text.lstrip()[:1] in ("{", "["):
        return sample(slug, JsonList, url, page=template, **stated, **guessed(page))
    return sample(slug, Glance, url, **stated)


def _template(spider: type[Platform]) -> str:
    if issubclass(spider, Glance):
        return "own"
    if issubclass(spider, JsonList):
        return "json"
    if issubclass(spider, Cards):
        return "cards"
    return "pages" if issubclass(spider, JobPages) and not issubclass(spider, JazzHR) else "board"


def _common(slug: str, url: str, day: date, homepage: str) -> dict[str, str]:
    host, home = urlsplit(url).hostname or "", urlsplit(homepage).hostname or ""
    own = home or (f"{slug}.invalid" if detect(url) else host)  # a board's host is nobody's own domain
    domain = re.sub(r"^(?:www|api|app|apply|jobs|careers|work|my|portal)\.(?=[^.]+\.)", "", own)
    asked = urlsplit(url).netloc.rpartition("@")[2]  # with a port that is not the scheme's own
    stated = {"title": _name(slug), "homepage": homepage or f"https://{host}", "host": asked}
    return {**stated, "domain": domain, "source": url, "day": day.isoformat()}


def _name(slug: str) -> str:
    return slug.replace("-", " ").title()


def _filled(template: str, stated: Mapping[str, str]) -> str:
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


def plays(spider: Any, folder: Path) -> str:
    """A line that says so where a recording gives no posting though the platform did; empty otherwise."""
    if not spider.postings or replay(type(spider)(), load(folder)):
        return ""
    return f"The recording plays none of the {len(spider.postings)}: what they were read from did not outlive it.\n"


def left(folder: Path) -> Leftovers:
    """What may still be theirs in a recording: to be read before it is committed."""
    kinds = {one["file"]: one["type"] for one in load(folder).exchanges.values()}
    return sum((leftovers((folder / name).read_bytes(), kind) for name, kind in kinds.items()), Leftovers())


def _table(spider: type[Platform]) -> dict[str, str]:
    if issubclass(spider, JobPages):
        return {"pages": spider.pages}
    if issubclass(spider, Cards):
        return {"card": spider.card, "parts": _dict(spider.parts)}
    if not issubclass(spider, JsonList):
        return {}
    keys, sure = spider.keys, [spider.keys[field] for field in SURE if field in spider.keys]
    return {
        "path": _tuple(spider.path),
        "complete": str(spider.complete),
        "keys": _dict(keys)
        if keys
        else "{}  # ours with theirs: ref, title, url, text, location, pay, category, employment, posted_at",
        "expects": _tuple(sure)[1:-1],
        "more": "".join(f"    {name} = {value}\n" for name, value in _more(spider)),
    }


def _dict(pairs: Mapping[str, str]) -> str:
    return "".join(("{\n", *(f'        "{field}": "{key}",\n' for field, key in pairs.items()), "    }"))


def _more(spider: type[JsonList]) -> Iterator[tuple[str, str]]:
    if spider.pay_keys:
        pairs = ", ".join(f'"{part}": "{key}"' for part, key in spider.pay_keys.items())
        yield "pay_keys", f"{{{pairs}}}"
    if spider.page:
        yield "page", f'"{spider.page}"'


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
