"""One look at a platform, live or on a tape: are its answers as we read them? Nothing is kept."""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy.http import TextResponse
from scrapy.settings import Settings

from crawler import live
from crawler.addresses import detect, sample
from crawler.guess import Glance
from crawler.platform import Platform
from crawler.shapes.difference import line
from crawler.shapes.file import load
from crawler.shapes.stead import settled
from crawler.shapes.watch import compared
from crawler.tape import Tape
from directory.config import ROOT

MOVED = "may have moved"  # as crawler/responses.py says of 404 and 410
CAREERS = re.compile(r"career|jobs?\b|join|work-(?:with|for)|opportunit|openings|vacanc", re.IGNORECASE)
LINKS = "a::attr(href), iframe::attr(src), script::attr(src)"


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a look at a platform found: one line, whether it is read as before, and the file that reads it."""

    slug: str
    says: str
    well: bool
    file: str = ""

    def __str__(self) -> str:
        return f"{self.slug}: {self.says}"


def checkup(spider: Any, tape: Tape | None = None) -> Checkup:
    """What the spider's answers say of the platform: faults first, then what is otherwise about their shape.

    Of a tape it is also tried whether a key that is gone is read under another name already.
    """
    walk, found = spider.walk, compared(spider)
    if tape is not None and found:
        found = tuple(settled(type(spider), tape, found))
    faults = [*walk.faults]
    refused = sum(walk.refused.values())
    if refused and not faults:
        faults.append(f"{refused} of {walk.rows} postings cannot be read: {walk.refused.most_common(1)[0][0]}")
    if walk.missed and not walk.details and not faults:
        faults.append(f"no detail came: {walk.misses.most_common(1)[0][0]}")
    keep = f"`python -m scrapy shapes {spider.slug} --tapes {tape.folder.parent}` keeps that form" if tape else ""
    words = "; ".join(
        [*faults, *([line(found)] if found else []), *([keep] if any(one.settled for one in found) else [])]
    )
    well = not faults and not any(one.sure for one in found)
    return Checkup(
        spider.slug, words or _fine(spider), well, _file(spider, [one.path[-1] for one in found if one.sure])
    )


def _file(spider: Any, keys: list[str]) -> str:
    """The file that names one of these keys: the platform's own, or that of its board; else its own."""
    homes = [one.__module__ for one in type(spider).__mro__ if one.__module__.startswith("crawler.")]
    files = [f"{home.replace('.', '/')}.py" for home in dict.fromkeys(homes)]
    named = (file for file in files if any(f'"{key}"' in (ROOT / file).read_text("utf-8") for key in keys))
    return next(named, f"{type(spider).__module__.replace('.', '/')}.py")


def _fine(spider: Any) -> str:
    if load(spider.slug) is None:
        return f"no shape is kept of it; `python -m scrapy shapes {spider.slug}` makes it"
    if not (rows := spider.walk.rows):
        return "it lists nothing today"
    return f"as we read it ({rows} {'row' if rows == 1 else 'rows'} looked at)"


async def looked(process: Any, reader: type[Platform], base: Settings) -> Checkup:
    """The checkup of a platform, live: its first list until rows came, and one detail."""
    found = checkup(await live.look(process, reader, base, brief=True))
    if MOVED not in found.says:
        return found
    return replace(found, says=f"{found.says}; {await new_home(process, reader, base)}", well=False)


async def new_home(process: Any, reader: type[Platform], base: Settings) -> str:
    """Where the platform's own pages point now: its home page, then the page about jobs that it links to."""
    page, url = await _page(process, reader.homepage, base), reader.homepage
    for _ in range(2):
        if page is None:
            return f"its own page {url} could not be read"
        links = [urljoin(page.url, link) for link in page.css(LINKS).getall()]
        if homes := dict.fromkeys(found for link in links if (found := detect(link)) is not None):
            named = [f"{board.way} {token}" for board, token in homes]
            same = (reader.way, reader.token) in ((board.way, token) for board, token in homes)
            return f"its own page {page.url} {'still points' if same else 'points'} to {', '.join(named)}"
        url = next((link for link in links if _about_jobs(link, page.url)), "")
        if not url:
            break
        page = await _page(process, url, base)
    return f"its own page {reader.homepage} names no board that we know"


async def _page(process: Any, url: str, base: Settings) -> TextResponse | None:
    """A page within the host it stands on; None when it cannot be had."""
    glance = sample("glance", Glance, url, hosts=(urlsplit(url).netloc,), source=url)
    spider = await live.look(process, glance, base)
    page = spider.exchanges[-1][1] if spider.exchanges and not spider.walk.faults else None
    return page if isinstance(page, TextResponse) else None


def _about_jobs(link: str, page: str) -> bool:
    parts, own = urlsplit(link), urlsplit(page)
    near = (parts.hostname or "").endswith((own.hostname or "?").removeprefix("www."))
    return link != page and near and CAREERS.search(f"{parts.hostname}{parts.path}") is not None
