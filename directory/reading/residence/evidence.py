"""A statement about place as it was met, with what speaks for it, or why it does not count."""

from dataclasses import dataclass

from directory.claims import Statement
from directory.reading.residence.rules import Subject, Weight


@dataclass(frozen=True, slots=True)
class Evidence:
    """A candidate: what it would say, how much its words weigh, where they stand (offsets into the text), its rule.

    `dropped` says why it decides nothing ("the company's place", "a wish"); None where it counts. `doubtful` marks a
    dropped one that a person should look at.
    """

    kind: Subject
    statement: Statement
    weight: Weight
    start: int
    end: int
    rule: str
    dropped: str | None = None
    doubtful: bool = False
