"""What a guess does not read: keys of a JSON list, signs of more than one page, folders of a sitemap."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from scrapy.http import TextResponse

from crawler.boards.jobpages import JobPages
from crawler.boards.jsonlist import JsonList
from crawler.faults import Fault, kind
from crawler.outline import folders
from crawler.pages import next_data
from crawler.payobjects import plain

FOLDERS = 5  # of a sitemap, those with the most pages
KEYS = 20  # a line or three of them
COUNTS = (
    "total", "totalcount", "totalresults", "totalitems", "totalrecords", "totalfound", "count", "numfound",
    "items", "records", "results", "hits",
)  # fmt: skip
PAGES = ("pages", "totalpages", "pagecount", "lastpage", "numpages", "of")
NEXT = ("next", "nextpage", "nextcursor", "nextpagetoken", "hasmore", "hasnext", "hasnextpage")
GUIDE = "docs/add-a-platform.md, 3"


def unread(spider: Any) -> list[str]:
    """What to look at in the answers that a reader was guessed from, as lines: of a JSON list and of a sitemap."""
    if isinstance(spider, JobPages):
        found = folders(spider.others).most_common(FOLDERS)
        ways = [(count, folder, f"^{folder.rstrip('/')}/") for folder, count in found]
        return [f"{count} addresses below {folder} are not read: --pages '{way}'" for count, folder, way in ways]
    page = spider.exchanges[-1][1] if spider.exchanges else None
    if not isinstance(page, TextResponse) or not isinstance(spider, JsonList):
        return []
    try:
        answer = next_data(page) if spider.answers == "page" else json.loads(page.text)
        rows, lines = spider.rows(page if spider.answers == "page" else answer), []
    except (ValueError, Fault):  # the walk's reason says it
        return []
    if left := aside(rows[0] if rows else {}, spider.keys, spider.pay_keys):
        lines.append(f"keys of a posting that nothing reads yet: {', '.join(left)}")
    if said := more(answer, len(rows)):
        lines.append(f"it speaks of more than these {len(rows)} ({', '.join(said)}): {GUIDE} says how to page")
    return lines


def aside(row: Mapping[str, Any], keys: Mapping[str, str], pay_keys: Mapping[str, str]) -> list[str]:
    """The keys of a row that no field takes and that hold something, each with its type: values are never printed."""
    taken = {*keys.values(), *pay_keys.values()}
    left = [(key, value) for key, value in _parts(row, taken) if key not in taken and value not in (None, "", [], {})]
    return [f"{key} ({kind(value)})" for key, value in left[:KEYS]]


def _parts(row: Mapping[str, Any], taken: Collection[str]) -> Iterator[tuple[str, Any]]:
    """The keys of a row; of an object that is read in part, the paths of its parts."""
    for key, value in row.items():
        if isinstance(value, dict) and any(one.startswith(f"{key}.") for one in taken):
            yield from ((f"{key}.{name}", part) for name, part in value.items())
        else:
            yield key, value


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
