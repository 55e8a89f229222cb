"""Words that could not be read, counted, so that the next rule is obvious."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select

from directory.store.engine import Store
from directory.store.sql import table
from directory.store.tables import DoubtRow

_D = table(DoubtRow).c


@dataclass(frozen=True, slots=True)
class CountedPhrase:
    """A phrase that could not be read, what it seems to be about, in how many postings, and one of them."""

    about: str
    words: str
    count: int
    example: str


def commonest(store: Store, platform: str | None = None, limit: int = 20) -> tuple[CountedPhrase, ...]:
    """The commonest unread phrases of one platform or of all, without regard to case, figures and punctuation."""
    from directory.reading.doubts import phrase  # with the whole reader, which no page but the desk's needs

    query = select(_D.about, _D.quote, func.count(), func.min(_D.platform + "/" + _D.ref)).group_by(_D.about, _D.quote)
    if platform:
        query = query.where(_D.platform == platform)
    with store.reading() as session:
        rows = session.connection().execute(query).all()
    groups: dict[tuple[str, str], list[CountedPhrase]] = defaultdict(list)
    for row in rows:
        groups[row[0], phrase(row[1])].append(CountedPhrase(*row))
    found = (_together(sorted(group, key=lambda one: one.words)) for group in groups.values())
    return tuple(sorted(found, key=lambda one: (-one.count, one.about, one.words))[:limit])


def _together(group: list[CountedPhrase]) -> CountedPhrase:
    count = sum(one.count for one in group)
    return CountedPhrase(group[0].about, group[0].words, count, min(one.example for one in group))


def counts(store: Store) -> dict[str, int]:
    """How many doubts are stored, by platform's slug in order; a platform without any is left out."""
    query = select(_D.platform, func.count()).group_by(_D.platform).order_by(_D.platform)
    with store.reading() as session:
        return {str(row[0]): int(row[1]) for row in session.connection().execute(query)}
