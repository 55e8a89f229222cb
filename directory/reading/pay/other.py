"""Money that is no pay: referrals, bonuses, perks, funding, fees, examples, other openings."""

import re

from directory.claims import Unit
from directory.reading.pay.amount import Amount
from directory.reading.pay.clause import BULLET, MONEY, PayClause, letters_in
from directory.reading.pay.lexicon import PayToken
from directory.reading.pay.sizes import FIRM_UNITS, rate
from directory.reading.pay.words import unbound

# What the worker earns, said behind other money in one clause.
_EARN = re.compile(
    r"\b(?:earn|verdien|ganar|gana\b|cobr|gagn|guadagn|zarab|zarob|vydel|castig|keres|зараб|зароб|kazan|tjan|tjen"
    r"|ansait)"
)
_CUT = re.compile(r"[;,()/]| (?:and|y|e|et|und|och|og|i|и|та|és|și|plus) ")
# Kinds of other money that even an amount "per hour" or "per task" can be.
_ALWAYS = frozenset(
    {
        *("referral", "bonus", "example", "threshold", "paid_out", "bounty", "minimum_wage", "role", "customers"),
        "rejected",
        "trial",
    }
)
# Kinds that such an amount can be where no word of pay stands near it.
# Other money that may be named right behind the amount, without a word between: "150 TL yemek kartı".
_GIVEN = frozenset({"perk", "bonus", "referral"})
# Other money that a word for wages behind it leaves behind.
_COVERED = frozenset({"perk", "bonus", "business", "cost", "funding"})
_ARTICLES = frozenset(("a", "an", "the", "our", "der", "die", "das", "le", "la", "el", "il", "o", "het", "de"))
_SENTENCE_END = re.compile(r"[.!?]\s|[。！？\n]")
_RATES = FIRM_UNITS | {"day", "week", "month", "year"}
_TRIAL = 110  # characters around what a test before the work pays in which it is named
# How far behind an amount its sentence may give it to another opening: a clause of who said it may stand between.
_DISOWNED = 100
# Characters between a gift and its worth: "QUOカード3,000円".
_BESIDE = 2
# Letters before "stipend" on its line: "Monthly stipend", "A stipend".
_LABEL = 8
# What a study pays for a session instead of money, in the words of several languages.
_GIFT = re.compile(
    r"(?:e-?)?gift|vouch|gutschein|tarjeta|vale-pres|cartao|cheque|carte cad|buono|cadeau|presentkort|gavekort"
    r"|lahjakort"
    r"|kart\w+ podar|poukaz|card cad|ajandek|utalvany|сертификат|сертифiкат|сертифікат|подаро|hediye|قسيم|بطاقه|بطاقة"
    r"|वाउचर|उपहार|the qua|phieu|qua\b|礼品|禮券|礼券|购物卡|ギフト|商品券|quo|図書|상품권|기프트"
)
# How a session is paid, behind the amount: "$30 por sesión en un bono digital".
_FORM = re.compile(
    r"(?:^|\s)(?:as|in|en|em|mediante|via|par|als|per|som|w formie|formou|sous) (?:the )?"
    r"(?:(?:form of|forma de|forme de|form von|form) )?(?:(?:an?|un[ae]?|um|uma|ein\w*|et|en|eines) )?$"
)
_UNPAID = frozenset({"business", "cost"})


def other_money(amount: Amount, near: PayClause, unit: Unit) -> str | None:
    """The kind of money that this is if it is no pay: "referral", "funding", "perk"…"""
    # Millions are a company's; of money worth less than a cent they are wages.
    if amount.large and (amount.currency is None or rate(amount.currency) > 0.01):
        return "large sum"
    paid = bool(near.before(60, "money", "wage"))
    firm = unit in FIRM_UNITS and not amount.guessed
    for token in reversed(_others(near, unit)):
        if token.meaning == "perk" and unit == "session" and _GIFT.match(near.where.low, token.start):
            continue
        given = unit in ("session", "once") and token.start >= near.end
        if given and _FORM.search(near.where.low, near.end, token.start):
            continue
        if token.meaning == "perk" and 0 <= near.start - token.end <= _BESIDE and token.language != "en":
            return token.meaning
        if amount.unit is None and token.meaning == "perk" and _is_right_behind(near, token):
            return token.meaning
        if firm and token.meaning not in _ALWAYS and (paid or token.meaning not in _UNPAID):
            continue
        return token.meaning
    return None


def _others(near: PayClause, unit: Unit) -> list[PayToken]:
    """The words of other money that govern the amount: before it in its clause, or right behind it."""
    where = near.where
    text = where.text
    plain_line = letters_in(text, near.own, near.start) < 3 and not BULLET.match(text, near.own)
    # Characters: the clause before an amount, a word right beside it, and what stands right behind it.
    first = max(near.wide if plain_line else near.own, near.start - 70)
    found = [token for token in where.within(first, near.start, "other") if where.heard(token)]
    found = [token for token in found if not _let_go(near, token) and not _is_stipend(near, token)]
    found = [token for token in found if token.meaning != "trial"] + _on_trial(near, unit)
    found += [token for token in where.within(max(first, near.start - 16), near.start, "near") if _beside(near, token)]
    found += _disowned(near)
    at = near.end
    for token in where.within(near.end, min(near.after_end, near.end + 40), "after", "other"):
        gap = text[at : _word_start(text, token.start)]
        if token.kind == "other" and token.language != "en" and token.meaning in _GIVEN and not gap.strip(" )"):
            found.append(token)
            break
        if token.kind == "after" and gap.strip(" )-(/").count(" ") < 2 and not _parted(gap):
            found.append(token)
            break
    return found


def _is_right_behind(near: PayClause, token: PayToken) -> bool:
    """Whether a word of a language with compounds is what the amount is of: "40 000 Ft könyvutalvány"."""
    start = _word_start(near.where.text, token.start)
    return token.language != "en" and start >= near.end and not near.where.text[near.end : start].strip(" )-")


def _word_start(text: str, at: int) -> int:
    """Where the word begins that an offset stands in, a compound whose end a table knows: "könyv|utalvány"."""
    while at and text[at - 1].isalpha() and not unbound(text[at - 1]):
        at -= 1
    return at


def _disowned(near: PayClause) -> list[PayToken]:
    """The word behind an amount that gives it to another opening, no amount between: "is for another project"."""
    where = near.where
    behind = where.within(near.end, min(near.after_end, near.end + _DISOWNED), "after")
    found = (token for token in behind if token.meaning == "role")
    return [token for token in found if not MONEY.search(where.text, near.end, token.start)][:1]


def _on_trial(near: PayClause, unit: Unit) -> list[PayToken]:
    """A test before the work that the amount is for: its word stands in its sentence, or before it on its line.

    "A paid trial: you write one task. We pay $60 for it." A rate by the hour, the piece or longer is the
    test's only where it begins the sentence: "The trial task is paid at $15 an hour", not "After the entry test you
    earn $25 an hour", nor "45k an hour, depending on the entry test".
    """
    where = near.where
    line = where.text.rfind("\n", 0, near.start) + 1
    end = near.start if unit in _RATES else min(near.after_end, near.end + _TRIAL)
    around = where.within(max(line, near.start - _TRIAL), end, "other")
    trials = [token for token in around if token.meaning == "trial"]
    return [token for token in trials if unit not in _RATES or _is_subject(near, token)][:1]


def _is_subject(near: PayClause, token: PayToken) -> bool:
    """Whether a word begins the sentence of the amount, an article apart."""
    text = near.where.text
    before = _SENTENCE_END.split(text[: token.start])[-1].casefold().split()
    return len(before) <= 1 and _ARTICLES.issuperset(before) and not _SENTENCE_END.search(text, token.end, near.start)


def _is_stipend(near: PayClause, token: PayToken) -> bool:
    """Whether a stipend is what a line is about: "Stipend of KSh 15,000 per month", not "plus a stipend"."""
    where = near.where
    line = where.text.rfind("\n", 0, token.start) + 1
    return where.low.startswith("stipend", token.start) and letters_in(where.text, line, token.start) <= _LABEL


def _parted(gap: str) -> bool:
    """Whether what stands between an amount and a word is more than a few words of one phrase."""
    bare = gap.strip(" )")
    return bool(re.search(r"[,+&.;(]|\b(?:and|plus|with|or|in)\b", bare)) or len(re.findall(r"\w+", bare)) > 2


def _let_go(near: PayClause, token: PayToken) -> bool:
    """Whether a sub-clause with words of pay stands between other money and the amount."""
    text = near.where.text
    word = near.where.low[token.start : token.end]
    if word == "vale" and not text[token.end : near.start].strip():
        return True  # "is worth": a voucher is "vale de"
    if word.startswith("dote") and near.where.within(token.end, near.start, "once", "wage"):
        return True  # "dotée d'une indemnité": what is given, not a fund
    if token.meaning == "example":
        # Farther than half a line "for example" is of something else.
        return near.start - token.end > 40
    if ";" in text[token.end : near.start]:
        return True
    if token.meaning == "threshold" and any(map(_is_wage, near.where.within(token.end, near.start, "wage"))):
        return True
    if token.meaning in ("referral", "paid_out", "threshold", "role", "minimum_wage", "trial"):
        return False
    if token.meaning in _COVERED and _EARN.search(near.where.low, token.end, near.start):
        return True
    if token.meaning in _COVERED and any(map(_is_wage, near.where.within(token.end, near.start, "wage"))):
        return True
    cuts = [match.end() for match in _CUT.finditer(text, token.end, near.start)]
    if cuts and near.where.within(cuts[-1], near.start, "money", "wage"):
        return True
    if token.meaning == "bonus":
        between = text[token.end : near.start]
        paid = near.where.low[token.start : token.end].endswith("paid")
        # Characters: three or four words lie between a bonus and its amount; more, and the amount is the pay beside
        # it.
        return (len(between) > 28 and not paid) or ("." in between.strip(" .") and not BULLET.match(text, near.own))
    return bool(cuts) and bool(MONEY.search(text, token.end, near.start))


def _is_wage(token: PayToken) -> bool:
    """Whether a word names pay and its unit in one ("Stundenlohn"); English ones may go with other money too."""
    return token.language != "en"


def _beside(near: PayClause, token: PayToken) -> bool:
    return not near.where.text[token.end : near.start].strip(" :$(")
