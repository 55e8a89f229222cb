"""Sentences about place that were not wholly read: each becomes a doubt.

A second look, after the claims: `data/reading/residence_doubts.tsv` says which kinds of words may not stand together
without a claim of a kind. It knows nothing of how claims are read, so a word that the readers lack is still seen
beside those that they know.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from directory.reading.lattice import Token
from directory.reading.page import Line, Sheet
from directory.reading.residence.clause import BEHIND, NEAR
from directory.reading.residence.listed import Listed
from directory.reading.residence.listed import lists as lists_in

_NAME = re.compile(r"\s*([^\W\d_][\w'’-]{3,})")
_NAME_BEFORE = re.compile(r"([^\W\d_][\w'’-]{3,})\s*$")
_SOLID = r"[^\s\d,.;:!?(){}\[\]、，。（）「」《》！？；：।،؛؟·•\"“”'-]"
_RUN = re.compile(rf"\s*({_SOLID}{{2,}})")
_RUN_BEFORE = re.compile(rf"({_SOLID}{{2,}})\s*$")
_CASELESS = frozenset(("ar", "hi", "zh", "ja", "ko", "th", "he"))
_COLON = re.compile(r"\s?[:：]\s*")
_SIGNS, _JOINT = tuple(",、，/&"), 25
"""Signs that go on with a list, and the longest way to its next member."""
_HOMES = frozenset(("live", "citizen", "abode"))
_BENT = frozenset(("pl", "cs", "ru", "uk", "sw", "fi"))
"""Languages that bend a place, or need no word, where others say "in": "mieszkańcy Rurytanii", "unaishi Zamunda"."""
_ENDED = re.compile(r"\w{3,}(?:['’]\w{2,4}|ban|ben|ssa|ssä|lla|llä|sta|stä)$")
"""The ending of a place that stands first in its sentence: its capital says nothing."""
_TONGUE = ("語", "语", "文", "어")
"""Signs that make a country's name that of its language."""
_APART, _NEXT, _FEWEST = 14, 4, 2
"""Characters from which on "anywhere" stands apart from a list, up to which a part's word belongs to a name, and of an
unknown name at least."""


@dataclass(frozen=True, slots=True)
class ReadPlaces:
    """Something that was read or knowingly dropped in the text: where it stands, and what it says."""

    start: int
    end: int
    stance: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence with its words, and what was read in it (`claims`) or put aside (`aside`).

    Its lists of places, and how words stand in it, are looked for when a row asks: most rows fail by something else.
    """

    page: Sheet
    line: Line
    language: str
    words: Sequence[Token]
    claims: Sequence[ReadPlaces]
    aside: Sequence[ReadPlaces]
    _made: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def lists(self) -> Sequence[Listed]:
        """The lists of places that stand in it, in order, whatever was read of them."""
        return lists_in(self.page, self.line, self.words, self.language)

    @cached_property
    def loose(self) -> list[tuple[int, int]]:
        """The lists of places that nothing was read from and nothing put aside."""
        taken = [*self.claims, *self.aside]
        return [
            (one.start, one.end)
            for one in self.lists
            if not any(other.start < one.end and one.start < other.end for other in taken) and self._told(one)
        ]

    def _told(self, listed: Listed) -> bool:
        """Whether a list can be one of places: a lone city that no small word binds is a name of something else."""
        if self.page.plain[listed.end : listed.end + 1] in _TONGUE:
            return False
        if any(hit.kind != "city" for hit in listed.hits) or len(listed.hits) > 1 or self.language in _CASELESS:
            return True
        return any(token.kind == "bind" and 0 <= listed.start - token.end <= _FEWEST for token in self.words)

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """Unknown names beside verbs of living."""
        return [span for token in self.words if token.kind in _HOMES for span in _names(self, token)]

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The kinds of its words, as the tables name them: "live", "person", "accept"."""
        return frozenset(token.kind for token in self.words)

    def holds(self, kind: str) -> bool:
        """Whether a kind of word stands in it, or words stand in one of the ways of MADE."""
        if kind in self.spoken or kind not in MADE:
            return kind in self.spoken
        if kind not in self._made:
            self._made[kind] = MADE[kind](self)
        return self._made[kind]

    def _is_apart(self, token: Token) -> bool:
        if token.kind not in ("any", "open") or any(_inside(token, other) for other in self.words):
            return False
        return all(_gap(token.start, token.end, one.start, one.end) > _APART for one in self.lists)

    def _is_joined(self, span: tuple[int, int]) -> bool:
        """Whether a loose place goes on with a list that was read: ", or else X"."""
        ends = [one.end for one in self.claims if 0 <= span[0] - one.end <= _JOINT]
        return any(
            self.page.plain[end : span[0]].lstrip()[:1] in _SIGNS
            or any(token.kind == "and" and end <= token.start < span[0] for token in self.words)
            for end in ends
        )

    def _goes_on(self, listed: Listed) -> bool:
        """Whether a list that was read goes on with a word of a script without capitals that we do not know."""
        if self.language not in _CASELESS or listed.unread:
            return False
        at = listed.end
        joined = False
        for token in self.words:
            if (
                token.start >= at
                and token.kind in ("and", "bind")
                and not self.page.plain[at : token.start].strip(" 、，,")
            ):
                at, joined = token.end, joined or token.kind == "and"
        joined = joined or self.page.plain[listed.end : listed.end + 1] in "、،"
        run = _RUN.match(self.page.plain, at, self.line.end) if joined else None
        if run is None:
            return False
        end = min([token.start for token in self.words if token.start >= run.start(1)], default=run.end(1))
        return min(end, run.end(1)) - run.start(1) >= _FEWEST

    def _is_part(self, token: Token) -> bool:
        """Whether a word for a part of a country stands with, or in, a list that was read as countries or cities."""
        if token.kind != "area":
            return False
        if any(one.start <= token.start < one.end and _mixed(one) for one in self.lists):
            return True
        return any(
            _gap(token.start, token.end, one.start, one.end) in range(_NEXT + 1) and not _has_part(one)
            for one in self.lists
        )

    def beside(self, kind: str, reach: int) -> bool:
        """Whether a word of a kind stands beside something loose."""
        spans = self.loose + self.names
        tokens = [token for token in self.words if token.kind == kind]
        return any(_gap(token.start, token.end, *span) <= reach for token in tokens for span in spans)


MADE: dict[str, Callable[[Sentence], bool]] = {
    "loose": lambda one: bool(one.loose),
    "name": lambda one: bool(one.names),
    "both": lambda one: bool(one.loose or one.names),
    "whose": lambda one: any(_behind(one, token) for token in one.words if token.kind == "person"),
    "apart": lambda one: any(map(one._is_apart, one.words)),
    "joined": lambda one: any(map(one._is_joined, one.loose)),
    "tail": lambda one: any(map(one._goes_on, one.lists)),
    "part": lambda one: any(map(one._is_part, one.words)),
}
"""What is not a kind of word but how words stand in a sentence."""


def _inside(token: Token, other: Token) -> bool:
    """Whether a word for "anywhere" is a piece of a longer one: "cualquier estado" in "cualquier estado miembro"."""
    longer = other.end - other.start > token.end - token.start
    return other.kind in ("any", "open") and longer and other.start <= token.start and token.end <= other.end


def _mixed(listed: Listed) -> bool:
    """Whether a list names a part of a country and a city behind it: "Kanton Zürich, Bern"."""
    kinds = [hit.kind for hit in listed.hits]
    return "subdivision" in kinds and "city" in kinds[kinds.index("subdivision") :]


def _has_part(listed: Listed) -> bool:
    """Whether a list names parts of countries or regions, and no city that is as likely the part called so."""
    cities = any(hit.kind == "city" for hit in listed.hits)
    return any(":" in place or (place[2:3] == "-" and not cities) for place in listed.places)


def _gap(start: int, end: int, first: int, last: int) -> int:
    return first - end if end <= first else start - last


def _names(sentence: Sentence, live: Token) -> Iterator[tuple[int, int]]:
    """The unknown name that a verb of living governs: behind it, before it where the verb stands last."""
    taken = [(token.start, token.end) for token in sentence.words if token.kind not in ("where", "world")]
    taken += [(one.start, one.end) for one in sentence.lists]
    found = _labelled(sentence, live)
    if found is None and sentence.language in BEHIND - {"zh"}:
        found = _before(sentence, live)
    if found is None and sentence.language not in BEHIND - {"zh", "fi"}:
        found = _behind(sentence, live)
    if found and not any(start < found[1] and found[0] < end for start, end in taken):
        yield found


def _labelled(sentence: Sentence, live: Token) -> tuple[int, int] | None:
    """The unknown name behind a label and its colon: "Wohnort: Zamunda"."""
    plain, end = sentence.page.plain, sentence.line.end
    label = _COLON.match(plain, live.end, end)
    name = (_RUN if sentence.language in _CASELESS else _NAME).match(plain, label.end(), end) if label else None
    named = name is not None and (sentence.language in _CASELESS or name[1][0].isupper())
    return name.span(1) if name and named else None


def _behind(sentence: Sentence, live: Token) -> tuple[int, int] | None:
    plain, at = sentence.page.plain, live.end
    bound = 0
    for token in sentence.words:
        if token.kind == "bind" and token.start >= at and not plain[at : token.start].strip():
            at, bound = token.end, bound + 1
    match = (_RUN if sentence.language in _CASELESS else _NAME).match(plain, at, sentence.line.end)
    if match is None or not (bound or sentence.language in _CASELESS or sentence.language in _BENT):
        return None
    named = sentence.language in _CASELESS or match[1][0].isupper()
    return (match.start(), match.end()) if named else None


def _before(sentence: Sentence, live: Token) -> tuple[int, int] | None:
    plain, at = sentence.page.plain, live.start
    for token in reversed(sentence.words):
        if token.kind == "bind" and token.end <= at and not plain[token.end : at].strip():
            at = token.start
    before = _RUN_BEFORE if sentence.language in _CASELESS else _NAME_BEFORE
    match = before.search(plain, max(at - NEAR, sentence.line.start), at)
    if match is None:
        return None
    named = sentence.language in _CASELESS or (
        match[1][0].isupper() and (match.start() > sentence.line.start + _FEWEST or bool(_ENDED.search(match[1])))
    )
    return match.span(1) if named else None
