"""What a platform declares about itself and what the crawler publishes for the other floors."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

LATE, STOPPED = 2, 4
"""After how many cadences without a good run a platform is late (one run may fail), and after how many it stopped."""
Standing = Literal["good", "late", "stopped"]


@dataclass(frozen=True, slots=True)
class Pulse:
    """When a platform was last read well (UTC; None: never), and how often it should be: what its age is measured by.

    Nothing of it is stored: `standing` is asked with the present moment, so a site whose crawler died says so too.
    `probation`: its spider is new or mended, and three good live runs have not yet agreed.
    """

    read_at: datetime | None
    cadence: timedelta
    probation: bool = False

    def standing(self, now: datetime) -> Standing:
        """At `now` (UTC): "good" within two cadences of the last good run, then "late", after four "stopped"."""
        if self.read_at is None or now - self.read_at <= LATE * self.cadence:
            return "good"
        return "late" if now - self.read_at <= STOPPED * self.cadence else "stopped"


class PlatformRecord(BaseModel):
    """One platform as its spider declares it.

    `way` is the board's name or "own". `cadence_hours` is the time between two crawls, `floor` the least that a good
    run finds. `location` says what its location field means: where the worker lives, or only where the role is
    advertised. `own_words` is what the platform states about itself in words; the same readers read them.
    `complete`: its list holds everything that is open, so what is absent has closed; of any other list absence closes
    nothing. `title_decides`: roles fold by title alone. `employment` is what its listings are unless a posting says
    otherwise. `extent_words`: "full-time" and "part-time" say how many hours, not what kind of employment.
    `basis` says how its shape is known, with its `source`: "seen" is a whole answer of the platform, "rebuilt" one that
    was put back together from parts that were seen, both with the day (`seen_on`). `spider` is the version of the code
    that reads it ("" for one that has none): another one is on probation until three good live runs agree. `addresses`
    are its pages at the hiring system of its board, host and path without scheme ("jobs.lever.co/acme").
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,40}$")
    title: str = Field(min_length=1)
    homepage: str = Field(pattern=r"^https://")
    way: str = Field(min_length=1)
    token: str = ""
    cadence_hours: float = Field(gt=0, le=24 * 14)
    floor: int = Field(ge=0)
    location: Literal["residence", "advertised"]
    own_words: str = ""
    complete: bool = True
    title_decides: bool = False
    employment: Literal["contractor", "employee", "unknown"] = "contractor"
    extent_words: bool = False
    evergreen: bool = False
    basis: Literal["seen", "rebuilt", "documented", "guess"]
    source: str = Field(min_length=1)
    seen_on: date | None = None
    readable: bool = True
    unreadable_reason: str = ""
    unreadable_since: date | None = None
    note: str = ""
    spider: str = ""
    hosts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
