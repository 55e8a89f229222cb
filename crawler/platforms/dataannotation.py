"""DataAnnotation: cards on the home page and a page a role; the roles stay for years and name no country.

A role's own markup ships entity-encoded inside its page; its facts ("Location", "Type") stand in rows of two spans.
"""

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from parsel import Selector
from scrapy.http import Request, TextResponse

from crawler.pages import some, words
from crawler.platform import Platform
from crawler.text import plain

ENCODED = re.compile(r"&lt;(?:h\d|p|div|section|ul|ol|li)\b")
OTHER_ROLES = re.compile(r"(?:^|\n)(?:Similar|Related|Other) (?:roles|jobs)\b.*", re.DOTALL)


class DataAnnotation(Platform):
    """HTML alone: the home page has a card `a.jb-item` a role (title in `h2`, rate in `.rate`, `data-domain`).

    A role's page holds the text in `main` and facts in rows `.rail-row` of two `span`s. About 80 roles were counted;
    the floor is over a third of them.
    """

    title = "DataAnnotation"
    homepage = "https://www.dataannotation.tech"
    cadence_hours = 24
    floor = 30
    location = "residence"
    complete = True
    evergreen = True
    extent_words = True
    own_words = "Applicants must live in the US, UK, Canada, Ireland, Australia or New Zealand."
    basis = "documented"
    source = "two public readers of its pages, one after pages of 24 September 2026"
    note = "About 80 roles, five rates. The block of similar roles repeats other roles' rates: it is cut off."
    hosts = ("www.dataannotation.tech",)
    answers = detail_answers = "page"

    def first(self) -> Iterable[Request]:
        """One GET of the home page, HTML."""
        yield self.get("https://www.dataannotation.tech/")

    def rows(self, answer: Any) -> list[Any]:
        """A card and the path of its link for each `a.jb-item`; a Fault when the page has none."""
        return [{"card": card, "path": card.attrib["href"]} for card in some(answer, "a.jb-item")]

    def detail(self, raw: Any) -> Request | None:
        """The role's page on the same host, HTML, for every card."""
        return self.get(f"https://www.dataannotation.tech{raw['path']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """The rate in the card's own words; place, kind and hours from the facts `Location`, `Type` and `Commitment` of
        the page.

        The ref is the end of the path; no date is stated anywhere.
        """
        card = raw["card"]
        text, facts = _told(raw["detail"]) if "detail" in raw else ("", {})
        return {
            "ref": raw["path"].rstrip("/").rsplit("/", 1)[1],
            "url": f"https://www.dataannotation.tech{raw['path']}",
            "title": words(card, "h2"),
            "pay": words(card, ".rate"),
            "category": card.attrib.get("data-domain", ""),
            "location": facts.get("Location", ""),
            "employment": facts.get("Type", ""),
            "text": OTHER_ROLES.sub("", text),
            "fields": {"hours": facts["Commitment"]} if facts.get("Commitment") else {},
        }


def _told(page: TextResponse) -> tuple[str, dict[str, str]]:
    """The text of a role's page, and the facts that stand beside it, by their names."""
    markup = page.css("main").get() or page.css("body").get() or ""
    role = Selector(html.unescape(markup) if ENCODED.search(markup) else markup)
    rows = [[plain(span) for span in row.css("span").getall()] for row in role.css(".rail-row")]
    role.css(".rail-row").drop()
    return plain(role.get()), {row[0]: row[1] for row in rows if len(row) == 2}
