"""How well the readers read, measured on labelled and on real postings; what `/method` shows comes from here.

The folder holds `gold/` (labelled postings with their own scoring programs) and `real/` (postings as published).
Only figures are kept, never a text.
"""

import gzip
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from runpy import run_path
from time import process_time
from typing import Any

from directory.claims import QUOTE_LIMIT, Doubt, Reading
from directory.config import ROOT
from directory.posting import Posting
from directory.reading import VERSION, read
from directory.reading.command import posting_of, read_lines
from directory.reading.doubts import group

REPORT = ROOT / "data" / "accuracy.json"
SLOW_SECONDS = 0.05  # of one posting: the bound that the issue about reading sets on any real one
_FIGURE = re.compile(r"(?P<name>.{18}\S? ) *(?:F1 )?(?P<value>\d\.\d+|-)(?P<rest>.*)")
_OF = re.compile(r"\(n=(\d+)\)|/(\d+)\)")
_PAY_LINE = re.compile(r"(?P<name>.{14}) rows (?P<of>\d+)  found (?P<found>[\d.]+)  right of found (?P<right>[\d.]+)")
_BY_PLATFORM = ("pay exact", "residence exact", "work languages", "tier accuracy", "domains", "tasks")


@dataclass(frozen=True, slots=True)
class Score:
    """One measured figure: a share or an F1 between 0 and 1, None if there was nothing to measure, over `of` cases."""

    name: str
    value: float | None
    of: int


@dataclass(slots=True)
class Real:
    """What happened over the real postings: broken quotes, slow readings, doubts of each platform."""

    postings: int = 0
    lost_quotes: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slow: int = 0
    doubting: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    doubts: tuple[Doubt, ...] = ()


def main(folder: Path, today: date, written: Path = REPORT) -> int:
    """Measures everything, prints it and writes it as JSON; 1 if a quote was lost or a reading was slow."""
    gold, real = folder / "gold", folder / "real"
    figures, platforms = labelled(gold)
    ordinary = ordinary_pay(gold, real)
    measured = over_real(_rows(real / "postings.jsonl.gz"))
    _print(figures, platforms, ordinary, measured)
    report = _report(figures, platforms, ordinary, measured, today)
    written.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\nwritten to {written}")
    return int(bool(measured.lost_quotes or measured.slow))


def labelled(gold: Path) -> tuple[list[Score], dict[str, list[Score]]]:
    """The figures over all labelled postings, and those of each platform alone."""
    rows = _rows(gold / "postings.jsonl")
    with tempfile.TemporaryDirectory() as name:
        readings = Path(name) / "readings.jsonl"
        with (gold / "postings.jsonl").open(encoding="utf-8") as lines, readings.open("w", encoding="utf-8") as output:
            read_lines(lines, output)
        everything = _score(gold, gold / "labels.jsonl", readings)
        groups: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            groups[str(row["platform"]).lower()].add(row["key"])
        alone: dict[str, list[Score]] = {}
        for platform, keys in sorted(groups.items()):
            labels = Path(name) / "labels.jsonl"
            labels.write_text("\n".join(_kept(gold / "labels.jsonl", keys)), encoding="utf-8")
            alone[platform] = [one for one in _score(gold, labels, readings) if one.name in _BY_PLATFORM]
    return everything, alone


def ordinary_pay(gold: Path, real: Path) -> dict[str, dict[str, float]]:
    """Pay of ordinary job postings against their structured pay: rows, found, and right of the found, by group."""
    truth = str(real / "pay_truth.jsonl.gz")
    postings, readings = StringIO(_run(gold / "score_pay.py", "postings", truth)), StringIO()
    read_lines(postings, readings)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "readings.jsonl"
        path.write_text(readings.getvalue(), encoding="utf-8")
        said = _run(gold / "score_pay.py", "score", truth, str(path))
    lines = [match for line in said.splitlines() if (match := _PAY_LINE.match(line))]
    return {
        line["name"].strip(): {"rows": int(line["of"]), "found": float(line["found"]), "right": float(line["right"])}
        for line in lines
    }


def over_real(rows: Iterable[dict[str, Any]]) -> Real:
    """Every real posting read once, and again where that seemed slow, since other work may have taken the core."""
    real = Real()
    doubts: list[Doubt] = []
    for row in rows:
        posting = posting_of(row)
        reading, seconds = _timed(posting)
        if seconds > SLOW_SECONDS / 2:
            seconds = min(seconds, *(_timed(posting)[1] for _ in range(3)))
        real.postings += 1
        real.seconds += seconds
        real.slowest = max(real.slowest, seconds)
        real.slow += seconds > SLOW_SECONDS
        real.lost_quotes += sum(not _stands(posting, reading_quote) for reading_quote in _quotes(reading))
        counts = real.doubting[str(row["platform"])]
        counts[0] += 1
        counts[1] += bool(reading.doubts)
        doubts += reading.doubts
    real.doubts = tuple(doubts)
    return real


def _timed(posting: Posting) -> tuple[Reading, float]:
    start = process_time()
    reading = read(posting)
    return reading, process_time() - start


def _quotes(reading: Reading) -> Iterator[tuple[str, str, int]]:
    for quote in (*(claim.quote for claim in reading.claims), *(doubt.quote for doubt in reading.doubts)):
        yield quote.text, quote.source, quote.start


def _stands(posting: Posting, quote: tuple[str, str, int]) -> bool:
    words, source, start = quote
    return 0 < len(words) <= QUOTE_LIMIT and posting.source(source)[start : start + len(words)] == words


def _score(gold: Path, labels: Path, readings: Path) -> list[Score]:
    said = _run(gold / "score.py", str(labels), str(readings), "--postings", str(gold / "postings.jsonl"))
    return list(_figures(said))


def _figures(said: str) -> Iterator[Score]:
    for line in said.splitlines():
        match = _FIGURE.match(line)
        if match and not line.startswith("records"):
            of = next((int(a or b) for a, b in _OF.findall(match["rest"])), 0)
            yield Score(match["name"].strip(), None if match["value"] == "-" else float(match["value"]), of)


def _run(program: Path, *words: str) -> str:
    """What a scoring program prints; it is run inside this process, as a script beside its own files."""
    said, before = StringIO(), (sys.argv, sys.path[:])
    sys.argv, sys.path = [str(program), *words], [str(program.parent), *sys.path]
    try:
        with redirect_stdout(said):
            run_path(str(program), run_name="__main__")
    finally:
        sys.argv, sys.path = before
    return said.getvalue()


def _kept(path: Path, keys: set[str]) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and json.loads(line)["key"] in keys:
            yield line


def _rows(path: Path) -> list[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _report(
    figures: list[Score],
    platforms: dict[str, list[Score]],
    ordinary: dict[str, dict[str, float]],
    real: Real,
    today: date,
) -> dict[str, Any]:
    return {
        "date": today.isoformat(),
        "version": VERSION,
        "labelled": [asdict(figure) for figure in figures],
        "platforms": {name: [asdict(figure) for figure in found] for name, found in platforms.items()},
        "ordinary_pay": ordinary,
        "real": {
            "postings": real.postings,
            "lost_quotes": real.lost_quotes,
            "slowest_ms": round(real.slowest * 1_000, 1),
            "postings_a_second": round(real.postings / real.seconds) if real.seconds else None,
            "doubting": {name: round(some / all, 3) for name, (all, some) in sorted(real.doubting.items())},
        },
    }


def _print(
    figures: list[Score], platforms: dict[str, list[Score]], ordinary: dict[str, dict[str, float]], real: Real
) -> None:
    for figure in figures:
        print(f"{figure.name:20} {_shown(figure.value)}  of {figure.of}")
    print("\nordinary postings")
    for name, counts in ordinary.items():
        print(f"{name:20} rows {counts['rows']:5}  found {counts['found']:.3f}  right {counts['right']:.3f}")
    print("\n" + "platform".ljust(24) + "".join(name.rjust(17) for name in _BY_PLATFORM))
    for platform, found in platforms.items():
        values = {figure.name: figure for figure in found}
        cells = (_cell(values[name]) if name in values else "" for name in _BY_PLATFORM)
        print(platform.ljust(24) + "".join(cell.rjust(17) for cell in cells))
    print(f"\nreal postings {real.postings}, lost quotes {real.lost_quotes}, slowest {real.slowest * 1_000:.1f} ms,")
    print(f"{real.postings / max(real.seconds, 1e-9):.0f} a second; share of postings with a doubt:")
    for platform, (all, some) in sorted(real.doubting.items()):
        print(f"{platform:24} {some / all:.3f}  ({some}/{all})")
    print("\nthe commonest doubts")
    for phrase in group(real.doubts)[:20]:
        print(f"{phrase.count:5}  {phrase.about:14} {phrase.words}")
    kinds = Counter(doubt.about for doubt in real.doubts)
    print("doubts by kind: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


def _cell(figure: Score) -> str:
    return f"{_shown(figure.value)} /{figure.of:3}"


def _shown(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"
