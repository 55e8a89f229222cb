"""The unit of an amount by words farther off: behind it, in the next sentence, or the noun that it is each of."""

import re
from typing import cast

from directory.claims import Unit
from directory.reading.pay.amount import Amount
from directory.reading.pay.clause import MONEY, PayClause
from directory.reading.pay.headed import unit_beside
from directory.reading.pay.lexicon import PayToken, Stretch

HALVED = ("bi-", "bi ", "semi-", "semi ")  # two weeks, half a month: no unit of ours
_PAID_OUT = ("paid", "payment", "payments", "payout", "payouts", "via", "transferred", "sent", "invoiced")
_SPANS = ("hour", "day", "week", "month", "year")
# Spans that may be how long a piece of work lasts, and how near before them its verb stands.
_TIMES, _LASTS = frozenset(("hour", "minute", "day", "week", "month")), 22
_BEHIND = 45  # characters behind an amount, half a line: farther on another sentence begins
_EACH = 120  # characters before "each" in which its noun stands: "Sessions last three hours at our center, $120 each"
_SUBJECT = 40  # characters between a noun and what it earns: "Accepted transcripts earn you $8"
# The sentence behind an amount that only says its unit: "That's per hour, by the way", "Das ist pro Stunde".
_ANAPHOR = re.compile(
    r"\s*(?:[-*•(] ?)?(?:that'?s|that is|this is|it'?s|das (?:ist|gilt)|c'est|es (?:el|lo|por|la)\b|eso es|esto es"
    r"|isso e\b|e (?:all'|per|l')|questo e|dit is|dat is|het is|det ar|det er|se on|kyse on|to (?:jest|stawka)|je to"
    r"|to je|este\b|asta e|ez (?:az|a)?|это|це\b|bu\b|هذا|وهذا|यह|itu\b|ini\b|do la\b|这是|即|これは"
    r"|이는|hiyo ni|hii ni)",
)
_SAID = 70  # characters of such a sentence


def named_behind(near: PayClause) -> Unit | None:
    """The unit named a few words behind: "$30 for every full hour", "$210 for the weekly task", not "paid weekly"."""
    where = near.where
    for token in where.within(near.end, min(near.after_end, near.end + _BEHIND), "alone", "cur", "unit"):
        between = where.low[near.end : token.start]
        if token.kind == "cur" or any(char.isdigit() for char in between) or between.endswith(HALVED):
            return None
        if token.kind == "unit":
            if not _each_before(where, token, near.end):
                continue
            if token.meaning in ("session", "task", "word") and not re.search(r"[,;]", between):
                return cast("Unit", token.meaning)
        if token.meaning in _SPANS and not any(word in between.split() for word in _PAID_OUT):
            hourly = token.meaning == "hour" or not where.within(near.end, token.start, "money")
            return cast("Unit", token.meaning) if hourly and "," not in between.rstrip(" ,") else None
    return None


def lasts(where: Stretch, span: PayToken, start: int) -> bool:
    """Whether a span of time is how long a piece of work lasts, not what is paid for: "lasts about an hour"."""
    timed = span.meaning in _TIMES
    return timed and bool(where.within(max(start, span.start - _LASTS), span.start, "lasting"))


def _each_before(where: Stretch, unit: PayToken, start: int) -> bool:
    """Whether a word for "each" stands right before a span of time: "for each hour", "za każdą godzinę"."""
    return any(
        token.meaning == "strong" and not where.low[token.end : unit.start].strip()
        for token in where.within(start, unit.start, "per")
    )


def each_of(amount: Amount, near: PayClause) -> Unit | None:
    """A session that the amount behind it is for each of: "Sessions are three hours, $120 each"; None for others."""
    where, at = near.where, near.end
    behind = where.text[at : at + 1] == " " and where.at(at + 1, "each")
    if not (behind or where.to(amount.end, "each")):
        return None
    start = max(where.text.rfind("\n", 0, near.start) + 1, near.start - _EACH)
    nouns = [token for token in where.within(start, near.start, "unit") if token.meaning in ("session", "task")]
    return cast("Unit", nouns[-1].meaning) if nouns else "task"


def told_of(near: PayClause) -> Unit | None:
    """The unit of the work that earns the amount, or the one that the sentence behind it says alone."""
    return unit_beside(near.where, near.start) or _said_behind(near) or _subject(near)


def _subject(near: PayClause) -> Unit | None:
    """The piece of work that earns the amount, its sentence's first noun: "Accepted transcripts earn $8"."""
    where = near.where
    units = [one for one in where.within(near.own, near.start, "unit") if not lasts(where, one, near.own)]
    if len({(token.start, token.meaning) for token in units}) != 1 or units[0].meaning not in _PIECES:
        return None
    word, beside = where.low[units[0].start : units[0].end], units[0].end + 1
    if word in ("task", "tasks") or _RATE.match(where.low, beside):
        return None  # "the task pay rate" is for the whole task
    begins = len(where.low[near.own : units[0].start].split()) <= _MOST_BEFORE
    close = near.start - units[0].end <= _SUBJECT and not re.search(r"[\d,;:]", where.text[units[0].end : near.start])
    return cast("Unit", units[0].meaning) if begins and close else None


_RATE = re.compile(r"(?:pay|rate|fee|price|payment)\b")
_PIECES = frozenset(("task", "session", "word"))
_MOST_BEFORE = 3  # words before that noun: "Every accepted", "Die angenommenen"


def _said_behind(near: PayClause) -> Unit | None:
    """The unit of a short sentence right behind that holds no other money: "$25. That's per hour"."""
    where, start = near.where, near.after_end + 1
    if near.after_end - near.end > _BEHIND or not _ANAPHOR.match(where.low, start):
        return None
    end = min((at for at in (where.text.find(mark, start) for mark in ".!\n") if at > start), default=len(where.text))
    if end - start > _SAID or MONEY.search(where.text, start, end):
        return None
    found = where.within(start, end, "alone") or [
        token for token in where.within(start, end, "unit") if _each_before(where, token, start)
    ]
    return cast("Unit", found[0].meaning) if found and found[0].meaning in (*_SPANS, "task", "word") else None
