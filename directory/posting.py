"""What a platform said, verbatim: the value that a spider yields and a reader reads."""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

# Characters. A longer title or text is cut, a longer field refused: beyond these is a page that
# went wrong, not a posting.
TITLE_LIMIT = 300
FIELD_LIMIT = 4_000
TEXT_LIMIT = 400_000

# Everything that XML 1.0 cannot carry (section 2.2), and the bidirectional overrides that reorder a page.
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

_SOURCES = frozenset(("title", "location", "pay", "text", "category", "employment"))
FieldName = Literal["countries", "not_countries", "languages", "skills", "hours", "degree", "workplace", "pool", "note"]
Employment = Literal["contractor", "employee", "unknown"]
Shared = tuple[str, str]
"""A list that all postings of a platform carry: where it stands (of SHARED_SOURCES), and its words."""
SHARED_SOURCES = ("location", "countries", "not_countries")


def clean(text: str) -> str:
    """The text without characters that break XML, JSON Lines or the direction of a page."""
    return _ILLEGAL.sub("", text)


def _line(text: str) -> str:
    return " ".join(clean(text).split())


Line = Annotated[str, AfterValidator(_line)]
Name = Annotated[str, BeforeValidator(lambda said: clean(said).strip() if isinstance(said, str) else said)]


class Posting(BaseModel):
    """One posting as the platform published it.

    `ref` is the platform's own id and never changes while the posting lives. `text` is the whole description as
    plain text; `location` and `pay` are the platform's own fields, as words (a structured pay object is written out
    by its board: "20 - 45 USD per hour"). `fields` holds other structured statements, as words, under fixed names.
    `role` is the platform's own key for "the same role" (requisition), where it has one. `posted_at` is what the
    platform claims, in UTC; age is counted from our own first sighting.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    platform: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,40}$")
    ref: Name = Field(min_length=1, max_length=200, pattern=r"^[^\s/?#]+$")
    url: Name = Field(max_length=2_000, pattern=r"^https?://[^\s]+$")
    title: Line = Field(min_length=1)
    text: str = ""
    location: Line = Field(default="", max_length=FIELD_LIMIT)
    pay: Line = Field(default="", max_length=FIELD_LIMIT)
    category: Line = Field(default="", max_length=FIELD_LIMIT)
    employment: Line = Field(default="", max_length=FIELD_LIMIT)
    fields: dict[FieldName, Line] = Field(default_factory=dict)
    role: Line | None = Field(default=None, max_length=FIELD_LIMIT)
    posted_at: datetime | None = None
    list_only: bool = False

    @field_validator("title", mode="before")
    @classmethod
    def _short_title(cls, title: object) -> object:
        return _line(title)[:TITLE_LIMIT] if isinstance(title, str) else title

    @field_validator("text", mode="before")
    @classmethod
    def _bounded_text(cls, text: object) -> object:
        return clean(text)[:TEXT_LIMIT] if isinstance(text, str) else text

    @field_validator("posted_at")
    @classmethod
    def _utc(cls, moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    def source(self, name: str) -> str:
        """The words behind a source name: title, location, pay, text, category, employment or a key of `fields`."""
        if name in _SOURCES:
            return str(getattr(self, name))
        return self.fields.get(cast("FieldName", name), "")
