"""Money as each language writes it, and in the money of the reader's country."""

import pytest

from directory.claims import Facts, Pay
from directory.presenting import words
from directory.presenting.locale import ENGLISH, tongue
from directory.presenting.own_money import currency_of, own_pay
from directory.reading.summary import cents_an_hour
from directory.terms import rates_as_of, usd

DAY = ENGLISH.day(rates_as_of)


@pytest.mark.parametrize(
    ("locale", "amount", "currency", "said"),
    [
        ("en", 40, "KES", "KES\xa040"),
        ("en", 1204.5, "KES", "KES\xa01,204.50"),
        ("en", 40, "USD", "$40"),
        ("hi", 40, "KES", "KES\xa040"),
        ("hi", 123456, "INR", "₹1,23,456"),
        ("sw", 40, "KES", "Ksh\xa040"),
        ("de", 1204, "KES", "1.204\xa0KES"),
        ("es", 1204, "KES", "1204\xa0KES"),
        ("es", 12040, "KES", "12.040\xa0KES"),
        ("pt", 1204, "BRL", "R$\xa01.204"),
    ],
)
def test_money_as_a_language_writes_it(locale: str, amount: float, currency: str, said: str) -> None:
    assert tongue(locale).money(amount, currency) == said


@pytest.mark.parametrize(
    ("locale", "number", "said"),
    [
        ("en", 1204, "1,204"),
        ("es", 1204, "1204"),
        ("es", 12040, "12.040"),
        ("de", 1204, "1.204"),
        ("hi", 123456, "1,23,456"),
    ],
)
def test_thousands_as_a_language_groups_them(locale: str, number: int, said: str) -> None:
    assert tongue(locale).number(number) == said


def facts(pay: Pay) -> Facts:
    return Facts(pay=pay, usd_hour=cents_an_hour(pay))


def test_pay_in_the_reader_s_money_with_the_day_of_the_rate() -> None:
    one = float(f"{9 / usd(1, 'KES'):.3g}")
    other = float(f"{12 / usd(1, 'KES'):.3g}")
    pay = Pay(9, 12, "USD", "hour")
    said = f"≈ {ENGLISH.money(one, 'KES')}–{ENGLISH.number(other)} an hour (rate of {DAY})"
    assert own_pay(facts(pay), "KE", ENGLISH) == said


@pytest.mark.parametrize(
    ("pay", "country"),
    [
        (Pay(9, 12, "USD", "hour"), None),
        (Pay(9, 12, "USD", "hour"), "US"),
        (Pay(900, None, "KES", "hour"), "KE"),
        (Pay(2_000, None, "USD", "month"), "KE"),
        (Pay(0.5, None, "USD", "task"), "KE"),
    ],
)
def test_what_is_theirs_already_or_no_hour_is_not_converted(pay: Pay, country: str | None) -> None:
    assert own_pay(facts(pay), country, ENGLISH) == ""


def test_a_country_s_money() -> None:
    assert [currency_of(code) for code in ("KE", "DE", "BR", "EC", "AQ")] == ["KES", "EUR", "BRL", "USD", None]


@pytest.mark.parametrize(
    ("locale", "currency", "said"),
    [
        ("en", "USD", "$20–$45 an hour"),
        ("en", "KES", "KES\xa020–45 an hour"),
        ("pt", "USD", "US$\xa020–45 por hora"),
        ("de", "EUR", "20–45\xa0€ pro Stunde"),
        ("es", "KES", "20–45\xa0KES por hora"),
        ("hi", "INR", "₹20–₹45 प्रति घंटा"),
    ],
)
def test_a_currency_is_named_once_where_it_stands_apart(locale: str, currency: str, said: str) -> None:
    assert words.pay(Pay(20, 45, currency, "hour"), tongue(locale)) == said
