"""Teamtailor: RSS under its own domain, JSON Feed (jsonfeed.org/version/1.1) under a company's.

The RSS holds a hundred postings a page by offset, and a page that is not full is the last one; the feed names its next
page. Neither counts its postings, neither has pay but in the feed's JobPosting markup.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

from scrapy.http import Request, Response

from crawler.faults import Fault, need
from crawler.job_markup import ended, fields_of
from crawler.localities import locality, union
from crawler.platform import Platform
from crawler.text import moment, plain, record, told

SIZE = 100  # the most that a page of the RSS holds
WORKPLACES = {"fully": "remote", "hybrid": "hybrid", "temporary": "temporarily remote"}
TT = "{https://teamtailor.com/locations}"


class Teamtailor(Platform):
    """A Teamtailor site; `token` is its subdomain. The number in a link is the ref, the words behind it change."""

    way = "teamtailor"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("{token}.teamtailor.com",)
    hosts: ClassVar[tuple[str, ...]] = ("{token}.teamtailor.com",)
    answers = "xml"
    id_key = "link"

    def first(self) -> Iterable[Request]:
        """The RSS from offset 0, a hundred postings a page."""
        yield self._page(0)

    def rows(self, answer: Any) -> list[Any]:
        """The `item` elements of the RSS channel; a Fault without a channel, or when no item has a title, link or
        description any more. No item at all is a site without jobs.
        """
        if (channel := answer.find("channel")) is None:
            raise Fault('shape changed: the answer has no "channel" any more')
        items = channel.findall("item")
        for name in ("title", "link", "description"):
            if items and not any(item.find(name) is not None for item in items):
                raise Fault(f'shape changed: no posting has "{name}" any more ({len(items)} looked at)')
        return list(items)

    def more(self, answer: Any, response: Response) -> Request | None:
        """The page a hundred further on while pages are full, else None."""
        offset = int(parse_qs(urlsplit(response.url).query)["offset"][0])
        return self._page(offset + SIZE) if len(self.rows(answer)) == SIZE else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Places and department from the elements of Teamtailor's own namespace; no pay.

        ValueError for a link without a number; a `pubDate` that is no date says nothing.
        """
        link, workplace = _text(raw, "link"), WORKPLACES.get(_text(raw, "remoteStatus"))
        return {
            "ref": _number(link),
            "url": link,
            "title": _text(raw, "title"),
            "location": union(map(_place, raw.iter(f"{TT}location"))),
            "text": plain(_text(raw, "description")),
            "category": _text(raw, f"{TT}department"),
            "posted_at": moment(_text(raw, "pubDate")),
            "fields": {"workplace": workplace} if workplace else {},
        }

    def _page(self, offset: int) -> Request:
        return self.get(f"https://{self.token}.teamtailor.com/jobs.rss?per_page={SIZE}&offset={offset}")


class TeamtailorFeed(Platform):
    """A Teamtailor site on a company's own domain; `token` is that host. JSON Feed 1.1 with JobPosting markup."""

    way = "teamtailor-feed"
    complete = True
    hosts: ClassVar[tuple[str, ...]] = ("{token}",)
    id_key = "url"
    expects: ClassVar[tuple[str, ...]] = ("url", "title", "content_html")

    def first(self) -> Iterable[Request]:
        """The first page of `/jobs.json`; a hundred postings are asked for."""
        yield self.get(f"https://{self.token}/jobs.json?per_page={SIZE}")

    def rows(self, answer: Any) -> list[Any]:
        """The objects under `items` (JSON Feed 1.1); a Fault when there is no such list."""
        return need(answer, "items", list)

    def more(self, answer: Any, response: Response) -> Request | None:
        """The page at `next_url`, which may be relative; None without one (JSON Feed 1.1)."""
        following = told(answer.get("next_url"))
        return self.get(response.urljoin(following)) if following else None

    def before(self, raw: Any) -> Any | None:
        """None for an item whose JobPosting says by `validThrough` that it is over."""
        return None if ended(record(raw.get("_jobposting")), self.now) else raw

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """The item's title, `content_html` and date before what its `_jobposting` says; pay and places only from the
        latter. KeyError without `url` or `title`, ValueError for an address without a number.
        """
        said = fields_of(record(raw.get("_jobposting")))
        return {
            **said,
            "ref": _number(raw["url"]),
            "url": raw["url"],
            "title": raw["title"],
            "text": plain(raw.get("content_html")) or said["text"] or plain(raw.get("content_text")),
            "category": union(map(told, raw.get("tags") or ())),
            "posted_at": moment(raw.get("date_published")) or said["posted_at"],
        }


def _number(link: str) -> str:
    """The number in a posting's address; the words behind it change with the title."""
    number = re.search(r"/jobs/(\d+)", link)
    if number is None:
        raise ValueError("link without a number")
    return number[1]


def _place(place: Element) -> str:
    """City and country of a place, else its name."""
    return str(locality(_text(place, f"{TT}city"), None, _text(place, f"{TT}country"))) or _text(place, f"{TT}name")


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
