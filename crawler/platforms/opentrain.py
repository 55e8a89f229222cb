"""OpenTrain AI: a sitemap of job pages; title, rate, eligibility and date stand in badges, the rest in the text."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.pages import day, words
from crawler.platform import Platform

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
JOB = re.compile(r"^https://www\.opentrain\.ai/jobs/([a-z0-9-]+)--([a-z0-9]+)/?$")
BADGE = re.compile(r"^(.+)\n(Compensation|Eligibility|Experience|Posted)\n", re.MULTILINE)


class OpenTrain(Platform):
    title = "OpenTrain AI"
    homepage = "https://www.opentrain.ai"
    cadence_hours = 24
    floor = 20
    location = "residence"
    basis = "seen"
    source = "job pages as they were seen in 2026; the sitemap's address is a guess"
    note = "The badge Worldwide can stand over a text that takes one country only: the text wins."
    hosts = ("www.opentrain.ai",)
    answers = "xml"
    detail_answers = "page"
    detail_limit = 500

    def first(self) -> Iterable[Request]:
        yield self.get("https://www.opentrain.ai/sitemap.xml")

    def rows(self, answer: Any) -> list[Any]:
        found = (JOB.match((loc.text or "").strip()) for loc in answer.iter(LOC))
        return [{"url": job[0], "slug": job[1], "id": job[2]} for job in found if job]

    def detail(self, raw: Any) -> Request | None:
        return self.get(raw["url"])

    def posting(self, raw: Any) -> Mapping[str, Any]:
        page = raw.get("detail")
        text = words(page, "main") if page else ""
        badges = {name: value for value, name in BADGE.findall(text)}
        return {
            "ref": raw["id"],
            "url": raw["url"],
            "title": words(page, "h1") if page else raw["slug"].replace("-", " ").capitalize(),
            "location": badges.get("Eligibility", ""),
            "pay": badges.get("Compensation", ""),
            "posted_at": day(badges.get("Posted", "")),
            "text": BADGE.sub("", text),
        }
