"""Amounts that tags cut into pieces: "$<b>25</b>.<b>50</b>"."""

import re

_TAG = r"</?(?:b|strong|em|i|span|u|font|sup|sub|a|mark|big|small)\b[^<>]{0,80}>"
_SPLIT = re.compile(rf"[$€£¥₹₽]?(?:{_TAG})*\d[\d.,]*(?:(?:{_TAG})+[\d.,]+)+", re.IGNORECASE)
_TAGS = re.compile(_TAG, re.IGNORECASE)

Region = tuple[int, int]


def whole(raw: str, text: str) -> tuple[str, list[Region]]:
    """The text without tags, amounts in pieces made one, and where they stand.

    `text` is `raw` with its tags blanked out, of the same length, and so is the result: the pieces move together and
    blanks fill the rest of their region.
    """
    if "<" not in raw:
        return text, []
    regions: list[Region] = []
    for found in _SPLIT.finditer(raw):
        pieces = _TAGS.sub("", found[0])
        if len(pieces) == len(found[0]) or not re.search(r"\d[.,]\d", pieces):
            continue
        text = text[: found.start()] + pieces.ljust(len(found[0])) + text[found.end() :]
        regions.append(found.span())
    return text, regions


def end_of(end: int, regions: list[Region]) -> int:
    """The end of an amount in the text as written."""
    return next((high for low, high in regions if low < end < high), end)
