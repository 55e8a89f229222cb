"""Postings in, readings out: JSON lines, as `python -m directory read` uses them."""

import json
import sys
from typing import Any, TextIO

from pydantic import ValidationError

from directory.posting import Posting
from directory.reading import read
from directory.reading.projection import project

TAKEN = tuple(Posting.model_fields)


class BadLine(ValueError):
    """A line that is no posting; the words say which field and why."""


def read_lines(input: TextIO, output: TextIO, errors: TextIO | None = None) -> int:
    """Reads one posting a line and writes one reading a line, with its "key".

    A posting needs a "key"; platform, title, location, pay, text and the other fields of Posting are taken where they
    stand. A bad line is named on `errors` (standard error unless given) with its number and field, the others
    are still read. Returns the exit code: 0, or 1 if a line was bad.
    """
    failed = 0
    for number, line in enumerate(input, start=1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            posting = posting_of(row)
        except BadLine as problem:
            failed = 1
            print(f"line {number}: {problem}", file=errors or sys.stderr)
            continue
        shown = {"key": row["key"], **project(posting, read(posting))}
        output.write(json.dumps(shown, ensure_ascii=False) + "\n")
    return failed


def posting_of(row: dict[str, Any]) -> Posting:
    """The posting in a loose row: a platform's name becomes a slug, a missing ref, title or address is filled in."""
    given = {name: row[name] for name in TAKEN if row.get(name) not in (None, "")}
    given["platform"] = _slug(str(row.get("platform") or "unknown"))
    given.setdefault("ref", "unknown")
    given.setdefault("title", "-")
    given.setdefault("url", "https://example.org/")
    try:
        return Posting(**given)
    except ValidationError as problem:
        first = problem.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadLine(f"{field}: {first['msg']}") from None


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as problem:
        raise BadLine(f"no JSON object: {problem}") from None
    if not isinstance(row, dict):
        raise BadLine("no JSON object: a posting is {…}")
    if not row.get("key"):
        raise BadLine("key: is missing")
    return row


def _slug(name: str) -> str:
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower())
    return plain.strip("-").ljust(2, "-")[:40] if plain.strip("-") else "unknown"
