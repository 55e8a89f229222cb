"""What happened in one crawl of one platform, and whether it may close listings."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.faults import Fault

SHARE_REFUSED, FEW_REFUSED = 0.1, 2  # one bad row is that row's fault, two that are a tenth are the platform's
AHEAD = timedelta(hours=26)  # a local time without a zone runs up to 14 hours ahead of UTC; the rest is slack


@dataclass(slots=True)
class Walk:
    """Counts of one crawl. `open_pages` are list pages asked for and not yet answered; `expected` is the number of
    postings that the platform itself announces, None where it announces none. `odd_details` came, but in another shape
    than `details`. `asked` holds the list pages that were asked for, `ids` what tells the rows apart that came, `ahead`
    counts postings whose date lies in the future. `left_out` rows did not pass the platform's filter; `gone` are stored
    refs whose own page says that they have closed, `unread` those whose rows could not be read; `misses` says why
    details stayed away; `nameless` rows were no objects, so that nothing tells them apart."""

    open_pages: int = 0
    pages: int = 0
    rows: int = 0
    found: int = 0
    repeated: int = 0
    missed: int = 0
    nameless: int = 0
    details: int = 0
    odd_details: int = 0
    empty_pages: int = 0
    ahead: int = 0
    left_out: int = 0
    expected: int | None = None
    refused: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    refs: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def fault(self, words: str) -> None:
        """Notes in plain words why this run cannot be trusted; the same words once. A run with a fault is held."""
        if words not in self.faults:
            self.faults.append(words)

    def announce(self, total: int | None) -> None:
        """Adds the total that a list's first page announces to `expected`; None leaves it as it is."""
        if total is not None:
            self.expected = (self.expected or 0) + total

    def first_time(self, ref: str) -> bool:
        """False, and counted in `repeated`, when a posting of this ref was already met in this crawl."""
        if ref in self.refs:
            self.repeated += 1
            return False
        self.refs.add(ref)
        return True

    def turn(self, ids: Iterable[str], following: str | None, empty_limit: int) -> None:
        """Notes the rows of a page before the `following` one is asked for; a Fault when the list would never end."""
        came, before = list(ids), len(self.ids)
        self.ids.update(came)
        self.empty_pages = 0 if came else self.empty_pages + 1
        if following is None:
            return
        if following in self.asked:
            raise Fault(f"the list never ends: page {self.pages} leads back to one that was read")
        if (came and len(self.ids) == before) or self.empty_pages > empty_limit:
            raise Fault(f"the list never ends: page {self.pages} holds nothing new and names another one")

    def dated(self, said: Any, now: datetime) -> datetime | None:
        """A posting's own date, never later than `now`: a time without a zone may be ahead of UTC by hours.

        One that is further ahead is no date; it is counted.
        """
        if not isinstance(said, datetime):
            return None
        at = said.replace(tzinfo=UTC) if said.tzinfo is None else said
        if at > now + AHEAD:
            self.ahead += 1
            return None
        return min(at, now)

    def problems(self) -> list[str]:
        """All reasons against trusting this run, in plain words, the most telling first; [] when there is none."""
        found = list(self.faults)
        if not found and not self.pages:
            found.append("nothing was fetched")
        if not found and self.open_pages:
            found.append(f"cut short: {self.open_pages} page(s) never came")
        if not found and self.expected is not None and self._came < self.expected:
            found.append(f"cut short: {self._came} of {self.expected} postings came")
        if not found and self.odd_details > self.details:
            found.append(f"shape changed: {self.odd_details} details lack what they had")
        refused = sum(self.refused.values())
        if not found and refused >= FEW_REFUSED and refused >= self.rows * SHARE_REFUSED:
            found.append(f"{refused} of {self.rows} postings could not be read: {self.refused.most_common(1)[0][0]}")
        return found

    @property
    def warning(self) -> str:
        """What a person should look at although the run ended well; empty when there is nothing."""
        if self.rows and self.left_out >= self.rows:
            return f"none of {self.rows} postings passed the filter: does it still fit?"
        if self.misses and not self.details:
            return f"none of {self.missed} details could be read: {self.misses.most_common(1)[0][0]}"
        return ""

    @property
    def complete(self) -> bool:
        """May postings that were not seen be closed? Only when there is no reason against trusting this run."""
        return not self.problems()

    @property
    def reason(self) -> str:
        """How the run ended, in plain words for the status page: the first problem, else "finished" or "empty"."""
        if problems := self.problems():
            return problems[0]
        if not self.rows:
            return "empty: the platform lists nothing"
        return f"finished; {self.ahead} dates in the future were left out" if self.ahead else "finished"

    @property
    def _came(self) -> int:
        """Rows that came, each once."""
        return min(self.rows, len(self.ids) + self.nameless) if self.ids else self.rows
