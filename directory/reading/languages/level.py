"""How well each language of a sentence must be known: which words of level belong to which name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from directory.claims import LEVELS, Level
from directory.reading.languages.words import Token

_CODE_LENGTH = 3
_FLUENCY = frozenset(("fluency", "fluently", "fluent"))
# What may stand between a level and its language: nothing of it says anything else.
_TRADE = frozenset(("fill", "know", "in", "label", "one", "speaker", "and", "or", "worker", "need"))
_JOINS = frozenset(("fill", "and", "or"))
_OPENS = frozenset("([-:=")
_BREAKS = frozenset((";", "!", "?"))
_PLAIN = frozenset("\"'()[]:*/&+<>|•–-_#=")
_CLOSES = frozenset(("fill", "know", "or", "and", "level", "need", "name", "speaker", "sign", "wish", "in", "label"))
# Words that we do not know between a sure level and its language: "native Halh Mongolian", "fluent in day-to-day German".
_UNREAD = 2
_COMMA, _CONJUNCTION = 2, 2
_MOST_BETWEEN = 8


@dataclass(frozen=True, slots=True)
class Graded:
    """A level, where its words stand, whether a code of a scale (C1, ILR 3) says it, and whether it is said of one
    language only (in brackets, behind a dash or a colon) or else of all that are listed with it."""

    level: Level
    start: int
    end: int
    exact: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Levels joined with each other, as the first and last of their tokens."""

    first: int
    last: int
    level: Level
    exact: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between a level and a name: how far it parts them, None if they cannot belong together."""

    cost: int | None
    opened: bool = False
    comma: bool = False


def grade(tokens: Sequence[Token], chains: Sequence[Sequence[int]]) -> dict[int, Graded]:
    """The level of each name, by the place of the name's token; `chains` are the names that are listed together."""
    ahead: dict[int, Graded] = {}
    behind: dict[int, Graded] = {}
    places = [at for at, token in enumerate(tokens) if token.name >= 0]
    follows = None
    for cluster in _clusters(tokens):
        left = max((at for at in places if at < cluster.first), default=None)
        right = min((at for at in places if at > cluster.last), default=None)
        side = _side(tokens, cluster, left, right, follows)
        if side is None:
            continue
        follows = side == left if follows is None else follows
        kept, alone = (behind, _gap(tokens, side, cluster.first).opened) if side == left else (ahead, False)
        graded = Graded(cluster.level, tokens[cluster.first].start, tokens[cluster.last].end, cluster.exact, alone)
        kept[side] = _better(kept.get(side), graded)
    return _spread(tokens, chains, ahead, behind)


def _clusters(tokens: Sequence[Token]) -> list[_Cluster]:
    found: list[_Cluster] = []
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


def _joined(tokens: Sequence[Token], at: int) -> int | None:
    """The level that goes on from the level at `at`: "native or near-native", "B2-C1", "fluent (C1)"."""
    comma = False
    for then in range(at + 1, min(len(tokens), at + _MOST_BETWEEN)):
        token = tokens[then]
        if token.level is not None:
            apart = (comma and not (token.sure and tokens[at].sure)) or (comma and _before_name(tokens, then))
            return None if apart else then
        if token.text == ",":
            comma = True
        elif not (token.kinds & _JOINS or token.text in _PLAIN):
            return None
    return None


def _before_name(tokens: Sequence[Token], at: int) -> bool:
    right = next((place for place in range(at + 1, len(tokens)) if tokens[place].name >= 0), None)
    return right is not None and _gap(tokens, at, right).cost == 0


def _cluster(tokens: Sequence[Token], parts: list[int]) -> _Cluster:
    """The lowest level that several words accept; what stands in brackets explains the words before them, and codes
    explain words, and "native speaker fluency" is native."""
    kept = [parts[0]]
    for before, part in pairwise(parts):
        if tokens[part].text in _FLUENCY and all("fill" in token.kinds for token in tokens[before + 1 : part]):
            kept[-1] = max(kept[-1], part, key=lambda at: _rank(tokens[at]))
        else:
            kept.append(part)
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
    return _Cluster(parts[0], parts[-1], level, bool(codes), any(tokens[at].sure for at in parts))


def _is_code(token: Token) -> bool:
    return len(token.text) <= _CODE_LENGTH and token.text[1:2].isdigit()


def _rank(token: Token) -> int:
    return LEVELS.index(cast("Level", token.level))


def _side(
    tokens: Sequence[Token], cluster: _Cluster, left: int | None, right: int | None, follows: bool | None
) -> int | None:
    """The name that the level belongs to, before it or behind it."""
    near = _gap(tokens, left, cluster.first) if left is not None else _Gap(None)
    far = _gap(tokens, cluster.last, right) if right is not None else _Gap(None)
    forth = far.cost if _allowed(far, cluster) else None
    back = near.cost if _allowed(near, cluster) and _is_left(tokens, cluster, near) else None
    if back is None and forth is None:
        return left if near.cost == _COMMA and _ends(tokens, cluster.last + 1) else None
    if back is None or forth is None:
        return right if back is None else left
    if near.opened:
        return left
    if back == forth:
        return left if (follows if follows is not None else _starts_with_name(tokens, left)) else right
    return left if back < forth else right


def _starts_with_name(tokens: Sequence[Token], left: int | None) -> bool:
    """Whether no level stands before the first name: the sentence names each language and then its level."""
    return left is not None and not any(token.level for token in tokens[:left])


def _allowed(gap: _Gap, cluster: _Cluster) -> bool:
    return gap.cost is not None and gap.cost <= (_UNREAD if cluster.sure else 0)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether the sentence or its clause ends here: "English, at least intermediate." """
    return at >= len(tokens) or tokens[at].text in (*".,;)\n", "level") or bool(tokens[at].kinds & {"label", "speaker"})


def _is_left(tokens: Sequence[Token], cluster: _Cluster, gap: _Gap) -> bool:
    """Whether a level can be said of the name before it: what follows must not make it say something else."""
    if gap.comma and not (cluster.exact or _ends(tokens, cluster.last + 1)):
        return False
    if gap.opened or cluster.sure or cluster.exact or cluster.last + 1 >= len(tokens):
        return True
    then = tokens[cluster.last + 1]
    return bool(then.kinds & _CLOSES)


def _gap(tokens: Sequence[Token], start: int, end: int) -> _Gap:
    """How far two tokens stand apart."""
    cost, opened, colon, comma = 0, False, False, False
    for at in range(start + 1, end):
        token = tokens[at]
        if token.text in _BREAKS or token.kinds & {"against"}:
            return _Gap(None)
        if token.text == "\n":
            cost += 0 if colon or _hangs(tokens, at) else _COMMA
        elif token.text == ",":
            cost += _COMMA
            comma = True
        elif token.text in _PLAIN:
            colon = colon or token.text == ":"
            opened = opened or (token.text in _OPENS and at == start + 1)
        elif token.kinds & {"and", "or"} and at in (start + 1, end - 1):
            cost += _CONJUNCTION
        elif not token.kinds & _TRADE:
            cost += 1
    return _Gap(cost, opened and cost == 0, comma)


def _hangs(tokens: Sequence[Token], at: int) -> bool:
    """Whether a line breaks off before this token within a phrase: "proficiency in", "English and"."""
    before = tokens[at - 1] if at else None
    return before is not None and bool(before.kinds & {"in", "and", "or", "one", "fill", "know"})


def _better(one: Graded | None, other: Graded) -> Graded:
    """Of two levels of a name the code of a scale, else the lower."""
    if one is None or (other.exact and not one.exact):
        return other
    if one.exact and not other.exact:
        return one
    return min(one, other, key=lambda graded: LEVELS.index(graded.level))


def _spread(
    tokens: Sequence[Token],
    chains: Sequence[Sequence[int]],
    ahead: dict[int, Graded],
    behind: dict[int, Graded],
) -> dict[int, Graded]:
    """Levels of all names: one said before a list, or behind it, is said of each that has none of its own."""
    found: dict[int, Graded] = {}
    for chain in chains:
        shared: Graded | None = None
        for at in chain:
            shared = ahead.get(at) or (None if at in behind and not shared else shared)
            own = behind.get(at)
            if (graded := _own(own, shared)) is not None:
                found[at] = graded
        shared = None
        for at in reversed(chain):
            own = behind.get(at)
            shared = own if own is not None and (not own.alone or _is_either(tokens, chain)) else shared
            if at in ahead or (own is None and at in found):
                shared = None
            elif shared is not None and at not in found:
                found[at] = shared
    return found


def _own(own: Graded | None, shared: Graded | None) -> Graded | None:
    if own is None or shared is None:
        return own or shared
    return shared if shared.exact and not own.exact else own


def _is_either(tokens: Sequence[Token], chain: Sequence[int]) -> bool:
    """Whether the names of a list stand so close that what is said behind the last is said of all: "A or B", "A/B"."""
    between = tokens[chain[0] : chain[-1]]
    return len(chain) > 1 and any("or" in token.kinds or token.text == "/" for token in between)
