"""Questions about place that a plain yes or no answers: "Muss ich in Polen wohnen? Ja.", "Is it US only? No."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from directory.claims import Statement
from directory.reading.lattice import Token
from directory.reading.page import Line, Sheet
from directory.reading.residence.around import Around
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.outside import ASKED_OUTSIDE
from directory.reading.residence.places import barred
from directory.reading.residence.rules import ASKED

Reply = Literal["yes", "no", ""]
RULE = "answered"
_LEAD = r"[\s?？؟\"”»）)*_]*(?:[^\W\d_]{1,7}\s?[.:：)]\s*)?[\s*_]*"
_YES = (
    "yes|yep|yeah|sí|si|sim|oui|ja|jawohl|sì|tak|ano|да|так|evet|ndiyo|igen|da|kyllä|joo|はい|네|예|是的|是|需要|对|có|vâng"
    "|ya|iya|हाँ|हां|जी|نعم|بله|ναι|כן|haan|haanji|oo|opo"
)
_NO = (
    "no|nope|not|não|nao|nein|non|nie|nee|nej|nei|ne|ei|nem|nu|нет|ні|hayır|hapana|いいえ|아니요|아니오|不|不用|不需要"
    "|không|tidak|नहीं|لا|كلا|نه|خیر|όχι|לא|nahi|nahin|hindi"
)
_ANSWER = re.compile(rf"{_LEAD}(?:(?P<yes>{_YES})|(?P<no>{_NO}))(?![\w-])", re.IGNORECASE)
_CAN = re.compile(
    r"\b(?:can|may|could|kann|darf|puedo|podemos|pueden|posso|podemos|puis|peut|peuvent|kan|mag|får|må|voi\w*|saako"
    r"|mog[eęą]|można|mohu|můžu|lze|pot|putem|lehet\w*|\w+hatok|\w+hetek|можно|могу|могут|можна|можу|bisakah|bolehkah"
    r"|naweza|ninaweza)\b|abilir|miyim|mıyım|يمكن|सकत|có thể|能|可以|できますか|수 있",
    re.IGNORECASE,
)
"""Words by which a question asks what is possible, not what is asked for."""

_OUTSIDE = re.compile(r"\b(?:outside|not)\b", re.IGNORECASE)


def reply_behind(page: Sheet, end: int) -> Reply:
    """What the first word behind a question says to it."""
    found = _ANSWER.match(page.plain, end)
    return "" if found is None else "yes" if found["yes"] else "no"


def may_one(words: str) -> bool:
    """Whether a question asks what one may do ("Can I join from"), not what one must."""
    return bool(_CAN.search(words))


def answer_told(page: Sheet, around: Around) -> Statement | None:
    """What an English question about places comes to where the next words say yes or no to it."""
    before, end = around.before, around.group.end + len(around.after)
    if page.plain[end : end + 1] != "?" or not ASKED.search(before):
        return None
    reply, outside, out = reply_behind(page, end), bool(_OUTSIDE.search(before)), barred(around.group.hits)
    if may_one(before) is (reply == "yes") or not reply or (reply == "yes" and outside):
        return None
    if reply == "no" and not outside:
        return Statement("not", out) if out else None
    return Statement("only", around.group.places)


def answered(page: Sheet, line: Line, found: Sequence[Evidence], said: Sequence[Token]) -> Iterator[Evidence]:
    """What a question comes to by its answer; without a plain one each of its statements is a doubt."""
    reply = reply_behind(page, line.end)
    kinds = {token.kind for token in said}
    if reply == "no" and "matters" in kinds and kinds & {"where", "abode", "label"} and not found:
        yield Evidence("residence", Statement("any"), "strong", line.start, line.end, RULE)
    possible = may_one(page.plain[line.start : line.end])
    for one in found:
        yield _answered(one, reply, possible=possible)


def _answered(one: Evidence, reply: Reply, *, possible: bool) -> Evidence:
    asked = replace(one, dropped="it is asked, not said", doubtful=not reply)
    if not reply or one.statement.stance != "only":
        return asked
    if reply == "yes":
        return asked if possible or one.dropped else replace(one, rule=RULE)
    if not possible:
        return asked
    if one.rule == ASKED_OUTSIDE:
        return replace(one, dropped=None, rule=RULE)
    return asked if one.dropped else replace(one, statement=Statement("not", one.statement.places), rule=RULE)
