"""The ways a platform pays out, in words: each row with its source, and the answer for the reader's country."""

from collections.abc import Mapping, Sequence

from directory.payouts import Answer, Cycle, Payout, Way, ways
from directory.presenting import words
from directory.presenting.locale import Tongue, mark

NAMES: Mapping[Way, str] = {
    "airtm": "Airtm", "bank": mark("bank transfer"), "cheque": mark("cheque"), "crypto": mark("cryptocurrency"),
    "deel": "Deel", "dots": "Dots", "gift-card": mark("gift card"), "hyperwallet": "Hyperwallet",
    "mobile-money": mark("mobile money"), "payoneer": "Payoneer", "paypal": "PayPal", "payroll": mark("payroll"),
    "skrill": "Skrill", "stripe": "Stripe", "tipalti": "Tipalti", "upwork": "Upwork", "venmo": "Venmo", "wise": "Wise",
}  # fmt: skip
CYCLES: Mapping[Cycle, str] = {
    "daily": mark("every day"),
    "weekly": mark("every week"),
    "twice a month": mark("twice a month"),
    "monthly": mark("every month"),
    "after each project": mark("after each project"),
    "on demand": mark("on demand"),
}
PLACES = 6  # a line of them


def row(one: Payout, say: Tongue) -> str:
    """One row in a line: "PayPal, every week, from $10, only France"."""
    parts = [say(NAMES[one.way]) if one.way else say("every way")]
    if one.cycle:
        parts.append(say(CYCLES[one.cycle]))
    if one.least:
        parts.append(say("from %(amount)s", amount=say.money(one.least.amount, one.least.currency)))
    if one.countries:
        parts.append(say("only %(places)s", places=words.place_names(one.countries, say, PLACES)))
    if one.not_countries:
        parts.append(say("not %(places)s", places=words.place_names(one.not_countries, say, PLACES)))
    return ", ".join(parts)


def answer(payouts: Sequence[Payout], paid: Answer, country: str, say: Tongue) -> str:
    """Whether somebody in a country can be paid, and how: `paid` is the answer for all ways together."""
    named = [say(NAMES[way]) for way, reaches in ways(payouts, country).items() if reaches == "yes"]
    if paid == "yes":
        return say("Yes: %(ways)s.", ways=", ".join(named))
    return say("No: none of its ways reaches it.") if paid == "no" else say("Its pages do not say.")
