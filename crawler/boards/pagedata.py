"""A list of postings in the data that a page of Next.js carries in its script `__NEXT_DATA__`."""

from typing import Any

from crawler.boards.jsonlist import JsonList
from crawler.pages import next_data


class PageData(JsonList):
    """`token` is the page, `path` the keys inside its data; all else is stated as for a JSON list of its own.

    Such a page often draws a few cards only, and the data holds all roles, with text and pay. `total` and `more` are
    given the page.
    """

    way = "page-data"
    answers = "page"

    def rows(self, answer: Any) -> list[Any]:
        """The list at the end of `path` in the page's data; a Fault where the page has none or a key is missing."""
        return super().rows(next_data(answer))
