"""What is wrong with JSON that people wrote into pages by hand, cured one fault at a time."""

import json
import re
from collections.abc import Callable

TEXT = re.compile(r'("(?:\\.|[^"\\])*")', re.DOTALL)
COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|/\*.*?\*/|//[^\n]*|<!--.*?-->|<br\s*/?>', re.DOTALL)
SINGLE = re.compile(r"'((?:\\.|[^'\\])*)'", re.DOTALL)
BARE_KEY = re.compile(r"(^|[{,])(\s*)([A-Za-z_$][\w$]*)(\s*:)")
NO_VALUE = re.compile(r"\b(?:undefined|None)\b")
OF_PYTHON = re.compile(r"\b(True|False)\b")
COMMAS, FIRST_COMMA = re.compile(r",(?:\s*,)+"), re.compile(r"([{\[])\s*,")
ENDED = re.compile(r"([}\]\d]|true|false|null)(\s*)$")
CLOSED = {"{": "}", "[": "]"}


def from_brace(text: str) -> str:
    """From the first brace: "window.job = {…}"."""
    found = re.search(r"[{\[]", text)
    return text[found.start() :] if found else text


def no_comments(text: str) -> str:
    """Without comments, also those of HTML, and its breaks; two slashes in a text are none."""
    return COMMENT.sub(lambda found: found[1] or " ", text)


def bytes_as_letters(text: str) -> str:
    r"""`\x52` as `\u0052`: JavaScript knows both, JSON one."""
    return re.sub(r"(?<!\\)\\x([0-9a-fA-F]{2})", r"\\u00\1", text)


def double_quotes(text: str) -> str:
    """Keys and texts in single quotes, or in those of a word processor, where the first key stands in them."""
    if re.match(r"\s*[\[{\s]*'", text):
        return SINGLE.sub(lambda found: json.dumps(found[1].replace("\\'", "'"), ensure_ascii=False), text)
    return re.sub(r"(?<=[{,:\[])(\s*)[“”]|[“”](?=\s*[:,}\]])", r'\1"', text)


def quoted_keys(text: str) -> str:
    """Names of keys in quotes, null for what JavaScript calls undefined, true for Python's True, and known blanks."""
    return _outside(text, lambda part: _known_values(BARE_KEY.sub(r'\1\2"\3"\4', part.replace("\u00a0", " "))))


def _known_values(part: str) -> str:
    return OF_PYTHON.sub(lambda found: found[1].lower(), NO_VALUE.sub("null", part))


def one_comma(text: str) -> str:
    """One comma where there are more or, between two texts or behind an end, none."""
    return _outside(text, lambda part: FIRST_COMMA.sub(r"\1", COMMAS.sub(",", part)), between=_parted)


def closed(text: str) -> str:
    """With the braces that the end lacks; a text that was cut in its middle is left as it is."""
    stack: list[str] = []
    for sign in "".join(TEXT.split(text)[::2]):
        if sign in CLOSED:
            stack.append(CLOSED[sign])
        elif stack and sign == stack[-1]:
            stack.pop()
    return text.rstrip().rstrip(",") + "".join(reversed(stack))


def _parted(part: str) -> str:
    return f",{part}" if not part.strip() else ENDED.sub(r"\1,\2", part)


def _outside(text: str, edit: Callable[[str], str], between: Callable[[str], str] = str) -> str:
    """The text with what stands outside its texts edited, and what stands between two of them also by `between`."""
    parts = TEXT.split(text)
    last = len(parts) - 1
    edited = [edit(between(part) if 0 < at < last else part) if at % 2 == 0 else part for at, part in enumerate(parts)]
    return "".join(edited)
