"""A letter as bytes on the wire: MIME twins and the headers that mail programs act on.

RFC 5322 (message), RFC 2046 (alternative, plain text first), RFC 8058 (one-click unsubscribe), RFC 2919 (List-Id),
RFC 3834 (Auto-Submitted), RFC 6376 (DKIM).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import dkim

SIGNED = (b"from", b"to", b"subject", b"date", b"message-id", b"list-unsubscribe", b"list-unsubscribe-post", b"list-id")
_BREAK = re.compile(r"[\r\n]")


class ListPolicy(EmailPolicy):
    """Never folds List-* headers: a folded or encoded address there is no address to most mail programs.

    A subject beyond ASCII is encoded whole (RFC 2047): the library's own folding encodes word by word and doubles the
    space before a word that begins a line.
    """

    def fold(self, name: str, value: str) -> str:
        """The header as text; List-* in one line, however long: most programs read no folded address."""
        if name.lower().startswith("list-"):
            return f"{name}: {value}{self.linesep}"
        if name.lower() == "subject" and not value.isascii():
            encoded = Header(value, "utf-8", header_name=name).encode(linesep=self.linesep)
            return f"{name}: {encoded}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: str) -> bytes:
        """The header as bytes, the same way; List-* must be ASCII, which addresses of ours are."""
        if name.lower().startswith("list-") or name.lower() == "subject":
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


POLICY = ListPolicy(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything of a letter but its words. `unsubscribe` is the one-click address, None for a confirmation letter."""

    sender: str
    recipient: str
    message_id: str
    at: datetime
    unsubscribe: str | None
    list_name: str = "Task Atlas alerts"


def message(envelope: Envelope, subject: str, text: str, html: str) -> EmailMessage:
    """The letter with its plain text first and its HTML twin; raises ValueError for a line break in a header."""
    mail = EmailMessage(policy=POLICY)
    name, address = parseaddr(envelope.sender)
    _set(mail, "From", str(Address(name, addr_spec=address)))
    _set(mail, "To", envelope.recipient)
    _set(mail, "Subject", subject)
    _set(mail, "Date", format_datetime(envelope.at))
    _set(mail, "Message-ID", envelope.message_id)
    _set(mail, "Auto-Submitted", "auto-generated")
    if envelope.unsubscribe:
        _set(mail, "List-Id", f"{envelope.list_name} <alerts.{address.partition('@')[2]}>")
        _set(mail, "List-Unsubscribe", f"<{envelope.unsubscribe}>")
        _set(mail, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return mail


def message_id(public_url: str, kind: str, number: int, version: int) -> str:
    """An id made from what the letter is, so that a repeated delivery is recognised as the same letter."""
    return f"<{kind}-{number}-{version}@{urlsplit(public_url).hostname}>"


def sign(raw: bytes, domain: str, selector: str, key: Path) -> bytes:
    """The message with a DKIM signature (relaxed/relaxed) that covers the List-* headers, as RFC 8058 asks."""
    signature: bytes = dkim.sign(
        raw,
        selector.encode(),
        domain.encode(),
        key.read_bytes(),
        include_headers=list(SIGNED),
        canonicalize=(b"relaxed", b"relaxed"),
    )
    return signature + raw


def _set(mail: EmailMessage, name: str, value: str) -> None:
    if _BREAK.search(value):
        raise ValueError(f"{name}: a line break in {value!r}")
    mail[name] = value
