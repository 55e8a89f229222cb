"""The readers beside the crawls of this process, and how much a tape gives them to read. Imports next to nothing."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from directory.runs.readers import Readers, shared

BYTES_A_POSTING = 4_000  # of an answer: 2,600 at TELUS, 4,700 at Appen


def readers_of(settings: Any) -> Readers:
    """The readers of this process by Scrapy's setting READERS: so many, "" for one a free core where much is read."""
    said = settings["READERS"]
    return shared(int(said)) if said != "" else shared()


def postings_in(tapes: Iterable[Path]) -> int:
    """About how many postings recordings hold, by the size of their files; a folder that is not there holds none."""
    files = (file for tape in tapes if tape.is_dir() for file in tape.iterdir())
    return sum(file.stat().st_size for file in files) // BYTES_A_POSTING
