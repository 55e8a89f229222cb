"""What readers type, as a question: words, "phrases", -minus, prefix* and OR. Everything else is a word.

Every word is needed. `a OR b` needs one of the two and binds closer than the rest: `rater kenya OR ghana` needs "rater"
and one of the countries. A question of nothing but minus words finds everything else. Nothing is an error.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.search.words.synonyms import alike
from directory.search.words.terms import asked_terms, readings, stem
from directory.terms import fold

PREFIX_FROM = 3  # letters: shorter ones would begin a good part of all words
_PIECE = re.compile(r"""(?P<minus>-*)(?:["“”„](?P<phrase>[^"“”„]*)["“”„]?|(?P<word>[^\s"“”„()]+))|[()\s]+|.""", re.S)
SYNONYM = 0.6  # beside 1 for what was typed: with 1 for both, synonyms outweighed it in the judged searches


@dataclass(frozen=True, slots=True)
class Words:
    """Terms side by side; a single word is a phrase of one."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any term that begins with `start`, or is its stem."""

    start: str

    @property
    def stem(self) -> str:
        """The term that the start would be if it were a whole word: "ratings*" means "rate" too."""
        return stem(self.start)

    def takes(self, term: str) -> bool:
        """Whether this term of the index begins so, or is the stem of what was typed."""
        return term.startswith(self.start) or term == self.stem


@dataclass(frozen=True, slots=True)
class Together:
    """All of these parts, in any order and anywhere in the listing."""

    parts: tuple["Atom", ...]


Atom = Words | Prefix | Together


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing that would do, and how much it counts beside what was typed (1)."""

    atom: Atom
    weight: float = 1.0


Clause = tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: one choice of every clause is needed, nothing of `banned` may occur."""

    clauses: tuple[Clause, ...] = ()
    banned: tuple[Atom, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses or self.banned)

    def terms(self) -> frozenset[str]:
        """The terms that can make a listing match, for marking; prefixes end with "*"."""
        return frozenset(term for clause in self.clauses for choice in clause for term in leaves(choice.atom))


@dataclass(frozen=True, slots=True)
class _Piece:
    atoms: tuple[Atom, ...]
    minus: bool = False
    plain: tuple[str, ...] = ()


@lru_cache(maxsize=4_096)
def read(text: str) -> Asked:
    """The question that somebody typed: clauses of which all are needed, and what is banned; never raises."""
    wanted: list[list[_Piece]] = []
    banned: list[Atom] = []
    either = False
    for piece in _pieces(text):
        if not piece.atoms:
            either = bool(wanted)
        elif piece.minus:
            banned += piece.atoms
        elif either:
            wanted[-1].append(piece)
            either = False
        else:
            wanted.append([piece])
    return Asked(tuple(_clauses(wanted)), tuple(dict.fromkeys(banned)))


def leaves(atom: Atom) -> Iterator[str]:
    """The terms that an atom looks for, in its order; a prefix ends with "*"."""
    if isinstance(atom, Together):
        for part in atom.parts:
            yield from leaves(part)
    elif isinstance(atom, Prefix):
        yield f"{atom.start}*"
    else:
        yield from atom.terms


def _pieces(text: str) -> Iterator[_Piece]:
    """Words and phrases in order; `OR` is a piece without atoms."""
    for match in _PIECE.finditer(text):
        minus = bool(match["minus"])
        if match["word"] == "OR" and not minus:
            yield _Piece(())
        elif match["phrase"] is not None:
            yield from _phrase(match["phrase"], minus)
        elif match["word"] is not None:
            yield from _word(match["word"], minus)


def _phrase(text: str, minus: bool) -> Iterator[_Piece]:
    found = asked_terms(text)
    if found:
        yield _Piece(_forms(found), minus)


def _word(text: str, minus: bool) -> Iterator[_Piece]:
    start = fold(text).rstrip("*")
    if text.endswith("*") and len(start) >= PREFIX_FROM and start.isalnum():
        yield _Piece((Prefix(start),), minus)
        return
    found = asked_terms(text)
    if found:
        yield _Piece(_forms(found), minus, found)


def _clauses(wanted: Sequence[Sequence[_Piece]]) -> Iterator[Clause]:
    """Clauses with their synonyms; neighbouring words that are one name ("machine learning") make one clause."""
    at = 0
    while at < len(wanted):
        run = _run(wanted[at:])
        if run:
            yield _widened((Together(tuple(map(Words, run))),), run)
        else:
            yield tuple(dict.fromkeys(choice for piece in wanted[at] for choice in _choices(piece)))
        at += max(1, len(run))


def _run(wanted: Sequence[Sequence[_Piece]]) -> tuple[tuple[str, ...], ...]:
    """The longest run of two or more plain words, from the first, that is a name with synonyms."""
    plain: list[tuple[str, ...]] = []
    for pieces in wanted[: alike.longest]:
        if len(pieces) > 1 or not pieces[0].plain:
            break
        plain.append(pieces[0].plain)
    known = (n for n in range(len(plain), 1, -1) if alike.of(_flat(plain[:n])))
    return tuple(plain[: next(known, 0)])


def _choices(piece: _Piece) -> Clause:
    if piece.plain:
        return _widened(piece.atoms, (piece.plain,))
    return tuple(map(Alternative, piece.atoms))


def _widened(atoms: Sequence[Atom], words: Sequence[tuple[str, ...]]) -> Clause:
    others = alike.of(_flat(words))
    return (*map(Alternative, atoms), *(Alternative(Words(other), SYNONYM) for other in others))


def _forms(terms: tuple[str, ...]) -> tuple[Atom, ...]:
    return tuple(map(Words, readings(terms)))


def _flat(words: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(term for word in words for term in word)
