"""Ways of paying out: which way, from what amount, how often, and whether it reaches a country."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from directory.payouts import Answer, Least, Payout, pays, ways
from directory.presenting.locale import ENGLISH
from directory.presenting.payouts import line

PAGE = {"source": "https://acme.example/pay", "read": date(2026, 11, 1), "via": "copy"}


def payout(**said: Any) -> Payout:
    return Payout(**PAGE, **said)


PAYPAL = payout(way="paypal")
ACH = payout(way="bank", countries=("US",))
SEPA = payout(way="bank", countries=("region:EU",), least="10 EUR")
NOT_INDIA = payout(way="payoneer", not_countries=("IN",))
NAMED = payout(way="stripe", some_countries=("IN", "JP"), not_countries=("BR",))
WEEKLY = payout(cycle="weekly")

REACH: list[tuple[str, tuple[Payout, ...], str, bool, dict[str, str], Answer]] = [
    ("a way without countries", (PAYPAL,), "KE", False, {"paypal": "not said"}, "not said"),
    ("a way with the country", (ACH,), "US", False, {"bank": "yes"}, "yes"),
    ("a way with another country", (ACH,), "KE", False, {"bank": "no"}, "not said"),
    ("every way is named, none reaches", (ACH,), "KE", True, {"bank": "no"}, "no"),
    (
        "every way is named, one does not say",
        (ACH, PAYPAL),
        "KE",
        True,
        {"bank": "no", "paypal": "not said"},
        "not said",
    ),
    ("a region", (SEPA,), "FR", True, {"bank": "yes"}, "yes"),
    ("a country left out", (NOT_INDIA,), "IN", True, {"payoneer": "no"}, "no"),
    ("a country not left out is not promised", (NOT_INDIA,), "KE", True, {"payoneer": "not said"}, "not said"),
    ("one of the countries that are named", (NAMED,), "JP", False, {"stripe": "yes"}, "yes"),
    ("none of those that are named", (NAMED,), "KE", True, {"stripe": "not said"}, "not said"),
    ("named as left out", (NAMED,), "BR", True, {"stripe": "no"}, "no"),
    ("no way is named", (WEEKLY,), "KE", True, {}, "not said"),
    ("nothing is known", (), "KE", False, {}, "not said"),
    ("a bank here, a bank there", (ACH, SEPA), "FR", False, {"bank": "yes"}, "yes"),
    ("a bank here, a bank somewhere", (ACH, payout(way="bank")), "KE", True, {"bank": "not said"}, "not said"),
    ("two banks, none here", (ACH, SEPA), "KE", True, {"bank": "no"}, "no"),
]


@pytest.mark.parametrize(("told", "rows", "country", "every", "each", "all"), REACH, ids=[row[0] for row in REACH])
def test_whom_a_platform_pays(
    told: str, rows: tuple[Payout, ...], country: str, every: bool, each: dict[str, str], all: Answer
) -> None:
    assert ways(rows, country) == each
    assert pays(rows, country, every_way=every) == all


def test_the_least_amount_has_a_currency() -> None:
    assert payout(least="12.50 EUR").least == Least(amount=12.5, currency="EUR")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"way": "pigeon"}, "Input should be 'airtm'"),
        ({"way": "paypal", "cycle": "yearly"}, "Input should be 'daily'"),
        ({"form": "W-10"}, "Input should be 'W-8'"),
        ({"least": "5"}, '"5" is no amount with a currency'),
        ({"least": "five USD"}, "unable to parse string as a number"),
        ({"least": "-5 USD"}, "greater than 0"),
        ({}, "a payout says a way, a cycle, the least amount or a tax form"),
        ({"cycle": "weekly", "countries": ("US",)}, "countries belong to a way or a tax form"),
        ({"cycle": "weekly", "some_countries": ("US",)}, "countries belong to a way or a tax form"),
        ({"way": "bank", "countries": ("US",), "some_countries": ("KE",)}, "all of them or some, not both"),
        ({"way": "bank", "countries": ("Kenia",)}, '"Kenia" is neither an ISO 3166-1 code nor a region'),
        ({"way": "bank", "fee": 3}, "Extra inputs are not permitted"),
    ],
)
def test_what_says_nothing_certain_is_refused(said: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words.replace("(", r"\(")):
        payout(**said)


SILENT = "Its pages do not say whether it pays out to"
EURO = "bank transfer, from €10, only the European Union"
FORMS = (payout(form="W-9", countries=("US",)), payout(form="W-8BEN", not_countries=("US",)))


@pytest.mark.parametrize(
    ("told", "rows", "every", "country", "said"),
    [
        ("nothing is known of anybody", (), False, None, ""),
        ("nothing is known", (), False, "KE", f"{SILENT} Kenya"),
        ("no country", (PAYPAL, ACH), False, None, "Paid out by: PayPal; bank transfer, only the United States"),
        (
            "paid there",
            (SEPA, *FORMS),
            False,
            "FR",
            f"Paid out to France: {EURO}; tax form W-8BEN, not the United States",
        ),
        ("among others", (NAMED,), False, "IN", "Paid out to India: Stripe, named for India, Japan, not Brazil"),
        ("named only", (PAYPAL, ACH, FORMS[0]), False, "KE", f"{SILENT} Kenya; they name: PayPal"),
        ("not paid there", (ACH,), True, "KE", "Not paid out to Kenya: none of its ways of paying reaches it"),
    ],
)
def test_the_line_of_a_verdict(
    told: str, rows: tuple[Payout, ...], every: bool, country: str | None, said: str
) -> None:
    paid = pays(rows, country, every_way=every) if country else "not said"
    assert line(rows, paid, country, ENGLISH) == said
