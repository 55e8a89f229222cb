"""Whether "except" takes a list of places out, in any language and over the people that it names."""

import re
from functools import cache

from directory.reading.lattice import Token
from directory.reading.residence.clause import CLOSE, NEAR, Clause, has_words, takes_out
from directory.reading.residence.wholes import is_whole
from directory.terms import fold

_WHO = 5
"""Characters between "except" and those who are: "tranne chi sta in Italia"."""
_ALL = ("any", "open", "anyone")
"""Kinds of words of "everybody" and "everywhere", over which an exception goes on to those that it names."""
_PARTING = ",;，、–—("
_OUTSIDE = (
    "outside|fuera de|fuera del|fora|fora de|fora do|fora da|hors|en dehors de|außerhalb|fuori|fuori dall"
    "|fuori da|fuori dalla|fuori d|al di fuori|al di fuori di|buiten|utanför|uden for|utenfor|ulkopuolella"
    "|poza|mimo|în afara|din afara|din afară|kívül|вне|за пределами|из-за пределов|поза|за межами|з-за меж"
    "|dışında|dışındaki|dışından|dışındakiler|के बाहर|से बाहर|خارج|di luar|ngoài|nje ya|walio nje ya|以外|国外"
    "|外にお住まい|외의|이외|외 거주|외 지역|밖에 거주"
    "|국외"
    "|muualta kuin|muualla kuin|muut kuin|muista maista kuin|anderswo als|anders dan|andere landen dan|annat land än"
    "|andre lande end|andre land enn|innego kraju niż|innych niż|jinde než|altundeva decât|alte țări decât"
)
"""Words of exception that say "outside"."""


def excepted(clause: Clause) -> bool:
    """Whether a word right before the list, or right behind it, takes it out."""
    return not is_whole(clause) and any(
        _takes_out(clause, token) and not _between(clause, token) for token in clause.all
    )


def _takes_out(clause: Clause, token: Token) -> bool:
    """Whether an exception reaches the list; one from "everybody" also reaches over "people who live in"."""
    if token.value == "after" and (_of_next(clause, token) or _heads_next(clause, token)):
        return False
    if takes_out(token, clause.listed):
        return True
    wide = token.kind == "except" and clause.anywhere(*_ALL) and clause.anywhere("live", "person")
    if token.value == "before":
        return wide and _said_to_all(clause, token) and 0 <= clause.listed.start - token.end <= 2 * NEAR
    return wide and 0 <= token.start - clause.listed.end <= 2 * CLOSE


def _of_next(clause: Clause, token: Token) -> bool:
    """Whether an exception behind a list is of what stands between, behind a comma: "EU, Ungarn ausgenommen"."""
    *parted, rest = re.split("[,(（]", clause.page.plain[clause.listed.end : token.start])
    return bool(parted) and has_words(rest)


def _heads_next(clause: Clause, token: Token) -> bool:
    """Whether an exception behind a comma is of what follows it: "ganz Österreich, ausgenommen Wien"."""
    comma = set(_PARTING) & set(clause.page.plain[clause.listed.end : token.start])
    return bool(comma) and has_words(re.split(f"[{_PARTING}.]", clause.page.plain[token.end : clause.line.end])[0])


def _between(clause: Clause, token: Token) -> bool:
    """Whether another statement stands between a word and the list behind it."""
    between = [other for other in clause.all if token.end <= other.start < clause.listed.start]
    who = any(other.kind == "person" and other.start - token.end <= _WHO for other in between)
    wide = who or _said_to_all(clause, token)
    kinds = ("only", "any", "open", "need") if wide else ("live", "only", "any", "open", "need")
    return any(other.kind in kinds for other in between)


def _said_to_all(clause: Clause, token: Token) -> bool:
    """Whether an exception behind "everybody" goes on to the list: "all, except people(,) who live in"."""
    wide = any(other.kind in _ALL and other.end <= token.start for other in clause.all)
    behind = [other for other in clause.all if token.end <= other.start < clause.listed.start]
    words = clause.page.plain[token.end : clause.listed.start]
    whole = not any(sign in words for sign in ",;，；") or any(other.kind == "person" for other in behind)
    return wide and token.end <= clause.listed.start and whole


def torn(clause: Clause) -> bool:
    """Whether a part that excepts somebody from "everybody" asks for a home too: it may mean either."""
    return any(token.kind == "except" and _said_to_all(clause, token) for token in clause.all)


def is_outside(clause: Clause) -> bool:
    """Whether the word before or behind the list says "outside" of it, so that a denial leaves only the list."""
    words = [token for token in clause.all if token.kind == "except"]
    return any(clause.page.low[token.start : token.end].strip("'’") in _outside_words() for token in words)


@cache
def _outside_words() -> frozenset[str]:
    return frozenset(map(fold, _OUTSIDE.split("|")))
