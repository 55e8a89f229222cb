"""Content files of Framer written, as `crawler.framer` reads them: for recordings that shall differ in one field."""

import json
import struct
from typing import Any


def packed(rows: list[Any]) -> bytes:
    """Records as a content file; rich text becomes a plain text."""
    return struct.pack(">I", len(rows)) + b"".join(map(_record, rows))


def _record(row: Any) -> bytes:
    fields = row if isinstance(row, dict) else {}
    return struct.pack(">H", len(fields)) + b"".join(_text(name) + _value(value) for name, value in fields.items())


def _value(value: Any) -> bytes:
    if value is None:
        return b"\x00"
    if isinstance(value, list):
        return b"\x01" + struct.pack(">H", len(value)) + b"".join(map(_value, value))
    if isinstance(value, bool):
        return b"\x02" + struct.pack(">?", value)
    if isinstance(value, int):
        return b"\x04" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"\x08" + struct.pack(">d", value)
    return b"\x0c" + _text(value if isinstance(value, str) else json.dumps(value))


def _text(words: str) -> bytes:
    raw = words.encode()
    return struct.pack(">I", len(raw)) + raw
