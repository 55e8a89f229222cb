"""The tables. Rows never leave this package: what is passed around are the frozen values of directory/listing.py.

Times are aware and UTC; words are plain text with a CHECK; JSON columns are written whole, never changed in place.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, MetaData
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata
metadata.naming_convention = NAMES


def _json() -> Any:
    return Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class PlatformRow(SQLModel, table=True):
    """A platform as its spider published it, and when it is crawled next.

    `trial` is the version of the spider that was last tried live, `proven` the one that has stood its probation.
    """

    __tablename__ = "platforms"

    slug: str = Field(primary_key=True)
    record: dict[str, Any] = _json()
    last_good: datetime | None = None
    confirmed_at: datetime | None = None
    failing: int = 0
    next_due: datetime | None = None
    claimed_until: datetime | None = None
    trial: str = ""
    proven: str = ""


class PostingRow(SQLModel, table=True):
    """A posting verbatim, with the fingerprints of its words and the listing it is folded into.

    `n` is the order of first sight on its platform, `version` that of the readers whose `reading` is kept.
    """

    __tablename__ = "postings"
    __table_args__ = (Index("ix_postings_listing", "listing"),)

    platform: str = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    n: int
    listing: str
    url: str
    title: str
    text: str
    location: str
    pay: str
    category: str
    employment: str
    fields: dict[str, str] = _json()
    role: str | None = None
    posted_at: datetime | None = None
    list_only: bool
    fingerprint: str
    list_print: str | None = None
    title_key: str
    text_key: str
    reading: dict[str, Any] = _json()
    version: str
    open: bool
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None = None


class ListingRow(SQLModel, table=True):
    """A role as understood; `lead` is the ref of the posting whose words it shows."""

    __tablename__ = "listings"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed')", name="state"),
        Index("ix_listings_version", "version"),
        Index("ix_listings_platform", "platform", "state"),
    )

    id: str = Field(primary_key=True)
    platform: str
    ref: str
    lead: str
    url: str
    title: str
    state: str
    first_seen: datetime
    last_seen: datetime
    changed_at: datetime
    posted_at: datetime | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    pay_changed_at: datetime | None = None
    baseline: bool
    evergreen: bool
    version: int
    facts: dict[str, Any] = _json()
    places: list[Any] = _json()


class ClaimRow(SQLModel, table=True):
    """One claim of a listing, in the order of the text."""

    __tablename__ = "claims"

    listing: str = Field(primary_key=True)
    n: int = Field(primary_key=True)
    kind: str
    value: dict[str, Any] = _json()
    quote: str
    source: str
    start: int
    rule: str


class DoubtRow(SQLModel, table=True):
    """Words of a posting that could not be read."""

    __tablename__ = "doubts"

    platform: str = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    n: int = Field(primary_key=True)
    about: str
    quote: str
    source: str
    start: int


class EventRow(SQLModel, table=True):
    """A dated change of a listing; ids come from one counter and grow in the order of commits."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("kind IN ('opened', 'closed', 'reopened', 'pay', 'countries', 'languages')", name="kind"),
        Index("ix_events_listing", "listing"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    listing: str
    kind: str
    at: datetime
    before: Any = _json()
    after: Any = _json()
    baseline: bool
    correction: bool


class RunRow(SQLModel, table=True):
    """One crawl of one platform: what it fetched, found and changed, and how it ended."""

    __tablename__ = "runs"
    __table_args__ = (
        CheckConstraint("state IN ('running', 'applied', 'held', 'failed')", name="state"),
        Index("ix_runs_platform", "platform", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    platform: str
    started_at: datetime
    ended_at: datetime | None = None
    state: str = "running"
    live: bool = True
    spider: str = ""
    complete: bool = False
    released: bool = False
    reason: str = ""
    fetched: int = 0
    found: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    reopened: int = 0
    doubts: int = 0
    missed: int = 0
    refused: dict[str, int] = _json()
    fields: dict[str, int] = _json()
    stated: dict[str, int] = _json()
    losses: dict[str, list[int]] = _json()
    shape: str = ""
    hint: str = ""


class SightingRow(SQLModel, table=True):
    """What a run saw, kept apart until the run ends well; `posting` is empty for words that are already stored."""

    __tablename__ = "sightings"
    __table_args__ = (Index("ix_sightings_run", "run", "n"),)

    run: int = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    n: int
    fingerprint: str
    list_only: bool
    title_key: str
    text_key: str
    role: str | None = None
    version: str
    posting: dict[str, Any] = _json()
    reading: dict[str, Any] = _json()


class MoveRow(SQLModel, table=True):
    """A listing that went into another one; its address answers with a redirect for ever."""

    __tablename__ = "moves"
    __table_args__ = (Index("ix_moves_version", "version"),)

    old: str = Field(primary_key=True)
    new: str
    version: int
    at: datetime


class MetaRow(SQLModel, table=True):
    """Counters that grow inside the transactions that use them: version, event; and the identity of the database."""

    __tablename__ = "meta"

    name: str = Field(primary_key=True)
    value: int


class ReportRow(SQLModel, table=True):
    """A reader's message about a listing, and what a maintainer answered."""

    __tablename__ = "reports"

    id: int | None = Field(default=None, primary_key=True)
    listing: str = Field(index=True)
    message: str
    at: datetime
    answered_at: datetime | None = None
    answer: str = ""


class CounterRow(SQLModel, table=True):
    """How often a key was used in a window of time: limits without memory in a process."""

    __tablename__ = "counters"
    key: str = Field(primary_key=True)
    window: datetime = Field(primary_key=True)
    n: int
