"""A hundred thousand listings beside a million: `python -m bench.million [--keep FOLDER] [--words 15-60]`.

The hundred thousand are corpus and index of `bench.search` (a folder that was kept there is taken as it is). The
million are they ten times under other ids, index and columns written from theirs, so that making them takes a minute
and not an hour; every word stands in ten times as many. Each is asked the same 200 searches, in turn, in a process of
its own: printed are milliseconds, the ratios of the two (medians pair by pair), and a process's memory beyond an empty
one.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from bench.designs.ours import Ours, Stream
from bench.designs.whoosh_copies import multiply
from bench.kept import StoredCorpus
from bench.search import SAID, child
from bench.steps import KINDS, answering
from bench.turns import WHEN, Answers, answers, p50_p95, ratio
from directory.search.columns.coded import Rows
from directory.search.columns.columns import Columns
from directory.search.columns.file import ColumnsFile, by_key
from directory.search.columns.texts import Ids, OpenTitles, Texts
from directory.search.engines.folder import Folder
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder
from directory.search.numbers import key_of

LOT, TIMES, TABLE = 100_000, 10, 1
SIZES = (LOT, LOT * TIMES)
MOST_MB, MOST_TIMES = 1_000, 10.0  # at a million: memory of a process; common words by OR, first, beside a tenth
TITLE = "Data annotator"  # of each: titles are completed, not searched here


def main(words: str, keep: Path | None) -> None:
    """Makes what is not there, asks, and prints what both sizes took."""
    with tempfile.TemporaryDirectory(prefix="bench-million-") as made:
        folder = keep or Path(made)
        if not (folder / "words").exists():
            child("corpus", words, LOT, folder)
        if not (folder / "ours/current").exists():
            child("build", "ours", LOT, folder)
        if not (folder / str(SIZES[-1])).exists():
            write(folder)
        command = [sys.executable, "-m", "bench.million", "--keep", str(folder), "--ask"]
        found = answers({f"{size:,}": [*command, str(size)] for size in SIZES}, LOT)
    print_growth(found)


def print_growth(found: dict[str, Answers]) -> None:
    """A line a size, then a line a kind of search, with what was asked for behind."""
    for name, one in found.items():
        said = (f"{SAID[kind]} {when} {p50_p95(one.times[kind, when])}" for kind in KINDS for when in WHEN)
        print(f"{name} listings, milliseconds p50 (p95): {', '.join(said)}; {one.mb:,} MB a process")
    less, more = found.values()
    for kind in KINDS:
        for when in WHEN:
            clock, work = ratio(more.times, less.times, kind, when), ratio(more.work, less.work, kind, when)
            print(f"- {SAID[kind]} {when}: {clock:.1f} times as long, {work:.1f} times by processor")
    print(f"asked for: common words by OR, first, at most {MOST_TIMES:.0f} times; at most {MOST_MB:,} MB a process")


def write(folder: Path) -> None:
    """Columns of both sizes, and the words of the larger, from corpus and index in the folder."""
    base = Columns().changed(StoredCorpus(folder))
    for size in SIZES:
        many, titles = repeated(base, size // LOT)
        ColumnsFile(folder / f"{size}-columns", TABLE).keep(many, titles)
        if size > LOT:
            target = Folder(folder / str(size), _engine(folder, LOT)._folder.made_by)
            multiply(_engine(folder, LOT)._folder.current(), target, base, many.arrays["keys"])


def repeated(base: Columns, times: int) -> tuple[Columns, OpenTitles]:
    """The columns so many times one after another, each time under other ids, with a title for each listing."""
    names = [f"{id}-{number}" if number else id for number in range(times) for id in base.ids]
    ids = Ids(Texts.of(names), *by_key(names))

    def whole(part: BitMap) -> BitMap:
        return BitMap.union(*(part.shift(LOT * number) for number in range(times)))

    arrays = {name: np.tile(array, times) for name, array in base.arrays.items()}
    many = Columns(
        version=len(names),
        ids=ids,
        live=whole(base.live),
        facets={key: {value: whole(part) for value, part in held.items()} for key, held in base.facets.items()},
        codes=base.codes,
        rows=Rows(np.tile(base.rows.near, (times, 1)), base.rows.far),
        arrays=arrays | {"keys": np.fromiter(map(key_of, names), np.int64)},
    )
    return many, OpenTitles(ids, Texts.of(TITLE for _ in names))


class Opened(Ours):
    """The finder over index and columns of one size, opened as a process of the site opens them."""

    def __init__(self, folder: Path, count: int) -> None:
        file = ColumnsFile(folder / f"{count}-columns", TABLE)
        self._finder = AtlasFinder(Stream((), count), _engine(folder, count), file=file)

    def open(self) -> None:
        """Opens columns and words; RuntimeError where they are not whole."""
        if not self._finder.open():
            raise RuntimeError("the index is broken")


def _engine(folder: Path, count: int) -> WhooshEngine:
    return WhooshEngine(folder / ("ours" if count == LOT else str(count)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="a folder for what is made, to ask again")
    parser.add_argument("--words", default="15-60", help="of a text, LEAST-MOST")
    parser.add_argument("--ask", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.ask:
        print(json.dumps(answering(lambda: Opened(chosen.keep, chosen.ask))))
    else:
        main(chosen.words, chosen.keep)
