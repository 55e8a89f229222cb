"""JobPosting markup (JSON-LD) as it is found in the wild: broken in known ways, read as far as it can be.

Cures: control characters inside texts, a block that is entity-encoded as a whole, CDATA and comments around it, a
missing comma between lines, wrong escapes, keys in PascalCase, graphs, lists and several types.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from scrapy.http import TextResponse

WRAPPED = re.compile(r"^\s*(?:/\*\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:/\*\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*$")
WRONG_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
NO_COMMA = re.compile(r'(["\]}\d])[ \t]*\n([ \t]*"[A-Za-z@]+"\s*:)')
CURES: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: WRAPPED.sub("", text),
    lambda text: WRONG_ESCAPE.sub(r"\\\\", text),
    lambda text: NO_COMMA.sub(r"\1,\n\2", text),
    html.unescape,
)


def job_postings(page: TextResponse) -> list[dict[str, Any]]:
    """Every JobPosting of a page, keys in camelCase; blocks that cannot be read are passed over."""
    blocks = page.css('script[type="application/ld+json"]::text').getall()
    return [found for block in blocks for found in _jobs(_parsed(block))]


def texts(value: Any) -> list[str]:
    """The texts in a value that may be text, an object with a name, or a list of either; blanks are dropped."""
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("value"))
    return [str(value).strip()] if isinstance(value, str | int | float) and str(value).strip() else []


def unescaped(text: str) -> str:
    """Markup without the entity layers that some systems put on top of it, at most three."""
    for _ in range(3):
        if "<" in text or (plain := html.unescape(text)) == text:
            break
        text = plain
    return text


def _parsed(block: str) -> Any:
    """The value of a block after as few cures as it needs, or None."""
    text = block
    for cure in CURES:
        text = cure(text)
        try:
            return _camel(json.loads(text, strict=False))
        except ValueError:
            continue
    return None


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
        if "JobPosting" in texts(value.get("@type")):
            yield value
        else:
            yield from _jobs([part for part in value.values() if isinstance(part, dict | list)])
