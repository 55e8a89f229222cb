"""What is to be noticed about a listing: new, changed, open again, not checked. Part of `Shown`; times are UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.listing import Listing
from directory.plausible import plausible
from directory.presenting.locale import Tongue, mark

# For how long something is news: a listing long enough for somebody who looks twice a week, a change for two letters.
NEW_FOR = timedelta(days=3)
CHANGED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be noticed about a listing. `key` names it for programs, `kind` is its style."""

    key: str
    kind: str
    text: str


def marks(listing: Listing, now: datetime, say: Tongue) -> tuple[Mark, ...]:
    """What is to be noticed about a listing at `now` (UTC), weightiest first, in the reader's language.

    New for three days, unless it stood there before we first looked, is always open, has closed or come back; changed
    for fourteen.
    """
    standing = listing.baseline or listing.evergreen or listing.facts.talent_pool
    age = unchecked(listing, now, say)
    # "closed, new" and "open again, new" would be read as two different things
    before = listing.state == "closed" or _lately(listing.reopened_at, now)
    fresh = not age and not standing and not before and now - listing.first_seen < NEW_FOR
    known = (
        ("closed", "closed", mark("closed"), listing.state == "closed"),
        ("unverified", "doubt", mark("not verified lately"), listing.state == "unverified" and not age),
        ("opened", "new", mark("new"), fresh),
        ("pay", "news", mark("pay changed"), _lately(listing.pay_changed_at, now)),
        ("reopened", "news", mark("open again"), _lately(listing.reopened_at, now)),
        ("conflict", "doubt", mark("its statements disagree"), listing.facts.residence.conflict),
        ("implausible", "doubt", mark("pay is hard to believe"), not plausible(listing.facts)),
        ("probation", "plain", mark("reader on probation"), listing.pulse is not None and listing.pulse.probation),
        ("evergreen", "plain", mark("always open"), listing.evergreen),
        ("talent_pool", "plain", mark("talent pool"), listing.facts.talent_pool),
    )
    old = (Mark("unchecked", "doubt", age),) if age else ()
    return (*old, *(Mark(key, kind, say(text)) for key, kind, text, holds in known if holds))


def unchecked(listing: Listing, now: datetime, say: Tongue) -> str:
    """ "not checked since 3 Nov 2026" of a listing whose platform is late or has stopped at `now` (UTC); else "".

    A day and no number of days: in a feed a number would be another text each morning, and the item new to its readers.
    """
    pulse = listing.pulse
    if pulse is None or pulse.read_at is None or listing.standing(now) == "good":
        return ""
    return say("not checked since %(day)s", day=say.day(pulse.read_at))


def _lately(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and now - moment < CHANGED_FOR
