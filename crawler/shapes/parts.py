"""What an answer is made of, as one JSON value: itself, or the parts that a page carries."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from parsel import Selector
from scrapy.http import Response, TextResponse

from crawler.faults import Fault
from crawler.framer import records
from crawler.linked_data import job_postings
from crawler.pages import flight
from crawler.shapes.markup import page_tree, xml_tree

ENCODED = re.compile(r"&lt;(?:h\d|div|section|ul|ol|li)\b[^&]*class=")
ROW = re.compile(rb"\n*[0-9a-f]+:(?:T([0-9a-f]+),)?")
MOST_BYTES = 2 * 2**20  # a page of more is looked at by its scripts alone


def value_of(answer: Any, response: Response) -> Any:
    """The value whose shape an answer has; `answer` is what the reader of its form made of the response."""
    if isinstance(answer, Element):
        return {"xml:": {answer.tag.rsplit("}", 1)[-1]: xml_tree(answer)}}
    if not isinstance(answer, Response):
        return answer
    if response.url.endswith(".framercms"):
        return {"content:": content(response)}
    if isinstance(response, TextResponse) and b"<html" in response.body[:2_000].lower():
        return page(response)
    return {}


def page(response: TextResponse) -> dict[str, Any]:
    """The parts of a web page: its landmarks, JobPosting markup, data of Next.js, and markup inside its text."""
    found: dict[str, Any] = {"ld:": job_postings(response)}
    if (script := response.css("script#__NEXT_DATA__::text").get()) is not None:
        found["next:"] = _value(script)
    if stream := flight(response):
        found["flight:"] = flight_keys(stream)
    if len(response.body) <= MOST_BYTES:
        found["page:"] = page_tree(response.selector.root)
        if ENCODED.search(response.text):
            found["encoded:"] = page_tree(Selector(html.unescape(response.text)).root)
    return {name: value for name, value in found.items() if value not in (None, [], {}, "")}


def content(response: Response) -> list[Any]:
    """The records of a content file of Framer; none of one that cannot be read."""
    try:
        return records(response.body)
    except Fault:
        return []


def flight_keys(stream: str) -> dict[str, Any]:
    """Every key of the objects in a Next.js stream with its first value; an object's own keys stand for themselves."""
    found: dict[str, Any] = {}
    raw = stream.encode()
    for start, end in flight_rows(raw):
        for one in objects(_value(raw[start:end].decode("utf-8", "replace"))):
            for key, value in one.items():
                found.setdefault(key, {} if isinstance(value, dict) else value)
    return found


def flight_rows(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where the JSON rows of a stream begin and end; a row of text says its length and ends without a line break."""
    at = 0
    while (found := ROW.match(raw, at)) is not None:
        if found[1] is not None:
            at = found.end() + int(found[1], 16)
            continue
        end = raw.find(b"\n", found.end())
        at = len(raw) if end < 0 else end + 1
        yield found.end(), at


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value at any depth, also inside texts that are JSON themselves."""
    if isinstance(value, str) and value[:1] in "{[":
        yield from objects(_value(value)) if value else ()
    elif isinstance(value, list):
        for part in value:
            yield from objects(part)
    elif isinstance(value, dict):
        yield value
        for part in value.values():
            yield from objects(part)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
