"""Takes prose and people out of a recorded answer and leaves its shape: what goes into the repository is ours."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parsel import Selector

from crawler.linked_data import parsed

PERSONAL = re.compile(
    r"e.?mail|phone|recruiter|owner|creator|author|manager|contact|mailbox|avatar|user|interviewer|sourcer|coordinator"
    r"|(?:posted|created|updated|edited|approved)_?by$|(?:first|last|full|given|family|sur)_?name$|linkedin",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\+\d[\d ()/-]{7,}\d")
LONGEST = 80  # characters: titles, places and rates are shorter, what is longer is prose and not ours to keep
SPEAKING = frozenset({"alt", "aria-label", "content", "placeholder", "summary", "title"})  # attributes that hold prose
NAME = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z]\.)? [A-Z][a-z]{2,}")
WORDY = 6  # words: fewer are a title or a label
ROWS = 12  # of a list: enough to hold the odd ones out, and short enough to be read by whoever adds a platform
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


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What may still be somebody's own words in a scrubbed answer: short sentences, and pairs of words like a name."""

    sentences: int = 0
    names: int = 0

    def __add__(self, other: "Leftovers") -> "Leftovers":
        return Leftovers(self.sentences + other.sentences, self.names + other.names)

    def __str__(self) -> str:
        return f"{self.sentences} short sentences and {self.names} pairs of words that may be names are still theirs"


def leftovers(body: bytes, kind: str) -> Leftovers:
    """Counts what `scrub` leaves standing, so that somebody reads it before it is committed."""
    text = body.decode("utf-8", "replace")
    parts = list(_strings(json.loads(text))) if "json" in kind else re.findall(r">\s*([^<>]+?)\s*<", text)
    ours = set(SENTENCES) | {"\n".join(SENTENCES)}
    said = [part for part in parts if part not in ours and not any(sentence in part for sentence in SENTENCES)]
    return Leftovers(
        sum(len(part.split()) >= WORDY and not part.startswith("http") for part in said),
        sum(NAME.fullmatch(part) is not None for part in said),
    )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


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
        text = text.replace(block, json.dumps(scrub_value(_data(block)), ensure_ascii=False))
    text = re.sub(r"<!\[CDATA\[(.{81,}?)\]\]>", lambda found: f"<![CDATA[{_prose(found[1])}]]>", text, flags=re.S)
    text = re.sub(r'([\w-]+)="([^"<>]{81,})"', _attribute, text)
    text = re.sub(r">([^<>{}]{81,})<", lambda found: f">{SENTENCES[len(found[1]) % len(SENTENCES)]}<", text)
    return PHONE.sub("removed", ADDRESS.sub("someone@example.org", text))


def _data(block: str) -> Any:
    """The value of a page's JSON, cured where people wrote it by hand, since it is read so; {} for what is none."""
    try:
        return json.loads(block, strict=False)
    except ValueError:
        return parsed(block) or {}


def _attribute(found: re.Match[str]) -> str:
    """An attribute that holds prose, with a sentence of ours; any other as it stands."""
    name, said = found[1].lower(), found[2]
    if name not in SPEAKING or "://" in said:
        return found[0]
    return f'{found[1]}="{SENTENCES[len(said) % len(SENTENCES)]}"'
