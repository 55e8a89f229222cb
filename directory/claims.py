"""What was understood: claims with their proof. The meaning of every field is fixed by the project's reading spec."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

QUOTE_LIMIT = 200  # characters; the reading spec's bound: a proof is short, a description is the platform's own

Unit = Literal[
    "hour", "task", "audio_hour", "audio_minute", "word", "session", "day", "week", "month", "year", "once", "unknown"
]
Qualifier = Literal["up_to", "from", "average", "estimated", "placeholder"]
Level = Literal["basic", "conversational", "fluent", "native"]
LEVELS: tuple[Level, ...] = ("basic", "conversational", "fluent", "native")
Role = Literal["work", "instructions"]
Stance = Literal["only", "any", "not", "preferred", "welcome", "unread"]
Subject = Literal["residence", "citizenship", "right_to_work"]
Zone = Literal["americas", "europe", "india", "other"]
Kind = Literal[
    "pay", "residence", "citizenship", "right_to_work", "language", "tier", "domain", "task", "skill",
    "degree", "licence", "experience", "hours", "age", "time_zone", "device", "employment", "talent_pool",
    "contradiction", "apply_by",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the posting: `text` stands at `start` in its `source`, at most 200 characters."""

    text: str
    source: str
    start: int


@dataclass(frozen=True, slots=True)
class Pay:
    """Advertised pay. Amounts as written, in whole units of `currency` (ISO 4217), for one `unit` of work."""

    min: float | None
    max: float | None
    currency: str
    unit: Unit
    qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about where the worker lives, is a citizen of, or may work.

    `places` are ISO 3166-1 ("KE"), ISO 3166-2 ("US-AZ") or "region:LATAM". "only" names those who may, "not" those
    who may not, "any" says everywhere, "preferred" closes nothing, "welcome" names some who may and says nothing of all
    others (a list that was read in part), "unread" says nothing: `places` is then the language (BCP 47) of a text that
    is not read. What it is about is the claim's kind.
    """

    stance: Stance
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A human language that the worker must know; alternatives share a number in `any_of`."""

    tag: str
    level: Level | None
    role: Role
    any_of: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition beside place and language: degree, licence, years, hours, age, time zone, device, last day to apply.

    `words` says it shortly ("Master's or PhD in Physics"); `minimum` and `maximum` are years (experience, age) or
    hours a week; `required` is False for wishes; `none` says that the posting states that none is needed.
    """

    words: str
    required: bool = True
    none: bool = False
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A term of a vocabulary: a tier, domain, task, skill, an employment kind, or "pool" (no opening yet)."""

    id: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that disagree about a field: what was taken and what it overruled, as short words."""

    about: Literal["pay", "residence", "language"]
    taken: str
    against: str


_MARKS = {
    "currency": "Pay", "stance": "Statement", "tag": "Language", "words": "Condition", "id": "Label",
    "taken": "Contradiction",
}  # fmt: skip
"""A field that only values of one class have: by it stored values are told apart, without trying all six."""


def _class(value: Any) -> str:
    """The name of the class of a value, or of its fields as they are stored; "" for neither."""
    if isinstance(value, dict):
        return next((_MARKS[name] for name in value if name in _MARKS), "")
    return type(value).__name__


Value = Annotated[
    Annotated[Pay, Tag("Pay")]
    | Annotated[Statement, Tag("Statement")]
    | Annotated[Language, Tag("Language")]
    | Annotated[Condition, Tag("Condition")]
    | Annotated[Label, Tag("Label")]
    | Annotated[Contradiction, Tag("Contradiction")],
    Discriminator(_class),
]


@dataclass(frozen=True, slots=True)
class Claim:
    """One understood fact with the words that prove it and the name of the rule that read them."""

    kind: Kind
    value: Value
    quote: Quote
    rule: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that look like a statement about `about` and could not be read."""

    about: Kind
    quote: Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was understood of one posting, in the order of the text; pure, replayable."""

    claims: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Claim, ...]:
        """The claims of these kinds, in the order of the text; () where the posting states nothing of them."""
        return tuple(claim for claim in self.claims if claim.kind in kinds)


@dataclass(frozen=True, slots=True)
class Residence:
    """All statements about place, resolved. `places` and `excluded` as in Statement.

    "only": nobody outside `places`; "any": everybody but `excluded`; "unstated": nobody knows, except that people in
    `places` are named as welcome (a role that one of its postings opens to them) and those in `excluded` are not.
    """

    rule: Literal["only", "any", "unstated"] = "unstated"
    places: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a listing shows and is filtered by: the projection of its claims.

    `experience`: the most years of experience that are required, in whole years; 0 where the posting says that none is
    needed; None where no years are stated. `right_to_work`: True where a right to work in a country is asked for, None
    where nothing is said of it.
    """

    pay: Pay | None = None
    residence: Residence = field(default_factory=Residence)
    advertised: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    tier: str | None = None
    domains: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    degree: Literal["asked", "none", "unstated"] = "unstated"
    student: bool = False
    hours: tuple[int | None, int | None] | None = None
    extent: Literal["full", "part"] | None = None
    zones: tuple[Zone, ...] = ()
    experience: int | None = None
    right_to_work: bool | None = None
    employment: Literal["contractor", "employee", "unknown"] = "unknown"
    usd_hour: tuple[int | None, int | None] | None = None
    talent_pool: bool = False


def quotes(claims: Iterable[Claim]) -> tuple[Quote, ...]:
    """The quotes that prove these claims, each once, in the order of the claims."""
    return tuple(dict.fromkeys(claim.quote for claim in claims))
