"""Sums in the signs of Chinese, Japanese and Korean before the name of their money: "五千円", "이만 원"."""

import re

_DIGITS = ("一二三四五六七八九", "일이삼사오육칠팔구")
_SIGNS = {sign: value for digits in _DIGITS for value, sign in enumerate(digits, start=1)} | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_DRAWN = re.compile(
    r"(?<![\d一二三四五六七八九两十百千万])[一二三四五六七八九两十百千万]+$"
    r"|(?<![\d가-힣])[일이삼사오육칠팔구십백천만]+ ?$"
)
"""Signs of numbers as Chinese, Japanese and Korean write them before the name of their money."""


def is_drawn(text: str, before: int) -> bool:
    """Whether such a number ends right before this offset."""
    return _drawn(text, before) is not None


def _drawn(text: str, before: int) -> re.Match[str] | None:
    """The signs of such a number right before this offset, a blank between."""
    first = max(0, before - 8)
    return None if text[first:before].isascii() else _DRAWN.search(text, first, before)


def drawn(low: str, before: int) -> tuple[int, int, float] | None:
    """The number in Chinese signs right before this offset: "五千" is 5000, "一万二千" 12,000."""
    found = _drawn(low, before)
    if found is None:
        return None
    total = group = digit = 0
    for sign in found[0].strip():
        if sign in _SIGNS:
            digit = _SIGNS[sign]
        elif sign in "万만":
            total, group, digit = (total + max(group + digit, 1)) * 10_000, 0, 0
        else:
            group, digit = group + max(digit, 1) * _POWERS[sign], 0
    return found.start(), before, float(total + group + digit)
