"""The ways a platform pays out, in words: each row with its source, and the answer for the reader's country."""

from collections.abc import Mapping, Sequence

from directory.payouts import NAMES, Answer, Cycle, Payout, ways
from directory.presenting import words
from directory.presenting.articles import marked
from directory.presenting.locale import Tongue, mark

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
    if one.form and not one.way:
        parts = [say("tax form %(form)s", form=one.form)]
    else:
        parts = [say(NAMES[one.way]) if one.way else say("every way")]
    if one.cycle:
        parts.append(say(CYCLES[one.cycle]))
    if one.least:
        parts.append(say("from %(amount)s", amount=say.money(one.least.amount, one.least.currency)))
    if one.countries:
        parts.append(say("only %(places)s", places=words.places_within(one.countries, say, PLACES)))
    if one.some_countries:
        parts.append(say("named for %(places)s", places=words.places_within(one.some_countries, say, PLACES)))
    if one.not_countries:
        parts.append(say("not %(places)s", places=words.places_within(one.not_countries, say, PLACES)))
    return say.listed(parts)


def line(payouts: Sequence[Payout], paid: Answer, country: str | None, say: Tongue) -> str:
    """What somebody wants to know first, for a country (ISO 3166-1) or none: "Paid out to Kenya: PayPal, from $10"."""
    reaching = [one for one in payouts if (one.way or one.form) and (country is None or one.reaches(country) != "no")]
    said = words.listed((row(one, say) for one in reaching), say, PLACES, say.semicolon)
    if country is None:
        return say("Paid out by: %(ways)s", ways=said) if said else ""
    where = marked(country, say.locale)
    if paid == "no":
        return say("Not paid out to %(country)s: none of its ways of paying reaches it", country=where)
    if paid == "yes":
        return say("Paid out to %(country)s: %(ways)s", country=where, ways=said)
    if not said:
        return say("Its pages do not say whether it pays out to %(country)s", country=where)
    return say("Its pages do not say whether it pays out to %(country)s; they name: %(ways)s", country=where, ways=said)


def answer(payouts: Sequence[Payout], paid: Answer, country: str, say: Tongue) -> str:
    """Whether somebody in a country can be paid, and how: `paid` is the answer for all ways together."""
    named = [say(NAMES[way]) for way, reaches in ways(payouts, country).items() if reaches == "yes"]
    if paid == "yes":
        return say("Yes: %(ways)s.", ways=say.listed(named))
    return say("No: none of its ways of paying reaches it.") if paid == "no" else say("Its pages do not say.")
