"""The corpus of a run on disk: listings without their texts, and the terms that every design is fed, made once."""

import json
import multiprocessing
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from bench.corpus import listings
from bench.questions import IndexedListing, record
from directory.listing import Listing

BATCH = 500
WORDS = (150, 600)  # of a text, as real postings have


@dataclass(frozen=True)
class Corpus:
    """That many listings with their texts, of so many words each, made anew each time they are read."""

    count: int
    words: tuple[int, int] = WORDS

    def __iter__(self) -> Iterator[Listing]:
        return listings(self.count, words=self.words)


@dataclass(frozen=True)
class StoredCorpus:
    """The listings of a corpus without their texts, read from the folder's files each time they are walked."""

    folder: Path

    def __iter__(self) -> Iterator[Listing]:
        return _read(self.folder / "listings")

    @property
    def words(self) -> tuple[int, int]:
        """The least and most words of a text in this corpus."""
        least, most = json.loads((self.folder / "words").read_text())
        return least, most

    def records(self) -> Iterator[IndexedListing]:
        """What is indexed of each listing (terms, values, freshness), in the order of the listings."""
        return _read(self.folder / "records")


def keep(count: int, folder: Path, words: tuple[int, int] = WORDS) -> None:
    """Writes the files for `count` listings of so many words; the terms are made by one process a core."""
    (folder / "words").write_text(json.dumps(words))
    with (
        (folder / "listings").open("wb") as bare,
        (folder / "records").open("wb") as records,
        multiprocessing.get_context("spawn").Pool() as pool,
    ):
        for packed in pool.imap(_packed, _batches(Corpus(count, words), bare)):
            records.write(packed)


def _batches(made: Iterable[Listing], bare: Any) -> Iterator[list[Listing]]:
    """The listings in batches, each also written without its texts."""
    rows = iter(made)
    while batch := list(islice(rows, BATCH)):
        pickle.dump([replace(one, text="") for one in batch], bare)
        yield batch


def _packed(batch: list[Listing]) -> bytes:
    return pickle.dumps([record(one) for one in batch])


def _read(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        while file.peek(1):
            yield from pickle.load(file)
