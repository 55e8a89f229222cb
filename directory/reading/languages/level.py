"""How well each language of a sentence must be known: which words of level belong to which name."""

from collections.abc import Sequence
from typing import NamedTuple

from directory.claims import LEVELS, Level
from directory.reading.languages.clusters import COMMA, Cluster, Gap, clusters, gap
from directory.reading.languages.referring import after_all, has_own, is_latter, refers
from directory.reading.languages.words import LanguageToken

_CLOSES = frozenset(
    (
        "fill",
        "know",
        "or",
        "and",
        "level",
        "need",
        "name",
        "speaker",
        "sign",
        "wish",
        "in",
        "label",
        "purpose",
        "it",
        "just",
    )
)
# Words that we do not know between a sure level and its language: "native Halh Mongolian".
_UNREAD = 2
_FILL = frozenset(("fill",))
_ENDING = frozenset(("label", "speaker", "purpose"))
_FAR_CODE = 12  # what may part a code of a scale at the end of a sentence from its language, a comma counted as two
_NOUNS = frozenset(("skills", "knowledge"))


class Graded(NamedTuple):
    """A level, where its words stand, whether a code of a scale (C1, ILR 3) says it, and whether it is said of one
    language only (in brackets, behind a dash or a colon) or else of all that are listed with it."""

    level: Level
    start: int
    end: int
    exact: bool = False
    alone: bool = False


def grade(tokens: Sequence[LanguageToken], chains: Sequence[Sequence[int]]) -> dict[int, Graded]:
    """The level of each name, by the place of the name's token; `chains` are the names that are listed together."""
    ahead: dict[int, Graded] = {}
    behind: dict[int, Graded] = {}
    places = [at for at, token in enumerate(tokens) if token.name >= 0]
    follows = None
    for cluster in clusters(tokens):
        left = max((at for at in places if at < cluster.first), default=None)
        right = min((at for at in places if at > cluster.last), default=None)
        if all_of := after_all(tokens, cluster, places):
            same = Graded(cluster.level, tokens[cluster.first].start, tokens[cluster.last].end, cluster.exact)
            behind.update((at, same) for at in all_of if at not in behind and at not in ahead)
            continue
        side = _side(tokens, cluster, left, right, follows, taken=left in ahead)
        if side is None and left is not None and left not in ahead and left not in behind:
            side = left if refers(tokens, left, cluster) else None
        if side is None:
            continue
        follows = side == left if follows is None else follows
        kept, alone = (behind, gap(tokens, side, cluster.first).opened) if side == left else (ahead, False)
        alone = alone or is_latter(tokens, cluster)
        graded = Graded(cluster.level, tokens[cluster.first].start, tokens[cluster.last].end, cluster.exact, alone)
        kept[side] = _better(kept.get(side), graded)
    return _spread(tokens, chains, ahead, behind)


def _side(
    tokens: Sequence[LanguageToken],
    cluster: Cluster,
    left: int | None,
    right: int | None,
    follows: bool | None,
    *,
    taken: bool,
) -> int | None:
    """The name that the level belongs to, before it or behind it; `taken` if the one before it has a level already."""
    if left is not None and is_latter(tokens, cluster):
        return left
    near = gap(tokens, left, cluster.first) if left is not None else Gap(None)
    far = gap(tokens, cluster.last, right) if right is not None else Gap(None)
    forth = far.cost if _allowed(far, cluster) else None
    back = near.cost if _allowed(near, cluster) and _is_left(tokens, cluster, near) else None
    if back is None and forth is None:
        return left if _is_afterthought(tokens, cluster, near) else None
    if back is None or forth is None:
        return right if back is None else left
    if near.opened:
        return right if taken and forth == 0 else left
    if back == forth:
        return left if (follows if follows is not None else _starts_with_name(tokens, left)) else right
    return left if back < forth else right


def _is_afterthought(tokens: Sequence[LanguageToken], cluster: Cluster, near: Gap) -> bool:
    """Whether a level ends the sentence behind a comma: "English, at least intermediate", "..., B2 or so"."""
    far = _FAR_CODE if cluster.exact else COMMA
    if not near.comma and not (cluster.exact and tokens[cluster.first - 1].text == "("):
        return False
    return near.cost is not None and near.cost <= far and _ends(tokens, cluster.last + 1)


def _starts_with_name(tokens: Sequence[LanguageToken], left: int | None) -> bool:
    """Whether no level stands before the first name: the sentence names each language and then its level."""
    return left is not None and not any(token.level for token in tokens[:left])


def _allowed(between: Gap, cluster: Cluster) -> bool:
    return between.cost is not None and between.cost <= (_UNREAD if cluster.sure else 0)


def _ends(tokens: Sequence[LanguageToken], at: int) -> bool:
    """Whether the sentence or its clause ends here: "English, at least intermediate." """
    while at < len(tokens) and tokens[at].kinds == _FILL:
        at += 1
    return at >= len(tokens) or tokens[at].text in (*".,;)\n", "level") or bool(tokens[at].kinds & _ENDING)


def _is_left(tokens: Sequence[LanguageToken], cluster: Cluster, between: Gap) -> bool:
    """Whether a level can be said of the name before it: what follows must not make it say something else."""
    if between.comma and not (cluster.exact or _ends(tokens, cluster.last + 1)):
        return False
    if between.opened or cluster.sure or cluster.exact or cluster.last + 1 >= len(tokens):
        return True
    then = tokens[cluster.last + 1]
    return bool(then.kinds & _CLOSES)


def _better(one: Graded | None, other: Graded) -> Graded:
    """Of two levels of a name the code of a scale, else the lower."""
    if one is None or (other.exact and not one.exact):
        return other
    if one.exact and not other.exact:
        return one
    return min(one, other, key=lambda graded: LEVELS.index(graded.level))


def _spread(
    tokens: Sequence[LanguageToken],
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
            if own is None and at not in ahead and has_own(tokens, at):
                continue
            graded = _own(own, shared)
            if graded is not None and (own is not None or not _has_own_noun(tokens, chain, at)):
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


def _has_own_noun(tokens: Sequence[LanguageToken], chain: Sequence[int], at: int) -> bool:
    """Whether the last of a list has a noun of its own: "native fluency in Thai and English skills"."""
    if at != chain[-1] or len(chain) == 1 or at + 1 >= len(tokens) or tokens[at + 1].text not in _NOUNS:
        return False
    return tokens[chain[0] - 1].text == "in" and any("and" in token.kinds for token in tokens[chain[-2] : at])


def _own(own: Graded | None, shared: Graded | None) -> Graded | None:
    if own is None or shared is None:
        return own or shared
    return shared if shared.exact and not own.exact else own


def _is_either(tokens: Sequence[LanguageToken], chain: Sequence[int]) -> bool:
    """Whether the names of a list stand so close that what is said behind the last is said of all: "A or B", "A/B"."""
    between = tokens[chain[0] : chain[-1]]
    return len(chain) > 1 and any("or" in token.kinds or token.text == "/" for token in between)
