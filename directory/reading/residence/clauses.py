"""Statements about place in any language: the cues of a sentence are collected first, then decided once.

In Turkish, German, Hindi or Japanese the word that excludes, negates or wishes stands behind the place, in Spanish or
Russian before it: no rule looks at neighbours alone. A sentence is cut at commas that belong to no list; each list of
places is decided by `decisions.decide`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from directory.reading.lattice import Token, tokens
from directory.reading.page import Line, Sheet
from directory.reading.residence.agreed import agreed
from directory.reading.residence.clause import Clause, under_label
from directory.reading.residence.contrast import contrasted
from directory.reading.residence.decisions import UNSURE, decide
from directory.reading.residence.everywhere import everywhere
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.listed import Listed, lists
from directory.reading.residence.questions import answers, is_run_in
from directory.reading.residence.replies import answered
from directory.reading.residence.turned import is_asked
from directory.reading.sections import Parts

CUES = frozenset((
    "live", "person", "you", "remote", "only", "except", "not", "barred", "accept", "need", "needless", "wish", "seat",
    "citizen", "right", "if", "any", "each", "open", "label", "but", "fine", "where", "indifferent", "abode", "work",
    "enough", "all", "ours", "paper", "also", "back", "away", "others", "asked", "some", "later", "able", "reply",
    "without", "address", "yes", "rest", "being", "even", "levy", "gets", "join", "onsite", "already",
    "matters", "anyone", "earth", "mine",
))  # fmt: skip
_STATING = frozenset((
    "remote", "live", "only", "citizen", "right", "label", "any", "all", "open", "barred", "except", "indifferent",
    "away", "others", "later", "rest", "onsite", "matters",
))  # fmt: skip
_LOOKING = (
    frozenset(("accept", "person")),
    frozenset(("accept", "not")),
    frozenset(("place", "yes", "not")),
    frozenset(("address", "without")),
    frozenset(("address", "need")),
    frozenset(("anyone", "earth")),
    frozenset(("place", "being", "need")),
    frozenset(("place", "being", "only")),
    frozenset(("national", "not")),
    frozenset(("national", "barred")),
    frozenset(("national", "only")),
)
"""Kinds of words of a sentence that looks for people, perhaps of a town, or turns some away, perhaps of a state."""
_INNER = frozenset((
    "not", "wish", "except", "accept", "need", "live", "person", "you", "only", "label", "if", "seat", "and", "bind",
))  # fmt: skip
_OUTER = frozenset((
    "seat", "barred", "needless", "open", "indifferent", "except", "any", "wish", "right", "fine", "not", "own",
))  # fmt: skip
"""Kinds whose longer words say all that the words inside them say, and which of them may stand inside."""
_COMMAS = ",、，،;；؛–—"
_THAI = re.compile("[\u0e00-\u0e7f] [\u0e00-\u0e7f]")
_THAT = re.compile(
    r"\s*(?:that|at|att|dass|que|ze|zeby|abys?|aby\w*|hogy|что|чтобы|що|щоб|ca|sa|dat|etta|че)\b",
)
"""Words by which what is asked, or not asked, goes on behind a comma: "not a must that you live in", folded."""
_SADLY = re.compile(
    r",?\s*(?:к сожалению|на жаль|leider|bohuzel|niestety|malheureusement|helas|lamentablemente|por desgracia"
    r"|desgraciadamente|infelizmente|purtroppo|helaas|tyvarr|desværre|dessverre|valitettavasti|din pacate|sajnos"
    r"|maalesef|sayang|tiec|для начала|momentalne|por ahora|por enquanto|per ora|pour l.instant|vorerst|derzeit)"
    r"\s*(?=,)"
)
"""Words between two commas that part nothing: "из России, к сожалению, не берём", folded."""
_LONGEST_SADLY = 30
_OP, _LONGEST_OP = re.compile(r"\b[Oo]p\s+(?:(?:de|het)\s+)?[A-ZÀ-Þ][^.;:!?\n]{1,60}\s\Z"), 70
"""What stands before a word that excepts only so: "op Aruba en de VS na", and the characters that it may take."""
_TOLD = 2
"""Letters that a language's small words count for beside its words of place."""


def read(page: Sheet, parts: Parts, lines: Sequence[Line]) -> Iterator[Evidence]:
    """What the sentences say about place; those of English are for the rules of `text` to read."""
    if not lines:
        return
    known = tokens(page)
    for line in lines:
        said = known.between(line.start, line.end)
        kinds = {token.kind for token in said}
        named = "place" in kinds and ("accept" in kinds or _placed(page, parts, line))
        named = named or answers(page, line)
        if named or kinds & _STATING or any(kinds >= some for some in _LOOKING):
            yield from _of_line(page, parts, line)


def _placed(page: Sheet, parts: Parts, line: Line) -> bool:
    """Whether a line stands under a heading of places."""
    if parts.at(line.start).kind == "place" or under_label(page, line) or answers(page, line):
        return True
    first = next((at for at in range(line.start, line.end) if page.plain[at].isalnum()), line.start)
    return is_run_in(page, first)


def _outer(said: Sequence[Token]) -> tuple[Token, ...]:
    """The words without those inside a longer one that says more: "nicht" in "nicht erforderlich"."""
    longer = [token for token in said if token.kind in _OUTER]
    labels = [token for token in said if token.kind == "label"]
    homes = [token for token in said if token.kind == "live"]  # Vietnamese "cư trú" is not "trừ"
    return tuple(
        token
        for token in said
        if not (token.kind in _INNER and any(_holds(other, token) for other in longer))
        and not (token.kind == "except" and any(_holds(home, token) for home in homes))
        and not (token.kind == "seat" and any(_holds(other, token) for other in (*labels, *homes)))
    )


def _likeliest(said: Sequence[Token], told: str | None) -> str | None:
    """The language of a sentence: that which knows most of its letters, `told` by its small words before others."""
    known: dict[str, set[int]] = {told or "en": set()}
    denied: Counter[str] = Counter()
    for token in said:
        if token.kind not in ("place", "city"):
            known.setdefault(token.language, set()).update(range(token.start, token.end))
            denied[token.language] += token.kind == "not"

    def weight(name: str) -> tuple[int, int, bool]:
        return len(known[name]) + _TOLD * (name == told), -denied[name], name in (told, "en")

    best = max(known, key=weight)
    return best if known[best] else told


def _of_label(page: Sheet, line: Line) -> str | None:
    """The language of the label on the line above, where that is all there is."""
    above = page.plain.rfind("\n", 0, max(page.plain.rfind("\n", 0, line.start), 0)) + 1
    labels = [token for token in tokens(page).between(above, line.start) if token.kind == "label"]
    return labels[0].language if labels else None


def _holds(outer: Token, inner: Token) -> bool:
    whole = outer.start <= inner.start and inner.end <= outer.end
    return whole and outer.end - outer.start > inner.end - inner.start


def of_line(page: Sheet, line: Line) -> tuple[str | None, tuple[Token, ...]]:
    """The language of a sentence and its words, those inside longer ones left out."""
    said = _outer(tokens(page).between(line.start, line.end))
    language = _likeliest(said, page.paragraphs.at(line.start)) or _of_label(page, line)
    return language, tuple(token for token in said if token.language in ("", language) and _is_whole(page, token))


def _is_whole(page: Sheet, token: Token) -> bool:
    """Whether a word that says something only with another before a name has it there: "op Turkije na"."""
    return token.value != "op" or _OP.search(page.plain, max(token.start - _LONGEST_OP, 0), token.start) is not None


def _of_line(page: Sheet, parts: Parts, line: Line) -> Iterator[Evidence]:
    language, said = of_line(page, line)
    if language in (None, "en"):
        return
    if is_asked(page, line, said):
        yield from answered(page, line, list(_decided(page, parts, line, language, said)), said)
    else:
        yield from _decided(page, parts, line, language, said)


def _decided(
    page: Sheet, parts: Parts, line: Line, language: str | None, said: tuple[Token, ...]
) -> Iterator[Evidence]:
    """The evidence of one sentence whose words are these."""
    wide = [token for token in said if token.kind in ("any", "open")]
    found = [listed for listed in lists(page, line, said, language) if not any(_covers(one, listed) for one in wide)]
    cues = tuple(token for token in said if token.kind in CUES and not _named(token, found))
    heading = "question" if answers(page, line) else parts.at(line.start).kind
    decided: list[Evidence] = []
    for listed in found:
        start, end = _part(page, line, listed, found, cues)
        near = tuple(token for token in cues if start <= token.start and token.end <= end)
        clause = Clause(page, line, listed, start, near, cues, language, heading)
        decided += agreed(clause, found) or decide(clause)
    yield from decided
    yield from contrasted(page, found, cues, decided, language)
    if not any(one.rule == UNSURE for one in decided):
        yield from everywhere(page, line, cues, found, heading)


def _covers(token: Token, listed: Listed) -> bool:
    """Whether a name is only a piece of words that say "everywhere": "국내" in "at home or abroad"."""
    return token.start <= listed.start and listed.end <= token.end


def _named(token: Token, found: Sequence[Listed]) -> bool:
    return any(listed.start <= token.start < listed.end for listed in found)


def _splits(page: Sheet, at: int) -> bool:
    """Whether a sign parts two statements: a comma, but not the one before "that" or "in order that"; a Thai blank."""
    if _THAI.match(page.plain, max(at - 1, 0)):
        return True
    if page.plain[at] not in _COMMAS or _THAT.match(page.low, at + 1) or _SADLY.match(page.low, at + 1):
        return False
    before = page.low.rfind(",", max(at - _LONGEST_SADLY, 0), at)
    return before < 0 or not _SADLY.match(page.low, before)


def _part(page: Sheet, line: Line, listed: Listed, found: Sequence[Listed], cues: Sequence[Token]) -> tuple[int, int]:
    """The part of a sentence between the commas around a list, not beyond another list or a "but"."""
    start, end = line.start, line.end
    for other in found:
        start = max(start, other.end) if other.end <= listed.start else start
        end = min(end, other.start) if other.start >= listed.end else end
    for token in cues:
        if token.kind == "but":
            start = max(start, token.end) if token.end <= listed.start else start
            end = min(end, token.start) if token.start >= listed.end else end
    start = max((at + 1 for at in range(start, listed.start) if _splits(page, at)), default=start)
    start = max(start, _denied_before(page, listed, start, cues))
    end = min((at for at in range(listed.end, end) if _splits(page, at)), default=end)
    end = _told_of_others(page, listed, end, cues)
    return _own_bracket(page, listed, cues) or _outside_brackets(page, listed, start, end)


def _told_of_others(page: Sheet, listed: Listed, end: int, cues: Sequence[Token]) -> int:
    """Where a list's own part ends before a colon that goes on to other countries: "Chile: en otros países no …"."""
    colon = next((at for at in range(listed.end, end) if page.plain[at] in ":："), end)
    behind = [token for token in cues if colon < token.start and token.kind in ("others", "rest", "not", "barred")]
    return colon if behind and behind[0].kind in ("others", "rest") else end


def _denied_before(page: Sheet, listed: Listed, start: int, cues: Sequence[Token]) -> int:
    """Where a list's own part begins behind a colon that ends a denial: "nobody from abroad: you must live in"."""
    colon = max(page.plain.rfind(sign, start, listed.start) for sign in ":：")
    denied = any(token.kind in ("not", "barred") and start <= token.start < colon for token in cues)
    return colon + 1 if denied else start


def _own_bracket(page: Sheet, listed: Listed, cues: Sequence[Token]) -> tuple[int, int] | None:
    """The bracket that a list stands in, where it says of its own who may: "abroad: no (only residents of Japan)"."""
    opened = max(page.plain.rfind(sign, 0, listed.start) for sign in "(（")
    closed = min((at for sign in ")）" if (at := page.plain.find(sign, listed.end)) >= 0), default=-1)
    inside = [token for token in cues if opened < token.start < closed]
    if opened < 0 or set(")）\n") & set(page.plain[opened : listed.start]) or not inside:
        return None
    return (opened + 1, closed) if any(token.kind == "only" for token in inside) else None


def _outside_brackets(page: Sheet, listed: Listed, start: int, end: int) -> tuple[int, int]:
    """The part without a bracket behind the list: what it denies is another's ("(abroad: not accepted)")."""
    opened = min((at for at in range(listed.end, end) if page.plain[at] in "(（"), default=end)
    closed = max((at + 1 for at in range(start, listed.start) if page.plain[at] in ")）"), default=start)
    return closed, opened
