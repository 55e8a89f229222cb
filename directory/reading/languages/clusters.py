"""Words of level in a sentence: those that are joined to one, and what stands between them and a name."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from directory.claims import LEVELS, Level
from directory.reading.languages.words import LanguageToken

_CODE_LENGTH = 3  # "C1", "B2+": a longer word with a digit is no level of a scale
_FLUENCY = frozenset(("fluency", "fluently", "fluent"))
# How words of command begin, that say "fluent" only where no other level does: "dominio nativo".
_COMMAND = ("domin", "padronanza", "menguasai", "penguasaan", "إتقان", "اتقان")
# What may stand between a level and its language: nothing of it says anything else.
_TRADE = frozenset(("fill", "know", "in", "label", "one", "speaker", "and", "or", "worker", "need"))
_JOINS = frozenset(("fill", "and", "or"))
_OPENS = frozenset("([-:=")
_BREAKS = frozenset((";", "!", "?"))
_DENIES = frozenset(
    ("not", "never", "nicht", "no", "pas", "non", "niet", "inte", "ikke", "ei", "nie", "ne", "nu", "nem", "не")
)
_PLAIN = frozenset("\"'()[]:*/&+<>|•–-_#=")
# What a comma or an "and" counts for, in words that we do not know.
COMMA = 2
_CONJUNCTION = 2
# Texts and tasks part a level from a language: "English texts written by native speakers".
_MATTER = 2
_ABOUT_WORK = frozenset(("matter", "work", "translate", "guide"))
_MOST_BETWEEN = 8  # tokens from a level to the next of one cluster: "fluent, ideally native or at least"


class Cluster(NamedTuple):
    """Levels joined with each other, as the first and last of their tokens."""

    first: int
    last: int
    level: Level
    exact: bool
    sure: bool


class Gap(NamedTuple):
    """What stands between a level and a name: how far it parts them, None if they cannot belong together."""

    cost: int | None
    opened: bool = False
    comma: bool = False


def clusters(tokens: Sequence[LanguageToken]) -> list[Cluster]:
    """The levels of a sentence, in order, each with all words that say it: "native or near-native", "fluent (C1)"."""
    found: list[Cluster] = []
    at = 0
    while at < len(tokens):
        if tokens[at].level is None:
            at += 1
            continue
        parts = [at]
        while (then := _joined(tokens, parts[-1])) is not None:
            parts.append(then)
        found.append(_cluster(tokens, parts))
        at = parts[-1] + 1
    return found


def _joined(tokens: Sequence[LanguageToken], at: int) -> int | None:
    """The level that goes on from the level at `at`: "native or near-native", "B2-C1", "fluent (C1)"."""
    comma = either = False
    for then in range(at + 1, min(len(tokens), at + _MOST_BETWEEN)):
        token = tokens[then]
        if token.level is not None:
            if comma and not (token.sure and tokens[at].sure):
                return None
            apart = comma or (not either and _after_name(tokens, at))
            return None if apart and _before_name(tokens, then) else then
        comma = comma or token.text == ","
        either = either or "or" in token.kinds or token.text in "/-"
        if not (token.text == "," or token.kinds & _JOINS or token.text in _PLAIN):
            return None
    return None


def _after_name(tokens: Sequence[LanguageToken], at: int) -> bool:
    left = next((place for place in range(at - 1, -1, -1) if tokens[place].name >= 0), None)
    return left is not None and gap(tokens, left, at).cost == 0


def _before_name(tokens: Sequence[LanguageToken], at: int) -> bool:
    right = next((place for place in range(at + 1, len(tokens)) if tokens[place].name >= 0), None)
    return right is not None and gap(tokens, at, right).cost == 0


def _cluster(tokens: Sequence[LanguageToken], parts: list[int]) -> Cluster:
    """The lowest level that several words accept; what stands in brackets explains the words before them, and codes
    explain words, and "native speaker fluency" is native."""
    kept = [parts[0]]
    for before, part in pairwise(parts):
        between = tokens[before + 1 : part]
        fluency = tokens[part].text in _FLUENCY and all("fill" in token.kinds for token in between)
        if fluency or _is_one(between):
            kept[-1] = max(kept[-1], part, key=lambda at: _rank(tokens[at]))
        else:
            kept.append(part)
    kept = [at for at in kept if not tokens[at].text.startswith(_COMMAND)] or kept
    opened = next((at for at in range(parts[0], parts[-1]) if tokens[at].text == "("), parts[-1])
    within = [at for at in kept if at > opened and not _is_code(tokens[at])]
    codes = [at for at in kept if _is_code(tokens[at])]
    native = any(tokens[at].level == "native" for at in kept if at < opened < parts[-1])
    if codes and not (native and min(_rank(tokens[at]) for at in codes) >= LEVELS.index("fluent")):
        kept = codes
    elif codes or within:
        kept = within or [at for at in kept if at not in codes]
    lowest = min(kept, key=lambda at: _rank(tokens[at]))
    level = cast("Level", tokens[lowest].level)
    return Cluster(parts[0], parts[-1], level, bool(codes), any(tokens[at].sure for at in parts))


def _is_one(between: Sequence[LanguageToken]) -> bool:
    """Whether only an "and" joins two levels: who is asked for perfect diction "and" as a native is to be a native."""
    return any("and" in token.kinds for token in between) and all(
        token.kinds & {"and", "fill"} and "or" not in token.kinds for token in between
    )


def _is_code(token: LanguageToken) -> bool:
    return len(token.text) <= _CODE_LENGTH and token.text[1:2].isdigit()


def _rank(token: LanguageToken) -> int:
    return LEVELS.index(cast("Level", token.level))


def gap(tokens: Sequence[LanguageToken], start: int, end: int) -> Gap:
    """How far the tokens at places `start` and `end` stand apart, in words that we do not know; see Gap."""
    cost, opened, colon, comma = 0, False, False, False
    for at in range(start + 1, end):
        token = tokens[at]
        denies = token.text in _DENIES and "in" not in token.kinds
        if token.text in _BREAKS or denies or "against" in token.kinds:
            return Gap(None)
        if token.text == "\n":
            cost += 0 if colon or _hangs(tokens, at) else COMMA
        elif token.text == ",":
            cost += COMMA
            comma = True
        elif token.text in _PLAIN:
            colon = colon or token.text == ":"
            opened = opened or (token.text in _OPENS and at == start + 1)
        elif token.kinds & {"and", "or"} and at in (start + 1, end - 1):
            cost += _CONJUNCTION
        elif not token.kinds & _TRADE:
            cost += _MATTER if token.kinds & _ABOUT_WORK else 1
    return Gap(cost, opened and cost == 0, comma)


def _hangs(tokens: Sequence[LanguageToken], at: int) -> bool:
    """Whether a line breaks off before this token within a phrase: "proficiency in", "English and"."""
    before = tokens[at - 1] if at else None
    return before is not None and bool(before.kinds & {"in", "and", "or", "one", "fill", "know"})
