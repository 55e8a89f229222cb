"""DataAnnotation: cards on the home page and a page a role; the roles stay for years and name no country."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.pages import some, words
from crawler.platform import Platform

OTHER_ROLES = re.compile(r"\n(?:Similar|Related|Other) (?:roles|jobs)\b.*", re.DOTALL)


class DataAnnotation(Platform):
    title = "DataAnnotation"
    homepage = "https://www.dataannotation.tech"
    cadence_hours = 24
    floor = 30
    location = "residence"
    evergreen = True
    own_words = "Applicants must live in the US, UK, Canada, Ireland, Australia or New Zealand."
    basis = "seen"
    source = "notes on its pages of 2026; the markup of the cards by two independent readers"
    note = "About 80 roles, five rates. The block of similar roles repeats other roles' rates: it is cut off."
    hosts = ("www.dataannotation.tech",)
    answers = detail_answers = "page"

    def first(self) -> Iterable[Request]:
        yield self.get("https://www.dataannotation.tech/")

    def rows(self, answer: Any) -> list[Any]:
        return [{"card": card, "path": card.attrib["href"]} for card in some(answer, "a.jb-item")]

    def detail(self, raw: Any) -> Request | None:
        return self.get(f"https://www.dataannotation.tech{raw['path']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        card = raw["card"]
        text = words(raw["detail"], "main") if "detail" in raw else ""
        return {
            "ref": raw["path"].rstrip("/").rsplit("/", 1)[1],
            "url": f"https://www.dataannotation.tech{raw['path']}",
            "title": words(card, "h2"),
            "pay": words(card, ".rate"),
            "category": card.attrib.get("data-domain", ""),
            "text": OTHER_ROLES.sub("", text),
        }
