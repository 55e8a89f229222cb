"""Words that could not be read, counted, so that the next rule is obvious."""

from dataclasses import dataclass

from sqlalchemy import func, select

from directory.store.engine import Store
from directory.store.sql import table
from directory.store.tables import DoubtRow

_D = table(DoubtRow).c


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that could not be read, what it seems to be about, in how many postings, and one of them."""

    about: str
    words: str
    count: int
    example: str


def commonest(store: Store, platform: str | None = None, limit: int = 20) -> tuple[Phrase, ...]:
    """The commonest unread phrases of one platform or of all, without regard to case."""
    words, n = func.lower(_D.quote), func.count()
    example = func.min(_D.platform + "/" + _D.ref)
    query = select(_D.about, func.min(_D.quote), n, example).group_by(_D.about, words)
    if platform:
        query = query.where(_D.platform == platform)
    with store.reading() as session:
        rows = session.connection().execute(query.order_by(n.desc(), func.min(_D.quote)).limit(limit))
        return tuple(Phrase(*row) for row in rows)


def counts(store: Store) -> dict[str, int]:
    """How many doubts there are, by platform."""
    query = select(_D.platform, func.count()).group_by(_D.platform).order_by(_D.platform)
    with store.reading() as session:
        return {str(row[0]): int(row[1]) for row in session.connection().execute(query)}
