"""How large an amount is in dollars, to judge whether it can be pay for its unit."""

from directory.claims import Unit
from directory.reading.pay.amount import Amount
from directory.terms import usd
from directory.terms.vocabulary import UnknownTerm

FIRM_UNITS: frozenset[Unit] = frozenset({"hour", "audio_hour", "audio_minute", "word", "task"})
_GROUPS = {
    "krone": "SEK", "rupee": "INR", "yuan": "CNY", "peso": "MXN", "shilling": "KES", "riyal": "SAR",
    "cfa": "XOF",
}  # fmt: skip


def rate(currency: str | None) -> float:
    """US dollars for one unit of a currency (ISO 4217 or a group's name); 1 where we have no rate."""
    try:
        return usd(1, _GROUPS.get(currency or "USD", currency or "USD"))
    except UnknownTerm:
        return 1.0


def dollars(value: float, currency: str | None) -> float:
    """An amount of a currency in US dollars by the dated reference rates: to judge its size, never to be shown."""
    return value * rate(currency)


def tiny(amount: Amount, unit: Unit) -> bool:
    """Whether the figure only fills a field: a cent or two, or a few cents an hour."""
    value = dollars(amount.high, amount.currency)
    # Dollars: a cent, with room for rates of exchange; below five cents no hour is paid.
    return (value <= 0.012 and unit in ("hour", "once", "unknown", "day", "week", "month", "year")) or (
        unit == "hour" and value < 0.05
    )
