"""Words that could not be read, counted by phrase, so that the next rule is obvious."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from directory.claims import Doubt, Kind
from directory.reading.page import sheet
from directory.reading.residence import watched
from directory.terms import fold

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_JUNK = re.compile(r"[^\w#%$€£+/& -]+")
_MOST_WORDS = 16  # of a phrase: sentences that begin alike are one gap in our rules


@dataclass(frozen=True, slots=True)
class DoubtPhrase:
    """A phrase that could not be read: what it seems to be about, how often it was met, and one place as written."""

    about: Kind
    words: str
    count: int
    example: str


def phrase(words: str) -> str:
    """The words without case, figures and punctuation, so that the same gap in our rules counts once."""
    plain = _JUNK.sub(" ", _NUMBER.sub("#", fold(words)))
    return " ".join(plain.split()[:_MOST_WORDS])


def group(doubts: Iterable[Doubt]) -> tuple[DoubtPhrase, ...]:
    """The phrases of these doubts, the commonest first, then by their words."""
    counts: Counter[tuple[Kind, str]] = Counter()
    examples: dict[tuple[Kind, str], str] = {}
    for doubt in doubts:
        key = (doubt.about, phrase(doubt.quote.text))
        counts[key] += 1
        examples.setdefault(key, doubt.quote.text)
    found = (DoubtPhrase(about, words, count, examples[about, words]) for (about, words), count in counts.items())
    return tuple(sorted(found, key=lambda item: (-item.count, item.about, item.words)))


_TABLES: dict[str, str] = {
    "pay": "pay/{language}.tsv", "language": "languages/tongues.tsv", "tier": "domains.tsv", "domain": "domains.tsv",
    "task": "task_words.tsv", "skill": "patterns.toml",
}  # fmt: skip
_CONDITIONS = "conditions/words.tsv"
_PLACE = frozenset(("residence", "citizenship", "right_to_work"))


def mending(about: str, words: str) -> str:
    """Where a row would mend a doubt: the table under data/reading, and the row that raised it if a table holds it."""
    language = sheet(words).paragraphs.whole or "xx"
    if about in _PLACE:
        rule = next(watched.rows_that_doubt(words), None)
        told = f"doubted by {rule.name!r}, {language}" if rule else language
        return f"words/place.tsv or places.tsv ({told})"
    return _TABLES.get(about, _CONDITIONS).format(language=language)
