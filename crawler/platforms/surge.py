"""Surge AI: one page carries every role in a popup of its own."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request

from crawler.pages import some, words
from crawler.platform import Platform

PARTS = (
    ("", "subtitle"), ("About", "about"), ("The role", "the-role"),
    ("What we look for", "looking-for"), ("What you might do", "might-do"),
)  # fmt: skip


class Surge(Platform):
    title = "Surge AI"
    homepage = "https://surgehq.ai"
    cadence_hours = 24
    floor = 3
    location = "residence"
    basis = "seen"
    source = "the page as it was seen in 2026"
    note = (
        "Seven to nine roles. The list shows 'Contractor' where the popup has the amount; an empty slug is a template."
    )
    hosts = ("surgehq.ai",)
    answers = "page"

    def first(self) -> Iterable[Request]:
        yield self.get("https://surgehq.ai/workforce")

    def rows(self, answer: Any) -> list[Any]:
        return [item for item in some(answer, ".workforce-popup[data-slug]") if item.attrib["data-slug"]]

    def posting(self, raw: Any) -> Mapping[str, Any]:
        said = [(heading, words(raw, f'[data-job="{name}"]')) for heading, name in PARTS]
        slug = raw.attrib["data-slug"]
        return {
            "ref": slug,
            "url": f"https://surgehq.ai/workforce/{slug}",
            "title": words(raw, '[data-job="title"]'),
            "pay": words(raw, '[data-job="pay-rate"]'),
            "text": "\n".join(line for heading, text in said if text for line in (heading, text) if line),
        }
