"""Where the processor's seconds of a crawl go, from tape to index: `python -m bench.parts [--real FOLDER]`.

The tapes of `bench crawl` are crawled in this process, without others that read (`READERS=0`), and then indexed by it,
so that the seconds of all parts add up. Those of a part are its own: parts within it are left out.
"""

import argparse
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.crawl import Course, course_of
from crawler import pipeline
from directory.config import load
from directory.reading import start
from directory.reading.premise import Premise
from directory.runs import run, sighting, staging
from directory.search.engines.whoosh import WhooshEngine
from directory.search.table import Table
from directory.search.words.document import document
from directory.store import migrate, open_store

PARTS: tuple[tuple[Any, str, str], ...] = (
    (pipeline.Make, "process_item", "postings made of rows"),
    (start, "warm", "the readers' tables"),
    (Premise, "read_all", "reading"),
    (sighting, "sighting", "staged rows"),
    (staging.Run, "flush", "staged rows written"),
    (run, "finish", "finishing runs"),
)
"""What is called on the way: where it is found, its name, and what it is."""


class Seconds:
    """Seconds of this thread's processor by part."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def measured(self, ask: Callable[..., Any], part: str) -> Callable[..., Any]:
        """The same function; what it yields, if anything, is made at once, so that it is its own."""

        def asked(*words: Any, **named: Any) -> Any:
            began = time.thread_time()
            self._inner.append(0.0)
            try:
                found = ask(*words, **named)
                return iter(list(found)) if isinstance(found, Iterator) else found
            finally:
                took = time.thread_time() - began
                self.spent[part] += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return asked


def main(real: Path | None) -> None:
    """Crawls into a database that is thrown away, indexes it, and prints a line a part, most first."""
    seconds = Seconds()
    for owner, name, part in PARTS:
        setattr(owner, name, seconds.measured(getattr(owner, name), part))
    with tempfile.TemporaryDirectory(prefix="bench-parts-") as folder:
        os.environ.update(RUN_DIR=folder, DATABASE_URL=f"sqlite:///{folder}/atlas.db")
        os.environ["SCRAPY_SETTINGS_MODULE"] = "crawler.settings"
        migrate(open_store(load()))
        seconds.measured(crawl, "the rest of the crawl: Scrapy, tapes, spiders, imports")(course_of(real))
        listings = index(seconds, Path(folder))
    print(f"{listings:,} listings; seconds of processor, {sum(seconds.spent.values()):.1f} in all:")
    for part, spent in sorted(seconds.spent.items(), key=lambda one: -one[1]):
        print(f"{spent:8.2f}  {part}")


def crawl(course: Course) -> None:
    """Plays the tapes through the spiders, as `scrapy crawlall` does."""
    from scrapy.cmdline import execute

    with suppress(SystemExit):
        execute([*course.command()[2:], "-s", "READERS=0"])


def index(seconds: Seconds, folder: Path) -> int:
    """Terms and words index of what was crawled, in this process; how many listings."""
    table = Table(open_store(load()))
    listings = seconds.measured(lambda: list(table.with_claims(table.changed(0))), "listings read for the index")()
    terms = seconds.measured(lambda: [document(one) for one in listings], "terms of listings")()
    seconds.measured(WhooshEngine(folder / "words", processes=1).build, "words index written")(terms, 1)
    return len(listings)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, help="a folder with real/tapes; else our own recordings are played")
    main(parser.parse_args().real)
