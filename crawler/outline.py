"""What stands in an answer that no reader of ours understands: paths, keys and links, for whoever writes the spider.

Values are never printed, only what they are: an outline may be copied into a report.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector
from scrapy.http import TextResponse

from crawler.faults import kind
from crawler.pages import following

LINES = 25  # a screen
KEYS = 30
PARTS = 8  # of a card
DEEP = 6


def outline(page: TextResponse) -> list[str]:
    """The paths and keys of a JSON answer, the elements of an XML one, or the data, links and cards of a page."""
    start = page.text.lstrip()[:200]
    if start.startswith(("{", "[")):
        try:
            return list(_json(json.loads(page.text), "the answer"))[:LINES]
        except ValueError:
            return [f"broken JSON of {len(page.body)} bytes"]
    if start.startswith("<?xml") and "<html" not in page.text[:2_000].lower():
        names = Counter(re.findall(r"<([A-Za-z][\w:.-]*)", page.text))
        return [f"{count} × <{name}>" for name, count in names.most_common(LINES)]
    return [*_data(page), *_links(page), *_cards(page)][:LINES] or ["a page without data in scripts and without links"]


def _json(value: Any, path: str, depth: int = 0) -> Iterator[str]:
    """A line a list and a line an object, each with its path and its keys."""
    if isinstance(value, list):
        yield f"{path}: a list of {len(value)}{f', the first is {_what(value[0])}' if value else ''}"
        if value and isinstance(value[0], dict | list) and depth < DEEP:
            yield from _json(value[0], f"{path}[0]", depth + 1)
    elif isinstance(value, dict):
        keys = [f"{key} ({_what(part)})" for key, part in list(value.items())[:KEYS]]
        yield f"{path}: {', '.join(keys) or 'an empty object'}"
        for key, part in value.items():
            if isinstance(part, dict | list) and part and depth < DEEP:
                yield from _json(part, f"{path}.{key}" if depth else key, depth + 1)
    else:
        yield f"{path}: {_what(value)}"


def _what(value: Any) -> str:
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return "yes or no" if isinstance(value, bool) else kind(value)


def _data(page: TextResponse) -> Iterator[str]:
    """JSON that the page carries in its scripts."""
    for script in page.css('script[type*="json"]'):
        name = script.attrib.get("id") or script.attrib.get("type", "")
        try:
            value = json.loads(script.css("::text").get() or "", strict=False)
        except ValueError:
            yield f"script {name}: broken JSON"
            continue
        yield from _json(value, f"script {name}")
    if "__next_f" in page.text:
        yield "a Next.js flight stream: crawler.pages.flight reads it"


def _links(page: TextResponse) -> Iterator[str]:
    """The folders that most links lead to."""
    found = folders(page.css("a::attr(href)").getall()).most_common(5)
    yield from (f"{count} links below {folder}" for folder, count in found if count > 1)


def folders(links: Iterable[str]) -> Counter[str]:
    """The folders that addresses stand in, with how many each: "/work/rater" stands in "/work"."""
    paths = (urlsplit(link).path for link in links)
    return Counter(path.rstrip("/").rpartition("/")[0] or "/" for path in paths if path not in ("", "/"))


def _cards(page: TextResponse) -> Iterator[str]:
    for name, count, first in cards(page):
        parts = dict.fromkeys(_named(part) for part in first.css("[class]"))
        inner = [one for one in parts if one not in (name, "")][:PARTS]
        yield f"{count} × {name}{', in the first: ' if inner else ''}{', '.join(inner)}"
    if following(page):
        yield 'a link of rel="next": the list goes on'


def cards(page: TextResponse) -> list[tuple[str, int, Selector]]:
    """Classes that many elements share and that hold a link or a heading: perhaps a card a posting.

    Each as an element with its class ("a.role"), how many there are, and the first of them; the commonest first.
    """
    named = [(part, _named(part)) for part in page.css("[class]")]
    found = [(part, name) for part, name in named if name and (part.root.tag == "a" or part.css("a[href], h2, h3"))]
    first = {name: part for part, name in reversed(found)}
    counted = Counter(name for _, name in found).most_common(8)
    return [(name, count, first[name]) for name, count in counted if count > 2]


def _named(part: Selector) -> str:
    """An element by its first class, "a.role"; "" for one whose class says nothing."""
    classes = part.attrib["class"].split()
    return f"{part.root.tag}.{classes[0]}" if classes else ""
