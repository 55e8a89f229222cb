"""Stellar AI: cards on one page with title, rate and date; a page a role."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.pages import day, some, words
from crawler.platform import Platform


class Stellar(Platform):
    """HTML alone: `a.position-card` with `.position-title`, `.position-rate` and `.position-date`, and a page a role.

    Nobody counted the roles, so the floor is 1.
    """

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
        """One GET of the page with all cards, HTML."""
        yield self.get("https://joinstellar.ai/apply/")

    def rows(self, answer: Any) -> list[Any]:
        """A card and the path of its link for each `a.position-card`; a Fault when the page has none."""
        return [{"card": card, "path": card.attrib["href"]} for card in some(answer, "a.position-card")]

    def detail(self, raw: Any) -> Request | None:
        """The role's page on the same host, HTML, for every card."""
        return self.get(f"https://joinstellar.ai{raw['path']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Title and rate in the card's own words, its day ("Nov 3, 2026") as the start of that day in UTC.

        Text is the page's `main`, empty where the page failed; the ref is the end of the path.
        """
        return {
            "ref": raw["path"].strip("/").rsplit("/", 1)[1],
            "url": f"https://joinstellar.ai{raw['path']}",
            "title": words(raw["card"], ".position-title"),
            "pay": words(raw["card"], ".position-rate"),
            "posted_at": day(words(raw["card"], ".position-date")),
            "text": words(raw["detail"], "main") if "detail" in raw else "",
        }
