"""Browsing by a warm and by a cold cache of the processor: `python -m bench.cold --size 100000 --folder FOLDER`.

FOLDER is one that `bench.search --keep` or `bench.contract --keep` left, with our index and tantivy's. Warm: a search
is asked many times over, what we keep of it forgotten in between. Cold: all searches one after the other, tantivy asked
each before us, in this one process. Printed are medians over searches of the least milliseconds of processor that each
took, and of the ratios of the two, pair by pair.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from bench.designs.ours import Ours, with_whoosh
from bench.designs.tantivy_alone import TantivyAlone
from bench.questions import Question, questions
from bench.steps import COUNT, settle

WARM, COLD = 40, 3  # times that each search is asked


def main(size: int, folder: Path) -> None:
    """Opens both designs and prints a line a state of the cache."""
    ours, tantivy = with_whoosh(folder, size), TantivyAlone(folder, size)
    ours.open()
    tantivy.open()
    asked = [one for one in questions(COUNT) if one.kind == "browse"]
    for question in asked:  # what the first search of a country makes is made
        ours.ask(question)
    settle()
    warm = [(_least(ours, one, WARM), min(_took(tantivy.ask, one) for _ in range(COLD))) for one in asked]
    print(line("warm", warm))
    rounds = [[(_took(tantivy.ask, one), _least(ours, one, 1)) for one in asked] for _ in range(COLD)]
    each = zip(*rounds, strict=True)
    print(line("cold", [(min(mine for _, mine in one), min(other for other, _ in one)) for one in each]))


def line(cache: str, took: Sequence[tuple[float, float]]) -> str:
    """What pairs of (ours, tantivy's) milliseconds say."""
    mine, others = (median(half) for half in zip(*took, strict=True))
    times = median(other / own for own, other in took)
    said = f"browse first {mine:.2f} ms of processor, tantivy's own facets {others:.2f}"
    return f"{cache} cache: {said}, {times:.1f} times"


def _least(ours: Ours, question: Question, times: int) -> float:
    found = []
    for _ in range(times):
        ours.forget()
        found.append(_took(ours.ask, question))
    return min(found)


def _took(ask: Callable[[Question], object], question: Question) -> float:
    """Milliseconds of processor, of all threads, for one answer."""
    began = time.process_time()
    ask(question)
    return (time.process_time() - began) * 1e3


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, required=True)
    chosen = parser.parse_args()
    main(chosen.size, chosen.folder)
