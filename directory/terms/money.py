"""Amounts in dollars, by the dated reference rates of the vocabulary."""

from decimal import Decimal
from functools import cache

from directory.terms.files import rows
from directory.terms.vocabulary import UnknownTerm


def usd(amount: Decimal | float, currency: str) -> float:
    """The amount of an ISO 4217 currency in US dollars; a currency we have no rate for raises UnknownTerm."""
    rate = _rates().get(currency)
    if rate is None:
        raise UnknownTerm("currency", currency)
    return float(Decimal(str(amount)) * rate)


@cache
def _rates() -> dict[str, Decimal]:
    return {row.id: Decimal(row.facts["usd_per_unit"]) for row in rows("currencies")}
