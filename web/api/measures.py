"""Figures as the API gives them: every one with its n."""

from pydantic import Field

from directory.presenting.records import Open


class PayRange(Open):
    """Quartiles of advertised hourly pay in US dollars, of `n` open listings on so many `platforms`."""

    p25: float
    median: float
    p75: float
    n: int
    platforms: int


class PaySeen(Open):
    """A figure, a bare ceiling and a bare floor are three things; null where fewer than three listings say so."""

    figure: PayRange | None
    ceiling: PayRange | None
    floor: PayRange | None


class CountedOpen(Open):
    """Open listings of one tier, task or country, how many state any pay, and what those advertise."""

    id: str
    open: int
    states_pay: int
    pay: PaySeen


class DaysAnswer(Open):
    """Quartiles of the days that closed listings were open, of `n` listings."""

    p25: float
    median: float
    p75: float
    n: int


class StatisticsAnswer(Open):
    """Figures over the open listings without talent pools; `states_pay` of `open` state any pay."""

    open: int
    states_pay: int
    states_hourly: int
    pay: PaySeen
    days_open: DaysAnswer | None
    tiers: tuple[CountedOpen, ...]
    tasks: tuple[CountedOpen, ...]
    countries: tuple[CountedOpen, ...] = Field(description="listings open to people there, at least three")
