"""One look at a platform, live or on a tape: are its answers as we read them? Nothing is kept."""

import re
from dataclasses import dataclass
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
from crawler.shapes.watch import compared

MOVED = "may have moved"  # as crawler/responses.py says of 404 and 410
CAREERS = re.compile(r"career|jobs?\b|join|work-(?:with|for)|opportunit|openings|vacanc", re.IGNORECASE)
LINKS = "a::attr(href), iframe::attr(src), script::attr(src)"


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a look at a platform found: one line, and whether it is read as before."""

    slug: str
    says: str
    well: bool

    def __str__(self) -> str:
        return f"{self.slug}: {self.says}"


def checkup(spider: Any) -> Checkup:
    """What the spider's answers say of the platform: faults first, then what is otherwise about their shape."""
    walk, found = spider.walk, compared(spider)
    faults = [*walk.faults]
    refused = sum(walk.refused.values())
    if refused and not faults:
        faults.append(f"{refused} of {walk.rows} postings cannot be read: {walk.refused.most_common(1)[0][0]}")
    if walk.missed and not walk.details and not faults:
        faults.append(f"no detail came: {walk.misses.most_common(1)[0][0]}")
    words = "; ".join([*faults, *([line(found)] if found else [])])
    well = not faults and not any(one.sure for one in found)
    return Checkup(spider.slug, words or _fine(spider), well)


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
    return Checkup(found.slug, f"{found.says}; {await new_home(process, reader, base)}", well=False)


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
