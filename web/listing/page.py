"""The value behind a listing's page."""

from dataclasses import dataclass

from markupsafe import Markup

from directory.presenting.lines import ShownLine
from directory.presenting.listing import Opening, Proof
from directory.presenting.marks import Mark
from web.charts import Band
from web.layout import Link
from web.listing.follow import Follow
from web.listing.history import Change
from web.platforms.paying import PaidOut
from web.search.cards import When
from web.search.person import PersonForm


@dataclass(frozen=True, slots=True)
class Where:
    """One posting of the role: its place in words, the link out with its host, and whether it is open."""

    text: str
    out: str
    host: str
    open: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """The state of a listing that is not simply open, as a headline and a sentence."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class VerdictBox:
    """*Can I take this?* for this reader: place, languages, payout and conditions, with the words they rest on."""

    person: PersonForm
    place: ShownLine
    languages: ShownLine
    quote: Proof | None
    paid_out: PaidOut | None
    conditions: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the pay stands among the open listings of its tier, with how many those are.

    `there` is the same among those of the tier that are open to the reader's country, where there are enough.
    """

    tier: Link
    band: Band
    basis: str
    there: "Standing | None" = None


@dataclass(frozen=True, slots=True)
class ListingPage:
    """Everything that a listing's page shows, in words of the reader's language."""

    id: str
    title: str
    platform: Link
    banner: Banner | None
    marks: tuple[Mark, ...]
    pay: str
    hourly: str
    own_pay: str
    opens: Opening
    first: When
    checked: When
    posted: When | None
    answer: VerdictBox
    facts: Markup
    standing: Standing | None
    changes: tuple[Change, ...]
    places: tuple[Where, ...]
    more_places: str
    advertised: str
    similar: Markup
    report: str
    about: str
    follow: Follow
    domains: str
    recruiter: str
