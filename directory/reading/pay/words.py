"""The words around an amount, from `data/reading/pay.tsv`: units, qualifiers, and what makes money no pay.

Rows with the same table and meaning are alternatives. Patterns are matched without case, on text whose hyphens and
blanks are plain.
"""

import re
from collections.abc import Iterable
from typing import cast

from directory.claims import Qualifier, Unit
from directory.reading.tables import table

_LETTERS = "A-Za-zÀ-ÿ"


def _meanings(name: str) -> dict[str, str]:
    """Each meaning of a table with its pattern, in the order of the file."""
    found: dict[str, list[str]] = {}
    for kind, meaning, pattern in table("pay"):
        if kind == name:
            found.setdefault(meaning, []).append(pattern)
    return {meaning: "|".join(patterns) for meaning, patterns in found.items()}


_NAMES = {name: f"(?:{pattern})" for name, pattern in _meanings("name").items()}
PER = _NAMES["per"]


def _filled(pattern: str) -> str:
    for name, words in _NAMES.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return pattern


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_filled(pattern), re.IGNORECASE)


def units(name: str) -> tuple[tuple[Unit, str], ...]:
    """The rows of a table of units: "unit" follows "per", "alone" stands right after the amount."""
    rows = (row for row in table("pay") if row[0] == name)
    return tuple((cast("Unit", meaning), _filled(pattern)) for _, meaning, pattern in rows)


def _qualifiers(name: str, shape: str) -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    rows: Iterable[tuple[str, str]] = _meanings(name).items()
    return tuple((cast("Qualifier", meaning), _compiled(shape.replace("WORDS", words))) for meaning, words in rows)


# The unit named before an amount; the nearest one counts.
BEFORE = tuple((cast("Unit", unit), _compiled(pattern)) for unit, pattern in _meanings("before").items())
# Right before the amount, right after it, and somewhere before it in the sentence.
DIRECT = _qualifiers("direct", rf"(?:(?<![{_LETTERS}])(?:WORDS)|up ?to)[\s:(]*(?:an? |of |de |the |to )?$")
FOLLOWING = _qualifiers("following", r"[\s,(]*(?:WORDS)")
SENTENCE = _qualifiers("sentence", "WORDS")
_AFTER = _meanings("not pay, after")
# Other money by name: words before the amount, words after it.
NOT_PAY = tuple(
    (name, _compiled(rf"(?<![{_LETTERS}])(?:{before})"), _compiled(rf"[\s)]*(?:{_AFTER[name]})"))
    for name, before in _meanings("not pay, before").items()
)
_SIGNS = _meanings("sign")
MONEY_WORDS = _compiled(_SIGNS["money_words"])
# Worked out from the real rate, or only promised: weaker than any plain statement.
DERIVED = _compiled(_SIGNS["derived"])
PROMOTED = _compiled(_SIGNS["promoted"])
# Base and commission together: pay only where no base pay is stated.
TARGET = _compiled(_SIGNS["target"])
# Said behind base pay: "$180k + equity".
BESIDE = _compiled(_SIGNS["beside"])
PLACEHOLDER = _compiled(_SIGNS["placeholder"])
# Said in the text of the figure in the pay field: it stands for nothing.
DISOWNED = _compiled(_SIGNS["disowned"])
# "The pay rate listed is for a single pair": the unit of the pay field, told by the text.
RATE_UNIT = tuple(_compiled(pattern) for kind, name, pattern in table("pay") if (kind, name) == ("sign", "rate_unit"))
# "Payment is based on the length of the audio": an hour in the pay field is one of audio.
AUDIO_BASIS = _compiled(_SIGNS["audio_basis"])
HEADING = _compiled(_SIGNS["heading"])
# Said anywhere: the work is paid by the hour.
HOURLY_BASIS = _compiled(_SIGNS["hourly_basis"])
