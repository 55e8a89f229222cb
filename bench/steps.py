"""One step of the comparison of searches, run in a process of its own: `python -m bench.search --step …`."""

import gc
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from bench.corpus import COMMON, ROLES, SUBJECTS, lexicon, listings
from bench.designs import fts5, ours, tantivy_alone, whoosh_alone
from bench.designs.public_whoosh import with_public_whoosh
from bench.designs.with_opensearch import ByCluster
from bench.designs.with_postgres import with_postgres
from bench.kept import StoredCorpus, keep
from bench.questions import Design, Question, Reply, questions
from directory.search.words.suggest import Names

COUNT, MOST = 200, 1_000  # searches: of a comparison, of the longest one; the first are the same
SLOW = ("Whoosh alone", "SQLite FTS5 alone")
SLOW_FROM, PART, WHOLE = 100_000, 5, 50
YOUNG = 50_000  # objects between two looks for garbage, as in a worker of the site
KINDS = ("browse", "words", "either")
DESIGNS: dict[str, Callable[[Path, int], Design]] = {
    "ours": ours.with_whoosh,
    "ours, tantivy's words": ours.with_tantivy,
    "ours, PostgreSQL's words": with_postgres,
    "ours, Whoosh's public interface": with_public_whoosh,
    "Whoosh alone": whoosh_alone.WhooshAlone,
    "tantivy alone": tantivy_alone.TantivyAlone,
    "SQLite FTS5 alone": fts5.Fts5,
    "OpenSearch": ByCluster,
}


def corpus(name: str, size: int, folder: Path) -> dict[str, Any]:
    """Makes the corpus of `size` listings in the folder, "LEAST-MOST" words each; the whole seconds that it took."""
    began = time.perf_counter()
    least, most = map(int, name.split("-"))
    keep(size, folder, (least, most))
    return {"seconds": round(time.perf_counter() - began)}


def build(name: str, size: int, folder: Path) -> dict[str, Any]:
    """Builds one design. Ours makes its terms while it builds, as the site does; the others are fed them."""
    design = DESIGNS[name](folder, size)
    began = time.perf_counter()
    design.build()
    return {"rate": round(size / (time.perf_counter() - began))}


def answer(name: str, size: int, folder: Path) -> dict[str, Any]:
    """Opens a design and answers what it is asked; its memory in MB."""
    return answering(lambda: DESIGNS[name](folder, size))


def answering(make: Callable[[], Design]) -> dict[str, Any]:
    """Opens a design and answers a search for each place that comes on a line, until none comes; its memory in MB.

    Each answer is a line: the milliseconds that it took by the clock and of processor, and a digest of it. What else it
    prints goes astray.
    """
    empty = resident()
    design = make()
    design.open()
    asked = list(questions(MOST))
    settle()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        work = time.process_time()
        took, reply = timed(design, asked[int(line)])
        print(json.dumps([took, (time.process_time() - work) * 1e3, digest(reply)]), flush=True)
    return {"mb": round((resident() - empty) / 1e6)}


def is_asked(name: str, size: int, place: int) -> bool:
    """Whether a design is asked a search: slow ones are asked five of fifty."""
    return name not in SLOW or size < SLOW_FROM or place % WHOLE < PART


def timed(design: Design, question: Question) -> tuple[float, Reply]:
    """The milliseconds of one reply, by the clock that never goes back, and the reply."""
    began = time.perf_counter()
    reply = design.ask(question)
    return (time.perf_counter() - began) * 1e3, reply


def digest(reply: Reply) -> str:
    """The total and a hash of six bytes over all counts: two designs agree when these texts do."""
    counts = {facet: dict(sorted(held.items())) for facet, held in sorted(reply.counts.items())}
    return f"{reply.total}:{blake2b(json.dumps([reply.total, counts]).encode(), digest_size=6).hexdigest()}"


def settle() -> None:
    """Lets every design collect garbage as the site does (`web._settle`): what was opened is not looked through."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


def resident() -> int:
    """Bytes of memory that this process holds (Linux: /proc/self/statm)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def load(name: str, size: int, folder: Path, processes: int = 4, seconds: float = 10.0) -> dict[str, Any]:
    """Several processes, each with columns of its own, answering the mixed searches over and over at once."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        found = pool.starmap(answer_on, [(name, size, folder, seconds)] * processes)
    took = sorted(time for times, _ in found for time in times)
    return {
        "processes": processes,
        "rate": len(took) / seconds,
        "times": took[:: max(1, len(took) // 20_000)],
        "mb": max(mb for _, mb in found),
    }


def answer_on(name: str, size: int, folder: Path, seconds: float) -> tuple[list[float], float]:
    """One process of the load: milliseconds of each answer once every search was asked, and its memory."""
    design = DESIGNS[name](folder, size)
    design.open()
    asked = list(questions(COUNT))
    settle()
    for question in asked:
        design.ask(question)
    until, times = time.monotonic() + seconds, []
    while time.monotonic() < until:
        times += [timed(design, question)[0] for question in asked]
    return times, resident() / 1e6


def catch_up(name: str, size: int, folder: Path, changes: int = 100) -> dict[str, Any]:
    """How long it takes until changed listings are found by filters and words."""
    design = ours.with_whoosh(folder, size)
    design.open()
    changed = [replace(one, text=f"{one.text} changed") for one in islice(listings(size), changes)]
    return {"changes": changes, "seconds": design.change(changed)}


def helping(name: str, size: int, folder: Path) -> dict[str, Any]:
    """Milliseconds of what helps a reader on: completions, spelling, similar listings, the best filter to drop."""
    dice = Random(9)
    design = ours.with_whoosh(folder, size)
    design.open()
    names = Names((f"{one.title} {number}" for number, one in enumerate(listings(size, words=(1, 1)))), {}).warm()
    words = [word for word in lexicon()[: len(COMMON) + len(SUBJECTS) + len(ROLES)] if len(word) > 4]
    starts = [dice.choice(words)[: dice.randint(1, 8)] for _ in range(COUNT)]
    misspelt = [word[:at] + word[at + 1 :] for word in dice.choices(words, k=COUNT) for at in (dice.randrange(1, 4),)]
    ids = [one.id for one in islice(StoredCorpus(folder), COUNT)]
    nothing = [one.search for one in questions(COUNT)]
    return {
        "completions": [took(names.suggest, start, 8) for start in starts],
        "spelling": [took(names.meant, word) for word in misspelt],
        "similar": [took(design.similar, id) for id in ids],
        "best filter to drop": [took(design.best_drop, search) for search in nothing],
    }


def took(ask: Callable[..., object], *words: object) -> float:
    """Milliseconds of one call; what it returns is thrown away."""
    began = time.perf_counter()
    ask(*words)
    return (time.perf_counter() - began) * 1e3


STEPS: dict[str, Callable[[str, int, Path], dict[str, Any]]] = {
    "corpus": corpus,
    "build": build,
    "answer": answer,
    "load": load,
    "catch up": catch_up,
    "help": helping,
}
