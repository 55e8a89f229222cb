"""A text with one kind of hyphen, blank, bracket and digit mark, of the same length."""

import re

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_BLANKS = "\u00a0\u2007\u2009\u202f\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u3000*`\u200b\u00ad\u200e\u200f"
_ALIKE = {
    **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_BLANKS, " "),
    "～": "~", "〜": "~", "＄": "$", "，": ",", "、": ",", "．": ".", "：": ":", "；": ";",
    "（": "(", "）": ")", "／": "/", "＋": "+", "％": "%", "￥": "¥", "’": "'", "ʼ": "'",
    "´": "'", "٫": ".", "٬": ",", "،": ",", "·": "•", "【": " ", "】": " ", "؛": ";",
    "۔": ".", "\u0958": "क", "\u0959": "ख", "\u095a": "ग", "\u095b": "ज", "\u095c": "ड",
    "\u095d": "ढ", "\u095e": "फ", "\u095f": "य", "➜": "-", "→": "-",
}  # fmt: skip
# Signs that went through two encodings.
_BROKEN = (("Â£", " £"), ("â‚¬", "  €"), ("Â€", " €"))


_ODD = re.compile("[" + "".join(map(re.escape, _ALIKE)) + "]")


def plain(text: str) -> str:
    """The text with its odd hyphens, blanks, brackets and digit marks as usual ones, of the same length."""
    if text.isascii():
        return text.replace("*", " ").replace("`", " ") if "*" in text or "`" in text else text
    for odd, usual in _BROKEN:
        if odd in text:
            text = text.replace(odd, usual)
    return _ODD.sub(_usual, text)


def _usual(match: re.Match[str]) -> str:
    return _ALIKE[match[0]]
