"""Handshake AI: opportunities inside the binary content file of a Framer site.

Longer than most because no public code reads such files: page -> module of the collection -> content file. Records are
length-prefixed field names with typed values. Where the way breaks, the links of the plain page are read instead.
"""

import json
import re
import struct
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Request, Response, TextResponse

from crawler.answers import as_page
from crawler.faults import Fault
from crawler.pages import some, words
from crawler.platform import Platform
from crawler.wording import lines, moment, pay

PAGE = "https://joinhandshake.com/ai/opportunities/"
MODULE = re.compile(r"https://framerusercontent\.com/sites/[\w-]+/AsbR2Q9Rd\.[\w-]+\.mjs")
CONTENT = re.compile(r"new URL\([`'\"](\./AsbR2Q9Rd-chunk-[^`'\"]+)[`'\"],\s*[`'\"]([^`'\"]+)[`'\"]\)")
PACKED = {2: struct.Struct(">?"), 4: struct.Struct(">q"), 8: struct.Struct(">d")}
RECORD = b"\x00\x00\x00\x02id\x0c"
NAMES = {
    "Hi7WvygoG": "title", "Vt3dK5Eel": "slug", "WFQUwsB06": "pay", "Sw8QukdCp": "location", "GRpdg1g2G": "text",
    "W1qkijmje": "posted", "hwOeBJbXG": "show", "qlLuhSKj_": "subject", "L64oFuWs0": "degree",
}  # fmt: skip


class Handshake(Platform):
    title = "Handshake AI"
    homepage = "https://joinhandshake.com/ai/"
    cadence_hours = 24
    floor = 20
    location = "residence"
    own_words = "Open to people with valid authorization to work in the United States."
    basis = "documented"
    source = "notes on the content file of 2026, from two sources"
    note = "Pay is always a ceiling. Expect the file's way to break; then only titles and links of the page are read."
    hosts = ("joinhandshake.com", "framerusercontent.com")
    answers = "raw"

    def first(self) -> Iterable[Request]:
        yield self.get(PAGE)

    def rows(self, answer: Any) -> list[Any]:
        if answer.url.endswith(".framercms"):
            return [row for row in records(answer.body) if row.get("title") and row.get("show") is not False]
        return [] if self.more(answer, answer) else _links(as_page(answer))

    def more(self, answer: Any, response: Response) -> Request | None:
        text = answer.text if isinstance(answer, TextResponse) else answer.body.decode("utf-8", "replace")
        if answer.url == PAGE and (module := MODULE.search(text)):
            return self.get(module[0])
        if answer.url.endswith(".mjs"):
            return self.get(_content(text))
        return None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        stated = {"degree": raw.get("degree")}
        return {
            "ref": raw["slug"],
            "url": urljoin(PAGE, raw["slug"]),
            "title": raw["title"],
            "location": raw.get("location") or "",
            "pay": pay(None, raw.get("pay"), "USD", "hour"),
            "category": raw.get("subject") or "",
            "text": raw.get("text") or "",
            "posted_at": moment(raw.get("posted")),
            "fields": {name: value for name, value in stated.items() if value},
        }


def records(body: bytes) -> list[dict[str, Any]]:
    """The records of a content file by the names above; a Fault when a known field has a shape we do not know."""
    found = []
    at = body.find(RECORD)
    while at >= 0:
        found.append(_record(body, at))
        at = body.find(RECORD, at + 1)
    if not found:
        raise Fault("shape changed: the content file holds no record")
    return found


def _record(body: bytes, at: int) -> dict[str, Any]:
    count = int.from_bytes(body[at - 2 : at])
    record = {}
    for _ in range(count):
        name, at = _string(body, at)
        value, at = _value(body, at)
        if name in NAMES:
            record[NAMES[name]] = value
    return record


def _value(body: bytes, at: int) -> tuple[Any, int]:
    """One typed value and where the next begins."""
    kind, at = body[at], at + 1
    if kind == 0:
        return None, at
    if kind == 1:
        count, values, at = int.from_bytes(body[at : at + 2]), [], at + 2
        for _ in range(count):
            value, at = _value(body, at)
            values.append(value)
        return values, at
    if kind in PACKED:
        return _packed(PACKED[kind], body, at)
    if kind in (5, 6, 7, 12):
        return _string(body, at)
    if kind == 11:
        nodes, at = _string(body, at + 1)
        return lines(_rich(json.loads(nodes))), at
    raise Fault(f"shape changed: the content file has a value of kind {kind}")


def _packed(form: struct.Struct, body: bytes, at: int) -> tuple[Any, int]:
    if at + form.size > len(body):
        raise Fault("cut short: the content file ends inside a number")
    return form.unpack_from(body, at)[0], at + form.size


def _string(body: bytes, at: int) -> tuple[str, int]:
    start = at + 4
    end = start + int.from_bytes(body[at:start])
    if start > len(body) or end > len(body):
        raise Fault("cut short: the content file ends inside a text")
    return body[start:end].decode(), end


def _rich(node: Any) -> str:
    """Rich text is nested lists: [5, text] and [4, tag, attributes, child, …]."""
    if not isinstance(node, list):
        return ""
    if node[0] == 5:
        return str(node[1])
    inner = "".join(_rich(child) for child in node[3 if node[0] == 4 else 1 :])
    return inner if node[0] != 4 or node[1] in ("strong", "em", "a", "span") else f"\n{inner}\n"


def _content(module: str) -> str:
    found = CONTENT.search(module)
    if found is None:
        raise Fault("shape changed: the module names no content file")
    return str(urljoin(found[2], found[1])).replace("/modules/", "/cms/")


def _links(page: TextResponse) -> list[dict[str, Any]]:
    """The fallback: opportunities that the plain page links to."""
    found = some(page, 'a[href*="/opportunities/"]')
    rows = ({"slug": link.attrib["href"].rstrip("/").rsplit("/", 1)[1], "title": words(link, "*")} for link in found)
    return [row for row in rows if row["title"] and row["slug"] != "opportunities"]
