"""DataForce's community: projects and studies as HTML pages; many are on site, some are for minors."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, Response

from crawler.pages import some, words
from crawler.platform import Platform

LABELLED = re.compile(r"^(Category|Type|Country|City)[ \t]*:?[ \t\n]*(.+)$", re.MULTILINE)


class DataForceCommunity(Platform):
    """Drupal pages of cards, `?page=0` and on till no link says rel="next"; a page a project with its text.

    47 projects in June 2026; the floor of 5 is far below it.
    """

    title = "DataForce Community (TransPerfect)"
    homepage = "https://dataforcecommunity.transperfect.com"
    hosts = ("dataforcecommunity.transperfect.com",)
    cadence_hours = 24
    floor = 5
    location = "residence"
    complete = True
    employment = "unknown"
    basis = "documented"
    source = "two public readers of its project pages, and 47 rows that one of them exported in June 2026"
    note = "No page of it was recorded: the labels of a card are read as words, whatever elements they stand in."
    answers = detail_answers = "page"

    def first(self) -> Iterable[Request]:
        yield self.get(f"{self.homepage}/projects?project_type=All&page=0")

    def rows(self, answer: Any) -> list[Any]:
        if answer.css(".view-empty"):
            return []
        cards = ((card, card.css('a[href*="/project/"], a[href*="/study/"]')) for card in some(answer, "div.views-row"))
        return [{"url": answer.urljoin(links[0].attrib["href"]), **_card(card)} for card, links in cards if links]

    def more(self, answer: Any, response: Response) -> Request | None:
        following = response.css('a[rel="next"]::attr(href)').get()
        return self.get(response.urljoin(following)) if following else None

    def detail(self, raw: Any) -> Request | None:
        return self.get(raw["url"])

    def posting(self, raw: Any) -> Mapping[str, Any]:
        said = raw["said"]
        return {
            "ref": raw["url"].rstrip("/").rsplit("/", 1)[-1],
            "url": raw["url"],
            "title": raw["title"],
            "text": words(raw["detail"], ".field--name-body") if "detail" in raw else "",
            "location": ", ".join(said[name] for name in ("City", "Country") if name in said),
            "category": said.get("Category", ""),
            "fields": {"workplace": said["Type"]} if "Type" in said else {},
        }


def _card(card: Any) -> dict[str, Any]:
    return {"title": words(card, ".views-field-title h2"), "said": dict(LABELLED.findall(words(card, "*")))}
