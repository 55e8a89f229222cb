"""Corrections that the desk proposes: rows of a file, never a change of a listing.

A reader is mended, not one listing (see the page of corrections). A row says what was read of which words and what is
right; it waits in RUN_DIR/corrections.tsv until somebody makes a row of tests/phrases and a better reader of it.
"""

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

NAME = "corrections.tsv"
LIMIT = 500


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: the day (ISO 8601), the listing, the field, the words that were read, what was read, what is right."""

    day: str
    listing: str
    field: str
    quote: str
    read: str
    right: str
    why: str


def propose(run_dir: Path, row: Correction) -> str:
    """Adds a row to the file, whole or not at all, and gives its line."""
    path = run_dir / NAME
    line = _line([" ".join(value.split())[:LIMIT] for value in astuple(row)])
    head = "" if path.exists() else _line([one.name for one in fields(Correction)])
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, f"{head}{line}".encode())
    finally:
        os.close(handle)
    return line


def proposed(run_dir: Path) -> str:
    """The whole file, "" while there is none."""
    path = run_dir / NAME
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _line(values: Sequence[str]) -> str:
    made = io.StringIO()
    csv.writer(made, delimiter="\t", lineterminator="\n").writerow(values)
    return made.getvalue()
