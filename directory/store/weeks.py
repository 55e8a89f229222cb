"""What happened in a week for people of a country, kept as it was found when the week was over: an archive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from directory.store import numbers
from directory.store.engine import Store
from directory.store.maintenance_tables import WeekRow

MARK = "week"
"""The counter that holds the last week that was made, by its place (`place_of`)."""
FIRST = date(2026, 1, 5)  # a Monday before the first crawl: weeks are counted from here


@dataclass(frozen=True, slots=True)
class Week:
    """The digest of a country (ISO 3166-1) for one ISO week ("2026-W48"): by kind of event the events (ids, oldest
    first, the first of many) and how many there were; `arrived` counts listings of platforms (slugs) newly read.
    """

    country: str
    name: str
    made_at: datetime
    events: Mapping[str, Sequence[int]]
    counts: Mapping[str, int]
    arrived: Mapping[str, int]


def place_of(day: date) -> int:
    """The place of a day's ISO week among all weeks, so that the next one has the next number."""
    return (day - FIRST).days // 7


def name_of(place: int) -> str:
    """The ISO name of a week by its place: "2026-W48"."""
    year, week, _ = monday(place).isocalendar()
    return f"{year}-W{week:02}"


def monday(place: int) -> date:
    """The first day of a week by its place."""
    return FIRST + timedelta(weeks=place)


def made(store: Store) -> int:
    """The place of the last week that was made, 0 before the first."""
    with store.reading() as session:
        return numbers.current(session, MARK)


def keep(store: Store, place: int, found: Iterable[Week]) -> bool:
    """Keeps the digests of a week, all or none; False where another clock has done so."""
    with store.writing() as session:
        numbers.lock(session)
        before = numbers.current(session, MARK)
        if before >= place:
            return False
        numbers.take(session, MARK, place - before)
        for one in found:
            told = {"events": {k: list(ids) for k, ids in one.events.items()}, "counts": dict(one.counts)}
            told["arrived"] = dict(one.arrived)
            session.add(WeekRow(country=one.country, name=one.name, made_at=one.made_at, told=told))
        return True


def of(store: Store, country: str, limit: int = 60) -> tuple[Week, ...]:
    """The digests of a country, newest first, at most `limit`: a year and some more."""
    query = select(WeekRow).where(WeekRow.country == country).order_by(col(WeekRow.name).desc()).limit(limit)
    with store.reading() as session:
        return tuple(_week(row) for row in session.exec(query))


def one(store: Store, country: str, name: str) -> Week | None:
    """The digest of a country for a week by its ISO name; None where there is none."""
    with store.reading() as session:
        row = session.get(WeekRow, (country, name))
        return _week(row) if row else None


def countries(store: Store) -> tuple[str, ...]:
    """The countries that have a digest, in order of their codes."""
    with store.reading() as session:
        return tuple(session.exec(select(WeekRow.country).distinct().order_by(col(WeekRow.country))))


def _week(row: WeekRow) -> Week:
    told = row.told
    return Week(row.country, row.name, row.made_at, told["events"], told["counts"], told["arrived"])
