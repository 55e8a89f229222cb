"""What a message holds: the senders and links in it, telephone numbers, and wording that frauds have in common."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from directory.platform import PlatformRecord
from directory.terms import fold
from web.platforms.senders import JudgedSender, judge, known

MOST = 12  # findings shown of one message
ORDER = (
    "lookalike", "shortener", "chat", "mailbox", "unknown", "service", "system", "phone", "board", "official",
    "unreadable",
)  # fmt: skip
"""Findings, what warns first."""
_PHONE = re.compile(r"(?<![\w.$€£/-])(?:\+|00|\(0?)\d[\d\s().-]{6,18}\d(?![\w.]\d)")
_BARE = re.compile(r"[\w-]+(\.[\w-]{2,})+")  # letters of any alphabet, for look-alikes
_EDGES = "<>()[]{}.,;:!?\"'“”«»"


@dataclass(frozen=True, slots=True)
class Sign:
    """Wording of one kind (a key of `words` in data/senders.toml) and the words that were met, as written."""

    kind: str
    words: str


def findings(text: str, published: Iterable[PlatformRecord] = ()) -> tuple[JudgedSender, ...]:
    """Every sender, link and telephone number of a message judged, each once, what warns first; at most twelve.

    "unreadable" alone where there is none. In a message of several words a bare "name.ending" counts only in small
    letters, for a full stop without a space after it would be one.
    """
    rows = list(published)
    phones = [JudgedSender("phone", match[0].strip()) for match in _PHONE.finditer(text)]
    pieces = [piece.strip(_EDGES) for piece in _PHONE.sub(" ", text).split()]
    hosts = [judge(piece, rows) for piece in pieces if len(pieces) == 1 or _addressed(piece)]
    found = {(one.kind, one.host): one for one in (*hosts, *phones) if one.kind != "unreadable"}
    return tuple(sorted(found.values(), key=lambda one: ORDER.index(one.kind)))[:MOST] or (JudgedSender("unreadable"),)


def signs(text: str) -> tuple[Sign, ...]:
    """The kinds of wording in a message, each with the first words that show it; () for none."""
    plain = fold(text)
    met = ((kind, pattern.search(plain)) for kind, pattern in _patterns())
    return tuple(Sign(kind, text[match.start() : match.end()]) for kind, match in met if match)


def _addressed(piece: str) -> bool:
    host = piece.partition("/")[0]
    return "://" in piece or "@" in piece or (host == host.lower() and bool(_BARE.fullmatch(host)))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"\b(?:{'|'.join(map(_one, rows))})\b")) for kind, rows in known()["words"].items())


def _one(words: str) -> str:
    stem = re.escape(fold(words.removesuffix("*"))).replace(r"\ ", r"\s+")
    return rf"{stem}\w*" if words.endswith("*") else stem
