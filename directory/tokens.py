"""Capability tokens in letters: derived, never stored, void as soon as their version is raised.

A token is `<subject>.<version>.<proof>`, the proof being the first 16 bytes of HMAC-SHA-256 (RFC 2104) over purpose,
subject and version under the server's secret, in unpadded base64url (RFC 4648). 22 characters of proof keep the
List-Unsubscribe header short enough for every mail server. The version is a random number, drawn when a subscriber is
made and again when they void their links: numbers that are given again after a backup was restored open nothing.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

from directory.address import folded

LARGEST = 2**31 - 1  # of a number in the tables
Purpose = Literal["confirm", "manage", "stop", "more", "connect"]


@dataclass(frozen=True, slots=True)
class LetterToken:
    """Whom a token names and which version of their tokens it belongs to; says nothing before it was checked."""

    subject: int
    version: int
    proof: str


def derive(secret: str, purpose: Purpose, subject: int, version: int) -> str:
    """The token for this purpose and subject (a subscriber's, an alert's or a letter's number)."""
    return f"{subject}.{version}.{_proof(secret, purpose, subject, version)}"


def parse(raw: str) -> LetterToken | None:
    """The parts of a token as somebody sent it, or None if it has not even the shape."""
    parts = raw.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 11 for part in parts[:2]):
        return None
    if max(int(parts[0]), int(parts[1])) > LARGEST:
        return None
    return LetterToken(int(parts[0]), int(parts[1]), parts[2])


def valid(token: LetterToken, secret: str, purpose: Purpose, version: int) -> bool:
    """Whether the proof is ours and of the present version; compared in constant time."""
    expected = _proof(secret, purpose, token.subject, version)
    same = hmac.compare_digest(expected.encode(), token.proof.encode("utf-8", "replace"))
    return same and token.version == version


def keyed_hash(secret: str, address: str) -> str:
    """What bars and limits know an address by, however it is spelled (`address.folded`): it cannot be turned back
    without the secret. Anything else that is counted (a network) is taken as it is."""
    return hmac.new(secret.encode(), b"address:" + folded(address).encode(), hashlib.sha256).hexdigest()


def _proof(secret: str, purpose: str, subject: int, version: int) -> str:
    digest = hmac.new(secret.encode(), f"{purpose}:{subject}:{version}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")
