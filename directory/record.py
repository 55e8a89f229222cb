"""Facts about a platform that people keep by hand: `data/platforms/<slug>.toml`. Unknown stays unknown.

A file that cannot be read costs that file: `load` goes on without it, `faults` says file, field and value.
"""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from directory.config import ROOT
from directory.payouts import Payout, Seen

__all__ = [
    "BadFacts",
    "Decision",
    "Domains",
    "Fact",
    "Record",
    "Seen",
    "due_again",
    "faults",
    "load",
    "overdue",
    "read",
    "stale",
]

log = logging.getLogger(__name__)
FOLDER = ROOT / "data" / "platforms"
STALE_DAYS = 120  # days; a third of a year: `doctor` names facts that nobody has looked at for longer

Subject = Literal[
    "owner", "work", "pays_how", "pays_when", "threshold", "screening", "who", "data", "coverage", "terms"
]  # fmt: skip
SUBJECTS: tuple[Subject, ...] = get_args(Subject)


def _line(text: str) -> str:
    return " ".join(text.split())


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
    places belongs that all its postings carry, by the field it stands in. `payouts` are its ways of paying out for
    programs; `every_way`: a page says that there are no others.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,40}$")
    off: str = ""
    domains: Domains
    facts: dict[Subject, Fact] = Field(min_length=1)
    payouts: tuple[Payout, ...] = ()
    every_way: bool = False
    shared: dict[Literal["location", "countries", "not_countries"], Decision] = Field(default_factory=dict)

    def fact(self, subject: Subject) -> Fact | None:
        """What is known about a subject, in our words with its source; None where no public page answers it."""
        return self.facts.get(subject)


@dataclass(frozen=True, slots=True)
class BadFacts:
    """A file of facts that cannot be read: its name, and each field that is wrong with the value that stands there."""

    file: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}: {self.says}"


def read(path: Path) -> Record:
    """The record in one file; its stem is the slug. Raises ValueError for no TOML or a wrong field."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Record.model_validate({**raw, "slug": path.stem})


def load(folder: Path | None = None) -> Mapping[str, Record]:
    """All records by slug, in order; a file that cannot be read is left out and told by `faults`."""
    return _books(folder or FOLDER)[0]


def faults(folder: Path | None = None) -> tuple[BadFacts, ...]:
    """The files that cannot be read, and why; each is also logged when it is met first."""
    return _books(folder or FOLDER)[1]


def stale(record: Record, today: date) -> tuple[str, ...]:
    """The subjects (and "domains") that were read more than 120 days before `today`."""
    return tuple(overdue(record, today))


def overdue(record: Record, today: date) -> dict[str, date]:
    """What was read more than 120 days before `today`: the subject (or "domains", "payouts") and its oldest reading."""
    seen: list[tuple[str, Seen]] = [("domains", record.domains), *record.facts.items()]
    oldest = min(record.payouts, key=lambda one: one.read, default=None)
    seen += [("payouts", oldest)] if oldest else []
    return {name: one.read for name, one in seen if one.age(today) > STALE_DAYS}


def due_again(day: date) -> date:
    """The day from which something that was read on `day` should be looked at again."""
    return day + timedelta(days=STALE_DAYS)


@cache
def _books(folder: Path) -> tuple[Mapping[str, Record], tuple[BadFacts, ...]]:
    records: dict[str, Record] = {}
    bad: list[BadFacts] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            records[path.stem] = read(path)
        except (ValueError, OSError) as problem:
            bad.append(BadFacts(path.name, _wrong(problem)))
            log.error("facts of a platform cannot be read: %s", bad[-1])
    return records, tuple(bad)


def _wrong(problem: Exception) -> str:
    """Each wrong field with its value; the place in the file where it is no TOML at all."""
    if not isinstance(problem, ValidationError):
        return f"it is no TOML: {problem}" if isinstance(problem, tomllib.TOMLDecodeError) else str(problem)
    return "; ".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}{_value(error)}" for error in problem.errors())


def _value(error: Mapping[str, object]) -> str:
    """The value as it stands in the file, cut to eighty signs; nothing for a field that is missing."""
    return "" if error["type"] == "missing" else f" (it says {str(error['input'])[:80]!r})"
