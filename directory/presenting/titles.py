"""Names for what a search says: platforms by slug, and listings by id, which are read when they are asked for."""

from collections.abc import Iterator, Mapping

from directory.store import Store, shelf


class Titles(Mapping[str, str]):
    """The platforms' names, as they are given, and the titles of listings ("platform/ref") beside them.

    Only platforms are gone through: nobody wants all listings. A listing that is gone has no name (KeyError).
    """

    def __init__(self, platforms: Mapping[str, str], store: Store) -> None:
        self._platforms, self._store = platforms, store

    def __getitem__(self, key: str) -> str:
        if "/" not in key:
            return self._platforms[key]
        for found in shelf.cards(self._store, list(shelf.current(self._store, [key]).values())):
            return found.title
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._platforms)

    def __len__(self) -> int:
        return len(self._platforms)
