"""What is known about a platform, in rows: facts kept by hand with source and age, and figures from its listings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from directory import links
from directory.payouts import Via
from directory.presenting import figures as insight
from directory.presenting import words
from directory.presenting.figures import FigureRow
from directory.presenting.locale import Tongue, mark
from directory.record import STALE_DAYS, SUBJECTS, Record, Subject, load
from directory.terms import fold
from web import context as here
from web.charts import ChartBar, bar
from web.figures import bounds
from web.layout import Link, with_reader

LABELS = {
    "owner": mark("Who runs it"),
    "work": mark("What the work is"),
    "pays_how": mark("How it pays"),
    "pays_when": mark("When it pays"),
    "threshold": mark("Least payout"),
    "screening": mark("Screening"),
    "who": mark("Who may work there"),
    "data": mark("What it asks about you"),
    "coverage": mark("What we can see"),
    "terms": mark("Terms worth reading"),
}
PAYING = ("pays_how", "pays_when", "threshold")
"""What everybody asks first: said to be missing where no source answers it."""
VIA: Mapping[Via, str] = {
    "live": mark("read on the page"),
    "copy": mark("read in a stored copy"),
    "notes": mark("from our notes"),
    "report": mark("as others report it"),
}
FIELDS = {
    "pay": mark("Pay"),
    "places": mark("Places"),
    "languages": mark("Languages"),
    "tier": mark("Tier"),
    "degree": mark("Degree"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One hand-kept fact: its words are English; source, day of reading, and whether it is getting old.

    `source` is None for a subject that none of our sources answers: `says` tells so in the reader's language.
    """

    key: str
    label: str
    says: str
    source: Link | None
    read: str
    via: str
    old: bool


def record_of(slug: str) -> Record | None:
    """The hand-kept record of a platform; None for one without a file in data/platforms."""
    return load().get(slug)


def known(slug: str, say: Tongue) -> tuple[Known, ...]:
    """The hand-kept facts of a platform, in a fixed order; those about paying also where nothing is known."""
    record = record_of(slug)
    if record is None:
        return ()
    return tuple(_fact(subject, record, say) for subject in SUBJECTS if record.fact(subject) or subject in PAYING)


def _fact(subject: Subject, record: Record, say: Tongue) -> Known:
    fact, label = record.fact(subject), say(LABELS[subject])
    if fact is None:
        return Known(subject, label, _missing(record, say), None, say.day(_looked(record)), "", False)
    return Known(
        key=subject,
        label=label,
        says=fact.says,
        source=Link(links.host(fact.source), here.out(fact.source)),
        read=say.day(fact.read),
        via=say(VIA[fact.via]),
        old=fact.age(here.hour().date()) > STALE_DAYS,
    )


def no_ways(slug: str, say: Tongue) -> str:
    """That none of our sources names a way of paying out, with the day on which they were read; "" where one does."""
    record = record_of(slug)
    return _missing(record, say) if record and not any(one.way for one in record.payouts) else ""


def _missing(record: Record, say: Tongue) -> str:
    return say("not in our sources as of %(day)s", day=say.day(_looked(record)))


def _looked(record: Record) -> date:
    return max(one.read for one in (record.domains, *record.facts.values()))


def domains(slug: str) -> tuple[str, ...]:
    """The official domains of a platform by its hand-kept record; () where it names none."""
    record = record_of(slug)
    return record.domains.names if record else ()


def usual_pay(rows: Collection[FigureRow], say: Tongue) -> str:
    """The quartiles of the hourly pay of these open listings, with n and day, then bare ends; "" for few."""
    return say.clauses(filter(None, (_figure(rows, say), bounds(rows, say))))


def _figure(rows: Collection[FigureRow], say: Tongue) -> str:
    found = insight.usual(rows)
    if found is None:
        return ""
    return say.many(
        "%(low)s to %(high)s an hour, middle %(middle)s (%(n)s listing, %(day)s, advertised)",
        "%(low)s to %(high)s an hour, middle %(middle)s (%(n)s listings, %(day)s, advertised)",
        found.n,
        low=say.money(round(found.p25), "USD"),
        high=say.money(round(found.p75), "USD"),
        middle=say.money(round(found.median), "USD"),
        day=say.day(here.hour()),
    )


def completeness(rows: Collection[FigureRow], say: Tongue) -> tuple[ChartBar, ...]:
    """How many of the open listings state each field, as bars in per cent; () when none is open."""
    found = insight.completeness(rows)
    return tuple(bar(say(FIELDS[name]), n, of, say) for name, n, of in found) if found and found[0][2] else ()


def places(rows: Collection[FigureRow], say: Tongue) -> tuple[tuple[Link, str], ...]:
    """The countries that listings name, with since and until (days in words), those named now first."""
    return tuple(
        (
            Link(words.country(span.country, say), with_reader(links.country(span.country))),
            say("since %(day)s", day=say.day(span.since))
            if span.now
            else say("%(first)s to %(last)s", first=say.day(span.since), last=say.day(span.until)),
        )
        for span in sorted(insight.taken(rows), key=lambda span: (not span.now, fold(words.country(span.country, say))))
    )
