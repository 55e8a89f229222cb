"""Scale AI: the company's board and four pages for outside experts. Longer than most: it reads two kinds of answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.http import Request, TextResponse

from crawler.answers import as_json, as_page
from crawler.boards.greenhouse import Greenhouse
from crawler.pages import some, words

EXPERTS = "https://hfc.scale.com/opportunities/"


class Scale(Greenhouse):
    title = "Scale AI"
    homepage = "https://scale.com"
    token = "scaleai"
    cadence_hours = 24
    floor = 60
    location = "residence"
    employment = "employee"
    basis = "documented"
    source = "https://developers.greenhouse.io/job-board.html and notes on the expert pages"
    note = "219 posts on the board in 2026. The expert pages are contract work and say so in their text."
    hosts = ("boards-api.greenhouse.io", "hfc.scale.com")
    answers = "raw"

    def first(self) -> Iterable[Request]:
        yield from super().first()
        for field in ("medical", "stem", "machine-learning", "legal"):
            yield self.get(EXPERTS + field)

    def rows(self, answer: Any) -> list[Any]:
        if answer.url.startswith(EXPERTS):
            return [_expert(as_page(answer))]
        return super().rows(as_json(answer))

    def total(self, answer: Any) -> int | None:
        return 1 if answer.url.startswith(EXPERTS) else super().total(as_json(answer))

    def posting(self, raw: Any) -> Mapping[str, Any]:
        return raw["expert"] if "expert" in raw else super().posting(raw)


def _expert(page: TextResponse) -> dict[str, Any]:
    main = some(page, "main")
    field = page.url.rsplit("/", 1)[1]
    stated = {"title": words(main, "h1"), "pay": words(main, ".rate"), "text": words(main, "*"), "category": field}
    return {"expert": {"ref": f"experts-{field}", "url": page.url, **stated}}
