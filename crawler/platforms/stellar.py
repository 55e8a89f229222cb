"""Stellar AI: cards on one page with title, rate and date; a page a role."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.pages import day, some, words
from crawler.platform import Platform


class Stellar(Platform):
    title = "Stellar AI"
    homepage = "https://joinstellar.ai"
    cadence_hours = 24
    floor = 1
    location = "residence"
    complete = True
    extent_words = True
    basis = "guess"
    source = "notes on its page, from one source"
    note = "One source saw no description on the list; the page of a position is read where it answers."
    hosts = ("joinstellar.ai",)
    answers = detail_answers = "page"

    def first(self) -> Iterable[Request]:
        yield self.get("https://joinstellar.ai/apply/")

    def rows(self, answer: Any) -> list[Any]:
        return [{"card": card, "path": card.attrib["href"]} for card in some(answer, "a.position-card")]

    def detail(self, raw: Any) -> Request | None:
        return self.get(f"https://joinstellar.ai{raw['path']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        return {
            "ref": raw["path"].strip("/").rsplit("/", 1)[1],
            "url": f"https://joinstellar.ai{raw['path']}",
            "title": words(raw["card"], ".position-title"),
            "pay": words(raw["card"], ".position-rate"),
            "posted_at": day(words(raw["card"], ".position-date")),
            "text": words(raw["detail"], "main") if "detail" in raw else "",
        }
