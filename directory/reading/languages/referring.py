"""Levels that are said of a language named before: "so you need a good level", "both at C1", "native in the latter"."""

from collections.abc import Sequence

from directory.reading.languages.clusters import Cluster
from directory.reading.languages.words import LanguageToken

_BREAKS = frozenset((";", "!", "?"))
# Tokens between a level and "both" before it, or "the latter" behind it.
_NEAR = 4
_FARTHEST = 16  # tokens between a name and a level that a word refers back by
_UNREAD, _FEW = 6, 5  # words among them that we do not know
_MODEST = frozenset(("working", "some", "reading"))
_FILL = frozenset(("fill",))
_ENDS = frozenset((".", ",", ";", ")", "\n"))


def is_latter(tokens: Sequence[LanguageToken], cluster: Cluster) -> bool:
    """Whether the level is said of the language named last: "with a native command of the latter"."""
    return any("latter" in token.kinds for token in tokens[cluster.last + 1 : cluster.last + 1 + _NEAR])


def after_all(tokens: Sequence[LanguageToken], cluster: Cluster, places: Sequence[int]) -> list[int]:
    """The names before a level that is said of both, or of one of them: "Dutch and French, both at C1"; [] for none."""
    for at in range(cluster.first - 1, max(-1, cluster.first - 1 - _NEAR), -1):
        if tokens[at].name >= 0 or tokens[at].text in _BREAKS:
            return []
        if "both" in tokens[at].kinds:
            named = [place for place in places if place < at]
            return named if len(named) > 1 else []
    return []


def refers(tokens: Sequence[LanguageToken], left: int, cluster: Cluster) -> bool:
    """Whether a level farther behind a name is still its own: "English, so an intermediate level will do"."""
    between = tokens[left + 1 : cluster.first]
    if len(between) > _FARTHEST or any(_turns(between, at) for at in range(len(between))):
        return False
    graded = any("grade" in token.kinds for token in tokens[max(left, cluster.first - 2) : cluster.last + 3])
    linked = any(token.kinds & {"it", "purpose"} for token in (*between, *tokens[cluster.last + 1 : cluster.last + 3]))
    known = any(token.kinds & {"know", "guide"} for token in between)
    unread = sum(not token.kinds for token in between)
    ended = _ends(tokens, cluster.last + 1)
    if linked and unread <= _UNREAD and (graded or known or ended):
        return True
    comma = any(token.text == "," for token in between)
    plain = known and ended and not comma
    return (plain and unread <= _FEW) or (graded and unread <= (0 if comma else 1))


def has_own(tokens: Sequence[LanguageToken], at: int) -> bool:
    """Whether a name of a list has words of its own that say how well, though no level: "and working English"."""
    if at and tokens[at - 1].text in _MODEST:
        return True
    return any("grade" in token.kinds and not token.text.isascii() for token in tokens[at + 1 : at + 3])


def _turns(between: Sequence[LanguageToken], at: int) -> bool:
    """Whether a token ends what is said of the language; not needed, but "basic reading" behind a comma, does not."""
    token = between[at]
    less = any(then.text == "," or "just" in then.kinds for then in between[at + 1 :])
    return token.text in _BREAKS or "against" in token.kinds or bool(token.kinds & {"free", "wish"} and not less)


def _ends(tokens: Sequence[LanguageToken], at: int) -> bool:
    while at < len(tokens) and tokens[at].kinds == _FILL:
        at += 1
    return at >= len(tokens) or tokens[at].text in _ENDS or bool(tokens[at].kinds & {"know", "need", "purpose"})
