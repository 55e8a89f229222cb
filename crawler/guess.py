"""What is behind an address that no hiring system is known for: a JSON list, a sitemap, a page of links."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, TextResponse

from crawler.boards.cards import Cards
from crawler.boards.joblinks import JobLinks
from crawler.boards.jobpages import JobPages
from crawler.boards.jsonlist import JsonList
from crawler.boards.pagedata import PageData
from crawler.cardparts import cards_of
from crawler.faults import Fault
from crawler.fieldkeys import keys_of, stated
from crawler.pages import next_data
from crawler.platform import Platform
from crawler.unread import more

DEEP = 3  # lists in lists: pages of groups of postings
SURE = 3  # fields known by their keys; a list of filters or languages has a name and an id


class Glance(Platform):
    """One page, taken as it is, for `see` and `new`; `token` is its address, and it never gives a posting."""

    way = "glance"
    complete = False
    answers = "page"

    def first(self) -> Any:
        """One GET of the address."""
        yield self.get(self.token)

    def rows(self, answer: Any) -> list[Any]:
        """Always none: `guess` looks at the page itself."""
        return []


def guess(page: TextResponse) -> tuple[type[Platform], dict[str, Any]] | None:
    """The board that may read this answer, and what a platform on it has to state; None when nothing fits."""
    start = page.text.lstrip()[:200]  # the first character decides; a megabyte need not be copied for it
    if start.startswith(("{", "[")):
        return _json(page)
    # A sitemap names its root at once, behind the declaration and at most a comment or a line for a style sheet.
    if "<urlset" in page.text[:1_000] or "<sitemapindex" in page.text[:1_000]:
        return JobPages, {}
    if (told := page_data(page)) is not None:
        return PageData, told
    if any(re.search(JobPages.pages, urlsplit(link).path) for link in page.css("a::attr(href)").getall()):
        return JobLinks, {}
    return by_cards(page)


def page_data(page: TextResponse) -> dict[str, Any] | None:
    """What a platform states whose page carries its postings in its data, title and text among what is known of them;
    None for any other page.
    """
    told = _in_data(page)[0]
    return told if {"title", "text"} <= told.get("keys", {}).keys() else None


def beside(page: Any) -> list[str]:
    """A line about a list in the data of a page that was read otherwise, where its rows may be postings, too."""
    told, rows = _in_data(page) if isinstance(page, HtmlResponse) else ({}, [])  # a board may answer with JSON
    if len(told.get("keys", {})) < SURE or "title" not in told["keys"]:
        return []
    where, keys = ".".join(told["path"]), ", ".join(map(str, rows[0]))
    return [f"the page's data holds {len(rows)} rows under {where} ({keys}): crawler/boards/pagedata.py reads such"]


def _in_data(page: TextResponse) -> tuple[dict[str, Any], list[Any]]:
    """What would be stated of the likeliest list in a page's data, and its rows; nothing where there is none."""
    try:
        value = next_data(page)
    except Fault:
        return {}, []
    found = _likeliest(value)
    return (_list(value, *found), found[1]) if found else ({}, [])


def by_cards(page: TextResponse) -> tuple[type[Platform], dict[str, Any]] | None:
    """Cards with what a platform on them states; None for a page that has none, and for what is no page."""
    told = cards_of(page) if isinstance(page, HtmlResponse) else {}
    return (Cards, told) if told else None


def _json(page: TextResponse) -> tuple[type[Platform], dict[str, Any]] | None:
    told = skeleton(page)
    return (JsonList, told) if "title" in told.get("keys", {}) else None


def skeleton(page: TextResponse) -> dict[str, Any]:
    """What a JSON list of its own would state, as far as it can be guessed; {} for an answer that is no JSON list."""
    try:
        value = json.loads(page.text)
    except ValueError:
        return {}
    found = _likeliest(value)
    return _list(value, *found) if found else {}


def _list(value: Any, path: tuple[str, ...], rows: list[Any]) -> dict[str, Any]:
    """What is stated of a list; an answer that speaks of more postings than it holds is not complete."""
    partial = {"complete": False} if more(value, len(rows)) else {}
    return {"path": path, **stated(rows), **partial}


def _likeliest(value: Any) -> tuple[tuple[str, ...], list[Any]] | None:
    """The list whose rows look most like postings; of two alike the outer one, then the longer one."""
    found = [(len(keys_of(rows)), depth, path, rows) for depth, path, rows in _lists(value, (), 0)]
    best = max(found, key=lambda one: (min(one[0], SURE), -one[1], len(one[3])), default=None)
    return (best[2], best[3]) if best else None


def _lists(value: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[int, tuple[str, ...], list[Any]]]:
    """Every list of objects with the keys that lead to it, and how many lists are on the way ("pages", "items")."""
    if isinstance(value, list):
        rows = [one for one in value if isinstance(one, dict)]
        if not rows:
            return
        yield depth, path, value
        if depth < DEEP:
            for key in dict.fromkeys(key for row in rows for key in row):
                parts = [row[key] for row in rows if isinstance(row.get(key), dict | list)]
                inner = [one for part in parts for one in (part if isinstance(part, list) else [part])]
                yield from _lists(inner, (*path, str(key)), depth + 1)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _lists(part, (*path, str(key)), depth)
