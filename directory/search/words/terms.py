"""How text becomes index terms, for postings and for what readers type alike.

"C++", "C#", ".NET", "node.js" and "3.5" are terms; "GPT-4o" is "gpt" and "4o" side by side; "U.S." is "us". There are
no stop words: "it", "us" and "R" can be asked for. Accents and case go; English endings go by the Snowball stemmer.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from directory.terms.folding import fold

TEXT_LIMIT = 100_000  # characters of a text that are indexed: no real posting is a tenth of it
_EAST = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = rf"[^\W_{_EAST}]"
_TOKEN = re.compile(
    rf"(?P<kept>\.net\b|{_WORD}+\.js\b|[a-z0-9](?:\+\+|\#)|\d+(?:[.,]\d+)+)"
    rf"|(?P<dotted>\b(?:[a-z]\.){{2,}}(?:[a-z]\b)?|\bph\.d\b\.?)"
    rf"|(?P<word>{_WORD}+)(?:'s\b)?"
    rf"|(?P<east>[{_EAST}])"
)
CASED_PLACES = 6  # words of a phrase that are tried in both forms: at most 2**6 phrases
# Words that mean something else in capitals: "US" and "us", "IT" and "it", "Go" and "go".
CASED = {"us": "US", "it": "IT", "go": "Go"}
# Words that the stemmer would take for others: "international" is no "intern", "physics" nothing "physical".
KEPT = {
    **{word: word for word in ("accounting", "animal", "arabic", "general", "generic", "intern", "international")},
    **{word: word for word in ("marketing", "news", "organ", "physics", "police", "policy", "universal", "university")},
    # "A doctorate in physics" is no doctor; "fluently" asks for what "fluent" and "fluency" do.
    **dict.fromkeys(("doctorate", "doctorates", "doctoral"), "doctorate"),
    **dict.fromkeys(("fluent", "fluently", "fluency"), "fluent"),
    "animals": "animal",
    "interns": "intern",
    "organs": "organ",
    "policies": "policy",
    "universities": "university",
}
_stemmer = snowballstemmer.stemmer("english")
_one_at_a_time = Lock()


class IndexToken(NamedTuple):
    """One term at its place in the text."""

    term: str
    start: int
    end: int


def tokens(text: str) -> Iterator[IndexToken]:
    """The terms of a text in order. "us" in small letters is the pronoun "~us", "US" the country "us"."""
    text = text[:TEXT_LIMIT]
    for match in _TOKEN.finditer(fold(text)):
        yield IndexToken(_term(match, text), *match.span())


def terms(text: str) -> tuple[str, ...]:
    """The terms of a text of a posting in order, folded and stemmed, without places."""
    text = text[:TEXT_LIMIT]
    return tuple([_term(match, text) for match in _TOKEN.finditer(fold(text))])


def placed(text: str) -> tuple[tuple[str, ...], list[int]]:
    """The terms of a text of a posting in order, and the character at which each begins."""
    text = text[:TEXT_LIMIT]
    found = list(_TOKEN.finditer(fold(text)))
    return tuple([_term(match, text) for match in found]), [match.start() for match in found]


def asked_terms(text: str) -> tuple[str, ...]:
    """The terms of what somebody typed, in order; unlike in texts, "us" is the country, capitals or not."""
    return tuple(token.term.removeprefix("~") for token in tokens(text))


def readings(terms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """How a phrase may stand in a text: "contact us" also with the pronoun. A single word stands as it is."""
    if len(terms) < 2:
        return (terms,)
    forms = [(term, f"~{term}") if term in CASED and at < CASED_PLACES else (term,) for at, term in enumerate(terms)]
    return tuple(product(*forms))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A folded word without its English ending; words with digits or other letters stay."""
    if len(word) < 4 or word in KEPT or not word.isascii() or not word.isalpha():
        return KEPT.get(word, word)
    with _one_at_a_time:
        return str(_stemmer.stemWord(word))


def _term(match: "re.Match[str]", text: str) -> str:
    if match.lastgroup != "word":
        return match[0].replace(".", "") if match.lastgroup == "dotted" else match[0]
    word = match["word"]
    written = CASED.get(word)
    if written and text[match.start() : match.end()] not in (written, written.upper()):
        return f"~{word}"
    return stem(word)
