"""Content files of Framer sites: binary, undocumented, the same for every collection; read after two public readers.

A file is a uint32 count of records; a record a uint16 count of fields; a field its name (uint32 length, UTF-8) and a
typed value. A module of the site names a collection's display name and its content files, in pieces ("chunks").
"""

import json
import re
import struct
from typing import Any
from urllib.parse import urljoin

from crawler.faults import Fault
from crawler.text import lines

CHUNK = re.compile(r"new URL\([`'\"](\./[\w-]+-chunk-[^`'\"]+)[`'\"],\s*[`'\"]([^`'\"]+)[`'\"]\)")
NAME = re.compile(r"displayName:\s*[`'\"]([^`'\"]+)[`'\"]")
PACKED = {2: struct.Struct(">?"), 4: struct.Struct(">q"), 8: struct.Struct(">d")}
TEXTS = (5, 6, 7, 12)  # an enum, a colour or file, a link (as quoted JSON), a string: all have one form
INLINE = ("strong", "em", "a", "span")


def collection(module: str) -> str:
    """The display name of the collection in a module; empty when it holds none."""
    found = NAME.search(module) if CHUNK.search(module) else None
    return found[1] if found else ""


def chunks(module: str) -> list[str]:
    """The addresses of the content files that a module names, in order; none for a module without a collection."""
    return [urljoin(base, path).replace("/modules/", "/cms/") for path, base in CHUNK.findall(module)]


def records(body: bytes) -> list[dict[str, Any]]:
    """Every record of a content file, by field name; a Fault when a value has a kind that we do not know."""
    count, at = _number(body, 0, 4)
    if not count:
        raise Fault("shape changed: the content file holds no record")
    found = []
    for _ in range(count):
        record, at = _record(body, at)
        found.append(record)
    return found


def _record(body: bytes, at: int) -> tuple[dict[str, Any], int]:
    count, at = _number(body, at, 2)
    record = {}
    for _ in range(count):
        name, at = _string(body, at)
        record[name], at = _value(body, at)
    return record, at


def _value(body: bytes, at: int) -> tuple[Any, int]:
    """One typed value and where the next begins."""
    kind, at = _number(body, at, 1)
    if kind == 0:
        return None, at
    if kind == 1:
        return _array(body, at)
    if kind in PACKED:
        return _packed(PACKED[kind], body, at)
    if kind in TEXTS:
        return _string(body, at)
    if kind == 11:
        return _rich_text(body, at)
    raise Fault(f"shape changed: the content file has a value of kind {kind}")


def _array(body: bytes, at: int) -> tuple[list[Any], int]:
    count, at = _number(body, at, 2)
    values = []
    for _ in range(count):
        value, at = _value(body, at)
        values.append(value)
    return values, at


def _rich_text(body: bytes, at: int) -> tuple[str, int]:
    """A byte says whether there is a value at all; one reader skips it, so a 0 before a list of nodes is no "none"."""
    given, at = _number(body, at, 1)
    if not given and body[at + 4 : at + 5] != b"[":
        return "", at
    nodes, at = _string(body, at)
    return lines(_rich(json.loads(nodes))), at


def _rich(node: Any) -> str:
    """Rich text is nested lists: [5, text] and [4, tag, attributes, child, …]."""
    if not isinstance(node, list):
        return ""
    if node[0] == 5:
        return str(node[1])
    inner = "".join(_rich(child) for child in node[3 if node[0] == 4 else 1 :])
    return inner if node[0] != 4 or node[1] in INLINE else f"\n{inner}\n"


def _packed(form: struct.Struct, body: bytes, at: int) -> tuple[Any, int]:
    return form.unpack(_bytes(body, at, form.size))[0], at + form.size


def _string(body: bytes, at: int) -> tuple[str, int]:
    size, at = _number(body, at, 4)
    return _bytes(body, at, size).decode(), at + size


def _number(body: bytes, at: int, size: int) -> tuple[int, int]:
    return int.from_bytes(_bytes(body, at, size)), at + size


def _bytes(body: bytes, at: int, size: int) -> bytes:
    if at + size > len(body):
        raise Fault(f"cut short: the content file ends inside a value, after {len(body)} bytes")
    return body[at : at + size]
