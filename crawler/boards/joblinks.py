"""A page that links to job pages, each with JobPosting markup (schema.org). It counts nothing."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from scrapy.http import Request, Response

from crawler.boards.jobpages import JobPages
from crawler.faults import Fault


class JobLinks(JobPages):
    """Job pages behind the links of one page; `token` is its address, `pages` a pattern of the links' paths."""

    way = "job-links"
    complete = True
    answers: ClassVar[Literal["json", "page", "xml"]] = "page"

    def first(self) -> Iterable[Request]:
        """One GET of the page at `token`, HTML."""
        yield self.get(self.token)

    def rows(self, answer: Any) -> list[Any]:
        """Each link to a declared host whose path matches `pages`, once and without "#…", as {"url": …}.

        A Fault when there is none: such a page without a job cannot be told from one that was rebuilt.
        """
        urls = dict.fromkeys(answer.urljoin(link).split("#")[0] for link in answer.css("a::attr(href)").getall())
        found = [url for url in urls if self._is_job(url)]
        if not found:
            raise Fault("shape changed: the page has no link to a job any more")
        return [{"url": url} for url in found]

    def more(self, answer: Any, response: Response) -> Request | None:
        """None: the one page names all."""
        return None

    def _is_job(self, url: str) -> bool:
        parts = urlsplit(url)
        ours = parts.hostname in self.record.hosts or parts.netloc in self.record.hosts
        return ours and re.search(self.pages, parts.path) is not None
