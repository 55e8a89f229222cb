"""JazzHR has no feed: a page lists links, each leads to a page with JobPosting markup."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Literal

from scrapy.http import Request, Response

from crawler.boards.jobpages import JobPages
from crawler.faults import Fault

LINK = re.compile(r"/apply/jobs/details/([A-Za-z0-9]+)")


class JazzHR(JobPages):
    """A JazzHR site; `token` is its subdomain. The list is one page and counts nothing."""

    way = "jazzhr"
    complete = True
    addresses: ClassVar[tuple[str, ...]] = ("{token}.applytojob.com",)
    hosts: ClassVar[tuple[str, ...]] = ("{token}.applytojob.com",)
    answers: ClassVar[Literal["json", "page", "xml"]] = "page"

    def first(self) -> Iterable[Request]:
        """One GET of `/apply/jobs`, an HTML page with every opening."""
        yield self.get(f"https://{self.token}.applytojob.com/apply/jobs")

    def rows(self, answer: Any) -> list[Any]:
        """Each linked `/apply/jobs/details/{ref}` once, as {"url": …}; none is fine where the page has an empty list.

        A Fault when it has neither links nor the list's element: then the page was rebuilt.
        """
        found = dict.fromkeys(LINK.findall(" ".join(answer.css("a::attr(href)").getall())))
        if not found and answer.css("#resumator-job-list, .resumator-jobs-list").get() is None:
            raise Fault("shape changed: the page has neither postings nor a list of them any more")
        return [{"url": f"https://{self.token}.applytojob.com/apply/jobs/details/{ref}"} for ref in found]

    def more(self, answer: Any, response: Response) -> Request | None:
        """None: the one page names all."""
        return None
