"""What the readers must know of a platform before they read its postings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import chain, combinations

from directory.claims import Reading
from directory.platform import PlatformRecord
from directory.posting import Posting
from directory.reading import VERSION, Shared, read, read_all


@dataclass(frozen=True)
class Premise:
    """A platform's own words, whether "full-time" means hours there, and the lists that all its postings share."""

    own_words: str = ""
    extent_words: bool = False
    shared: frozenset[Shared] = frozenset()

    def read(self, posting: Posting) -> Reading:
        """The reading of one of the platform's postings, as `directory.reading.read` gives it with all of this."""
        return read(posting, self.own_words, extent_words=self.extent_words, shared=self.shared)

    def read_all(self, postings: Iterable[Posting]) -> Iterator[Reading]:
        """The readings of many of them, in order; quicker than one by one."""
        return read_all(postings, self.own_words, extent_words=self.extent_words, shared=self.shared)

    def version_of(self, posting: Posting) -> str:
        """The version of that reading: it changes with the readers and with all of this that the posting meets."""
        met = (one for one in self.shared if posting.source(one[0]) == one[1])
        return self._version(met)

    @cached_property
    def versions(self) -> tuple[str, ...]:
        """Every version that a reading of today may have: one for each choice of the shared lists."""
        every = sorted(self.shared)
        met = chain.from_iterable(combinations(every, size) for size in range(len(every) + 1))
        return tuple(self._version(some) for some in met)

    def _version(self, met: Iterable[Shared]) -> str:
        said = (self.own_words, self.extent_words, sorted(met))
        if said == ("", False, []):
            return VERSION
        return f"{VERSION}-{blake2b(repr(said).encode(), digest_size=4).hexdigest()}"


def premise(record: PlatformRecord, shared: Iterable[Shared] = ()) -> Premise:
    """The premise of a platform, by what it declares and by the lists that were found to be boilerplate."""
    return Premise(record.own_words, record.extent_words, frozenset(shared))
