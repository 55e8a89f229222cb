"""Job pages from a sitemap (sitemaps.org), each with JobPosting markup (schema.org).

A page that lost its markup is a posting that ended; dates are the publisher's claim and often invented.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qsl, unquote, urlsplit
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
SAME_EVERYWHERE = frozenset(
    ("job", "jobs", "apply", "view", "detail", "details", "login", "index.html", "careers", "position", "positions")
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
        self.others: list[str] = []  # addresses of the site that are no job's, for whoever adds the platform
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
        jobs = [url for url in found if re.search(self.pages, urlsplit(url).path)]
        self.others += [url for url in found if url not in jobs] if not jobs else []
        return [{"url": url} for url in jobs]

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
        ref, words = named_in(raw["url"])
        said = fields_of(raw["job"])
        return {
            **said,
            "ref": ref,
            "url": raw["url"],
            "title": said["title"] or words.replace("-", " ").capitalize(),
        }


def named_in(url: str) -> tuple[str, str]:
    """The ref in a page's address, and the part that holds its title.

    The ref is the number or id of the last part that has one, else of the query, else the last part that says
    something: titles change, pages stay. ".../jobs/1679/senior-rater/job" (iCIMS) is 1679.
    """
    address = urlsplit(url)
    parts = [unquote(part) for part in address.path.split("/") if part]
    telling = [part for part in parts if part.lower() not in SAME_EVERYWHERE] or parts[-1:] or [address.netloc]
    words = next((part for part in reversed(telling) if not ID.fullmatch(part)), telling[-1])
    for part in (*reversed(telling), *(value for _, value in parse_qsl(address.query))):
        ids = [found for found in ID.findall(part) if not YEAR.fullmatch(found)]
        if ids:
            return max(ids, key=len), words  # "4711-rater-500-tasks"
    return re.sub(r"[\s/?#]+", "-", telling[-1]), words
