"""The ledger of a letter: the events that it accounts for, by alert, as one short text in its row.

"12:5 7-9;13:4" says that alert 12 is told of events 5, 7, 8 and 9, alert 13 of event 4. A hundred thousand letters of a
round are one row each so; with a row an event, writing them was a third of what a round cost.
"""

from collections.abc import Iterable
from itertools import chain


def packed(events: Iterable[int]) -> str:
    """Events (ids) as ascending numbers and ranges, each once: "5 7-9"; nothing for none."""
    spans: list[list[int]] = []
    for event in sorted(set(events)):
        if spans and spans[-1][1] == event - 1:
            spans[-1][1] = event
        else:
            spans.append([event, event])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def unpacked(text: str) -> tuple[int, ...]:
    """The events of such a text; raises ValueError for anything else."""
    spans = (span.partition("-") for span in text.split())
    return tuple(chain.from_iterable(range(int(first), int(last or first) + 1) for first, _, last in spans))


def ledger(text: str) -> dict[int, tuple[int, ...]]:
    """The ledger of a letter's text; {} for a letter that tells of no event."""
    pairs = (part.partition(":") for part in text.split(";") if part)
    return {int(alert): unpacked(events) for alert, _, events in pairs}
