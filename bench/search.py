"""Our search beside Whoosh alone, tantivy alone and SQLite alone: `python -m bench.search [--sizes 10000 100000]`.

Every design runs in a process of its own, indexes the same analysed terms and answers the same 200 searches; a total or
count that differs from ours is an error. Whoosh alone and SQLite answer every fifth of them from 100,000 listings on.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.corpus import listings
from bench.designs import fts5, ours, tantivy_alone, whoosh_alone
from bench.questions import Design, Question, Reply, questions
from directory.listing import Listing

COUNT = 200
SLOW_FROM, SLOW_STEP = 100_000, 5
COLUMNS = (("browse", "again"), ("words", "first"), ("words", "again"), ("either", "first"), ("either", "again"))
KINDS = ("browse", "words", "either")
DESIGNS: dict[str, Callable[[Path, Iterable[Listing], int], Design]] = {
    "ours": ours.with_whoosh,
    "ours, tantivy's words": ours.with_tantivy,
    "Whoosh alone": whoosh_alone.WhooshAlone,
    "tantivy alone": tantivy_alone.TantivyAlone,
    "SQLite FTS5 alone": fts5.Fts5,
}
SLOW = ("Whoosh alone", "SQLite FTS5 alone")


@dataclass(frozen=True)
class Corpus:
    """That many listings, made anew each time they are read."""

    count: int

    def __iter__(self) -> Any:
        return listings(self.count)


def measure(name: str, size: int, folder: Path) -> dict[str, Any]:
    """Builds one design in this process, then asks: every question twice, first and again."""
    corpus = Corpus(size)
    design = DESIGNS[name](folder, corpus, size)
    began = time.perf_counter()
    design.build(corpus)
    return {"rate": round(size / (time.perf_counter() - began))}


def answer(name: str, size: int, folder: Path) -> dict[str, Any]:
    """Asks a design that is built: milliseconds by kind, first and again, memory, and a digest of each reply."""
    empty = resident()
    design = DESIGNS[name](folder, Corpus(size), size)
    design.open()
    asked = [(place, one) for place, one in enumerate(questions(COUNT)) if place % step(name, size) == 0]
    first = [timed(design, one) for _, one in asked]
    again = [timed(design, one) for _, one in asked]
    times = {kind: {"first": _of(kind, asked, first), "again": _of(kind, asked, again)} for kind in KINDS}
    replies = {str(place): digest(reply) for (place, _), (_, reply) in zip(asked, first, strict=True)}
    return {"times": times, "replies": replies, "mb": round((resident() - empty) / 1e6)}


def step(name: str, size: int) -> int:
    """Of how many searches one is asked."""
    return SLOW_STEP if name in SLOW and size >= SLOW_FROM else 1


def timed(design: Design, question: Question) -> tuple[float, Reply]:
    """The reply and how many milliseconds it took."""
    began = time.perf_counter()
    reply = design.ask(question)
    return (time.perf_counter() - began) * 1e3, reply


def digest(reply: Reply) -> str:
    """The total, and a short hash of all counts."""
    said = json.dumps(
        [reply.total, {facet: dict(sorted(held.items())) for facet, held in sorted(reply.counts.items())}]
    )
    return f"{reply.total}:{blake2b(said.encode(), digest_size=6).hexdigest()}"


def resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _of(kind: str, asked: Sequence[tuple[int, Question]], timings: Sequence[tuple[float, Reply]]) -> list[float]:
    return [took for (_, question), (took, _) in zip(asked, timings, strict=True) if question.kind == kind]


def child(step_name: str, name: str, size: int, folder: Path) -> Any:
    """Runs one step in a fresh process and gives what it printed."""
    command = [sys.executable, "-m", "bench.search", "--step", step_name, name, "--sizes", str(size)]
    done = subprocess.run([*command, "--folder", str(folder)], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def compare(size: int, names: Sequence[str]) -> bool:
    """Measures and prints all designs at one size; says whether all replies were the same."""
    with tempfile.TemporaryDirectory(prefix="bench-search-") as made:
        results = {}
        for name in names:
            print(f"  {size:,}: {name} …", file=sys.stderr, flush=True)
            results[name] = child("build", name, size, Path(made)) | child("ask", name, size, Path(made))
        print_table(size, results)
        if "ours" in results:
            print_load(child("load", "ours", size, Path(made)))
            caught = child("catch up", "ours", size, Path(made))
            print(f"our search, {caught['changes']} changed listings caught up in {caught['seconds']:.2f} s")
        return same(results)


def print_table(size: int, results: dict[str, Any]) -> None:
    """One line a design: p50 (p95) in milliseconds by kind, listings built a second, memory."""
    print(f"\n## {size:,} listings, one process: milliseconds, p50 (p95)\n")
    print("| design | browse | words first | words again | OR first | OR again | built a second | MB |")
    print("|---|---|---|---|---|---|---|---|")
    for name, found in results.items():
        times = found["times"]
        columns = (
            ("browse", "again"),
            ("words", "first"),
            ("words", "again"),
            ("either", "first"),
            ("either", "again"),
        )
        cells = " | ".join(p50_p95(times[kind][when]) for kind, when in columns)
        part = f" ({COUNT // step(name, size)} searches)" if step(name, size) > 1 else ""
        print(f"| {name}{part} | {cells} | {found['rate']:,} | {found['mb']:,} |")
    print_ratios(results)


def print_ratios(results: dict[str, Any]) -> None:
    """What the issue asks for, beside what was measured."""
    wanted = (
        ("browse, faster than Whoosh alone", "Whoosh alone", "browse", "again", 100, False),
        ("browse, faster than tantivy alone", "tantivy alone", "browse", "again", 5, False),
        ("words again, faster than tantivy alone", "tantivy alone", "words", "again", 3, False),
        ("words first, slower than tantivy alone", "tantivy alone", "words", "first", 6, True),
    )
    print()
    for said, name, kind, when, bound, is_most in wanted:
        if name in results and "ours" in results:
            mine, theirs = (p50(results[one]["times"][kind][when]) for one in ("ours", name))
            ratio = mine / theirs if is_most else theirs / mine
            holds = ratio <= bound if is_most else ratio >= bound
            print(f"- {said}: {ratio:.1f} times ({'at most' if is_most else 'at least'} {bound}: {holds})")


def same(results: dict[str, Any]) -> bool:
    """Whether every reply equals ours; differences are printed."""
    mine = results.get("ours", {}).get("replies", {})
    other = [
        (name, place, reply, mine.get(place))
        for name, found in results.items()
        for place, reply in found["replies"].items()
        if mine and reply != mine.get(place)
    ]
    for name, place, reply, ours_said in other:
        print(f"DIFFERENT: search {place}: {name} says {reply}, ours {ours_said}")
    print(f"\n{sum(len(found['replies']) for found in results.values())} replies, {len(other)} different from ours")
    return not other


def load(size: int, folder: Path, processes: int = 4, seconds: float = 10.0) -> dict[str, Any]:
    """Several processes, each with columns of its own, answering the mixed searches over and over at once."""
    context = multiprocessing.get_context("fork")
    with context.Pool(processes) as pool:
        found = pool.starmap(answer_on, [(size, folder, seconds)] * processes)
    took = sorted(time for times, _ in found for time in times)
    return {"processes": processes, "rate": len(took) / seconds, "times": took[:: max(1, len(took) // 20_000)],
            "mb": max(mb for _, mb in found)}  # fmt: skip


def answer_on(size: int, folder: Path, seconds: float) -> tuple[list[float], float]:
    """One process of the load: milliseconds of each answer once every search was asked, and its memory."""
    design = DESIGNS["ours"](folder, Corpus(size), size)
    design.open()
    asked = list(questions(COUNT))
    for question in asked:
        design.ask(question)
    until, times = time.monotonic() + seconds, []
    while time.monotonic() < until:
        times += [timed(design, question)[0] for question in asked]
    return times, resident() / 1e6


def catch_up(size: int, folder: Path, changes: int = 100) -> dict[str, Any]:
    """How long it takes until changed listings are found by filters and words."""
    design = ours.with_whoosh(folder, Corpus(size), size)
    design.open()
    changed = [replace(one, text=f"{one.text} changed") for one in islice(listings(size), changes)]
    return {"changes": changes, "seconds": design.change(changed)}


def print_load(found: dict[str, Any]) -> None:
    """Searches a second, p50, p99 and their ratio."""
    cuts = quantiles(found["times"], n=100)
    where = f"our search, {found['processes']} processes at once on {os.cpu_count()} cores"
    ratio = f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms ({cuts[98] / cuts[49]:.1f} times)"
    print(f"\n{where}: {found['rate']:,.0f} searches a second, {ratio}, {found['mb']:.0f} MB each")


def p50_p95(times: Sequence[float]) -> str:
    """The median, and the time that one in twenty exceeds."""
    cuts = quantiles(times, n=20)
    return f"{cuts[9]:.1f} ({cuts[18]:.1f})"


def p50(times: Sequence[float]) -> float:
    """The median."""
    return quantiles(times, n=20)[9]


STEPS: dict[str, Callable[[str, int, Path], Any]] = {
    "build": measure,
    "ask": answer,
    "load": lambda name, size, folder: load(size, folder),
    "catch up": lambda name, size, folder: catch_up(size, folder),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """The tables, or one step of them; 1 where designs disagree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--designs", nargs="+", choices=DESIGNS, default=list(DESIGNS))
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.step:
        print(json.dumps(STEPS[chosen.step[0]](chosen.step[1], chosen.sizes[0], chosen.folder)))
        return 0
    agreed = [compare(size, chosen.designs) for size in chosen.sizes]
    return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main())
