"""All platforms in one table: how each is read, on what evidence, what is known of its pay, and how it stands."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crawler.checkup import Checkup
from crawler.records import records
from directory import record as facts
from directory.config import ROOT
from directory.platform import PlatformRecord
from directory.record import Record
from directory.store.platforms import Health
from directory.store.probation import AGREEING_RUNS

RECORDINGS = ROOT / "tests" / "recordings"
FILE = ROOT / "docs" / "platforms.md"
HEAD = ("platform", "way", "list", "basis", "evidence", "fields on its recording", "pay facts", "asked", "read")
STANDING = ("state", "probation", "recording")
FIELDS = ("location", "pay", "category", "employment", "posted_at")
PAYING = {"pays_how": "how", "pays_when": "when", "threshold": "threshold"}
INTRO = """# Platforms

Made by `python -m scrapy platforms --write` from what the platforms declare, their recordings and their facts; a test
checks that it is up to date. `python -m scrapy platforms` prints the same with how each stands in the database and
whether its recording is as we read it (`doctor --tapes`).

*Basis*: `seen` is a whole answer of the platform, `rebuilt` one put back together from real parts, `documented` what
others describe, `guess` neither; the evidence names source and day. *List*: of a `partial` one absence closes nothing.
*Fields*: the share of its recording's postings that state each. *Pay facts*: what our sources say of how, when and from
which amount it pays, then the ways that are kept for programs; `–` is "not in our sources".

"""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One platform: what stands in the table of the documents, and how it stands in a database."""

    cells: tuple[str, ...]
    standing: tuple[str, ...]


def overview(
    healths: Mapping[str, Health], recordings: Path = RECORDINGS, looks: Mapping[str, Checkup] | None = None
) -> tuple[OverviewRow, ...]:
    """A row for each platform by slug; `healths` are of a database, `looks` what `doctor --tapes` says, by slug."""
    kept, found = facts.load(), looks or {}
    return tuple(
        OverviewRow(
            _cells(one, kept.get(one.slug), recordings / one.slug),
            (*_standing(healths.get(one.slug)), _look(found.get(one.slug))),
        )
        for one in records(kept)
    )


def document() -> str:
    """The text of docs/platforms.md."""
    lines = [HEAD, tuple("---" for _ in HEAD), *(row.cells for row in overview({}))]
    return INTRO + "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def terminal(rows: tuple[OverviewRow, ...]) -> str:
    """The table for a terminal, its columns as wide as they must be, at most forty signs."""
    lines = [(*HEAD, *STANDING), *((*row.cells, *row.standing) for row in rows)]
    widths = [min(40, max(len(line[at]) for line in lines)) for at in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell[:40].ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )


def _cells(one: PlatformRecord, known: Record | None, recording: Path) -> tuple[str, ...]:
    day = f", {one.seen_on}" if one.seen_on else ""
    return (
        one.slug,
        one.way,
        ("complete" if one.complete else "partial") if one.readable else "–",
        one.basis,
        f"{one.source}{day}".replace("|", "/"),
        _fields(recording / "expected.json"),
        _paying(known),
        f"{one.cadence_hours:g} h" if one.readable else "–",
        "yes" if one.readable else f"no, since {one.unreadable_since}: {one.unreadable_reason}".replace("|", "/"),
    )


def _fields(expected: Path) -> str:
    if not expected.exists():
        return "–"
    postings = json.loads(expected.read_text(encoding="utf-8"))["postings"]
    count = Counter(name for one in postings for name in FIELDS if one.get(name))
    count += Counter(name for one in postings for name in one.get("fields", {}))
    shares = (f"{name} {100 * n // len(postings)}%" for name, n in count.most_common())
    return f"{len(postings)} postings: {', '.join(shares)}" if postings else "no postings"


def _paying(known: Record | None) -> str:
    if known is None:
        return "–"
    said = [name for subject, name in PAYING.items() if subject in known.facts]
    ways = dict.fromkeys(one.way for one in known.payouts if one.way)
    return "; ".join(part for part in (", ".join(said), ", ".join(ways)) if part) or "–"


def _look(found: Checkup | None) -> str:
    return "–" if found is None else "as read" if found.well else found.says


def _standing(health: Health | None) -> tuple[str, ...]:
    if health is None:
        return "not published", "–"
    return health.state, "–" if health.probation is None else f"{health.probation} of {AGREEING_RUNS}"
