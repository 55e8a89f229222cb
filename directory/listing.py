"""One role as understood: the value that pages, feeds, letters and the index are made from."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from directory.claims import Claim, Facts, Residence
from directory.platform import Pulse, Standing

State = Literal["open", "closed", "unverified"]
EventKind = Literal["opened", "closed", "reopened", "pay", "countries", "languages"]
EVENT_KINDS: tuple[EventKind, ...] = ("opened", "closed", "reopened", "pay", "countries", "languages")


@dataclass(frozen=True, slots=True)
class Place:
    """One posting of the role: where it is advertised and the address to apply at.

    `residence` is what this posting alone says about place; None where it says the same as the whole role.
    """

    ref: str
    url: str
    location: str
    open: bool
    residence: Residence | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated change of a listing. `before` and `after` are JSON values of the changed fact.

    `baseline`: found by the platform's first complete run, or by a spider on probation, so not news. `correction`: our
    reading changed, not the platform's words. `id` grows in the order of commits.
    """

    id: int
    listing: str
    kind: EventKind
    at: datetime
    before: Any = None
    after: Any = None
    baseline: bool = False
    correction: bool = False

    @property
    def quiet(self) -> bool:
        """Whether nobody is told: a change that a spider on probation reports. What it found is counted, not listed."""
        return self.baseline and self.kind != "opened"


@dataclass(frozen=True, slots=True)
class Listing:
    """One role. `id` is "platform/ref" of the posting that was seen first and never changes; times are UTC.

    "unverified": the platform's runs fail, nothing is known since `last_seen`. `version` grows with every change that
    an index must see. `pulse` is that of its platform, None for one that nobody published. `text` is the description of
    the first open posting: searched, quoted, never shown whole.
    """

    id: str
    platform: str
    ref: str
    url: str
    title: str
    state: State
    first_seen: datetime
    last_seen: datetime
    changed_at: datetime
    version: int
    facts: Facts
    text: str = ""
    posted_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    pay_changed_at: datetime | None = None
    baseline: bool = False
    evergreen: bool = False
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    pulse: Pulse | None = None

    def standing(self, now: datetime) -> Standing:
        """How far what is said of it can be trusted at `now` (UTC); a closed listing does not age."""
        return "good" if self.pulse is None or self.state == "closed" else self.pulse.standing(now)
