"""What a misspelt search may have meant: asked for only where a word is found nowhere."""

import re

from directory.search.snapshot import State
from directory.search.words.question import read
from directory.search.words.terms import asked_terms

WORDS = 8  # of a question are looked up: a longer one is no misspelling
WORD = re.compile(r"[^\W\d_]{4,}")


def did_you_mean(state: State, q: str) -> str | None:
    """The search words with every unknown word replaced by the likeliest known one; None where all are known.

    Asked only of a question that no listing answers, whatever its filters.
    """
    unknown = [word for word in dict.fromkeys(WORD.findall(q)[:WORDS]) if _unknown(state, word)]
    better = {word: meant for word in unknown if (meant := state.names.meant(word))}
    if not better:
        return None
    return re.sub(r"[^\W\d_]+", lambda match: better.get(match[0], match[0]), q)


def _unknown(state: State, word: str) -> bool:
    """Whether no listing holds the word, nor one that a search treats alike."""
    found = state.match(read(f'"{word}"'))
    return bool(asked_terms(word)) and found is not None and not found[0]
