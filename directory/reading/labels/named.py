"""The words that name a field of knowledge, found in a stretch of a posting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from directory.reading.page import Sheet
from directory.reading.tables import Lexicon, TableHit, TableRow, table

_CODING = frozenset(("software", "data-science"))
SERVICE = "service: "
"""How rules of work begin whose field is no profession: whoever serves customers need not have learnt it."""
_IN_TITLES = frozenset(("title", "service"))


@dataclass(frozen=True, slots=True)
class Named:
    """A field with the words that name it: offsets into a source of the posting."""

    id: str
    source: str
    start: int
    end: int
    rule: str


@cache
def _lexicon() -> Lexicon:
    return Lexicon(TableRow(strength or "strong", domain, phrase) for phrase, domain, strength in table("domains"))


def named_in(page: Sheet, start: int, end: int, source: str, *, strong_only: bool = False) -> list[Named]:
    """The fields named between two offsets: the strong ones, or the weak ones where there is no other."""
    found = [hit for hit in _apart(_lexicon().find(page.low[start:end])) if hit.row.kind != "hides"]
    coding = any(hit.row.id in _CODING for hit in found)
    found = [hit for hit in found if hit.row.kind != "apart" or not coding]
    strong = [
        hit for hit in found if hit.row.kind in ("strong", "apart") or (hit.row.kind in _IN_TITLES and not strong_only)
    ]
    kept = strong or ([] if strong_only else found)
    return [Named(hit.row.id, source, start + hit.start, start + hit.end, _rule(hit.row)) for hit in kept]


def _rule(row: TableRow) -> str:
    return f"{SERVICE if row.kind == 'service' else 'domain: '}{row.phrase}"


def _apart(found: list[TableHit]) -> Iterator[TableHit]:
    """The phrases that stand in no longer one; a phrase with two fields gives both."""
    last: TableHit | None = None
    for hit in found:
        if last is None or hit.start >= last.end or (hit.start, hit.end) == (last.start, last.end):
            last = hit
            yield hit


def distinct(named: Iterable[Named]) -> list[Named]:
    """Each field once, where it is named first."""
    firsts: dict[str, Named] = {}
    for one in named:
        firsts.setdefault(one.id, one)
    return list(firsts.values())
