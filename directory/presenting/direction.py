"""Text that runs from right to left (Unicode's UAX #9): what stands in it from the other direction, and its own signs.

A name in Latin letters keeps its own order only inside an isolate: "(RWS)" at its end would else lose its brackets.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

FIRST_STRONG_ISOLATE, POP_ISOLATE, LEFT_MARK, RIGHT_MARK = "\u2068", "\u2069", "\u200e", "\u200f"
RIGHT_EMBEDDING, POP_EMBEDDING = "\u202b", "\u202c"
_LEFT_FIRST = re.compile(
    r"(?:(?![\u0590-\u08ff\u200f\u2068])[\W\d_])*(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])[^\W\d_]"
)
_MARKS = str.maketrans({FIRST_STRONG_ISOLATE: LEFT_MARK, POP_ISOLATE: LEFT_MARK + RIGHT_MARK})
_SIGN_BEHIND = re.compile(r"(?<=[A-Za-z])[$¥£€]$")


@cache
def rtl(locale: str) -> bool:
    """Whether a locale (CLDR) is written from right to left."""
    return bool(Locale.parse(locale).text_direction == "rtl")


def isolated(values: Mapping[str, object], locale: str) -> Mapping[str, object]:
    """The values of a message; in a locale from right to left each text whose first letter runs the other way is
    isolated.

    Markup stays markup. Other locales get what they gave.
    """
    return {name: _isolated(value) for name, value in values.items()} if rtl(locale) else values


def parts(texts: Iterable[str], locale: str) -> Iterable[str]:
    """The parts of a list, each isolated as `isolated` does: commas between two Latin names run from right to left."""
    return (str(_isolated(text)) for text in texts) if rtl(locale) else texts


def apart(text: str, locale: str) -> str:
    """One text beside others of its line, isolated as `isolated` does: figures behind "Coder 3" would else join it."""
    return str(_isolated(text)) if rtl(locale) else text


def by_itself(line: str, locale: str) -> str:
    """A line that another program shows in a frame of its own direction, as the subject of a mail.

    In a locale from right to left the whole is embedded, and marks that are as old as the algorithm itself stand in
    place of isolates, which programs may not know (Unicode 6.3, 2013).
    """
    return f"{RIGHT_EMBEDDING}{line.translate(_MARKS)}{POP_EMBEDDING}" if rtl(locale) else line


def _isolated(value: object) -> object:
    if not isinstance(value, str) or not _LEFT_FIRST.match(value):
        return value
    return FIRST_STRONG_ISOLATE + value + POP_ISOLATE


def amount(said: str) -> str:
    """An amount of money as CLDR writes it: a sign behind letters ("20 US$") is kept behind them by a mark."""
    return said + LEFT_MARK if _SIGN_BEHIND.search(said) else said
