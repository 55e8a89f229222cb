"""A bounded memory of arrays: what was asked last stays."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")
LEAST, A_LISTING = 48_000_000, 480


def room(listings: int) -> int:
    """How many bytes to keep for that many listings: arrays grow with them, and too little room keeps nothing."""
    return max(LEAST, A_LISTING * listings)


class Kept(Generic[Value]):
    """Values by key up to `limit` bytes together; the one not asked for longest goes first. For many threads."""

    def __init__(self, limit: int, size: Callable[[Value], int]) -> None:
        self._limit, self._size = limit, size
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value of a key, which now counts as asked for last; None if it is not, or no longer, kept."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: Hashable, value: Value) -> Value:
        """Keeps a value, dropping others to make room, and gives it back; one larger than the limit is not kept."""
        size = self._size(value)
        with self._lock:
            if key in self._values or size > self._limit:
                return value
            self._values[key] = value
            self._held += size
            while self._held > self._limit:
                self._held -= self._size(self._values.popitem(last=False)[1])
        return value
