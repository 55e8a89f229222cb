"""Every key that a spider reads, changed in four ways over its recording: is the run held, or the loss told?"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Literal

from crawler.platform import Platform
from crawler.shapes.difference import differences, line
from crawler.shapes.mutation import How
from crawler.shapes.reads import Replay, mutations, replayed
from crawler.shapes.shape import Path, Shape, said
from crawler.tape import Tape
from directory.runs.judge import Ending, why_held
from directory.runs.losses import dropped
from directory.store.fields import TEXT, stated

Fate = Literal["held", "warned", "lost", "hinted", "harmless", "silent"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One key changed in one way, and what became of it: `says` is the line that a maintainer reads.

    "held": the run changes no listing. "warned": it does, with a line beyond chance. "lost": postings are told to have
    lost a field. "hinted": a line that may be chance. "harmless": the postings are the same. "silent": nobody is told.
    """

    kind: str
    path: Path
    how: How
    fate: Fate
    says: str

    def __str__(self) -> str:
        return f"{self.kind} {said(self.path)} {self.how}: {self.fate}{f' ({self.says})' if self.says else ''}"


@dataclass(slots=True)
class MutationScore:
    """How many changes were tried on a platform's recordings, and how many met which fate; `unsaid` had no line."""

    slug: str
    read: int = 0
    tried: int = 0
    held: int = 0
    warned: int = 0
    lost: int = 0
    hinted: int = 0
    harmless: int = 0
    silent: int = 0
    unsaid: int = 0

    def add(self, trial: Trial) -> None:
        """Counts one tried change under how it ended: held, warned, lost field, no effect or silent."""
        self.tried += 1
        setattr(self, trial.fate, getattr(self, trial.fate) + 1)
        self.unsaid += trial.fate in ("held", "lost") and not trial.says

    def row(self) -> str:
        """Platform and counts as a row of the mutation table, in the order of its heading."""
        return f"{self.slug:<20}" + "".join(f"{getattr(self, name):>10}" for name in NUMBERS)


NUMBERS = tuple(one.name for one in fields(MutationScore) if one.name != "slug")
HEAD = f"{'platform':<20}" + "".join(f"{name:>10}" for name in NUMBERS)


def trials(reader: type[Platform], tape: Tape, kept: Shape) -> Iterator[Trial]:
    """Every change to every key that is read, in the order of the shape."""
    plain = replayed(reader, tape)
    for kind, path, how in mutations(kept):
        if path in plain.shape.kinds.get(kind, {}):
            yield _trial(plain, replayed(reader, tape, kind, path, how), kept, (kind, path, how))


def total(scores: Iterable[MutationScore]) -> MutationScore:
    """The sums of all platforms."""
    every = list(scores)
    return MutationScore(f"{len(every)} platforms", *(sum(getattr(one, name) for one in every) for name in NUMBERS))


def _trial(plain: Replay, after: Replay, kept: Shape, what: tuple[str, Path, How]) -> Trial:
    found = differences(kept, after.shape)
    fate: Fate = "silent"
    if after == plain:
        fate = "harmless"
    elif _held(plain, after):
        fate = "held"
    elif any(one.sure for one in found):
        fate = "warned"
    elif after.spider.walk.warning or dropped(_pairs(plain, after)):
        fate = "lost"
    elif found:
        fate = "hinted"
    return Trial(*what, fate, line(found))


def _held(plain: Replay, after: Replay) -> bool:
    """Would the store hold this run, after one that went well?"""
    ending = Ending(after.spider.walk.complete, after.spider.walk.reason)
    return why_held(ending, len(after.postings), 1, len(plain.postings)) != ""


def _pairs(plain: Replay, after: Replay) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """What each posting of both replays stated, and what it states now."""
    now = {one["ref"]: one for one in map(json.loads, after.postings)}
    for was in map(json.loads, plain.postings):
        if (one := now.get(was["ref"])) is not None:
            length = len(was[TEXT])
            yield stated(was, length), stated(one, len(one[TEXT]), length / 2)
