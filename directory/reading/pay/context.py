"""How plainly the words around an amount say that it is pay."""

import re
from dataclasses import dataclass

from directory.claims import Pay, Qualifier, Unit
from directory.reading.pay.amount import Amount
from directory.reading.pay.clause import PayClause
from directory.reading.pay.lexicon import stretch
from directory.reading.pay.named import named
from directory.reading.pay.plain import plain
from directory.reading.pay.sizes import FIRM_UNITS, dollars, rate, tiny
from directory.reading.pay.whole import whole_before

_LABEL = re.compile(r"range|annual|expected|total|usd|\W|\d", re.IGNORECASE)
_NEAR = 45  # characters before an amount in which a word of pay stands beside it: half a line
# What Turkish hangs on a currency's sign: "60 TL'ye denk geliyor".
_SUFFIX = re.compile(r"^'\w{1,4}")
# How far before an amount its unit may stand to count, a bound between.
_CLOSE = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """An amount read as pay. `score` says how plainly it is stated; `weak` ones only stand where nothing else does.

    `dropped` says why it is no pay, if it is none. `start` and `end` are offsets into its source.
    """

    pay: Pay
    amount: Amount
    source: str
    score: int
    weak: bool
    rule: str
    start: int
    end: int
    label: str = ""
    dropped: str | None = None


def score(amount: Amount, near: PayClause, unit: Unit, paid: bool) -> int:
    """How plainly the words say that this is pay; three and more is enough. `paid`: it stands under such a heading."""
    # A unit beside the amount, or a word of pay before it, is enough alone (ENOUGH is 3); words farther off, a
    # heading or a range only help.
    points = (1 if _little(amount, unit) else 3) if amount.unit else 0
    if near.before(_NEAR, "money", "wage"):
        points += 3
    # A line and a half before, or right behind: "the pay for this work, …, is $20", "$20 pay".
    elif near.before(120, "money", "wage") or near.behind(40, "money", "wage"):
        points += 2
    tokens = near.where.within(
        max(near.own, near.start - 50), near.start, "wage", "alone", "ahead", "unit", "per", "sounded"
    )
    before = named(near.where, tokens[0].start, near.start) if tokens and not amount.unit else None
    points += 3 if not amount.unit and _is_whole(near) else 0
    points += 3 if before in FIRM_UNITS | {"session", "day"} else 0
    if before and before not in FIRM_UNITS and near.start - tokens[-1].end < _CLOSE:
        points += 2 if tokens[-1].language == "en" else 3
    points += 2 if paid or is_heading(near.heading) else 0
    points += 3 if unit == "year" and _BESIDE.match(near.where.low, near.end, near.after_end) else 0
    points += 1 if amount.ranged else 0
    # "Above our base rate": what is paid stands elsewhere, so a plain figure (over five points) loses three.
    points -= 3 if near.before(60, "base") and points > 5 else 0
    points += 2 if near.alone and unit == "year" and amount.ranged else 0
    return points


_BESIDE = re.compile(
    r"[\s)]*(?:\+|plus|and|&|,) ?(?:[\w-]+ ){0,2}?(?:equity|benefits|bonus|commissions?|ote|rsus?)\b"
    r"|\s*(?:ote\b|on[- ]target earnings)|\s*(?:guaranteed |annual |starting )?(?:base|salary)\b"
)


def _is_whole(near: PayClause) -> bool:
    """Whether the words before an amount say that it is for the whole job."""
    said = near.where.within(max(near.own, near.start - 40), near.start, "once")
    return bool(said) or whole_before(near.where, near.own, near.start)


def _little(amount: Amount, unit: Unit) -> bool:
    """Whether the figure is rather an allowance than pay for a whole month or year."""
    # US dollars: less for a whole month or year is a stipend or an allowance, where a unit of its money buys
    # something.
    least = {"month": 600, "year": 6_000}.get(unit, 0)
    return rate(amount.currency) > 0.2 and dollars(amount.high, amount.currency) < least


def is_heading(words: str) -> bool:
    """Whether a short line names pay and nothing else of money ("Compensation", "Stawka godzinowa")."""
    # Characters and words: a longer line is a sentence about money and no heading.
    if not words or len(words) > 48:
        return False
    where = stretch(plain(words))
    kinds = {token.kind for token in where.tokens}
    return bool(kinds & {"money", "wage"}) and not kinds & {"other", "after"} and words.count(" ") < 6


def is_titled(near: PayClause) -> bool:
    """Whether the line itself begins with a heading of pay ("Reward: a single payment of")."""
    title, colon, _ = near.where.text[near.own : near.start].partition(":")
    return bool(colon) and is_heading(title.strip(" -*•"))


def label(near: PayClause) -> str:
    """What an amount is called where its line says nothing but money words ("Pay:"), else nothing."""
    where = near.where
    words = list(where.low[near.own : near.start])
    for token in where.within(near.own, near.start, "money", "wage"):
        words[token.start - near.own : token.end - near.own] = " " * (token.end - token.start)
    return where.low[near.own : near.start].strip(" -") if not _LABEL.sub("", "".join(words)) else ""


def weak(amount: Amount, near: PayClause) -> bool:
    """Whether the amount is worked out from another, promised for a while, or an estimate for a month."""
    where = near.where
    for token in near.before(70, "derived"):
        if token.meaning == "derived" and where.low[token.end : token.end + 3] == " of":
            continue
        # "Target" is of the amount right behind it only: "on-target earnings: $900", not of one after other words.
        if token.meaning != "target" or near.start - token.end < 25:
            return True
    behind = near.behind(50, "derived")
    if any(
        token.meaning == "promoted" or not _SUFFIX.sub("", where.text[near.end : token.start]).strip(" ,(+")
        for token in behind
    ):
        return True
    # The sentence before: "Estimated earnings are, for somebody who works ten hours a week, $800 a month".
    said = near.before(110, "before", "sentence") if amount.unit == "month" else []
    return any(token.meaning == "estimated" for token in said)


def pay_of(amount: Amount, unit: Unit, qualifier: Qualifier | None, currency: str) -> Pay:
    """The pay that an amount states, in the words' own figures, never rescaled.

    A single figure with "up to" has no `min`, with "from" no `max`; a tiny one is a placeholder.
    """
    if tiny(amount, unit):
        qualifier = "placeholder"
    low: float | None = amount.low
    high: float | None = amount.high
    if not amount.ranged and qualifier == "up_to":
        low = None
    if not amount.ranged and qualifier == "from":
        high = None
    return Pay(low, high, currency, unit, qualifier)


def rule_of(amount: Amount, unit: Unit) -> str:
    """How the unit was learnt, as the name of the rule that a claim carries."""
    if unit == "unknown":
        return "amount without a unit"
    if amount.guessed:
        return "an unknown piece of work behind the amount"
    return "unit beside the amount" if amount.unit == unit else "unit in the words before, or by size"
