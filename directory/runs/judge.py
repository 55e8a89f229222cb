"""Is a run to be believed? Pure rules over what it found and what the runs before it found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

ENOUGH_TO_COMPARE = 10
AGREEING_RUNS, AGREEING_FOR, AGREEING_WITHIN = 3, timedelta(days=1), 0.2


@dataclass(frozen=True, slots=True)
class Ending:
    """How a crawl ended. `complete`: the platform's whole list was seen; `reason` says in plain words what was not.

    `refused` counts answers and postings that were not taken, by reason; `missed` counts details that stayed away.
    `gone` are refs whose own pages say that they have closed, where the list alone does not decide.
    `warning` is what a person should look at although it ended well.
    """

    complete: bool
    reason: str = ""
    fetched: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    missed: int = 0
    gone: frozenset[str] = frozenset()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """A run before this one, newest first where several are given."""

    at: datetime
    found: int
    complete: bool


def why_held(ending: Ending, found: int, floor: int, usual: int | None) -> str:
    """The reason to hold a run, in plain words; "" to believe it. `usual` is what the last good run found."""
    if not ending.complete:
        return ending.reason or "cut short"
    if found < floor:
        few = f"found {found}, fewer than the floor of {floor}"
        return f"{few}; {ending.warning}" if ending.warning else few
    if usual is not None and usual >= ENOUGH_TO_COMPARE and found < usual / 2:
        return f"found {found}, less than half of the usual {usual}"
    return ""


def released(found: int, at: datetime, held: Sequence[Past]) -> bool:
    """Do three complete runs over a day, this one and those held before it (newest first), agree within a fifth?"""
    counts, oldest = [found], at
    for past in held:
        if not past.complete or not _agree([*counts, past.found]):
            return False
        counts.append(past.found)
        oldest = past.at
        if len(counts) >= AGREEING_RUNS and at - oldest >= AGREEING_FOR:
            return True
    return False


def _agree(counts: Sequence[int]) -> bool:
    return max(counts) - min(counts) <= AGREEING_WITHIN * max(counts)
