"""What is said of those who live somewhere, without asking it of anybody: "if you live in …, tax is deducted"."""

import re

from directory.reading.lattice import Token, tokens
from directory.reading.residence.clause import BEHIND, Clause, has_words

LEVY, INVITED = "levy", "invited-if"
_CLIENT = re.compile(r"[ck]lient|kund|asiakka|ugyfel|клиент|клієнт|musteri|zakazn|العميل|客户|顧客|고객")
_VERB_FIRST = ("de", "nl", "sv", "da", "no")
"""Languages in which a statement that begins with its verb is a case."""
_ASKING = ("only", "barred", "needless")
_ELSE = ("also", "seat", "fine", "indifferent", "not", "needless", "wish", "others")


def is_taxed(clause: Clause) -> bool:
    """Whether a word of taxes, contracts or laws stands in the sentence, beside what people somewhere get."""
    return clause.anywhere("levy")


def is_levy(clause: Clause) -> bool:
    """Whether a sentence only says which tax or law is that of people of these places, or what they get."""
    levies = [token.start for token in clause.all if token.kind in ("levy", "gets")]
    if _tells_you(clause):
        return False
    if not levies or clause.anywhere(*_ASKING) or clause.has("need") or _sought(clause, levies[0]):
        return False
    return clause.has("if", "person", "citizen", "live", "right")


def _tells_you(clause: Clause) -> bool:
    """Whether a sentence begins with "you": "Du bist in Deutschland gemeldet und zahlst deine Steuern"."""
    yours = [token.start for token in clause.near if token.kind == "you"]
    return bool(yours) and not has_words(clause.page.plain[clause.line.start : yours[0]])


def _sought(clause: Clause, levy: int) -> bool:
    """Whether people of these places are looked for: before the list, or right behind it where verbs stand last."""
    taking = [token for token in clause.near if token.kind == "accept"]
    if clause.language in BEHIND:
        return any(clause.listed.end <= token.start < levy for token in taking)
    return any(token.end <= clause.listed.start for token in taking)


def inverted(clause: Clause) -> bool:
    """Whether a verb of living begins a statement and makes it a case: "Wohnst du in …, brauchst du eine …"."""
    first = next((token for token in clause.near if token.kind == "live"), None)
    if (
        clause.language not in _VERB_FIRST
        or first is None
        or has_words(clause.page.plain[clause.line.start : first.start])
    ):
        return False
    asked = clause.page.plain[clause.line.start : clause.line.end + 1].rstrip().endswith("?")
    yours = any(token.kind == "you" and 0 <= token.start - first.end <= 1 for token in clause.near)
    return yours and not asked and has_words(clause.page.plain[clause.listed.end : clause.line.end])


def invited(clause: Clause) -> bool:
    """Whether those who live there are called to take part: "Wenn du in Österreich wohnst, kannst du mitmachen"."""
    if clause.anywhere(*_ELSE) or not clause.has("live"):
        return False
    return any(token.kind == "join" and token.start >= clause.listed.end for token in clause.all)


def comes_there(clause: Clause) -> bool:
    """Whether the work is done in person in a place, and nothing is said of living there: where one comes to."""
    kinds = ("not", "barred", "person", "needless", "wish", "live", "label")
    clients = any(_CLIENT.match(clause.page.low, token.start) for token in clause.all if token.kind == "seat")
    return clause.anywhere("onsite") and not clause.anywhere(*kinds) and not clients


def is_there(clause: Clause) -> bool:
    """Whether one must be there: "Du musst in Polen sein", "il faut être au Canada", with small words between."""
    if not clause.has("need", "only") or clause.has("paper", "seat", "levy"):
        return False
    return any(token.kind == "being" and _right_beside(clause, token) for token in clause.near)


def _right_beside(clause: Clause, token: Token) -> bool:
    start, end = min(token.end, clause.listed.end), max(token.start, clause.listed.start)
    small = [other for other in tokens(clause.page).between(start, end) if other.kind in ("bind", "joint", "only")]
    rest = (at for at in range(start, end) if not any(one.start <= at < one.end for one in small))
    return not any(clause.page.plain[at].isalnum() for at in rest)
