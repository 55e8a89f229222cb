"""Facts about a platform that people keep by hand: `data/platforms/<slug>.toml`. Unknown stays unknown."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from directory.config import ROOT

FOLDER = ROOT / "data" / "platforms"
STALE_DAYS = 120  # days; a third of a year: `doctor` names facts that nobody has looked at for longer

Subject = Literal[
    "owner", "work", "pays_how", "pays_when", "threshold", "screening", "who", "data", "coverage", "terms"
]  # fmt: skip
SUBJECTS: tuple[Subject, ...] = get_args(Subject)


def _line(text: str) -> str:
    return " ".join(text.split())


class Seen(BaseModel):
    """Where and when something was read: the page's `source` address and the day we `read` it.

    `via` is how: "live" the page itself, "copy" a stored copy of it, "notes" our own notes on it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(pattern=r"^https?://[^\s]+$")
    read: date
    via: Literal["live", "copy", "notes"]

    def age(self, today: date) -> int:
        """Whole days from when the page was read to `today`, never below zero (a `read` in the future is today)."""
        return max((today - self.read).days, 0)


class Fact(Seen):
    """One fact, said in our own words."""

    says: Annotated[str, AfterValidator(_line)] = Field(min_length=1, max_length=600)


class Domains(Seen):
    """The platform's official domains: links to other hosts are not the platform's."""

    names: tuple[str, ...] = Field(min_length=1)

    def official(self, host: str) -> bool:
        """Whether a host, in any case, is one of these domains or below one ("jobs.example.org" of "example.org")."""
        return any(host.lower() == name or host.lower().endswith(f".{name}") for name in self.names)


class Decision(Seen):
    """To whom a list belongs that all postings share: to the platform, or after all to each posting; and why."""

    belongs: Literal["platform", "posting"]
    says: Annotated[str, AfterValidator(_line)] = Field(min_length=1, max_length=600)


class Record(BaseModel):
    """One platform's hand-kept facts. A subject that no public page answers is absent.

    `off` switches the platform off, with its reason: it is neither crawled nor shown. `shared` says to whom a list of
    places belongs that all its postings carry, by the field it stands in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,40}$")
    off: str = ""
    domains: Domains
    facts: dict[Subject, Fact] = Field(min_length=1)
    shared: dict[Literal["location", "countries", "not_countries"], Decision] = Field(default_factory=dict)

    def fact(self, subject: Subject) -> Fact | None:
        """What is known about a subject, in our words with its source; None where no public page answers it."""
        return self.facts.get(subject)


def read(path: Path) -> Record:
    """The record in one file; its stem is the slug. Raises ValidationError or TOMLDecodeError on a bad file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Record.model_validate({"slug": path.stem, **raw})


@cache
def load(folder: Path = FOLDER) -> Mapping[str, Record]:
    """All hand-kept records by slug, in order, read once a process; raises as `read` does on the first bad file."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.toml"))}


def stale(record: Record, today: date) -> tuple[str, ...]:
    """The subjects (and "domains") that were read more than 120 days before `today`."""
    seen: tuple[tuple[str, Seen], ...] = (("domains", record.domains), *record.facts.items())
    return tuple(name for name, one in seen if one.age(today) > STALE_DAYS)
