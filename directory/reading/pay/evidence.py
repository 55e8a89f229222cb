"""Every amount of a posting as evidence: what it would pay, how plainly it is said, or why it is no pay."""

import re
from dataclasses import replace

from directory.claims import Unit
from directory.reading.pay.amount import Amount
from directory.reading.pay.amounts import amounts_of
from directory.reading.pay.clause import PayClause, clause
from directory.reading.pay.context import Offer, is_heading, is_titled, label, pay_of, rule_of, score, weak
from directory.reading.pay.gate import money_at
from directory.reading.pay.lexicon import Stretch, stretch
from directory.reading.pay.named import is_guessed, named_in, unit_of
from directory.reading.pay.other import other_money
from directory.reading.pay.plain import plain
from directory.reading.pay.purse import Purse
from directory.reading.pay.qualifier import qualifier_of
from directory.reading.pay.sizes import FIRM_UNITS, dollars
from directory.reading.pay.stretches import stretches
from directory.reading.sections import Parts, Section

_DIGIT = re.compile(r"\d")
# Between the cells of a table in plain text; how far its head may stand above a row, and how long its title may be.
_CELL, _TABLE, _MOST_TITLE = " | ", 600, 60
ENOUGH = 3  # points from which an amount is pay: see `context.score`
NOT_SAID = "not said to be pay"
TITLE_POINTS = 2
_LISTABLE = FIRM_UNITS | {"session", "day"}
# A section about the company or its perks needs more than the sign of money.
_SILENT_POINTS = 3
# Figures without a currency between which an hour's pay may lie; below are hours, above are things counted.
_HOURLY = (4, 5_000)
_TOLD = 30  # characters before a rate in which "is paid" says that it is one, among the steps of an application too
_GROSS = 15  # characters between a salary and the word that calls it gross
# A label that names a country, not the company: "US: $25/hr".
_COUNTRIES = ("US", "USA", "UK", "EU")
# An item of a list whose heading names pay.
_LISTED_POINTS = 3
# Sections that can state no pay of this work, unless the line itself is headed so.
_OTHERS = ("legal", "form", "other_roles")
# A text with more amounts is a price list; what it pays stands before.
_MOST_OFFERS = 120
# Dollars: beyond them is funding or revenue, and without a unit a price of a contract or a figure of another thing.
_MOST_VALUE, _MOST_UNKNOWN = 5_000_000, 5_000


def offers(text: str, purse: Purse, parts: Parts) -> list[Offer]:
    """All amounts of a text with a currency, the dropped ones too, in order."""
    found: list[Offer] = []
    heads = _Headings(text)
    for where in stretches(text):
        if len(found) >= _MOST_OFFERS:
            break
        for amount in amounts_of(where):
            offer = _offer(where, amount, "text", purse, parts, heads)
            if offer is not None:
                found.append(_listed(text, found[-1], offer) if found else offer)
    return found


# Between two prices of one list: "Danish €14, Norwegian €17", "$18 an hour; for video, $24".
_LIST = re.compile(r"\)?(?:[,;/]|,? [^\W\d_]{1,3}(?= )) ?(?:[^\W\d_][^.:;\n\d]{0,38})?")
_MOST_LISTED = 3  # times as much that one price of a list may be as the one before


def _listed(text: str, first: Offer, offer: Offer) -> Offer:
    """The offer with the unit of the one right before it in a list of prices, where it has none of its own."""
    unknown = offer.pay.unit == "unknown" and offer.dropped in (None, NOT_SAID) and not offer.weak
    if not unknown or first.pay.unit not in _LISTABLE or first.dropped is not None or first.amount.guessed:
        return offer
    low, high = sorted((first.amount.high, offer.amount.high))
    alike = first.pay.currency == offer.pay.currency and low < high <= low * _MOST_LISTED
    if not alike or not _LIST.fullmatch(text, first.end, offer.start):
        return offer
    return replace(offer, pay=replace(offer.pay, unit=first.pay.unit), score=first.score, dropped=None)


def titled_offers(purse: Purse) -> list[Offer]:
    """All amounts of the title with a currency, the dropped ones too, in order."""
    if not money_at(purse.posting.title):
        return []
    where = stretch(plain(purse.posting.title))
    found = (_offer(where, amount, "title", purse, None, None) for amount in amounts_of(where))
    return [offer for offer in found if offer is not None]


# A level and what it pays, on a line of its own under a heading: "Beginner: $18", "- Hindi - 14 €".
_BAND = re.compile(r"\W{0,3}[^\W\d][^:\n$€£¥₹]{0,40}(?: ?:| [-–—]) ?[^\d\n]{0,5}\d[\d.,]*[^\n\d]{0,8}")


# A question about pay right before the amount that answers it: "How much? Up to C$400 per month".
_BEHIND_QUESTION = 27  # characters from its sign to the amount
_ASKED = re.compile(r"(?:^|[.!:?\n] |(?<=\n))([^.!?\n]{3,44}\?) [^.!?\n\d]{0,25}$")


class _Headings:
    """The unit that the heading over a list names: "Hourly rates:", and under it "- Junior: $20"."""

    def __init__(self, text: str) -> None:
        self.text = text

    def over(self, at: int) -> str:
        """The nearest line above that heads this one."""
        text = self.text
        line = text.rfind("\n", 0, at)
        if _CELL in text[line + 1 : at]:
            return self._over_table(line)
        asks = "?" in text[max(line + 1, at - _BEHIND_QUESTION) : at]
        asked = _ASKED.search(text, line + 1, at) if asks else None
        if asked and is_heading(asked[1]):
            return asked[1]
        own = text[line + 1 : text.find("\n", at) % (len(text) + 1)].strip()
        banded = bool(_BAND.fullmatch(own))
        # Lines of a list above: a longer one names its unit again.
        for _ in range(9):
            if line <= 0:
                break
            start = text.rfind("\n", 0, line) + 1
            words = text[start:line].strip()
            # Characters: a heading is shorter, an item without a figure as long as that is a paragraph and ends the
            # list.
            if words.endswith(":") and len(words) < 90:
                return words
            if banded and words and not _BAND.fullmatch(words):
                return words if named_in(words) or is_heading(words) else ""
            if len(words) > 60 and not _DIGIT.search(words):
                break
            line = start - 1
        return ""

    def _over_table(self, line: int) -> str:
        """The line that heads a table whose row begins behind `line`: its own first row, or the one above it."""
        top, title = "", ""
        for words in reversed(self.text[max(0, line - _TABLE) : max(0, line)].split("\n")):
            if _CELL in words:
                top = "" if _DIGIT.search(words) else words
            elif words.strip():
                title = words.strip() if len(words) <= _MOST_TITLE else ""
                break
        return top if named_in(top) else title


def _offer(
    where: Stretch, amount: Amount, source: str, purse: Purse, parts: Parts | None, heads: _Headings | None
) -> Offer | None:
    """The amount as evidence; None for nothing, and for a number without a currency that no word calls pay."""
    if amount.high <= 0:
        return None
    section = parts.at(where.base + amount.start) if parts else None
    currency = purse.meant(amount, where)
    amount = _of(amount, currency)
    near = clause(where, amount)
    titled = is_titled(near)
    heading = section.heading if section and section.kind == "pay" else ""
    over = heads.over(where.base + amount.start) if heads and not heading else ""
    unit = unit_of(amount, near, over or heading)
    if amount.unit is None and unit == "task" and is_guessed(near):
        amount = replace(amount, guessed=True)
    if amount.currency is None and not _may_be_pay(amount, near, unit):
        return None
    dropped = _dropped(amount, near, unit, section, titled, currency)
    points = score(amount, near, unit, titled or (section is not None and section.kind == "pay"))
    points += TITLE_POINTS if source == "title" else 0
    points += _LISTED_POINTS if over and is_heading(over) else 0
    points -= 0 if is_heading(near.heading) or _is_salary(near, unit) else _less(section, amount)
    if dropped is None and points < ENOUGH:
        dropped = NOT_SAID
    qualifier, begin = qualifier_of(amount, near)
    pay = pay_of(amount, unit, qualifier, currency or amount.currency or "")
    start, end = where.base + min(begin, amount.start), where.base + amount.end
    return Offer(
        pay, amount, source, points, weak(amount, near), rule_of(amount, unit), start, end, label(near), dropped
    )


def _of(amount: Amount, currency: str | None) -> Amount:
    """The amount in a currency, where one is told."""
    return amount if currency in (None, amount.currency) else replace(amount, currency=currency)


def _may_be_pay(amount: Amount, near: PayClause, unit: Unit) -> bool:
    """Whether a figure without a currency is worth a doubt: a word of pay stands before it, or an hour right behind."""
    hourly = amount.unit == "hour" and _HOURLY[0] <= amount.high <= _HOURLY[1]
    return hourly or (unit in FIRM_UNITS and bool(near.before(60, "money", "wage")))


def _is_salary(near: PayClause, unit: Unit) -> bool:
    """Whether a month's or year's sum is called gross or a wage: no perk is, under whatever heading it stands."""
    if unit not in ("month", "year"):
        return False
    words = near.where.within(max(near.own, near.start - _GROSS), near.end + _GROSS, "gross", "wage")
    return any(word.language != "en" or near.where.low.startswith("gross", word.start) for word in words)


def _less(section: Section | None, amount: Amount) -> int:
    if section is None or section.heading in _COUNTRIES:
        return 0
    perks = section.kind == "benefits" and (amount.unit not in FIRM_UNITS or amount.guessed)
    return _SILENT_POINTS if perks or section.kind == "company" else 0


def _dropped(
    amount: Amount, near: PayClause, unit: Unit, section: Section | None, titled: bool, currency: str | None
) -> str | None:
    """Why the amount cannot be pay, by its section, its words or its size."""
    told = section is not None and section.kind == "form" and unit in FIRM_UNITS and near.before(_TOLD, "money", "wage")
    if section is not None and section.kind in _OTHERS and not titled and not told:
        return f"in a section of {section.kind.replace('_', ' ')}"
    other = other_money(amount, near, unit)
    if other:
        return other.replace("_", " ")
    if not plausible(amount, unit):
        return "no size for pay"
    return "currency not told" if currency is None else None


def plausible(amount: Amount, unit: Unit) -> bool:
    """Whether the figures can be pay at all; amounts are never rescaled to fit."""
    value = dollars(amount.high, amount.currency)
    # An hour's range from one to twenty times as much is two figures of different things.
    if unit == "hour" and amount.high > amount.low * 20 and amount.low > 0:
        return False
    return value < _MOST_VALUE and not (unit == "unknown" and value > _MOST_UNKNOWN)


def field_offers(purse: Purse) -> list[Offer]:
    """The amounts of the platform's own pay field; they need no words to be pay."""
    where = stretch(plain(purse.posting.pay))
    disowned = any(token.kind == "placeholder" for token in where.tokens)
    found: list[Offer] = []
    for amount in amounts_of(where):
        currency = purse.meant(amount, where)
        amount = _of(amount, currency)
        near = clause(where, amount)
        unit = unit_of(amount, near)
        if currency is None or amount.large or amount.high <= 0 or (found and other_money(amount, near, unit)):
            continue
        qualifier, begin = qualifier_of(amount, near)
        pay = pay_of(amount, unit, "placeholder" if disowned else qualifier, currency)
        later = bool(found) and weak(amount, near)
        found.append(
            Offer(pay, amount, "pay", ENOUGH, later, rule_of(amount, unit), min(begin, amount.start), amount.end)
        )
    return found
