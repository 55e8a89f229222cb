"""The rules of conditions: of English one by one, of other languages by shapes that their words fill."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from directory.claims import Kind
from directory.reading.page import Sheet
from directory.reading.scan import ScanBook
from directory.reading.tables import spaced, table
from directory.terms import fold

_ONWARD, _PAST_DOTS = r"[^.;\n]", r"(?:[^.;\n]|\.(?=[\w,]))"
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_RANGE = r"(?P<min>{n})\s*(?:(?:-|{to})\s*(?P<max>{n}))?\s*\+?\s*"
# A letter of a script that sets no blanks between words may go on at either side of a word.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
ENGLISH = "en"
# Languages so near that the small words of a sentence do not always tell them apart.
_NEAR = {"sv": "da", "da": "sv", "cs": "sk", "id": "ms", "ru": "uk", "uk": "ru", "ja": "zh", "zh": "ja"}
_ENGLISH_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape)


@dataclass(frozen=True, slots=True)
class ConditionRule:
    """A pattern of one kind of condition in one language and what it means; numbers that it may find in words.

    Patterns are compiled when a text in their language comes: most processes never meet most of them.
    `denies`: it says, in English, that something is not asked, so it needs a word of negation.
    """

    kind: Kind
    shape: str
    meaning: str
    of: str = ENGLISH
    numbers: dict[str, int] = field(default_factory=lambda: _ENGLISH_NUMBERS, hash=False)
    wish: str = ""
    denies: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern over folded words, compiled when it is first asked for."""
        return _compiled(self.shape)

    def is_wish(self, low: str, start: int, end: int) -> bool:
        """Whether a word of the rule's language says that what stands there is only a plus."""
        return bool(self.wish) and bool(_compiled(self.wish).search(low, start, end))

    def number(self, words: str | None) -> float | None:
        """What a figure or a word for one comes to; None for no words, KeyError for an unknown word."""
        if not words:
            return None
        return float(words) if words.isdigit() else float(self.numbers[words])


class ConditionRules:
    """Finds the rules whose words stand in a text."""

    def __init__(self) -> None:
        found: dict[str, dict[str, list[ConditionRule]]] = {}
        for phrase, rule in (*_english(), *_others()):
            found.setdefault(_trigger(phrase), {}).setdefault(rule.of, []).append(rule)
        self._rules = list(found.values())
        self.words = tuple(found)

    def compile(self, of: str) -> None:
        """Compiles the patterns of a language (BCP 47), so that no reading waits for them."""
        for rule in (rule for some in self._rules for rule in some.get(of, ())):
            _compiled(rule.shape)

    def find(self, page: Sheet) -> Iterator[tuple[int, int, list[ConditionRule]]]:
        """Where the words of rules stand, in order, from start to end, and the rules: those of English everywhere,
        those of another language in paragraphs of that language or of one that cannot be told."""
        at, first = page.paragraphs.at, _BOOK.first()
        for number, start, end in sorted(_BOOK.hits(page), key=_longest_first):
            rules = self._rules[number - first]
            if len(rules) == 1 and ENGLISH in rules:
                yield start, end - 1, rules[ENGLISH]
            elif kept := [rule for of, some in rules.items() if is_spoken(of, at(start)) for rule in some]:
                yield start, end - 1, kept


def _longest_first(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[1], -hit[2]


def is_spoken(of: str, spoken: str | None) -> bool:
    """Whether words of a language may be meant in a paragraph of the language `spoken`; None: it cannot be told."""
    return of == ENGLISH or spoken in (None, of, _NEAR.get(of))


@cache
def rules() -> ConditionRules:
    """All rules of data/reading/conditions, made once a process; raises BadRow on a row that cannot be used."""
    return ConditionRules()


_BOOK = ScanBook(lambda: rules().words)


def _trigger(phrase: str) -> str:
    """How a phrase is looked for in spaced text: a blank before it, and behind it unless it may go on."""
    plain = spaced(fold(phrase.rstrip("*")))[1:-1]
    if _UNSPACED.match(plain):
        return plain
    return f" {plain}" if phrase.endswith("*") else f" {plain} "


def _english() -> Iterator[tuple[str, ConditionRule]]:
    names: dict[str, str] = {}
    for name, pattern in table("conditions/names"):
        names[name] = f"{names[name]}|{pattern}" if name in names else pattern
    for kind, phrase, shape, meaning in table("conditions/english"):
        filled = _fill(_fill(shape, names), names).replace(_ONWARD, _PAST_DOTS)
        yield phrase, ConditionRule(cast("Kind", kind), filled, meaning, denies=meaning == "none")


def _others() -> Iterator[tuple[str, ConditionRule]]:
    words: dict[str, dict[str, list[str]]] = {}
    for of, name, phrases in table("conditions/words"):
        words.setdefault(of, {}).setdefault(name, []).extend(phrases.split("|"))
    for of, named in words.items():
        numbers = {fold(word): int(figure) for word, figure in (pair.split("=") for pair in named.pop("numbers"))}
        wish = _any(named["wish"])
        filled = {name: _any(phrases) for name, phrases in named.items()}
        filled["n"] = _any(list(numbers), r"(?<!\d)\d{1,2}(?!\d)")
        filled["range"] = _fill(_RANGE, filled)
        for kind, name, shape, meaning in table("conditions/shapes"):
            if all(hole in filled for hole in (name, *_PLACEHOLDER.findall(shape))):
                rule = ConditionRule(cast("Kind", kind), _fill(shape, filled), meaning, of, numbers, wish)
                yield from ((phrase, rule) for phrase in named[name])


def _fill(shape: str, words: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: words[match[1]], shape)


def _any(phrases: list[str], figure: str = "") -> str:
    """Any of these words, the longest first, as whole words where the script sets blanks."""
    plain = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    forms = [re.escape(word) if _UNSPACED.match(word) else rf"(?<!\w){re.escape(word)}(?!\w)" for word in plain]
    return f"(?:{'|'.join((*([figure] if figure else ()), *forms))})"
