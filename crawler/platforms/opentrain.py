"""OpenTrain AI: a page a country lists the roles open to it; each role's page has JobPosting markup and badges.

The markup comes first, the badges and the text fill what it leaves out; pay stands in the text or a badge alone.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, TextResponse

from crawler.faults import Fault
from crawler.linked_data import job_postings, texts, unescaped
from crawler.pages import day, words
from crawler.platform import Platform
from crawler.text import listed, moment, plain

HOME = "https://www.opentrain.ai/jobs/"
# A role is listed under every country that it is open to: these find all but those for one other country alone.
COUNTRIES = ("united-states", "india", "philippines", "brazil", "kenya", "nigeria", "germany", "mexico")
JOB = re.compile(r"https:(?:\\?/){2}www\.opentrain\.ai\\?/jobs\\?/([a-z0-9-]+)--([a-z0-9]+)(?![a-z0-9-])")
BADGE = re.compile(r"^(.+)\n(Compensation|Eligibility|Experience|Posted)\n", re.MULTILINE)


class OpenTrain(Platform):
    """HTML alone: a page a country names the roles' addresses, a role's page has JobPosting markup and badges.

    Nobody counted the roles, so the floor of 20 is a guess; `detail_limit` allows 17 minutes of pages, of a crawl's 40.
    """

    title = "OpenTrain AI"
    homepage = "https://www.opentrain.ai"
    cadence_hours = 24
    floor = 20
    location = "residence"
    complete = False
    extent_words = True
    basis = "documented"
    source = "a public reader of 20 September 2026 for lists and markup; the badges as pages of 2026 showed them"
    note = "The badge Worldwide can stand over a text that takes one country only: the text wins."
    hosts = ("www.opentrain.ai",)
    answers = detail_answers = "page"
    detail_limit = 500

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.ids: set[str] = set()

    def first(self) -> Iterable[Request]:
        """One GET of each country's page, HTML."""
        for country in COUNTRIES:
            yield self.get(f"{HOME}country/{country}/")

    def rows(self, answer: TextResponse) -> list[Any]:
        """Address, slug and id of each role that a page names for the first time in this run.

        A Fault when a country's page names none: then the page was rebuilt.
        """
        found = {id: slug for slug, id in JOB.findall(answer.text)}
        if not found:
            raise Fault("shape changed: the page of a country names no job any more")
        fresh = found.keys() - self.ids
        self.ids |= fresh
        return [{"url": f"{HOME}{slug}--{id}/", "slug": slug, "id": id} for id, slug in found.items() if id in fresh]

    def detail(self, raw: Any) -> Request | None:
        """The role's page, HTML, for every role."""
        return self.get(raw["url"])

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Title, date, text and countries from the first JobPosting, else from heading, badges and page; pay is the
        badge "Compensation" in its own words.

        Without the page only a title made of the slug is known.
        """
        page = raw.get("detail")
        job: Mapping[str, Any] = next(iter(job_postings(page)), {}) if page else {}
        shown = words(page, "main") if page else ""
        badges = {name: value for value, name in BADGE.findall(shown)}
        countries = listed(texts(job.get("applicantLocationRequirements")))
        title = plain(str(job.get("title") or "")) or (words(page, "h1") if page else "")
        return {
            "ref": raw["id"],
            "url": raw["url"],
            "title": title or raw["slug"].replace("-", " ").capitalize(),
            "location": badges.get("Eligibility", ""),
            "pay": badges.get("Compensation", ""),
            "posted_at": moment(job.get("datePosted")) or day(badges.get("Posted", "")),
            "text": plain(unescaped(str(job.get("description") or ""))) or BADGE.sub("", shown),
            "fields": {"countries": countries} if countries else {},
        }
