"""Takes prose and people out of a recorded answer and leaves its shape: what goes into the repository is ours."""

import json
import re
from typing import Any

from parsel import Selector

PERSONAL = re.compile(
    r"e.?mail|phone|recruiter|owner|creator|author|manager|contact|mailbox|avatar|user", re.IGNORECASE
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\+\d[\d ()/-]{7,}\d")
LONGEST = 80
ROWS = 12
SENTENCES = (
    "Rate answers of a language model.",
    "Write a question and the answer that an expert would give.",
    "Choose the better of two answers and say why.",
    "You read carefully and write clearly.",
    "The hours are yours to choose.",
)


def scrub(body: bytes, kind: str) -> bytes:
    """The body with our sentences for prose, and nobody's name, mailbox or number."""
    text = body.decode("utf-8", "replace")
    if "json" in kind:
        return (json.dumps(scrub_value(json.loads(text)), indent=1, ensure_ascii=False) + "\n").encode()
    return _markup(text).encode()


def scrub_value(value: Any, key: str = "") -> Any:
    """A JSON value without prose and people; short texts, numbers and addresses of pages stay."""
    if isinstance(value, dict | list) and PERSONAL.search(key):
        return None
    if isinstance(value, dict):
        staff = value.get("value_type") == "user"
        return {name: None if staff and name == "value" else scrub_value(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [scrub_value(part, key) for part in value]
    if not isinstance(value, str):
        return None if PERSONAL.search(key) and isinstance(value, int) and not isinstance(value, bool) else value
    if PERSONAL.search(key):
        return "removed"
    if re.fullmatch(r"https?://\S+", value):
        return value
    return PHONE.sub("removed", ADDRESS.sub("someone@example.org", _prose(value)))


def shorten(value: Any) -> Any:
    """A JSON value whose long lists of objects are cut to a dozen, and whose counts of them say so."""
    lengths = {len(rows) for rows in _rows(value) if len(rows) > ROWS}
    return _cut(value, lengths)


def _rows(value: Any) -> list[list[Any]]:
    if isinstance(value, dict):
        return [rows for part in value.values() for rows in _rows(part)]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [value]
    return []


def _cut(value: Any, lengths: set[int]) -> Any:
    if isinstance(value, dict):
        return {key: _cut(part, lengths) for key, part in value.items()}
    if isinstance(value, list):
        return value[:ROWS] if value and isinstance(value[0], dict) else value
    return ROWS if isinstance(value, int) and not isinstance(value, bool) and value in lengths else value


def _prose(text: str) -> str:
    """Our sentences for a long text, inside the same first tags."""
    if len(text) <= LONGEST:
        return text
    if "<" in text or "&lt;" in text:
        open_, close = ("&lt;", "&gt;") if "&lt;" in text else ("<", ">")
        return "".join(f"{open_}p{close}{sentence}{open_}/p{close}" for sentence in SENTENCES)
    return "\n".join(SENTENCES)


def _markup(text: str) -> str:
    """HTML or XML: scripts that are no data go, long texts and mailboxes are replaced."""
    text = re.sub(
        r"<script(?![^>]*json)[^>]*>.*?</script>|<style.*?</style>|<svg.*?</svg>", "", text, flags=re.S | re.I
    )
    for block in Selector(text).css('script[type*="json"]::text').getall():
        try:
            text = text.replace(block, json.dumps(scrub_value(json.loads(block, strict=False)), ensure_ascii=False))
        except ValueError:
            text = text.replace(block, "{}")
    text = re.sub(r"<!\[CDATA\[(.{81,}?)\]\]>", lambda found: f"<![CDATA[{_prose(found[1])}]]>", text, flags=re.S)
    text = re.sub(r">([^<>{}]{81,})<", lambda found: f">{SENTENCES[len(found[1]) % len(SENTENCES)]}<", text)
    return PHONE.sub("removed", ADDRESS.sub("someone@example.org", text))
