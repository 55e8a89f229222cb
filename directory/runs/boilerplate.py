"""Lists of places that all of a platform's postings share word for word: the platform's, and no posting's own.

micro1 names the same 58 countries on every job. A list counts as shared when at least nine tenths of ten or more whole
postings carry it unchanged, and only when it names several places: "United States" on everything may just be true of
everything. A person decides in `data/platforms/<slug>.toml` whether it is the platform's rule or each posting's own;
until then it is taken as the platform's, and counted as a doubt.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from directory.claims import QUOTE_LIMIT
from directory.posting import SHARED_SOURCES, Shared
from directory.record import Record as Facts
from directory.record import load
from directory.store.engine import Store
from directory.store.sql import forget, insert, table
from directory.store.tables import DoubtRow, PostingRow

LEAST_POSTINGS = 10  # fewer agree by chance: one role in three languages is three postings
LEAST_SHARE = 0.9  # a reader can miss some, and some postings come without their details
LEAST_PLACES = 4  # "United States", or the three of North America, may just be true of every job
_P = table(PostingRow).c
_APART = re.compile(r"\s*[,;|]\s*")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A list that is shared: where it stands, how many places it names, in how many of how many postings."""

    source: str
    words: str
    places: int
    postings: int
    of: int
    decided: bool = False


class Lists:
    """The lists in a platform's whole postings (those whose details are known), by ref."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, str]] = {}

    def add(self, ref: str, location: str, fields: Mapping[Any, str]) -> bool:
        """Note what a whole posting carries, instead of what was noted of it before; does it carry a list?"""
        said = {name: str(fields.get(name, "")) for name in SHARED_SOURCES} | {"location": location}
        self._said[ref] = {name: words for name, words in said.items() if places(words)}
        return bool(self._said[ref])

    def shared(self, facts: Facts | None) -> tuple[Boilerplate, ...]:
        """The lists that are the platform's own; what a person has decided holds while it is not refuted."""
        found, of = [], len(self._said)
        for source in SHARED_SOURCES:
            words, n, stating = self._commonest(source)
            belongs = facts.shared[source].belongs if facts and source in facts.shared else ""
            enough = of if of >= LEAST_POSTINGS else stating if belongs == "platform" else 0
            if n and enough and n >= LEAST_SHARE * enough and belongs != "posting":
                found.append(Boilerplate(source, words, places(words), n, of, bool(belongs)))
        return tuple(found)

    def _commonest(self, source: str) -> tuple[str, int, int]:
        """The commonest list of a source, in how many postings it stands, and how many state any."""
        counts = Counter(said[source] for said in self._said.values() if source in said)
        words, n = min(counts.items(), key=lambda one: (-one[1], one[0]), default=("", 0))
        return words, n, counts.total()


def stored(session: Session, platform: str) -> Lists:
    """The lists that the open postings of a platform carry, list rows without details left out."""
    lists, whole = Lists(), (_P.platform == platform, _P.open, _P.list_only.is_(False))
    for ref, location, fields in session.connection().execute(select(_P.ref, _P.location, _P.fields).where(*whole)):
        lists.add(ref, location, fields or {})
    return lists


def shared(store: Store, platform: str) -> tuple[Boilerplate, ...]:
    """The lists that all open postings of a platform share, for its page; () where there is none."""
    with store.reading() as session:
        return stored(session, platform).shared(load().get(platform))


def note(session: Session, platform: str, found: Iterable[Boilerplate]) -> None:
    """A doubt of the platform itself (it has no ref) for each shared list that nobody has decided on."""
    open_ones = [one for one in found if not one.decided]
    rows = [
        {"platform": platform, "ref": "", "n": n, "about": "residence", "quote": one.words[:QUOTE_LIMIT],
         "source": one.source, "start": 0}
        for n, one in enumerate(open_ones)
    ]  # fmt: skip
    forget(session, DoubtRow, platform=platform, ref=[""])
    insert(session, DoubtRow, rows)


def places(words: str) -> int:
    """How many places a list names; 0 when they are too few to be called a list."""
    parts = [part for part in _APART.split(words) if part]
    return len(parts) if len(parts) >= LEAST_PLACES else 0


def keys(found: Iterable[Boilerplate]) -> frozenset[Shared]:
    """What the readers need of shared lists: the field they stand in and their words."""
    return frozenset((one.source, one.words) for one in found)
