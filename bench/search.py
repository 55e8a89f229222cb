"""Our search beside Whoosh alone, tantivy alone and SQLite alone: `python -m bench.search [--sizes 10000] [--million]`.

Every design runs in a process of its own, indexes the same analysed terms and answers the same 200 searches; a total or
count that differs from ours is an error. From 100,000 listings on Whoosh alone and SQLite answer a tenth of them, and
at a million only ours and tantivy alone stay. OpenSearch is asked where OPENSEARCH_URLS names a cluster (`make
cluster`). The search page is asked at the largest size below a million.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench import page
from bench.steps import COUNT, DESIGNS, KINDS, STEPS, is_asked

MILLION, AT_MILLION = 1_000_000, ("ours", "tantivy alone")
SAID = {"browse": "browse", "words": "words", "either": "OR"}
WANTED = (
    ("browse, faster than Whoosh alone", "Whoosh alone", "browse", "again", 100, False),
    ("browse, faster than tantivy alone", "tantivy alone", "browse", "again", 5, False),
    ("words again, faster than tantivy alone", "tantivy alone", "words", "again", 3, False),
    ("words first, slower than tantivy alone", "tantivy alone", "words", "first", 6, True),
)
Results = dict[str, dict[str, Any]]


def child(step: str, name: str, size: int, folder: Path) -> Any:
    """Runs one step in a fresh process and gives the JSON that it printed last; CalledProcessError when it fails."""
    print(f"  {size:,}: {name}: {step} …", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "bench.search", "--step", step, name, "--sizes", str(size)]
    done = subprocess.run([*command, "--folder", str(folder)], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def compare(size: int, names: Sequence[str]) -> Results:
    """Measures all designs at one size, in a folder that is thrown away, prints their table and gives the results."""
    results: Results = {}
    with tempfile.TemporaryDirectory(prefix="bench-search-") as made:
        folder = Path(made)
        child("corpus", "all", size, folder)
        for name in (name for name in names if size < MILLION or name in AT_MILLION):
            results[name] = child("build", name, size, folder) | child("ask", name, size, folder)
        print_table(size, results)
        if "ours" in results:
            print_load(child("load", "ours", size, folder))
            caught = child("catch up", "ours", size, folder)
            print(
                f"our search, {caught['changes']} changed listings caught up in {caught['seconds']:.2f} s", flush=True
            )
    return results


def print_table(size: int, results: Results) -> None:
    """One line a design: p50 (p95) in milliseconds by kind, listings built a second, memory."""
    columns = [(kind, when) for kind in KINDS for when in ("first", "again")]
    print(f"\n## {size:,} listings, one process: milliseconds, p50 (p95)\n")
    print("| design |", " | ".join(f"{SAID[kind]} {when}" for kind, when in columns), "| built a second | MB |")
    print("|---" * (len(columns) + 3) + "|")
    for name, found in results.items():
        cells = " | ".join(p50_p95(found["times"][kind][when]) for kind, when in columns)
        asked = sum(is_asked(name, size, place) for place in range(COUNT))
        part = f" ({asked} searches)" if asked < COUNT else ""
        print(f"| {name}{part} | {cells} | {found['rate']:,} | {found['mb']:,} |")
    print_ratios(results)


def print_ratios(results: Results) -> None:
    """What is wanted at 100,000 listings, as ratios of medians (p50), beside what was measured."""
    print()
    for said, name, kind, when, bound, is_most in WANTED:
        if name in results and "ours" in results:
            mine, theirs = (p50(results[one]["times"][kind][when]) for one in ("ours", name))
            ratio = mine / theirs if is_most else theirs / mine
            holds = ratio <= bound if is_most else ratio >= bound
            print(f"- {said}: {ratio:.1f} times ({'at most' if is_most else 'at least'} {bound}: {holds})")


def same(results: Results) -> bool:
    """True when every reply (total and counts) equals ours; each difference is printed."""
    mine = results.get("ours", {}).get("replies", {})
    other = [
        (name, place, reply, mine.get(place))
        for name, found in results.items()
        for place, reply in found["replies"].items()
        if mine and reply != mine.get(place)
    ]
    for name, place, reply, ours_said in other:
        print(f"DIFFERENT: search {place}: {name} says {reply}, ours {ours_said}")
    print(f"{sum(len(found['replies']) for found in results.values())} replies, {len(other)} different from ours")
    return not other


def print_growth(sizes: Sequence[int], all_results: Sequence[Results]) -> None:
    """How many times as long the median search takes from one size to the next, by design and kind."""
    for (small, less), (large, more) in pairwise(zip(sizes, all_results, strict=True)):
        print(f"\n## {large / small:.0f} times as many listings ({small:,} to {large:,}): p50 so many times as long\n")
        for name in (name for name in less if name in more):
            said = (
                f"{SAID[kind]} {when} {p50(more[name]['times'][kind][when]) / p50(less[name]['times'][kind][when]):.1f}"
                for kind in KINDS
                for when in ("first", "again")
            )
            print(f"- {name}: {', '.join(said)}")


def print_load(found: dict[str, Any]) -> None:
    """Searches a second by several processes at once, p50 and p99 in milliseconds with their ratio, MB each."""
    cuts = quantiles(found["times"], n=100)
    where = f"our search, {found['processes']} processes at once on {os.cpu_count()} cores"
    ratio = f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms ({cuts[98] / cuts[49]:.1f} times)"
    print(f"\n{where}: {found['rate']:,.0f} searches a second, {ratio}, {found['mb']:.0f} MB each")


def p50_p95(times: Sequence[float]) -> str:
    """The median and the time that one in twenty exceeds, in milliseconds, as "1.23 (4.5)"."""
    cuts = quantiles(times, n=20)
    return f"{cuts[9]:.2f} ({cuts[18]:.1f})"


def p50(times: Sequence[float]) -> float:
    """The median of these times, in the unit that they are given in."""
    return quantiles(times, n=20)[9]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables, or (`--step`) runs one step of them; 1 where designs disagree, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--million", action="store_true", help="a million listings too: about an hour on two cores")
    here = [name for name in DESIGNS if name != "OpenSearch" or os.environ.get("OPENSEARCH_URLS")]
    parser.add_argument("--designs", nargs="+", choices=DESIGNS, default=here)
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.step:
        print(json.dumps(STEPS[chosen.step[0]](chosen.step[1], chosen.sizes[0], chosen.folder)))
        return 0
    sizes = [*chosen.sizes, *([MILLION] if chosen.million else [])]
    found = [compare(size, chosen.designs) for size in sizes]
    page.main(max((size for size in sizes if size < MILLION), default=10_000))
    print_growth(sizes, found)
    return 0 if all(map(same, found)) else 1


if __name__ == "__main__":
    sys.exit(main())
