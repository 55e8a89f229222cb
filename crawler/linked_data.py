"""JobPosting markup (JSON-LD) as it is found in the wild: broken in known ways, read as far as it can be.

Cures: control characters inside texts, a block that is entity-encoded as a whole, CDATA and comments around it, a
missing comma between lines, a comma or semicolon too many, several values one after another, wrong escapes, keys in
PascalCase, a type as an address, graphs, lists and several types; and what people write as in a program (cures.py).
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from scrapy.http import TextResponse

from crawler import cures

SMALL = "translate(@type, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
NAMES = ("ld+json", "json+ld", "ld-json", "ld%2bjson")
BLOCKS = f"//script[{' or '.join(f'contains({SMALL}, {name!r})' for name in NAMES)}]"
WRAPPED = re.compile(
    r"^\s*(?:/\*\s*|//\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:/\*\s*|//\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*$"
)
COMMENT = re.compile(r"^\s*(?:/\*.*?\*/|//[^\n]*\n)\s*", re.DOTALL)
WRONG_ESCAPE = re.compile(r'(?<!\\)\\(?=([^"\\/bfnrtu]|u(?![0-9a-fA-F]{4})))')
NO_COMMA = re.compile(r'(["\]}\d])[ \t]*\n([ \t]*"[A-Za-z@]+"\s*:)')
SPARE_COMMA = re.compile(r",(?:\s*,)*(\s*[}\]])")
CDATA = re.compile(r"^\s*<!\[CDATA\[|\]\]>\s*$")
SPARE_END = re.compile(r"[\s;,]+$")
# A text with quotes of its own in it, up to the quote that stands before the next key or the end of the object.
DESCRIPTION, ANY_TEXT = (
    re.compile(rf'("{key}"\s*:\s*")(.*?)("\s*(?=,\s*"@?[A-Za-z]+"\s*:|\}}))', re.DOTALL)
    for key in ("description", "@?[A-Za-z]+")
)
BETWEEN = " \t\n\r,;"  # of several values
INNER_QUOTE = re.compile(r'(?<!\\)"')


def _quotes_within(found: re.Match[str]) -> str:
    return found[1] + INNER_QUOTE.sub(r"\"", found[2]) + found[3]


CURES: tuple[Callable[[str], str], ...] = (
    lambda text: text.lstrip("\ufeff"),
    lambda text: COMMENT.sub("", WRAPPED.sub("", WRAPPED.sub("", text))),
    lambda text: SPARE_END.sub("", text),
    lambda text: SPARE_COMMA.sub(r"\1", text),
    cures.bytes_as_letters,
    cures.double_quotes,  # before a wrong escape goes that holds a text in single quotes together
    lambda text: WRONG_ESCAPE.sub(lambda found: "\\\\" if found[1].isalnum() else "", text),
    lambda text: NO_COMMA.sub(r"\1,\n\2", text),
    lambda text: DESCRIPTION.sub(_quotes_within, text),
    html.unescape,
    lambda text: SPARE_COMMA.sub(r"\1", SPARE_END.sub("", WRAPPED.sub("", text))),
    cures.from_brace,
    cures.double_quotes,
    cures.no_comments,
    cures.quoted_keys,
    cures.one_comma,
    cures.closed,
    lambda text: ANY_TEXT.sub(_quotes_within, text),
)


def job_postings(page: TextResponse) -> list[dict[str, Any]]:
    """Every JobPosting of a page, keys in camelCase; blocks that cannot be read are passed over."""
    blocks = (block.xpath("string()").get() or "" for block in page.xpath(BLOCKS))
    return [found for block in blocks for found in _jobs(parsed(block))]


def texts(value: Any) -> list[str]:
    """The texts in a value that may be text, an object with a name, or a list of either; blanks are dropped."""
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("value") or value.get("@value"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return []
    return [str(value).strip()] if str(value).strip() else []


def unescaped(text: str) -> str:
    """Markup without the layers that some systems put on top of it: entities (at most three), CDATA, escapes spelt."""
    for _ in range(3):
        if "<" in text or (plain := html.unescape(text)) == text:
            break
        text = plain
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), CDATA.sub("", text))
    text = text.replace("<\\/", "</").replace("\\/>", "/>")
    return re.sub(r"(?:\\r)?\\n|\\r", "\n", text).replace("\\t", " ")


def parsed(block: str) -> Any:
    """The value of a block after as few cures as it needs, or None."""
    text = block
    for cure in CURES:
        text = cure(text)
        try:
            return _camel(_values(text))
        except ValueError:
            continue
    return None


def _values(text: str) -> Any:
    """The JSON value of a text; a list of them where several stand one after another."""
    decoder, at = json.JSONDecoder(strict=False), 0
    found: list[Any] = []
    while at < len(text) and (at := at + len(text[at:]) - len(text[at:].lstrip(BETWEEN))) < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            if not any(isinstance(one, dict | list) for one in found):
                raise
            break  # what stands behind a whole value is none: "{…}; var more = 1"
        found.append(value)
    if not found:
        raise ValueError("no value")
    if len(found) == 1 and isinstance(found[0], str) and found[0].lstrip()[:1] in ("{", "["):
        return _values(found[0])  # JSON as a text of JSON
    return found[0] if len(found) == 1 else found


def _camel(value: Any) -> Any:
    if isinstance(value, list):
        return [_camel(part) for part in value]
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: _camel(part) for key, part in value.items()}
    return value


def _jobs(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _jobs(part)
    elif isinstance(value, dict):
        if any(_is_job(name) for name in texts(value.get("@type") or value.get("type"))):
            yield value
        else:
            yield from _jobs([part for part in value.values() if isinstance(part, dict | list)])


def _is_job(name: str) -> bool:
    """ "JobPosting", "schema:JobPosting" and "http://schema.org/JobPosting"."""
    return re.split(r"[/#:]", name.strip())[-1].lower() == "jobposting"
