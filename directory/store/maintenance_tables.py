"""Tables of those who keep the site: signs of life, mail to the maintainer, hidden listings, the desk and its acts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


class BeatRow(SQLModel, table=True):
    """When a part of the program last did its round well."""

    __tablename__ = "beats"

    name: str = Field(primary_key=True)
    at: datetime


class NoticeRow(SQLModel, table=True):
    """A mail to the maintainer; its key says what it is about, so that the same is said once."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_next", "sent_at", "next_try_at"),)

    key: str = Field(primary_key=True)
    subject: str
    text: str
    made_at: datetime
    next_try_at: datetime
    tries: int = 0
    sent_at: datetime | None = None


class HiddenRow(SQLModel, table=True):
    """A listing that a maintainer took off every page, feed and letter; `version` orders it with other changes."""

    __tablename__ = "hidden"
    __table_args__ = (Index("ix_hidden_version", "version"),)

    listing: str = Field(primary_key=True)
    why: str
    at: datetime
    version: int


class ActRow(SQLModel, table=True):
    """What a maintainer did at the desk."""

    __tablename__ = "acts"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    act: str
    about: str
    words: str


class SessionRow(SQLModel, table=True):
    """A maintainer who is logged in; `key` is a hash of what the cookie holds."""

    __tablename__ = "sessions"

    key: str = Field(primary_key=True)
    made_at: datetime
    seen_at: datetime


class WeekRow(SQLModel, table=True):
    """What opened, closed and changed in a week (ISO, "2026-W48") for people of a country, as the clock found it."""

    __tablename__ = "weeks"

    country: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    made_at: datetime
    told: Any = Field(sa_column=Column(JSON, nullable=False))
