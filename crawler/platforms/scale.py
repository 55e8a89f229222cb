"""Scale AI: the company's board, and four pages for outside experts that come first and decide what the board repeats.

Longer than most: it reads two kinds of answer. Each expert page links to one post of the board: the same role.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from scrapy.http import Request, Response, TextResponse

from crawler.boards.greenhouse import Greenhouse
from crawler.faults import Fault
from crawler.pages import some, words
from crawler.platform import ListRow

EXPERTS = "https://hfc.scale.com/opportunities/"
POST = re.compile(r"/scaleai/jobs/(\d+)")
RATE = re.compile(r"\$\d[\d,.]*(?:\s?[–—-]\s?\$?\d[\d,.]*)?\+?\s?(?:/|per )\s?h(?:ou)?r")
CUT = re.compile(r"\nApplication Process\n.*", re.DOTALL)


class Scale(Greenhouse):
    """Four HTML pages for experts, then the Greenhouse board `scaleai`, one JSON answer.

    An expert page has `main` with `h1` and the rate in a sentence (US dollars an hour). 140 posts were on the board on
    5 January 2026, and the floor is under half of them.
    """

    title = "Scale AI"
    homepage = "https://scale.com"
    token = "scaleai"
    cadence_hours = 24
    floor = 60
    location = "residence"
    employment = "employee"
    basis = "rebuilt"
    source = "titles and places of the board of 5 January 2026; one public reader of the expert pages"
    seen_on = "2026-01-05"
    readable = False
    unreadable_reason = "the terms of its website allow supported browsers alone and no automated access; not asked yet"
    unreadable_since = date(2026, 11, 30)
    note = "219 posts on the board in 2026. The expert pages are contract work and say so in their text."
    hosts = ("boards-api.greenhouse.io", "hfc.scale.com")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields = ["medical", "stem", "machine-learning", "legal"]
        self.linked: set[str] = set()

    def begin(self) -> Iterator[Request]:
        """The next expert page, one after another; behind the last one the board's own first request."""
        if not self.fields:
            yield from super().begin()
            return
        page = self.get(EXPERTS + self.fields.pop(0))
        yield page.replace(callback=self.expert_came, errback=self.expert_failed)

    def expert_came(self, response: Response) -> Iterator[Request | ListRow]:
        """An expert page; one that was rebuilt costs its own role, not the platform."""
        try:
            expert, posts = _expert(self.take(response, "page", "expert"))
            self.linked.update(posts)
            self.walk.details += 1
            yield ListRow({"expert": expert})
        except Fault as fault:
            self._miss(str(fault))
        yield from self.begin()

    def expert_failed(self, failure: Any) -> Iterator[Request]:
        """An expert page that could not be fetched: a counted miss, and the walk goes on with the next request."""
        self._miss(str(failure.value))
        yield from self.begin()

    def before(self, raw: Any) -> Any | None:
        """None for a post of the board that an expert page links to: it is that page's role."""
        return super().before(raw) if "expert" in raw or str(raw["id"]) not in self.linked else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """An expert page as it was read, any other row as Greenhouse has it."""
        return raw["expert"] if "expert" in raw else super().posting(raw)


def _expert(page: TextResponse) -> tuple[dict[str, Any], list[str]]:
    """The posting of an expert page, and the posts of the board that it links to."""
    main = some(page, "main")
    field, text = page.url.rsplit("/", 1)[1], CUT.sub("", words(main, "*"))
    rate = RATE.search(text)
    stated = {"title": words(main, "h1"), "pay": rate[0] if rate else "", "text": text, "category": field}
    return {"ref": f"experts-{field}", "url": page.url, **stated}, POST.findall(main.get() or "")
