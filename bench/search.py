"""Our search beside Whoosh alone, tantivy alone and SQLite alone: `python -m bench.search [--sizes 10000] [--million]`.

Every design runs in a process of its own, indexes the same analysed terms and answers the same 200 searches, in turn
with all others, search by search; ratios are medians over pairs of answers, by the clock and by seconds of processor. A
total or count that differs from ours is
an error. From 100,000 listings on Whoosh alone and SQLite answer a tenth of them, and at a million only ours and
tantivy alone stay. OpenSearch is asked where OPENSEARCH_URLS names a cluster (`make cluster`). The search page is asked
at the largest size below a million.
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
from bench.kept import WORDS
from bench.steps import COUNT, DESIGNS, KINDS, STEPS, is_asked
from bench.turns import WHEN, Answers, answers, p50_p95, ratio

MILLION, AT_MILLION = 1_000_000, ("ours", "tantivy alone")
SAID = {"browse": "browse", "words": "words", "either": "OR"}
PUBLIC = "ours, Whoosh's public interface"
WANTED = (
    ("browse, faster than Whoosh alone", "Whoosh alone", "ours", "browse", "again", 100, False),
    ("browse first, faster than tantivy alone", "tantivy alone", "ours", "browse", "first", 8, False),
    ("browse again, faster than tantivy alone", "tantivy alone", "ours", "browse", "again", 8, False),
    ("words again, faster than tantivy alone", "tantivy alone", "ours", "words", "again", 5, False),
    ("words first, slower than tantivy alone", "ours", "tantivy alone", "words", "first", 6, True),
    ("words first by Whoosh's public interface, slower", PUBLIC, "tantivy alone", "words", "first", 6, True),
)
"""What is said of (one design, another), a kind of search and when, with the bound of the ratio: most, or least."""
Results = dict[str, Answers]


def command(step: str, name: str, size: int, folder: Path) -> list[str]:
    """The words that run one step in a fresh process."""
    start = [sys.executable, "-m", "bench.search", "--step", step, name]
    return [*start, "--sizes", str(size), "--folder", str(folder)]


def child(step: str, name: str, size: int, folder: Path) -> Any:
    """Runs one step in a fresh process and gives the JSON that it printed last; CalledProcessError when it fails."""
    print(f"  {size:,}: {name}: {step} …", file=sys.stderr, flush=True)
    done = subprocess.run(command(step, name, size, folder), check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def compare(size: int, names: Sequence[str], words: str, kept: Path | None = None) -> Results:
    """Measures all designs at one size, in a folder that is thrown away unless `kept`, and prints their table."""
    with tempfile.TemporaryDirectory(prefix="bench-search-") as made:
        folder = kept or Path(made)
        named = [name for name in names if size < MILLION or name in AT_MILLION]
        if not (folder / "words").exists():
            child("corpus", words, size, folder)
        rates = {name: built(name, size, folder) for name in named}
        found = answers({name: command("answer", name, size, folder) for name in named}, size)
        for name, rate in rates.items():
            found[name].rate = rate
        print_table(size, found)
        if "ours" in found and not kept:
            print_load(child("load", "ours", size, folder))
            caught = child("catch up", "ours", size, folder)
            print(
                f"our search, {caught['changes']} changed listings caught up in {caught['seconds']:.2f} s", flush=True
            )
    return found


def built(name: str, size: int, folder: Path) -> int:
    """Builds a design unless it is there; how many listings a second that took."""
    mark = folder / f"built {name}"
    if not mark.exists():
        mark.write_text(str(child("build", name, size, folder)["rate"]))
    return int(mark.read_text())


def print_table(size: int, results: Results) -> None:
    """One line a design: p50 (p95) in milliseconds by kind, listings built a second, memory."""
    columns = [(kind, when) for kind in KINDS for when in WHEN]
    print(f"\n## {size:,} listings, one process: milliseconds, p50 (p95)\n")
    print("| design |", " | ".join(f"{SAID[kind]} {when}" for kind, when in columns), "| built a second | MB |")
    print("|---" * (len(columns) + 3) + "|")
    for name, found in results.items():
        cells = " | ".join(p50_p95(found.times[column]) for column in columns)
        asked = sum(is_asked(name, size, place) for place in range(COUNT))
        part = f" ({asked} searches)" if asked < COUNT else ""
        print(f"| {name}{part} | {cells} | {found.rate:,} | {found.mb:,} |")
    print_ratios(results)


def print_ratios(results: Results) -> None:
    """What is wanted at 100,000 listings, as medians of ratios pair by pair, beside what was measured."""
    print()
    for said, one, other, kind, when, bound, is_most in WANTED:
        if one in results and other in results:
            found = ratio(results[one].times, results[other].times, kind, when)
            work = ratio(results[one].work, results[other].work, kind, when)
            holds = found <= bound if is_most else found >= bound
            wanted = f"{'at most' if is_most else 'at least'} {bound}: {holds}"
            print(f"- {said}: {found:.1f} times ({wanted}), {work:.1f} times by processor")


def same(results: Results) -> bool:
    """True when every reply (total and counts) equals ours; each difference is printed."""
    mine = results["ours"].replies if "ours" in results else {}
    other = [
        (name, place, reply, mine.get(place))
        for name, found in results.items()
        for place, reply in found.replies.items()
        if mine and reply != mine.get(place)
    ]
    for name, place, reply, ours_said in other:
        print(f"DIFFERENT: search {place}: {name} says {reply}, ours {ours_said}")
    print(f"{sum(len(found.replies) for found in results.values())} replies, {len(other)} different from ours")
    return not other


def print_growth(sizes: Sequence[int], all_results: Sequence[Results]) -> None:
    """How many times as long a search takes from one size to the next, by design and kind: medians pair by pair."""
    for (small, less), (large, more) in pairwise(zip(sizes, all_results, strict=True)):
        print(f"\n## {large / small:.0f} times as many listings ({small:,} to {large:,}): so many times as long\n")
        for name in (name for name in less if name in more):
            said = (
                f"{SAID[kind]} {when} {ratio(more[name].times, less[name].times, kind, when):.1f}"
                for kind in KINDS
                for when in WHEN
            )
            print(f"- {name}: {', '.join(said)}")


def print_load(found: dict[str, Any]) -> None:
    """Searches a second by several processes at once, p50 and p99 in milliseconds with their ratio, MB each."""
    cuts = quantiles(found["times"], n=100)
    where = f"our search, {found['processes']} processes at once on {os.cpu_count()} cores"
    ratio = f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms ({cuts[98] / cuts[49]:.1f} times)"
    print(f"\n{where}: {found['rate']:,.0f} searches a second, {ratio}, {found['mb']:.0f} MB each")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables, or (`--step`) runs one step of them; 1 where designs disagree, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--million", action="store_true", help="a million listings too: about an hour on two cores")
    here = [name for name in DESIGNS if name != "OpenSearch" or os.environ.get("OPENSEARCH_URLS")]
    parser.add_argument("--designs", nargs="+", choices=DESIGNS, default=here)
    parser.add_argument("--words", default="{}-{}".format(*WORDS), help="of a text, LEAST-MOST")
    parser.add_argument("--keep", type=Path, help="a folder for corpus and indexes of one size, to ask again")
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.step:
        print(json.dumps(STEPS[chosen.step[0]](chosen.step[1], chosen.sizes[0], chosen.folder)))
        return 0
    sizes = [*chosen.sizes, *([MILLION] if chosen.million else [])]
    found = [compare(size, chosen.designs, chosen.words, chosen.keep) for size in sizes]
    if not chosen.keep:
        page.main(max((size for size in sizes if size < MILLION), default=10_000))
    print_growth(sizes, found)
    return 0 if all(map(same, found)) else 1


if __name__ == "__main__":
    sys.exit(main())
