"""Which hiring system an address belongs to, anchored on the host; and a platform made for one tape."""

import re
from collections.abc import Mapping
from typing import Any

from crawler.discover import boards
from crawler.platform import Platform

FORMS = {
    "token": r"(?P<token>(?!(?:www|api)(?:[./]|$))[A-Za-z0-9][A-Za-z0-9._-]*)",
    "locale": r"[a-z]{2}-[A-Z]{2}",
    "number": r"(?P<number>wd\d+)",
}
LABEL = r"(?P<token>(?!www\.)[A-Za-z0-9][A-Za-z0-9-]*)"  # a token that is the first part of a host


def detect(url: str) -> tuple[type[Platform], str] | None:
    """The board and the token behind an address, or None: "evil.example/?u=jobs.lever.co/x" is not Lever."""
    found = []
    for board in boards().values():
        for address in board.__dict__.get("addresses", ()):
            if match := re.match(_pattern(address), url):
                found.append((len(address), board, ".".join(filter(None, match.groups()))))
    if not found:
        return None
    _, board, token = max(found, key=lambda one: one[0])  # the longest address says most: /en-GB/acme is no "en-GB"
    return board, token


def _pattern(address: str) -> str:
    forms = {**FORMS, "token": LABEL} if address.startswith("{token}") else FORMS
    parts = re.split(r"\{(\w+)\}", address)
    whole = "".join(forms[part] if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return rf"https?://{whole}(?=[/?#]|$)"


def sample(slug: str, board: type[Platform], token: str, **more: Any) -> type[Platform]:
    """A platform for an address or tape that has no file: on its board, with the least that must be declared."""
    stated: Mapping[str, Any] = {
        "slug": slug,
        "title": slug,
        "homepage": "https://example.org",
        "token": token,
        "cadence_hours": 24,
        "floor": 1,
        "location": "residence",
        "basis": "guess",
        "source": "made for one tape",
        **more,
    }
    return type("Sample", (board,), dict(stated))
