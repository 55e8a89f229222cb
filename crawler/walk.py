"""What happened in one crawl of one platform, and whether it may close listings."""

from collections import Counter
from dataclasses import dataclass, field

SHARE_REFUSED = 0.1


@dataclass(slots=True)
class Walk:
    """Counts of one crawl. `open_pages` are list pages asked for and not yet answered; `expected` is the number of
    postings that the platform itself announces, None where it announces none. `odd_details` came, but in another shape
    than `details`."""

    open_pages: int = 0
    pages: int = 0
    rows: int = 0
    found: int = 0
    repeated: int = 0
    missed: int = 0
    details: int = 0
    odd_details: int = 0
    expected: int | None = None
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)

    def fault(self, words: str) -> None:
        """Notes why this run cannot be trusted; the same words once."""
        if words not in self.faults:
            self.faults.append(words)

    def announce(self, total: int | None) -> None:
        """Adds what a first page announces."""
        if total is not None:
            self.expected = (self.expected or 0) + total

    def first_time(self, ref: str) -> bool:
        """False when this posting was already met in this crawl."""
        if ref in self.refs:
            self.repeated += 1
            return False
        self.refs.add(ref)
        return True

    def problems(self) -> list[str]:
        """All reasons against trusting this run, the most telling first."""
        found = list(self.faults)
        if not found and not self.pages:
            found.append("nothing was fetched")
        if not found and self.open_pages:
            found.append(f"cut short: {self.open_pages} page(s) never came")
        if not found and self.expected is not None and self.rows < self.expected:
            found.append(f"cut short: {self.rows} of {self.expected} postings came")
        if not found and self.odd_details > self.details:
            found.append(f"shape changed: {self.odd_details} details lack what they had")
        refused = sum(self.refused.values())
        if not found and refused > self.rows * SHARE_REFUSED:
            found.append(f"{refused} of {self.rows} postings could not be read: {self.refused.most_common(1)[0][0]}")
        return found

    @property
    def complete(self) -> bool:
        """May postings that were not seen be closed?"""
        return not self.problems()

    @property
    def reason(self) -> str:
        """How it ended, in plain words."""
        if problems := self.problems():
            return problems[0]
        return "empty: the platform lists nothing" if not self.rows else "finished"
