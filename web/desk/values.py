"""What the pages of the desk show."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.letters.reporting import BarredAddress, WayReport
from directory.operation.missed import Missed
from directory.store.desk import Act
from directory.store.doubts import CountedPhrase
from directory.store.hidden import Hidden
from directory.store.platforms import Health
from directory.store.reports import FiledReport
from web.layout import Link

ROOMS = (
    ("Overview", "/desk"),
    ("Reports", "/desk/reports"),
    ("Listings", "/desk/listing"),
    ("Doubts", "/desk/doubts"),
    ("Ways", "/desk/mail"),
    ("Corrections", "/desk/corrections"),
    ("Log", "/desk/log"),
)


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """What stands on every page: its rooms, and the token of its forms."""

    rooms: tuple[Link, ...]
    token: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What needs somebody: platforms that are not well, what waits, and what was done last."""

    desk: DeskFrame
    sick: tuple[Health, ...]
    missed: tuple[Missed, ...]
    beats: tuple[tuple[str, str], ...]
    figures: Mapping[str, int]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Reports of readers, those without an answer first."""

    desk: DeskFrame
    reports: tuple[FiledReport, ...]


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """One claim of a listing: the field, what was read, of which words, by which rule."""

    field: str
    value: str
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class DeskListingPage:
    """A listing as it was read, to be hidden or corrected; without one the form that asks for it and what is hidden."""

    desk: DeskFrame
    id: str
    title: str
    url: str
    state: str
    is_hidden: bool
    claims: tuple[ReadClaim, ...]
    hidden: tuple[Hidden, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class QueuedListing:
    """A listing that somebody should look at: its tier, and what a learned opinion would give."""

    listing: str
    title: str
    tier: str
    instead: str
    chance: int


@dataclass(frozen=True, slots=True)
class DoubtsPage:
    """Words that could not be read, the commonest first, and the queue of the second opinion."""

    desk: DeskFrame
    total: int
    phrases: tuple[CountedPhrase, ...]
    queue: tuple[QueuedListing, ...]
    no_opinion: bool


@dataclass(frozen=True, slots=True)
class MailPage:
    """What each way to subscribers does, letters with trouble, and who is barred."""

    desk: DeskFrame
    ways: tuple[WayReport, ...]
    troubles: tuple[str, ...]
    bars: tuple[BarredAddress, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """The rows that were proposed."""

    desk: DeskFrame
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """Everything that was done at the desk, newest first."""

    desk: DeskFrame
    acts: tuple[Act, ...]
