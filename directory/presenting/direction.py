"""Text that runs from right to left (Unicode's UAX #9): what stands in it from the other direction, and its own signs.

A name in Latin letters keeps its own order only inside an isolate: "(RWS)" at its end would else lose its brackets.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

FIRST_STRONG_ISOLATE, POP_ISOLATE, LEFT_MARK = "\u2068", "\u2069", "\u200e"
_LEFT_FIRST = re.compile(r"[^A-Za-z\u00c0-\u024f\u0590-\u08ff\u200f\u2068]*[A-Za-z\u00c0-\u024f]")
_SIGN_BEHIND = re.compile(r"(?<=[A-Za-z])[$¥£€]$")


@cache
def rtl(locale: str) -> bool:
    """Whether a locale (CLDR) is written from right to left."""
    return bool(Locale.parse(locale).text_direction == "rtl")


def isolated(values: Mapping[str, object], locale: str) -> Mapping[str, object]:
    """The values of a message; in a locale from right to left each text that begins with Latin letters is isolated.

    Markup stays markup. Other locales get what they gave.
    """
    return {name: _isolated(value) for name, value in values.items()} if rtl(locale) else values


def parts(texts: Iterable[str], locale: str) -> Iterable[str]:
    """The parts of a list, each isolated as `isolated` does: commas between two Latin names run from right to left."""
    return (str(_isolated(text)) for text in texts) if rtl(locale) else texts


def _isolated(value: object) -> object:
    if not isinstance(value, str) or not _LEFT_FIRST.match(value):
        return value
    return FIRST_STRONG_ISOLATE + value + POP_ISOLATE


def amount(said: str) -> str:
    """An amount of money as CLDR writes it: a sign behind letters ("20 US$") is kept behind them by a mark."""
    return said + LEFT_MARK if _SIGN_BEHIND.search(said) else said
