"""What HTML platforms share: parts of a page as words, and the data that a Next.js page carries in its scripts."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from parsel import Selector, SelectorList
from scrapy.http import TextResponse

from crawler.faults import Fault
from crawler.text import plain

DAY = re.compile(r"\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (\d{4})\b")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FLIGHT = re.compile(r'self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)')


def some(page: TextResponse, css: str) -> SelectorList[Selector]:
    """The parts of a page that carry its postings; a Fault when there is none, for then the page was rebuilt."""
    found = page.css(css)
    if not found:
        raise Fault(f'shape changed: the page has no "{css}" any more')
    return found


def words(part: Any, css: str) -> str:
    """The text of the first match inside a page or part, one line a block; empty when there is none."""
    return plain(part.css(css).get())


def link(part: Selector) -> str:
    """Where a card leads to, as it is written: its own address, else that of its first link; empty without one."""
    return part.attrib.get("href") or part.css("a[href]::attr(href)").get("")


def prose(page: Any) -> str:
    """The text of a page's own part, one line a block: its main element, else its article, else all but the frame."""
    for css in ("main", "[role=main]", "article"):
        if text := words(page, css):
            return text
    body = Selector(page.css("body").get(""))
    for frame in body.css("nav, header, footer, aside, form, script, style"):
        frame.drop()
    return plain(body.get())


def following(page: TextResponse) -> str:
    """The address of the next page of a list, by its link of `rel="next"`; empty on the last one."""
    href = page.css('[rel~="next"][href]::attr(href)').get("")
    return page.urljoin(href) if href else ""


def day(text: str) -> datetime | None:
    """The start in UTC of a day written as "Nov 3, 2026", also inside other words; None when there is none."""
    found = DAY.search(text)
    if found is None or found[1] not in MONTHS:
        return None
    try:
        return datetime(int(found[3]), MONTHS.index(found[1]) + 1, int(found[2]), tzinfo=UTC)
    except ValueError:
        return None


def next_data(page: TextResponse) -> Any:
    """The JSON value of the script `__NEXT_DATA__` (Next.js); a Fault when the page has none or it is broken."""
    script = page.css("script#__NEXT_DATA__::text").get()
    if script is None:
        raise Fault("shape changed: the page has no __NEXT_DATA__ any more")
    try:
        return json.loads(script)
    except ValueError:
        raise Fault("shape changed: __NEXT_DATA__ is broken JSON") from None


def flight(page: TextResponse) -> str:
    """All pieces of a Next.js flight stream, joined; empty when the page has none."""
    return "".join(json.loads(piece) for piece in FLIGHT.findall(page.text))


def flight_text(stream: str, key: str) -> str:
    """The string under a key of a flight stream, also where "$1a" points to a text chunk ("1a:T<hex bytes>,…")."""
    found = re.search(f'"{re.escape(key)}":("(?:[^"\\\\]|\\\\.)*")', stream)
    value: str = json.loads(found[1]) if found else ""
    if not re.fullmatch(r"\$[0-9a-f]+", value):
        return value
    chunk = re.search(rf"(?<![0-9a-f]){value[1:]}:T([0-9a-f]+),", stream)
    if chunk is None:
        return ""
    return stream[chunk.end() :].encode()[: int(chunk[1], 16)].decode("utf-8", "ignore")
