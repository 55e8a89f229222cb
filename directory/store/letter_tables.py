"""Tables of subscriptions: people, their searches, letters on their way, and who must not be written to."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


def token_version() -> int:
    """A random number from 1 to 2**31 - 1 (what an INTEGER of PostgreSQL holds) for the keys of a subscriber."""
    return secrets.randbelow(2**31 - 1) + 1


class SubscriberRow(SQLModel, table=True):
    """A person. `key` is a keyed hash of the address; `version` is part of every token."""

    __tablename__ = "subscribers"
    # A number is never given twice: the keys in old letters hold it.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    address: str
    key: str = Field(index=True, unique=True)
    locale: str
    time_zone: str
    hour: int
    weekday: int = 0
    version: int = Field(default_factory=token_version)
    created_at: datetime
    confirmed_at: datetime | None = None
    last_letter_at: datetime | None = None
    asked_at: datetime | None = None
    stopped_at: datetime | None = None
    mail: bool = True


class WayRow(SQLModel, table=True):
    """A way beside mail that a subscriber chose: `name` of its file, `destination` as the way itself writes it.

    One that nobody is behind any more is stopped, with what the other side said; a stopped one is none.
    """

    __tablename__ = "ways"
    __table_args__ = (
        UniqueConstraint("subscriber", "name", "destination"),
        Index("ix_ways_destination", "name", "destination"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    subscriber: int
    name: str
    destination: str
    created_at: datetime
    stopped_at: datetime | None = None
    words: str = ""


class AlertRow(SQLModel, table=True):
    """One stored search of a subscriber; `due_at` is claimed by conditional update."""

    __tablename__ = "alerts"
    __table_args__ = (
        CheckConstraint("cadence IN ('instant', 'daily', 'weekly')", name="cadence"),
        Index("ix_alerts_due", "due_at"),
        Index("ix_alerts_subscriber", "subscriber"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    subscriber: int
    query: str
    kinds: str
    cadence: str
    cursor: int
    due_at: datetime | None = None
    created_at: datetime
    confirmed_at: datetime | None = None
    paused_until: datetime | None = None
    last_sent_at: datetime | None = None
    sent: int = 0


class LetterRow(SQLModel, table=True):
    """A letter in the outbox. `raw` is None before it is put into words, and again once it was sent.

    `events` is its ledger (`directory/store/ledger.py`): what it accounts for, by alert; `last_event` the newest of it,
    `shown` the events that have a row in its words. `way` is the row of the way that it goes, None for mail; a letter
    over several ways is one row each, with the same ledger.
    """

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'sent', 'refused')", name="state"),
        CheckConstraint("kind IN ('letter', 'confirm', 'question', 'broken', 'welcome')", name="kind"),
        Index("ix_letters_next", "state", "next_try_at"),
        # What somebody was told since an event is asked in every round.
        Index("ix_letters_told", "subscriber", "last_event"),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    subscriber: int
    alert: int | None = None
    kind: str
    raw: bytes | None = None
    made_at: datetime
    state: str = "queued"
    next_try_at: datetime
    claimed_until: datetime | None = None
    tries: int = 0
    sent_at: datetime | None = None
    words: str = ""
    events: str = ""
    shown: str = ""
    last_event: int = 0
    way: int | None = None


class BounceRow(SQLModel, table=True):
    """A letter that was accepted and came back for good: once for each letter, by the keyed hash of its address."""

    __tablename__ = "bounces"

    key: str = Field(primary_key=True)
    letter: int = Field(primary_key=True)
    at: datetime
    words: str = ""


class SuppressionRow(SQLModel, table=True):
    """An address that gets no letters, known by its keyed hash only."""

    __tablename__ = "suppressions"
    __table_args__ = (CheckConstraint("reason IN ('bounced', 'complained', 'erased')", name="reason"),)

    key: str = Field(primary_key=True)
    reason: str
    at: datetime
    words: str = ""
