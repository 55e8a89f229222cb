"""Surge AI: one page carries every role in a popup of its own; where it does not, each role's page does."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.pages import some, words
from crawler.platform import Platform

HOME = "https://surgehq.ai/workforce"
PARTS = (
    ("", "subtitle"), ("About", "about"), ("The role", "the-role"),
    ("What we look for", "looking-for"), ("What you might do", "might-do"),
)  # fmt: skip


class Surge(Platform):
    """HTML alone: `.workforce-popup[data-slug]` a role, its parts in elements with `data-job` (title, pay-rate, about
    …).

    Seven to nine roles were seen in September 2026, and the floor is under half of them.
    """

    title = "Surge AI"
    homepage = "https://surgehq.ai"
    cadence_hours = 24
    floor = 3
    location = "residence"
    complete = True
    extent_words = True
    basis = "rebuilt"
    source = "a role's page of 24 September 2026 (wahojobs-ai-tracker), its popup served under the list's address"
    seen_on = "2026-09-24"
    note = "Seven to nine roles. The list says 'Contractor' where the popup has a rate; an empty slug is a template."
    hosts = ("surgehq.ai",)
    answers = detail_answers = "page"

    def first(self) -> Iterable[Request]:
        """One GET of the page of the workforce, HTML."""
        yield self.get(HOME)

    def rows(self, answer: Any) -> list[Any]:
        """Slug and element of each popup, else of each item of the list; a Fault when the page has neither.

        An empty slug is the template that the page is made from, and no role.
        """
        found = answer.css(".workforce-popup[data-slug]") or some(answer, "[role=listitem][data-slug]")
        return [{"slug": part.attrib["data-slug"], "part": part} for part in found if part.attrib["data-slug"]]

    def detail(self, raw: Any) -> Request | None:
        """The role's page where the list had no popup of it, else None."""
        whole = "workforce-popup" in raw["part"].attrib.get("class", "")
        return None if whole else self.get(f"{HOME}/{raw['slug']}")

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Pay in the popup's own words; the text is its parts, each under its heading; no date is stated.

        A Fault, which refuses the role, when its page has no popup with its slug.
        """
        slug = raw["slug"]
        part = some(raw["detail"], f'.workforce-popup[data-slug="{slug}"]')[0] if "detail" in raw else raw["part"]
        said = [(heading, words(part, f'[data-job="{name}"]')) for heading, name in PARTS]
        return {
            "ref": slug,
            "url": f"{HOME}/{slug}",
            "title": words(part, '[data-job="title"]'),
            "pay": words(part, '[data-job="pay-rate"]'),
            "text": "\n".join(line for heading, text in said if text for line in (heading, text) if line),
        }
