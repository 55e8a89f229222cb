"""What a new state of a role changes: pure, from two snapshots to the events between them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from directory.claims import Facts
from directory.listing import EventKind
from directory.store.codec import plain


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What events are about: is the role open, and which facts does it show."""

    open: bool
    facts: Facts


Change = tuple[EventKind, Any, Any]


def changes(before: Snapshot | None, after: Snapshot, *, moved: bool) -> Iterator[Change]:
    """The kind of each change with the JSON values before and after it.

    `moved`: postings came from or went to another listing, which opens nothing and is no news about facts.
    """
    if before is None:
        if not moved:
            yield "opened", None, None
        return
    if before.open != after.open:
        yield "reopened" if after.open else "closed", None, None
    if after.open and not moved:
        yield from _facts(before.facts, after.facts)


def _facts(before: Facts, after: Facts) -> Iterator[Change]:
    pairs: tuple[Change, ...] = (
        ("pay", pay(before), pay(after)),
        ("countries", plain(before.residence), plain(after.residence)),
        ("languages", languages(before), languages(after)),
    )
    yield from (change for change in pairs if change[1] != change[2])


def pay(facts: Facts) -> dict[str, Any] | None:
    """The pay as the JSON value that events hold: amounts in whole units of its currency; None where none is stated."""
    return asdict(facts.pay) if facts.pay else None


def languages(facts: Facts) -> list[dict[str, Any]]:
    """The languages as the JSON value that events hold, by role and tag: their order in the text is no change."""
    return sorted((asdict(language) for language in facts.languages), key=lambda one: (one["role"], one["tag"]))
