"""Marks the words of a search in a text that is shown."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from directory.search.words.terms import IndexToken, tokens


def pieces(text: str, terms: Collection[str]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces (words, marked): marked are the words whose index term is one of `terms` ("rat*": a prefix).

    Joined together the pieces are the text.
    """
    return tuple(_pieces(text, frozenset(terms), tuple(term[:-1] for term in terms if term.endswith("*"))))


def holds(text: str, terms: Collection[str]) -> bool:
    """Whether a word of the text is one of these index terms: whether `pieces` would mark any."""
    known = _terms(text)
    starts = tuple(term[:-1] for term in terms if term.endswith("*"))
    return not known.isdisjoint(terms) or bool(starts and any(term.startswith(starts) for term in known))


def _pieces(text: str, terms: frozenset[str], starts: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    at = 0
    for token in _tokens(text):
        if token.term in terms or (starts and token.term.startswith(starts)):
            if token.start > at:
                yield text[at : token.start], False
            yield text[token.start : token.end], True
            at = token.end
    if at < len(text):
        yield text[at:], False


@lru_cache(4_096)  # titles and quotes of the last few hundred listings that were found by words, about 8 MB
def _tokens(text: str) -> tuple[IndexToken, ...]:
    return tuple(tokens(text))


@lru_cache(4_096)  # as many as above, about 4 MB
def _terms(text: str) -> frozenset[str]:
    return frozenset(token.term for token in _tokens(text))
