"""Is a spider on probation? A new or mended one is from its first live run until three good live runs agree.

Replays count for nothing and begin nothing, so a demo of recordings shows no platform on probation.
"""

from collections.abc import Sequence
from typing import Any

AGREEING_RUNS, AGREEING_WITHIN = 3, 0.2  # one run may be lucky, two may err alike; a fifth is an ordinary day's change


def agreeing(found: Sequence[int]) -> int:
    """How many of the newest runs agree within a fifth: what each found, the newest first."""
    return next((n for n in range(min(len(found), AGREEING_RUNS), 0, -1) if agree(found[:n])), 0)


def agree(found: Sequence[int]) -> bool:
    """Do these numbers lie within a fifth of the largest?"""
    return max(found) - min(found) <= AGREEING_WITHIN * max(found)


def on_trial(row: Any) -> bool:
    """Is the spider of a row of `platforms` on probation: tried live in its version of today, and not yet proven?"""
    return tried(row.trial, row.record.get("spider"), row.proven)


def tried(trial: str, spider: str | None, proven: str) -> bool:
    """As `on_trial`, of the version last tried live, that of today and the one that has stood its probation."""
    return bool(trial) and trial == spider and trial != proven
