"""What a JSON list holds that a guess does not read: keys that were left aside, and signs of more than one page."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scrapy.http import TextResponse

from crawler.boards.jsonlist import JsonList
from crawler.faults import kind
from crawler.payobjects import plain

KEYS = 20  # a line or three of them
COUNTS = ("total", "totalcount", "totalresults", "totalitems", "totalfound", "count", "numfound")
PAGES = ("pages", "totalpages", "pagecount", "lastpage")
NEXT = ("next", "nextpage", "nextcursor", "nextpagetoken", "hasmore", "hasnext", "hasnextpage")
GUIDE = "docs/add-a-platform.md, 3"


def unread(spider: Any) -> list[str]:
    """What to look at in the answer that a JSON list was guessed from, as lines; [] of another reader."""
    page = spider.exchanges[-1][1] if spider.way == JsonList.way and spider.exchanges else None
    if not isinstance(page, TextResponse):
        return []
    answer = json.loads(page.text)
    rows, lines = _rows(answer, spider.path), []
    if left := aside(rows[0] if rows else {}, spider.keys, spider.pay_keys):
        lines.append(f"keys of a posting that nothing reads yet: {', '.join(left)}")
    if said := more(answer, len(rows)):
        lines.append(f"it speaks of more than these {len(rows)} ({', '.join(said)}): {GUIDE} says how to page")
    return lines


def aside(row: Mapping[str, Any], keys: Mapping[str, str], pay_keys: Mapping[str, str]) -> list[str]:
    """The keys of a row that no field takes and that hold something, each with its type: values are never printed."""
    taken = {*keys.values(), *pay_keys.values()}
    left = [(key, value) for key, value in row.items() if key not in taken and value not in (None, "", [], {})]
    return [f"{key} ({kind(value)})" for key, value in left[:KEYS]]


def more(answer: Any, found: int) -> list[str]:
    """What an answer says of further pages, beside the list itself: "data.total is 23", "next is set"."""
    return [
        f"{path} is {value}" if type(value) is int else f"{path} is set"
        for path, name, value in _beside(answer, "")
        if _tells(name, value, found)
    ]


def _tells(name: str, value: Any, found: int) -> bool:
    if type(value) is int and (name in COUNTS or name in PAGES):
        return value > (found if name in COUNTS else 1)
    return name in NEXT and bool(value)


def _beside(value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Each key of the objects around the list with its path and its bare name; lists are not entered."""
    for key, part in value.items() if isinstance(value, dict) else ():
        inner = f"{path}.{key}" if path else key
        if isinstance(part, dict):
            yield from _beside(part, inner)
        elif not isinstance(part, list):
            yield inner, plain(key), part


def _rows(answer: Any, path: tuple[str, ...]) -> list[Any]:
    for key in path:
        answer = answer.get(key) if isinstance(answer, dict) else None
    return answer if isinstance(answer, list) else []
