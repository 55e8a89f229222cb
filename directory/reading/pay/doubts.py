"""Pay that was perhaps not understood: money without a claim; a main claim that is close to another or half known."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from directory.claims import Claim, Doubt, Pay, Quote
from directory.posting import Posting
from directory.reading.page import sheet
from directory.reading.pay.context import Offer
from directory.reading.pay.evidence import NOT_SAID
from directory.reading.pay.lexicon import Stretch, stretch
from directory.reading.pay.ranking import close
from directory.reading.pay.sizes import FIRM_UNITS
from directory.reading.quote import quote

_MOST = 3
# Characters behind the main amount in which another may be its band, and how many times as much that is at most.
_BESIDE, _MOST_BESIDE = 90, 3
# Other money that is doubted where it is said as plainly as pay, and how plainly.
_CLOSE, _PLAIN = frozenset(("bonus", "perk", "cost", "business", "role")), 6
# Reasons that say nothing about what an amount is.
_OPEN = frozenset((NOT_SAID, "no size for pay", "currency not told"))
# What an amount for an hour or a piece may well be, though nothing else of the posting is pay.
_SURELY_OTHER = frozenset(("example", "funding", "large sum", "minimum_wage", "paid_out"))
_DIGIT = re.compile(r"\d")
# A figure apart from the letters of its script; the words of Chinese, Japanese and Korean touch theirs.
_FIGURE = re.compile(r"(?<![A-Za-z0-9_.,\u00c0-\u0e00])[A-Z]?\d[\d.,' ]*(?![A-Za-z0-9_\u00c0-\u0e00])")
_RIGHT_BEHIND = re.compile(r"[: ]{1,2}\d{2,5}(?![\d%:])")
# Characters of a line that is looked at, between a word of pay and its figure, and between that and its unit.
_LONGEST, _NEAR, _NEXT = 600, 25, 18
_UNITS = ("per", "alone", "unit", "sounded")
# Words for getting money, and a figure with a word that we do not know: "je krijgt 12 piek per uur", slang for money.
_GETS = re.compile(
    r"\b(?:get|earn|receive|pocket|walk away with|krijgt?|ontvangt?|verdien\w*|llevas|ganas|cobras|recib[ei]\w*"
    r"|ganhas?|recebe\w*|touche[sz]?|gagne[sz]?|bekomm\w*|kriegst|kriegt|gibt|zahlen|diamo|guadagn\w+|prendi|son|får"
    r"|fås|tjän\w+|tjen\w+|saat|ansait\w+|dostan\w+|zarobi\w+|primești|câștig\w*|kapsz|keres\w*|получ\w+|заработ\w+"
    r"|отрима\w+|зароб\w+|kazan\w+|alırsın\w*|mil(?:ega|enge)|dapat|nhận|unapata|παίρν\w+|kikita|makukuha)\b",
    re.IGNORECASE,
)
_SLANG = re.compile(r"(?<![\w.,-])\d[\d.,]* (?P<word>[^\W\d_]{3,}) ")
# Units that are told apart by one word, the rule of one that stands before its amount, and how far.
_ALIKE, _BEFORE, _AHEAD = frozenset(("hour", "task", "session")), "in the words before", 60


class PayQuestion(NamedTuple):
    """What the decision was made from: the field's offer, the text's main one, all candidates of text and title."""

    field: Offer | None
    main: Offer | None
    every: Sequence[Offer]


def doubts(posting: Posting, claims: Sequence[Claim], asked: PayQuestion) -> list[Doubt]:
    """Figures that look like pay and were not understood, and a main claim that is close to another or half known."""
    if not claims and any(char.isdigit() for char in posting.pay):
        return [Doubt("pay", quote(posting.pay, 0, len(posting.pay), "pay"))]
    if claims:
        found = [Doubt("pay", _quote(posting, offer)) for offer in islice(_questioned(claims[0], asked), _MOST)]
        return found or ([Doubt("pay", claims[0].quote)] if _two_units(posting, claims[0]) else [])
    found = [Doubt("pay", _quote(posting, offer)) for offer in asked.every if _looks_like_pay(offer)]
    return found[:_MOST] or [Doubt("pay", words) for words in islice(_unread(posting), 1)]


def _two_units(posting: Posting, claim: Claim) -> bool:
    """Whether the unit stands before the amount beside another: "each recording session is paid", an hour or a task."""
    quoted = claim.quote
    if not isinstance(claim.value, Pay) or claim.value.unit not in _ALIKE or _BEFORE not in claim.rule:
        return False
    text = posting.source(quoted.source)
    line = text.rfind("\n", 0, quoted.start) + 1
    where = stretch(text[max(line, quoted.start - _AHEAD) : quoted.start])
    units = {token.meaning for token in where.tokens if token.kind in _UNITS and where.heard(token)}
    return len(units & _ALIKE) > 1


def _quote(posting: Posting, offer: Offer) -> Quote:
    return quote(posting.source(offer.source), offer.start, offer.end, offer.source)


def _looks_like_pay(offer: Offer) -> bool:
    """Whether an amount that was dropped may be the pay that nothing else says."""
    if offer.dropped in _OPEN or (offer.dropped in _CLOSE and offer.score >= _PLAIN):
        return True
    return offer.dropped is not None and offer.pay.unit in FIRM_UNITS and offer.dropped not in _SURELY_OTHER


def _unread(posting: Posting) -> Iterator[Quote]:
    """Words of pay with a figure behind them of which no amount was made: a currency that we do not know."""
    text = sheet(posting.text).plain
    start = 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST and _DIGIT.search(line):
            where = stretch(line)
            found = next(chain(_figures(where), _slang(where)), None)
            if found is not None:
                yield quote(text, start + found[0], start + found[1], "text")
        start += len(line) + 1


def _figures(where: Stretch) -> Iterator[tuple[int, int]]:
    """Words like "wage" with a figure right behind, or like "we pay" with a figure and a unit."""
    for token in where.tokens:
        if token.kind == "alone" and token.meaning == "hour" and (beside := _RIGHT_BEHIND.match(where.text, token.end)):
            yield token.start, beside.end()
        if token.kind not in ("wage", "money") or not where.heard(token):
            continue
        figure = _FIGURE.search(where.text, token.end, min(len(where.text), token.end + _NEAR))
        if figure and (token.kind == "wage" or where.within(figure.end(), figure.end() + _NEXT, *_UNITS)):
            yield token.start, figure.end()


def _slang(where: Stretch) -> Iterator[tuple[int, int]]:
    """Figures with an unknown word behind them, for an hour or a piece of work, that one gets."""
    if not _GETS.search(where.text):
        return
    for found in _SLANG.finditer(where.text):
        unit = where.at(found.end(), "alone", "per")
        known = any(token.start < found.end("word") and found.start("word") < token.end for token in where.tokens)
        if unit and not known and where.within(found.end(), found.end() + _NEXT, "alone", "unit"):
            yield found.start(), found.end("word")


def _is_beside(one: Offer, main: Offer) -> bool:
    """Whether an amount near the main one, of much its size and of no unit, may be a band of it that was missed."""
    if one.source != main.source or one.pay.currency != main.pay.currency or one.pay.unit != "unknown":
        return False
    if one.dropped not in (None, NOT_SAID) or one.weak or not 0 < one.start - main.end <= _BESIDE:
        return False
    low, high = main.pay.min or main.pay.max or 0, main.pay.max or main.pay.min or 0
    outside = one.amount.high > high or one.amount.low < low
    return outside and high / _MOST_BESIDE <= one.amount.high <= high * _MOST_BESIDE


def _questioned(taken: Claim, asked: PayQuestion) -> Iterator[Offer]:
    """What makes the main claim doubtful: half of it unknown or guessed, or another offer close to it."""
    best = asked.main or asked.field
    if best is None or not isinstance(taken.value, Pay):
        return
    rival = close(asked.main, [one for one in asked.every if one.dropped is None]) if asked.main else None
    rival = rival or next((one for one in asked.every if asked.main and _is_beside(one, asked.main)), None)
    if rival:
        yield rival
    guessed = best.amount.guessed and best.pay.unit == taken.value.unit
    unsaid = best.dropped == NOT_SAID
    if guessed or unsaid or (taken.value.unit == "unknown" and taken.value.qualifier != "placeholder"):
        yield best
