"""What the words around an amount make of it: pay or other money, for which unit, how sure."""

import re
from dataclasses import dataclass

from directory.claims import Pay, Qualifier, Unit
from directory.reading.pay import words
from directory.reading.pay.amounts import Amount
from directory.terms import usd
from directory.terms.vocabulary import UnknownTerm

_SENTENCE_END = re.compile(
    r"(?<![Aa]pprox)(?<![Ee]st)(?<![Aa]vg)(?<![Mm]in)(?<![Mm]ax)(?<!etc)(?<!ca)(?<!Rs)[.!?;。；](?=\s+[A-Z\"(•\-#]|\s*$|[\u3000-\u9fff])"
    r"|\", \"|[•|]"
)
_MONEY = re.compile(r"[$€£]\s?\d|\d\s?[$€£]")
_BULLET = re.compile(r"\s*(?:[-•·>#]|\d+[.)])\s")
_TARGETED = re.compile(rf"(?:{words.TARGET.pattern})[^\d]*$", re.IGNORECASE)
_COMMA = re.compile(r"[;,()]")
_LABEL = re.compile(rf"{words.MONEY_WORDS.pattern}|range|annual|expected|total|usd|\W", re.IGNORECASE)
_HOURLY = re.compile(r"^[^.;$€£]{0,40}(?:per|an|/) ?(?:hour|hr)\b|^[^.;$€£\d]{0,25}hourly\b", re.IGNORECASE)
_OR_MORE = re.compile(r"\W*(?:or|and) more\b", re.IGNORECASE)
_MORE = re.compile(r"[\s)]*(?:\+|plus|and|&|,|with|\()\s", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_REACH, _AHEAD = 160, 100
_NEAR = 45
_TIMED: frozenset[Unit] = frozenset({"once", "unknown", "day", "week", "month", "year"})
FIRM_UNITS: frozenset[Unit] = frozenset({"hour", "audio_hour", "audio_minute", "word", "task"})
# Kinds of other money that even an amount "per hour" or "per task" can be.
_ALWAYS = frozenset({"referral", "bonus", "example", "threshold", "paid out", "bounty", "minimum wage"})
# Kinds that such an amount can be where no word of pay stands near it.
_UNPAID = frozenset({"business", "cost"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around an amount: `own` on its line, `wide` with the lines that it continues, `after` it."""

    own: str
    wide: str
    after: str
    heading: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An amount read as pay. `score` says how plainly it is stated; `weak` ones only stand where nothing else does."""

    pay: Pay
    amount: Amount
    source: str
    score: int
    weak: bool
    rule: str
    start: int
    label: str = ""


def clause(text: str, amount: Amount) -> Clause:
    """The words that belong to an amount of a plain text."""
    line_start = text.rfind("\n", 0, amount.start) + 1
    line_end = text.find("\n", amount.end)
    line_end = len(text) if line_end < 0 else line_end
    own = text[max(line_start, amount.start - _REACH) : amount.start]
    cut = [match.end() for match in _SENTENCE_END.finditer(own)]
    own = own[cut[-1] :] if cut else own
    after = text[amount.end : min(line_end, amount.end + _AHEAD)]
    stop = _SENTENCE_END.search(after)
    after = after[: stop.start()] if stop else after
    above = "" if cut or len(_LETTER.findall(own)) > 40 else _above(text, line_start)
    outside = text[max(line_start, amount.start - _REACH) : amount.start] + text[amount.end : line_end][:80]
    alone = len(_LETTER.findall(outside)) <= 14
    runs_on = above and (len(_LETTER.findall(own)) < 12 or own[:1].islower()) and not _BULLET.match(own)
    return Clause(own, f"{above} {own}" if runs_on else own, after, above, alone)


def _above(text: str, line_start: int) -> str:
    """The lines over this one, as far as they run on or head it."""
    found: list[str] = []
    at = line_start
    while at > 0 and len(found) < 3 and sum(map(len, found)) < 40:
        start = text.rfind("\n", 0, at - 1) + 1
        line = text[start : at - 1].strip()
        at = start
        if not line:
            continue
        last = _SENTENCE_END.split(line)[-1].strip() if len(line) > 90 else line
        if not 0 < len(last) <= 90 or (last.endswith((".", "!")) and len(last) > 1) or _MONEY.search(last):
            break
        found.insert(0, last)
        if last != line:
            break
    return " ".join(found)


def other_money(amount: Amount, near: Clause, unit: Unit) -> str | None:
    """The kind of money that this is if it is no pay: "referral", "funding", "perk"…"""
    if amount.large and (amount.currency is None or rate(amount.currency) > 0.01):
        return "large sum"
    plain_line = not _BULLET.match(near.own) and len(_LETTER.findall(near.own)) < 3
    before = (near.wide if plain_line else near.own)[-70:]
    paid = words.MONEY_WORDS.search(near.wide[-60:])
    for name, ahead, behind in words.NOT_PAY:
        if unit in FIRM_UNITS and name not in _ALWAYS and (paid or name not in _UNPAID):
            continue
        if ahead.search(before) or (behind.match(near.after) and not _MORE.match(near.after)):
            return name
    return None


def unit_of(amount: Amount, near: Clause, heading: str = "") -> Unit:
    """The unit of work that an amount is paid for; a figure as large as a year's pay needs no word for it."""
    unit = amount.unit or _nearest(near.wide) or _nearest(heading)
    unit = unit or ("hour" if _HOURLY.search(near.after[:60]) else None)
    value = dollars(amount.high, amount.currency)
    if unit in ("hour", "audio_hour") and value > 2_000:
        unit = None
    if unit == "year" and value < 500:
        unit = None
    return unit or ("year" if value >= 10_000 else "unknown")


def _nearest(before: str) -> Unit | None:
    """The unit that is named last in the words before an amount."""
    *others, rest = _MONEY.split(before)
    before = _COMMA.split(rest)[-1] if others else before
    best: tuple[int, Unit] | None = None
    for unit, pattern in words.BEFORE:
        for match in pattern.finditer(before):
            if best is None or match.end() > best[0]:
                best = (match.end(), unit)
    return best[1] if best else None


def qualifier_of(amount: Amount, near: Clause) -> Qualifier | None:
    """Up to, from, average or estimated, where the words around say so."""
    for name, pattern in words.DIRECT:
        if pattern.search(near.wide[-40:]) and not (name == "from" and amount.ranged):
            return None if name == "up_to" and _OR_MORE.match(near.after) else name
    for name, pattern in words.FOLLOWING:
        if pattern.match(near.after) and not (name == "from" and amount.ranged):
            return name
    if amount.plus and not amount.ranged:
        return "from"
    return next((name for name, pattern in words.SENTENCE if pattern.search(near.wide[-90:])), None)


def score(amount: Amount, near: Clause, unit: Unit, paid: bool) -> int:
    """How plainly the words say that this is pay; three and more is enough. `paid`: it stands under such a heading."""
    wide = near.wide
    points = (1 if _little(amount, unit) else 3) if amount.unit else 0
    if words.MONEY_WORDS.search(wide[-_NEAR:]):
        points += 3
    elif words.MONEY_WORDS.search(wide[-120:]) or words.MONEY_WORDS.search(near.after[:40]):
        points += 2
    points += 3 if not amount.unit and _nearest(near.own[-34:]) in FIRM_UNITS | {"session"} else 0
    points += 2 if paid or words.HEADING.fullmatch(near.heading) else 0
    points += 3 if words.BESIDE.match(near.after) and unit == "year" else 0
    points += 1 if amount.ranged else 0
    points += 2 if near.alone and unit == "year" and amount.ranged else 0
    return points


def _little(amount: Amount, unit: Unit) -> bool:
    """Whether the figure is rather an allowance than pay for a whole month or year."""
    least = {"month": 600, "year": 6_000}.get(unit, 0)
    return rate(amount.currency) > 0.2 and dollars(amount.high, amount.currency) < least


def named_at(amount: Amount, near: Clause) -> int:
    """Where the proof of an amount begins: at its qualifier ("up to $40") if that stands right before it."""
    found = (pattern.search(near.own[-40:]) for _, pattern in words.DIRECT)
    match = next((match for match in found if match), None)
    return amount.start - (len(near.own[-40:]) - match.start()) if match else amount.start


def label(near: Clause) -> str:
    """What an amount is called where its line says nothing but money words ("Pay:"), else nothing."""
    return near.own.strip(" -").lower() if not _LABEL.sub("", near.own) else ""


def weak(amount: Amount, near: Clause) -> bool:
    """Whether the amount is worked out from another, promised for a while, or an estimate for a month."""
    before, after = near.wide[-110:], near.after[:50]
    if words.DERIVED.search(before[-70:]) or words.DERIVED.match(after.lstrip(" ,(")):
        return True
    if words.TARGET.match(near.after.lstrip(" ,(+")):
        return True
    if words.PROMOTED.search(near.own + after) or _TARGETED.search(near.own[-45:]):
        return True
    return amount.unit == "month" and bool(re.search(r"estimated|est\.", before, re.IGNORECASE))


def pay_of(amount: Amount, unit: Unit, qualifier: Qualifier | None, currency: str | None = None) -> Pay:
    """The pay that an amount states, in the words' own figures."""
    code = currency or amount.currency or "USD"
    if tiny(amount, unit):
        qualifier = "placeholder"
    low: float | None = amount.low
    high: float | None = amount.high
    if not amount.ranged and qualifier == "up_to":
        low = None
    if not amount.ranged and qualifier == "from":
        high = None
    return Pay(low, high, code, unit, qualifier)


def is_titled(near: Clause) -> bool:
    """Whether the line itself begins with a heading of pay ("Reward: a single payment of")."""
    title, colon, _ = near.own.partition(":")
    return bool(colon) and words.HEADING.fullmatch(title) is not None


def rule_of(amount: Amount, unit: Unit) -> str:
    """How the unit was learnt, as the name of the rule."""
    if unit == "unknown":
        return "amount without a unit"
    return "unit beside the amount" if amount.unit == unit else "unit in the words before, or by size"


def tiny(amount: Amount, unit: Unit) -> bool:
    """Whether the figure only fills a field: a cent or two, or a few cents an hour."""
    value = dollars(amount.high, amount.currency)
    return (value <= 0.012 and unit in ("hour", "once", "unknown", "day", "week", "month", "year")) or (
        unit == "hour" and value < 0.05
    )


def rate(currency: str | None) -> float:
    """US dollars for one unit of the currency; 1 where we have no rate."""
    try:
        return usd(1, currency or "USD")
    except UnknownTerm:
        return 1.0


def dollars(value: float, currency: str | None) -> float:
    """The amount in US dollars, roughly, to judge its size."""
    return value * rate(currency)
