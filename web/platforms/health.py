"""How a platform's crawls are doing, in words: its health, what its answers lost, what its postings state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from directory.claims import Kind
from directory.presenting.locale import Tongue, mark
from directory.runs.losses import OWN
from directory.runs.steps import next_of
from directory.store.platforms import Health
from directory.store.probation import AGREEING_RUNS
from web.listing import evidence
from web.search.cards import When, when

STATED = {
    "text": mark("Description"),
    "location": mark("Place"),
    "countries": mark("Countries"),
    "posted_at": mark("Date of posting"),
    "category": mark("Category"),
    "role": mark("Number of the role"),
    "workplace": mark("Workplace"),
    "pool": mark("Talent pool"),
}
"""What fields of a posting are called that are no kinds of claims; one that only a platform knows has its own name."""
STATES = {
    "good": ("good", mark("up to date")),
    "late": ("amber", mark("late")),
    "stopped": ("bad", mark("stopped")),
    "held": ("amber", mark("held back")),
    "failed": ("bad", mark("failing")),
    "never": ("amber", mark("not crawled yet")),
    "unreadable": ("bad", mark("cannot be read")),
}


@dataclass(frozen=True, slots=True)
class Sick:
    """How a platform's crawls are doing, in words; `step` is what a maintainer does about it.

    `shape` says what is otherwise about its answers, `losses` which fields they state less often than they did.
    """

    kind: str
    text: str
    reason: str
    step: str
    shape: str
    losses: tuple[str, ...]
    last_good: When | None
    next_due: When | None
    usual: str
    confirmed: bool
    probation: str = ""


def sick(health: Health | None, say: Tongue, told: Callable[[datetime], When] = when) -> Sick:
    """A platform's health in words of this tongue; without any it was never crawled. `told` says its moments."""
    kind, text = STATES[health.state if health else "never"]
    if health is None:
        return Sick(kind, say(text), "", "", "", (), None, None, "", False)
    return Sick(
        kind=kind,
        text=say(text),
        reason=health.reason,
        step=next_of(health),
        shape="; ".join(filter(None, (health.shape, health.hint))),
        losses=lost(health, say),
        last_good=told(health.last_good) if health.last_good else None,
        next_due=told(health.next_due) if health.next_due else None,
        usual=say.number(health.usual) if health.usual is not None else "",
        confirmed=health.confirmed_at is not None,
        probation=_probation(health, say),
    )


def _probation(health: Health, say: Tongue) -> str:
    """That the reader of a platform is on probation, and how far it has come; "" when it is not."""
    if health.probation is None:
        return ""
    return say(
        "Our reader is new or mended: on probation until %(all)s good live runs agree (%(n)s so far). "
        "Until then nothing counts as new and no alert is sent.",
        n=say.number(health.probation),
        all=say.number(AGREEING_RUNS),
    )


def lost(health: Health, say: Tongue) -> tuple[str, ...]:
    """The fields that a platform's postings state less often than they did: "Pay: 100% → 12%"."""
    named = {kind: label for _, kinds, label in evidence.LABELS for kind in kinds}
    told = []
    for name, (was, now) in health.losses.items():
        field = name.removeprefix(OWN).removeprefix("fields.")
        label = say(STATED.get(field) or named.get(cast(Kind, field)) or field)
        told.append(f"{label}: {say.percent(was / 100)} {say.arrow} {say.percent(now / 100)}")
    return tuple(dict.fromkeys(told))


def fields_read(health: Health | None, say: Tongue) -> str:
    """How many of the last good crawl's postings gave each field: "Pay 83%, Tier 100%"."""
    shares = health.fields if health else {}
    named = ((say(label), shares[kind]) for _, kinds, label in evidence.LABELS for kind in kinds if kind in shares)
    return say.listed(f"{label} {say.percent(share / 100)}" for label, share in named)
