"""Hourly pay in the money of the reader's country, by the dated rates of the vocabulary of currencies.

Only hours become hours: no month is made of them, for nobody says how many hours there will be.
"""

from collections.abc import Iterable
from functools import cache

from babel.numbers import get_territory_currencies

from directory.claims import Facts, Pay
from directory.presenting import words
from directory.presenting.locale import Tongue
from directory.terms import UnknownTerm, rates_as_of, usd

DIGITS = 3  # of a converted figure: rates move more than that in a month


@cache
def currency_of(country: str) -> str | None:
    """The currency (ISO 4217) that is tender in a country by CLDR and has a rate; None for none."""
    for code in get_territory_currencies(country, rates_as_of):
        try:
            usd(1, code)
        except UnknownTerm:
            continue
        return code
    return None


def own_pay(facts: Facts, country: str | None, say: Tongue) -> str:
    """The hourly pay in the reader's money with the day of the rate: "≈ KES 1,160–1,550 an hour (rate of 1 Nov 2026)".

    "" where `about` has nothing to say.
    """
    said = _converted(facts, country, say)
    return say("≈ %(pay)s (rate of %(day)s)", pay=said, day=say.day(rates_as_of)) if said else ""


def about(facts: Facts, country: str | None, say: Tongue) -> str:
    """The same without the day, for a list that says it once (`rates`): "≈ KES 1,160–1,550 an hour".

    "" where no country is named, no hourly figure is known, or it is in that money already.
    """
    said = _converted(facts, country, say)
    return f"≈ {said}" if said else ""


def rates(shown: Iterable[Facts], country: str | None, say: Tongue) -> str:
    """The day of the rates for a list of which something is converted for that country: else ""."""
    if country is None or currency_of(country) in (None, "USD") or not any(facts.usd_hour for facts in shown):
        return ""
    return say("≈ by the exchange rates of %(day)s", day=say.day(rates_as_of))


def _converted(facts: Facts, country: str | None, say: Tongue) -> str:
    currency = currency_of(country) if country else None
    if currency is None or facts.pay is None or facts.usd_hour is None or currency in (facts.pay.currency, "USD"):
        return ""
    low, high = (None if cents is None else _rounded(cents / 100 / usd(1, currency)) for cents in facts.usd_hour)
    if low is None and high is None:
        return ""
    return words.pay(Pay(low, high, currency, "hour"), say)


def _rounded(amount: float) -> float:
    """Three digits that count: 1,163.7 is 1,160, 9.456 is 9.46."""
    return float(f"{amount:.{DIGITS}g}")
