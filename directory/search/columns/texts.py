"""Ids and titles of listings: most of them bytes of a mapped file that processes share, the later ones in memory."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.search.numbers import key_of

NO_BYTES: NDArray[np.uint8] = np.empty(0, np.uint8)
NO_PLACES: NDArray[np.int64] = np.empty(0, np.int64)


class Texts:
    """Texts in a row as UTF-8 (`data`); `ends` says where each ends, in bytes from the start of all."""

    def __init__(self, data: NDArray[np.uint8] = NO_BYTES, ends: NDArray[np.int64] = NO_PLACES) -> None:
        self.data, self.ends = data, ends
        self._bytes, self._stops = data.data, ends.data  # a text of these takes a third of the time

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """These texts in their order."""
        parts = [text.encode() for text in texts]
        ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)))
        return cls(np.frombuffer(b"".join(parts), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, at: int) -> str:
        return str(self._bytes[self._stops[at - 1] if at else 0 : self._stops[at]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        data, start = self.data.tobytes(), 0
        for end in self.ends.tolist():
            yield data[start:end].decode()
            start = end


class Ids:
    """The ids of listings by ordinal, and the ordinals by id. It only grows, so that versions of columns share one.

    The first ones may be `known` texts of a file, with their keys (`key_of`) ascending and the ordinal of each key.
    """

    def __init__(self, known: Texts | None = None, keys: Any = NO_PLACES, order: Any = NO_PLACES) -> None:
        self._known = known or Texts()
        self._keys, self._order = keys, order
        self._first = len(self._known)
        self._later: list[str] = []
        self._ordinals: dict[str, int] = {}

    def __len__(self) -> int:
        return self._first + len(self._later)

    def __getitem__(self, ordinal: int) -> str:
        return self._known[ordinal] if ordinal < self._first else self._later[ordinal - self._first]

    def __iter__(self) -> Iterator[str]:
        yield from self._known
        yield from self._later

    def ordinal(self, id: str) -> int | None:
        """The ordinal of an id; None for one that was never here."""
        found = self._ordinals.get(id)
        if found is not None or not self._first:
            return found
        key = key_of(id)
        at = int(self._keys.searchsorted(key))
        if at == self._first or self._keys[at] != key:
            return None
        known = int(self._order[at])
        return known if self._known[known] == id else None

    def add(self, id: str) -> int:
        """The ordinal of an id, a new one if it was never here."""
        known = self.ordinal(id)
        if known is None:
            known = self._ordinals[id] = len(self)
            self._later.append(id)
        return known


class OpenTitles:
    """The titles of open listings by id: those of a file by ordinal ("" for none), and what was said since."""

    def __init__(self, ids: Ids | None = None, known: Texts | None = None) -> None:
        self._ids, self._known = ids or Ids(), known or Texts()
        self._said: dict[str, str] = {}

    def say(self, id: str, title: str) -> None:
        """Takes the title of an open listing; "" for one that closed or is gone."""
        if title or self.get(id):
            self._said[id] = title

    def get(self, id: str) -> str:
        """The title of an open listing; "" for any other id."""
        said = self._said.get(id)
        if said is not None:
            return said
        ordinal = self._ids.ordinal(id) if len(self._known) else None
        return self._known[ordinal] if ordinal is not None and ordinal < len(self._known) else ""

    def values(self) -> Iterator[str]:
        """All titles, one a listing, those of a file first."""
        changed = {self._ids.ordinal(id) for id in self._said} if len(self._known) else set()
        yield from (title for at, title in enumerate(self._known) if title and at not in changed)
        yield from filter(None, self._said.values())
