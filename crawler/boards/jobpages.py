"""Job pages from a sitemap (sitemaps.org), each with JobPosting markup (schema.org).

A page that lost its markup is a posting that ended; dates are the publisher's claim and often invented.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from scrapy.http import Request, Response

from crawler.job_markup import ended, fields_of
from crawler.linked_data import job_postings
from crawler.platform import Platform

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
ID = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{3,}|(?=[a-z]*\d)[0-9a-f]{8,})"
    r"(?![A-Za-z0-9])"
)
YEAR = re.compile(r"(?:19|20)\d\d")


class JobPages(Platform):
    """Pages with JobPosting markup; `token` is the sitemap's address, `pages` a pattern that job addresses match.

    Only the sitemap's host is read unless `hosts` says more.
    """

    way = "job-pages"
    complete = True
    answers: ClassVar[Literal["json", "page", "xml"]] = "xml"
    detail_answers = "page"
    id_key = "url"
    empty_limit = 1_000  # maps of a site that hold no job: an index of a big site names hundreds
    detail_limit = 300  # at two seconds each ten minutes; a sitemap also holds pages of roles that ended
    pages: ClassVar[str] = r"/(?:jobs?|careers|opportunit(?:y|ies)|positions?)/[^/]+/?$"

    def __init_subclass__(cls, **more: Any) -> None:
        if "hosts" not in cls.__dict__:
            cls.hosts = (urlsplit(cls.token).netloc,)
        super().__init_subclass__(**more)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.maps: list[str] = []
        self.seen_maps = {self.token}

    def first(self) -> Iterable[Request]:
        """One GET of the sitemap, or index of sitemaps, at `token` (XML of sitemaps.org, version 0.9)."""
        yield self.get(self.token)

    def rows(self, answer: Element) -> list[Any]:
        """The addresses (`loc`) of a sitemap whose path matches `pages`, as {"url": …}.

        An index of sitemaps gives none: those of its maps that were not met before are kept for `more`.
        """
        found = [(loc.text or "").strip() for loc in answer.iter(LOC)]
        if answer.tag.endswith("sitemapindex"):
            self.maps += [url for url in found if url not in self.seen_maps]
            self.seen_maps.update(found)
            return []
        return [{"url": url} for url in found if re.search(self.pages, urlsplit(url).path)]

    def more(self, answer: Element, response: Response) -> Request | None:
        """The next sitemap of an index, in order; None when all were asked for."""
        return self.get(self.maps.pop(0)) if self.maps else None

    def detail(self, raw: Any) -> Request | None:
        """The job's page itself, HTML, up to `detail_limit` a run; `detail` becomes the page."""
        return self.get(raw["url"])

    def before(self, raw: Any) -> Any | None:
        """The row with `job`, the page's first JobPosting (JSON-LD) whose `validThrough` is not over.

        None for a page without one: the role has ended. A page that failed to come leaves `job` empty.
        """
        if "detail" not in raw:
            return {**raw, "job": {}}
        jobs = [job for job in job_postings(raw["detail"]) if not ended(job, self.now)]
        return {**raw, "job": jobs[0]} if jobs else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """What the markup says (see `crawler.job_markup.fields_of`); the address gives the ref, and the title where the
        markup has none.
        """
        last = unquote(urlsplit(raw["url"]).path.rstrip("/").rsplit("/", 1)[1])
        said = fields_of(raw["job"])
        return {
            **said,
            "ref": _ref(last),
            "url": raw["url"],
            "title": said["title"] or last.replace("-", " ").capitalize(),
        }


def _ref(last: str) -> str:
    """The number or id in the last part of a page's path, else the whole of it: titles change, pages stay."""
    ids = [found for found in ID.findall(last) if not YEAR.fullmatch(found)]
    return str(ids[-1]) if ids else re.sub(r"[\s/?#]+", "-", last)
