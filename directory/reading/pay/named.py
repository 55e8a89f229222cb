"""The unit of an amount by the words around it, where none stands right behind."""

import re
from typing import cast

from directory.claims import Unit
from directory.reading.pay.amount import Amount
from directory.reading.pay.beside import EACH, NO_PIECE, days
from directory.reading.pay.clause import MONEY, PayClause
from directory.reading.pay.farther import HALVED, each_of, lasts, named_behind, told_of
from directory.reading.pay.lexicon import PayToken, Stretch, stretch
from directory.reading.pay.plain import plain
from directory.reading.pay.sizes import dollars
from directory.reading.pay.whole import whole_before
from directory.reading.pay.words import unbound

# Currencies in which a year's pay begins below ten thousand dollars: their own figure.
_OF_SOUND = {"hour": "audio_hour", "minute": "audio_minute"}
_WORD = re.compile(r"[^\W\d_]+$")
_PIECE = re.compile(r" ([^\W\d_]{4,})")  # letters: shorter words are articles and pronouns
_MOST_BETWEEN = 3  # steps back from a unit to its "each": a word or two may stand between, "za każde nagranie"
# How many characters a small word with its blanks takes: " de ".
_SMALL = 4
_UNKNOWN = "piece"  # a piece of work that no table has
_COMMA = re.compile(r"[;,()]")
# Figures from which a sum without a unit is a year's, though it is below the usual dollars: wages there are such.
_YEARLY = {"INR": 200_000, "PKR": 500_000}


def unit_of(amount: Amount, near: PayClause, heading: str = "") -> Unit:
    """The unit of work that an amount is paid for; a figure as large as a year's pay needs no word for it."""
    value = dollars(amount.high, amount.currency)
    each = each_of(amount, near) if amount.unit in (None, "task") else None
    if each:
        return each
    if amount.unit:
        # Dollars: nobody pays ten thousand an hour; "$60,000, 40 hours a week" is a year's.
        return "year" if amount.unit == "hour" and value > 10_000 else amount.unit
    unit = _nearest(near) or _whole(near) or named_behind(near) or (named_in(heading) if heading else None)
    unit = unit or told_of(near)
    # Dollars: no hour that is named farther off pays that, so the word belongs to another sum.
    if unit in ("hour", "audio_hour") and value > 2_000:
        unit = None
    # Dollars: no year pays less; "1 year of experience: $20".
    if unit == "year" and value < 500:
        unit = None
    return unit or ("year" if value >= 10_000 or amount.high >= _YEARLY.get(amount.currency or "", 1e12) else "unknown")


def _whole(near: PayClause) -> Unit | None:
    """One payment where the words before the amount name all pieces of the job."""
    return "once" if whole_before(near.where, near.own, near.start) else None


def _nearest(near: PayClause) -> Unit | None:
    """The unit that is named last in the words before an amount."""
    where, start = near.where, near.wide
    others = [match.end() for match in MONEY.finditer(where.text, start, near.start)]
    if others:
        cuts = [match.end() for match in _COMMA.finditer(where.text, others[-1], near.start)]
        start = cuts[-1] if cuts else others[-1]
    return named(where, start, near.start)


def named_in(words: str) -> Unit | None:
    """The unit that a heading names last ("Hourly rates:"); None where it names none."""
    where = stretch(plain(words))
    return named(where, 0, len(where.text))


def named(where: Stretch, start: int, end: int) -> Unit | None:
    """The unit that the words in `[start, end)` of a stretch name last; None for none, and for a length of sound."""
    meaning = _meaning(where, start, end)
    return cast("Unit", "task" if meaning == _UNKNOWN else meaning) if meaning not in ("minute", "sound") else None


def is_guessed(near: PayClause) -> bool:
    """Whether the words before an amount name a piece of work that no table has: "pro Gutachten 120 Euro"."""
    return _meaning(near.where, near.wide, near.start) == _UNKNOWN


def _meaning(where: Stretch, start: int, end: int) -> str | None:
    """What the words in `[start, end)` name last: a unit, "minute", "sound", or a piece of work that is not known."""
    best: tuple[int, str] | None = None
    for token in _without_gifts(where, start, end, "alone", "wage", "ahead", "unit", "per", "sounded", "once"):
        meaning, last = token.meaning, token.end
        if best and best[1] in _OF_SOUND.values() and token.start < best[0]:
            continue
        if token.kind == "once" and (token.language == "en" or best):
            continue
        if where.low[max(0, token.start - 5) : token.start].endswith(HALVED):
            continue
        if token.kind == "ahead" and not _stands_before(where, token, end):
            continue
        if token.kind == "per" and where.at(token.start, "once", "alone"):
            continue
        if lasts(where, token, start):
            continue
        if token.kind == "per":
            found = _after_per(where, token, end)
            if found is None:
                continue
            last, meaning = found
        elif token.kind == "unit" and not _linked(where, token, end):
            continue
        if best is None or last >= best[0] or best[1] == "once":
            best = last, _sounding(where, token, meaning)
    return best[1] if best else None


def _without_gifts(where: Stretch, start: int, end: int, *kinds: str) -> list[PayToken]:
    """The tokens of these kinds that are no part of the name of other money: "bon" in "bon o wartości"."""
    gifts = where.within(start, end, "other")
    return [
        token
        for token in where.within(start, end, *kinds)
        if not any(gift.start <= token.start and token.end <= gift.end for gift in gifts)
    ]


def _sounding(where: Stretch, token: PayToken, meaning: str) -> str:
    """An hour with a word for sound right before it, where its script has no blanks: "音频每小时"."""
    if meaning not in _OF_SOUND or token.language not in ("zh", "ja", "ko", "hi"):
        return meaning
    return _OF_SOUND[meaning] if where.within(max(0, token.start - 12), token.start, "sound") else meaning


def _after_per(where: Stretch, per: PayToken, end: int) -> tuple[int, str] | None:
    """The unit that follows "per" or "pro", a word or two between allowed."""
    if per.meaning != "strong" or (per.language == "en" and where.low[per.start : per.end].startswith("for")):
        return None
    sound = False
    # Characters behind "per": a word or two and the unit.
    at, most = per.end, min(end, per.end + 34)
    for token in _without_gifts(where, at, most, "unit", "sounded", "sound"):
        if token.kind == "sound":
            sound = True
        elif len(re.findall(r"\w+", where.text[at : token.start])) <= 2 and "\n" not in where.text[at : token.start]:
            heard = _heard_behind(where, token) if token.meaning in _OF_SOUND else None
            meaning = _OF_SOUND.get(token.meaning) if sound or heard else None
            return heard or token.end, meaning or token.meaning
    return _unknown_piece(where, per, most)


def _unknown_piece(where: Stretch, per: PayToken, end: int) -> tuple[int, str] | None:
    """A piece of work that no table has, behind a word that can only mean "each": "pro Gutachten"."""
    piece = _PIECE.match(where.low, per.end, end)
    if where.low[per.start : per.end] not in EACH or piece is None or piece[1] in NO_PIECE:
        return None
    named_too = where.at(piece.start(1), "unit", "alone", "cur", "money", "wage", "sound", "head", "other")
    return None if named_too or piece[1] in days() else (piece.end(), _UNKNOWN)


def _heard_behind(where: Stretch, unit: PayToken) -> int | None:
    """Where a word for sound ends that follows a unit, one small word between: "por hora de audio"."""
    found = where.within(unit.end, unit.end + 14, "sound")
    alike = (one.end for one in found if one.language != "en" and one.start - unit.end <= _SMALL)
    return next(alike, None)


def _is_session(where: Stretch, unit: PayToken, end: int) -> bool:
    """Whether one session is named before an amount: "A one-hour remote session pays $50"."""
    if unit.language in ("zh", "ja", "ko"):
        return False
    # Characters from a session to its amount: its title and a verb. "sessions" are many.
    return unit.meaning == "session" and end - unit.end < 76 and where.low[unit.end - 1] != "s"


def _stands_before(where: Stretch, token: PayToken, end: int) -> bool:
    """Whether nothing but a bound or "gross" stands between a unit and the amount: "월 최대 300만원"."""
    between = len(where.text[token.end : end].replace(" ", ""))
    words = where.within(token.end, end, "before", "gross")
    return between <= 1 or between <= sum({word.start: word.end - word.start for word in words}.values())


def _linked(where: Stretch, unit: PayToken, end: int) -> bool:
    """Whether a word before or behind a unit makes it what is paid for."""
    if where.text[unit.start - 1 : unit.start] == "/" and where.to(unit.start - 1, "cur"):
        return True
    return _one_of(where, unit) or _per_behind(where, unit) or _is_session(where, unit, end) or _per_before(where, unit)


def _one_of(where: Stretch, unit: PayToken) -> bool:
    """Whether one piece is counted before a unit, where its script has no blanks: "인터뷰 1회"."""
    before = where.text[max(0, unit.start - 2) : unit.start]
    return unbound(where.text[unit.start]) and before[-1:] == "1" and not before[:1].isdigit()


def _per_before(where: Stretch, unit: PayToken) -> bool:
    """Whether a word for "each" stands before the unit, a word or two between: "je Aufgabe", "za każde nagranie"."""
    at = unit.start
    if unbound(where.text[at]):
        return False
    for _ in range(_MOST_BETWEEN):
        while at and where.text[at - 1] == " ":
            at -= 1
        per = where.to(at, "per")
        if per:
            return per.meaning == "strong" and not where.low[per.start : per.end].startswith("for")
        word = _WORD.search(where.low, max(0, at - 20), at)
        if word is None:
            return False
        at = word.start()
    return False


def _per_behind(where: Stretch, unit: PayToken) -> bool:
    """Whether a word for "each" follows the unit: "saat başına", "1件あたり", "건당"."""
    at = unit.end + 1 if where.text[unit.end : unit.end + 1] == " " else unit.end
    return where.at(at, "per_after") is not None
