"""Is a run to be believed? Pure rules over what it found and what the runs before it found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from directory.store.probation import AGREEING_RUNS, agree

FEW_IDS = 4  # below that, other ids are a board of three postings on an ordinary day
FEW_REPEATS = 5  # a list that moves while it is walked shows a row or two again
AGREEING_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a crawl ended. `complete`: the platform's whole list was seen; `reason` says in plain words what was not.

    `refused` counts answers and postings that were not taken, by reason; `missed` counts details that stayed away;
    `repeated` counts rows whose id had come before. `gone` are refs whose own pages say that they have closed, where
    the list alone does not decide; `unread` those whose rows came and could not be read, which closes none of them.
    `warning` is what a person should look at although it ended well. `shape` says in
    one line what is otherwise about the answers' shape, `hint` the same of what may be chance.
    """

    complete: bool
    reason: str = ""
    fetched: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    missed: int = 0
    gone: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    warning: str = ""
    repeated: int = 0
    shape: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """How a complete list differs from what is stored: `stored` open postings, of which `gone` did not come; `opened`
    came that were not open."""

    stored: int = 0
    gone: int = 0
    opened: int = 0


SAME = Shift()


@dataclass(frozen=True, slots=True)
class Past:
    """A run before this one, newest first where several are given."""

    at: datetime
    found: int
    complete: bool


def why_held(ending: Ending, found: int, floor: int, usual: int | None, shift: Shift = SAME) -> str:
    """The reason to hold a run, in plain words; "" to believe it. `usual` is what the last good run found."""
    if not ending.complete:
        return ending.reason or "cut short"
    if found < floor:
        few = f"found {found}, fewer than the floor of {floor}"
        return f"{few}; {ending.warning}" if ending.warning else few
    if repeats(ending, found):
        return f"the ids repeat: {found} of {found + ending.repeated} rows have an id of their own"
    if usual is not None and found < usual / 2:
        return f"found {found}, less than half of the usual {usual}"
    if shift.stored >= FEW_IDS and shift.gone > shift.stored / 2 and shift.opened >= shift.gone:
        return f"the ids changed: {shift.gone} of {shift.stored} are gone and {shift.opened} are new"
    return ""


def repeats(ending: Ending, found: int) -> bool:
    """Did most rows bring an id that had come before? However often that agrees, it is no list to close anything by."""
    return ending.repeated >= FEW_REPEATS and ending.repeated > found


def released(found: int, at: datetime, held: Sequence[Past]) -> bool:
    """Do three complete runs over a day, this one and those held before it (newest first), agree within a fifth?"""
    counts, oldest = [found], at
    for past in held:
        if not past.complete or not agree([*counts, past.found]):
            return False
        counts.append(past.found)
        oldest = past.at
        if len(counts) >= AGREEING_RUNS and at - oldest >= AGREEING_FOR:
            return True
    return False
