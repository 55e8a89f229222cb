"""What makes a named language a statement about the worker, and what unmakes it."""

import re
from collections.abc import Sequence

from directory.reading.languages.book import UNSPACED
from directory.reading.languages.words import LanguageToken

_BREAKS = frozenset((";", "!", "?"))
# A cue behind the language stands in its phrase: "Polish translator", not "Polish - translator".
_STOPS = frozenset((";", "!", "?", ",", "\n", "|", ":"))
_CLAUSES = frozenset((",", ";", "(", ")", "\n", "!", "?"))
_HEADS = frozenset((":", "-", "(", "=", "\n"))
_SILENT = frozenset(("fill", "and", "or", "one", "level"))
# How many words that we do not know may stand between a cue and the language: "skilled in modern and old Greek".
_LEFT = {
    "does": 3,
    "know": 3,
    "speaker": 1,
    "label": 1,
    "need": 3,
    "guide": 4,
    "translate": 3,
    "work": 4,
    "worker": 1,
    "matter": 4,
}
_RIGHT = {"does": 3, "know": 1, "speaker": 1, "worker": 1, "need": 2, "matter": 1, "label": 0, "paper": 0, "goods": 1}
# The language whose answers and prompts say nothing: all that is not said to be in another is in it.
_USUAL = "english"
# Words that we do not know between a document of guidance and its language, in languages that say no "in" there.
_PAPER = 1
_FOLLOWING = ("speaker", "worker", "know", "need", "matter", "does", "paper", "goods")
_NAMES = {
    "know": "knowledge of it",
    "speaker": "speaker",
    "label": "language label",
    "need": "needed",
    "guide": "guides in",
    "translate": "translate",
    "work": "work in",
    "does": "work in",
    "worker": "worker",
    "matter": "work in",
    "paper": "guides in",
    "goods": "texts of it",
}
_WITHIN = "بال"  # "in the", written together with the language in Arabic
_CALLED = 6  # tokens from a language to the word that makes it one of the work: "is the team's usual language"
_IS = frozenset(
    ("is", "ist", "es", "est", "e", "är", "ar", "er", "on", "jest", "je", "este", "ni", "adalah", "la", "是")
)
_TURNS = frozenset(("wish", "free"))
_LESS = 10  # tokens behind what is not needed, within which "only basic reading" is still said of it
_OPPOSED = 4  # tokens from a "not" to the language that it opposes to another
_NOT = frozenset(
    ("not", "nicht", "kein", "no", "nao", "pas", "non", "niet", "geen", "inte", "ikke", "ei", "nie", "ne", "nu")
) | {"nem", "не", "degil", "bukan", "不是", "非", "ليس", "ليست", "لا", "नहीं"}
_WISH_REACH = 8  # tokens within which "a plus" still turns a language: what is farther is of another clause
# Korean, Japanese and Hindi say what is not needed behind it: such words end a clause and turn nothing that follows.
_ENDS_CLAUSES = re.compile(r"[\uac00-\ud7a3\u3040-\u30ff\u0900-\u097f]")


def cue(tokens: Sequence[LanguageToken], first: int, last: int) -> str | None:
    """The name of what states the languages from token `first` to `last`: words just before or just behind them."""
    if _is_market(tokens, last):
        return None
    return _behind(tokens, last) or _ahead(tokens, first)


def _ahead(tokens: Sequence[LanguageToken], first: int) -> str | None:
    unread, inside = 0, tokens[first].text.startswith(_WITHIN)
    for at in range(first - 1, -1, -1):
        token = tokens[at]
        if token.name >= 0 or token.text in _BREAKS:
            return None
        if token.text == ",":
            unread += 1
        told = token.kinds and (_told(token, unread, inside) or _labelled(tokens, at, unread))
        if told:
            return told
        if token.level:
            inside = False
        elif "in" in token.kinds and unread == 0:
            inside = True
        elif not token.kinds & _SILENT and "sign" not in token.kinds:
            unread += 1
        if unread > max(_LEFT.values()):
            return None
    return None


def _told(token: LanguageToken, unread: int, inside: bool) -> str | None:
    """What a word before the language makes of it; `inside` if "in" or the like stands right before the language."""
    for kind in ("know", "speaker", "worker", "need", "does"):
        if kind in token.kinds and unread <= _LEFT[kind] and (kind != "worker" or inside):
            if kind == "know" and not inside and unread > 1:
                continue
            return _NAMES[kind]
    if "guide" in token.kinds and unread == 0 and UNSPACED.match(token.text):
        return _NAMES["guide"]
    if ("paper" in token.kinds and unread <= _PAPER) or ("ours" in token.kinds and unread == 0):
        return _NAMES["guide"]
    if inside:
        for kind in ("guide", "translate", "work", "matter"):
            if kind in token.kinds and unread <= _LEFT[kind]:
                return _NAMES[kind]
    return None


def _labelled(tokens: Sequence[LanguageToken], at: int, unread: int) -> str | None:
    """Whether a word like "languages" heads what follows: it begins the sentence, or a colon or dash follows it."""
    if "label" not in tokens[at].kinds or unread > _LEFT["label"]:
        return None
    return _NAMES["label"] if at <= 1 or tokens[at + 1].text in _HEADS or tokens[at].text.isascii() else None


def _behind(tokens: Sequence[LanguageToken], last: int) -> str | None:
    unread, graded = 0, False
    if _is_called(tokens, last):
        return _NAMES["label"]
    for at in range(last + 1, len(tokens)):
        token = tokens[at]
        graded = graded or token.level is not None
        if token.name >= 0 or token.text in _STOPS or _dashed(tokens, at):
            return None
        for kind in _FOLLOWING if token.kinds else ():
            if kind in token.kinds and unread <= _RIGHT[kind] and not (graded and kind == "does"):
                if kind == "speaker" and _is_market(tokens, at):
                    return None
                if kind == "goods" and (at > last + 1 or tokens[last].text.startswith(_USUAL)):
                    continue
                return "texts of it" if kind == "matter" else _NAMES[kind]
        if not token.kinds & _SILENT and "sign" not in token.kinds and "label" not in token.kinds:
            unread += 1
        if unread > max(_RIGHT.values()):
            return None
    return None


def _is_called(tokens: Sequence[LanguageToken], last: int) -> bool:
    """Whether the language is said to be one of the work: "English is the panel's language"."""
    then = tokens[last + 1 : last + 1 + _CALLED]
    return bool(then) and then[0].text in _IS and any("label" in token.kinds for token in then)


def _dashed(tokens: Sequence[LanguageToken], at: int) -> bool:
    """Whether a dash with blanks around it stands here, and no hyphen."""
    return tokens[at].text == "-" and tokens[at - 1].end < tokens[at].start


def _is_market(tokens: Sequence[LanguageToken], at: int) -> bool:
    """Whether the speakers are no people but a market: "Korean-speaking customers"."""
    return any("market" in token.kinds for token in tokens[at + 1 : at + 3])


def against(tokens: Sequence[LanguageToken]) -> bool:
    """Whether the sentence is about a résumé, a profile setting, the company's people or the like; what customers or
    colleagues speak is asked of nobody unless the sentence has a level or a word of need."""
    kinds = frozenset().union(*(token.kinds for token in tokens))
    if "against" in kinds:
        return True
    asked = "need" in kinds or any(token.level for token in tokens)
    return not asked and ("theirs" in kinds or ("ours" in kinds and "guide" not in kinds))


def wished(tokens: Sequence[LanguageToken], first: int, last: int) -> bool:
    """Whether the clause around the languages says that they are only a plus, or not needed at all."""
    turned = _turns(tokens, range(first, last + 1)) or _wish_ahead(tokens, first) or _wish_behind(tokens, last)
    return turned or _opposed(tokens, first)


def parted(tokens: Sequence[LanguageToken], one: int, other: int) -> bool:
    """Whether only the latter of two languages at a comma is not needed: "native German, English is not needed"."""
    if other - one != 2 or tokens[one + 1].text != ",":
        return False
    for token in tokens[other + 1 : other + 1 + _WISH_REACH]:
        if token.name >= 0 or token.text in _CLAUSES:
            return False
        if "free" in token.kinds:
            return True
    return False


def _opposed(tokens: Sequence[LanguageToken], first: int) -> bool:
    """Whether a "not" opposes the languages to others: "Cantonese, not Mandarin", "(not Portuguese)"."""
    for at in range(first - 1, max(-1, first - 1 - _OPPOSED), -1):
        token = tokens[at]
        if token.text in _NOT:
            before = tokens[at - 1].text if at else ","
            return before in _CLAUSES and not tokens[at + 1].kinds & {"just"}
        if token.name >= 0 or not token.kinds & {"in", "fill", "level", "know", "label"}:
            return False
    return False


def _turns(tokens: Sequence[LanguageToken], places: range) -> bool:
    return any(tokens[at].kinds & _TURNS for at in places)


def _wish_ahead(tokens: Sequence[LanguageToken], first: int) -> bool:
    for at in range(first - 1, max(-1, first - 1 - _WISH_REACH), -1):
        token = tokens[at]
        if token.name >= 0 or token.text in _CLAUSES:
            return False
        if token.kinds & _TURNS and not _ENDS_CLAUSES.match(token.text):
            return True
    return False


def _wish_behind(tokens: Sequence[LanguageToken], last: int) -> bool:
    for at in range(last + 1, min(len(tokens), last + 1 + _WISH_REACH)):
        token = tokens[at]
        if token.kinds & _TURNS and not _heads(tokens, at):
            return not _only_less(tokens, at)
        if token.name >= 0:
            return False
        if token.text in _CLAUSES:
            return _is_turned(tokens, at + 1)
    return False


def _is_turned(tokens: Sequence[LanguageToken], at: int) -> bool:
    """Whether a clause only takes back what the one before it says: ", a plus", ", but it is not required"."""
    first = next((place for place in range(at, min(at + 4, len(tokens))) if tokens[place].kinds & _TURNS), None)
    if first is None or not _closes(tokens, first + 1):
        return False
    return first == at or any("it" in token.kinds for token in tokens[at:first])


def _only_less(tokens: Sequence[LanguageToken], at: int) -> bool:
    """Whether what is not needed is followed by the level that is: "you need not speak it, only basic reading"."""
    rest = tokens[at + 1 : at + 1 + _LESS]
    broken = next((place for place, token in enumerate(rest) if token.text in ",;" or "just" in token.kinds), None)
    denied = "free" in tokens[at].kinds or tokens[at].text.split(" ")[0] in _NOT
    if not denied or broken is None:
        return False
    kept = rest[broken:]
    named = next((place for place, token in enumerate(kept) if token.name >= 0), len(kept))
    return any(token.level for token in kept[:named]) and not any(token.kinds & _TURNS for token in kept)


def _heads(tokens: Sequence[LanguageToken], at: int) -> bool:
    """Whether a wish is the heading of what follows, its line break lost: "Polish Nice to have: ..."."""
    return tokens[at].text.startswith("nice") and not tokens[at - 1].kinds & {"fill", "sign", "need"}


def _closes(tokens: Sequence[LanguageToken], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in _CLAUSES or tokens[at].text == "."
