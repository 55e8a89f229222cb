"""Teamtailor's RSS: a hundred postings a page by offset; a page that is not full is the last one. No pay, no total."""

import re
from collections.abc import Iterable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

from scrapy.http import Request, Response

from crawler.faults import Fault
from crawler.platform import Platform
from crawler.wording import listed, plain

SIZE = 100
WORKPLACES = {"fully": "remote", "hybrid": "hybrid", "temporary": "temporarily remote"}
TT = "{https://teamtailor.com/locations}"


class Teamtailor(Platform):
    """A Teamtailor site; `token` is its subdomain. The number in a link is the ref, the words behind it change."""

    way = "teamtailor"
    hosts: ClassVar[tuple[str, ...]] = ("{token}.teamtailor.com",)
    answers = "xml"

    def first(self) -> Iterable[Request]:
        yield self._page(0)

    def rows(self, answer: Any) -> list[Any]:
        if (channel := answer.find("channel")) is None:
            raise Fault('shape changed: the answer has no "channel" any more')
        items = channel.findall("item")
        for name in ("title", "link", "description"):
            if items and not any(item.find(name) is not None for item in items):
                raise Fault(f'shape changed: no posting has "{name}" any more ({len(items)} looked at)')
        return list(items)

    def more(self, answer: Any, response: Response) -> Request | None:
        offset = int(parse_qs(urlsplit(response.url).query)["offset"][0])
        return self._page(offset + SIZE) if len(self.rows(answer)) == SIZE else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        link, workplace = _text(raw, "link"), WORKPLACES.get(_text(raw, "remoteStatus"))
        number = re.search(r"/jobs/(\d+)", link)
        if number is None:
            raise ValueError("link without a number")
        places = [
            listed([_text(place, f"{TT}city"), _text(place, f"{TT}country")]) for place in raw.iter(f"{TT}location")
        ]
        date = _text(raw, "pubDate")
        return {
            "ref": number[1],
            "url": link,
            "title": _text(raw, "title"),
            "location": "; ".join(dict.fromkeys(place for place in places if place)),
            "text": plain(_text(raw, "description")),
            "category": _text(raw, f"{TT}department"),
            "posted_at": parsedate_to_datetime(date) if date else None,
            "fields": {"workplace": workplace} if workplace else {},
        }

    def _page(self, offset: int) -> Request:
        return self.get(f"https://{self.token}.teamtailor.com/jobs.rss?per_page={SIZE}&offset={offset}")


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
