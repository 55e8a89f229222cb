"""A bounded memory of arrays: what was asked last stays."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

Value = TypeVar("Value")
# Bytes: arrays of a term grow with the listings, 48 MB hold what 100,000 of them need; at a million 480 a listing, for
# terms and again for answers, made a process of 1.3 GB.
LEAST, A_LISTING = 48_000_000, 220


def room(listings: int) -> int:
    """How many bytes to keep for that many listings: arrays grow with them, and too little room keeps nothing."""
    return max(LEAST, A_LISTING * listings)


class Kept(Generic[Value]):
    """Values by key up to `limit` bytes together; the one not asked for longest goes first. For many threads."""

    def __init__(self, limit: int, size: Callable[[Value], int]) -> None:
        self._values: LRUCache[Hashable, Value] = LRUCache(limit, getsizeof=size)
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value of a key, which now counts as asked for last; None if it is not, or no longer, kept."""
        with self._lock:
            return self._values.get(key)

    def put(self, key: Hashable, value: Value) -> Value:
        """Keeps a value, dropping others to make room, and gives it back; one larger than the limit is not kept."""
        with self._lock, suppress(ValueError):  # cachetools raises for one that is larger than the whole
            self._values.setdefault(key, value)
        return value
