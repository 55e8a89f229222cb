"""Hands letters to a mail server (RFC 5321), or to a folder while none is configured."""

import logging
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from directory import private
from directory.letters.ways.way import Outcome
from schedules.mail import sign

log = logging.getLogger(__name__)
TIMEOUT = 30.0  # seconds for each answer; RFC 5321 allows minutes, but one letter must not hold the whole round
# Permanent answers about this recipient's address (RFC 3463 section 3.2, RFC 7505): mailbox, its host, its syntax,
# moved, null MX. Not 5.1.7 and 5.1.8, which are about the sender, nor 5.7.x (policy), 5.2.x (full), or a bare 550.
NO_MAILBOX = re.compile(r"5\.1\.(?:1|2|3|6|10)(?!\d)")
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class Carrier(Protocol):
    """Takes letters one by one; never raises for what a server answers, which is the outcome it returns."""

    def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
        """Hands one letter over. `name` is its stable name, for carriers that write files."""
        ...

    def reset(self) -> None:
        """Forgets the connection, whatever state a letter that failed has left it in."""
        ...


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with DKIM (RFC 6376) on the way out: domain and selector as in the DNS, `key` is a PEM file."""

    domain: str
    selector: str
    key: Path

    def __call__(self, raw: bytes) -> bytes:
        return sign(raw, self.domain, self.selector, self.key)


class MailFolder:
    """Writes letters as .eml files into a folder: nothing is sent, nothing is lost. For a demo and for tests."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
        """Writes beside and renames, so that a letter is whole or not there; the same name is the same letter."""
        private.folder(self.path)
        half = self.path / f".{name}.part"
        half.write_bytes(raw)
        private.kept(half)
        half.rename(self.path / f"{name}.eml")
        return Outcome("sent", f"written to {self.path / name}.eml")

    def reset(self) -> None:
        """Nothing to do: there is no connection that a failed letter could have left half open."""


class Relay:
    """A connection to a mail server, opened at the first letter and again after a break."""

    def __init__(
        self, url: str, tls: ssl.SSLContext | None = None, signer: Signer | None = None, timeout: float = TIMEOUT
    ) -> None:
        parts = urlsplit(url)
        self.scheme, self.host = parts.scheme, parts.hostname or ""
        self.port = parts.port or PORTS[parts.scheme]
        self.user = unquote(parts.username) if parts.username else None
        self.password = unquote(parts.password or "")
        self.tls = tls or ssl.create_default_context()
        self.signer, self.timeout = signer, timeout
        self._server: smtplib.SMTP | None = None

    def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
        """Hands one letter over. Only a permanent answer that there is no such mailbox is "never" (`NO_MAILBOX`)."""
        signed = self.signer(raw) if self.signer else raw
        try:
            server = self._connected()
            if not recipient.isascii() and not server.has_extn("smtputf8"):
                return Outcome("failed", "the address is not ASCII and the mail server does not offer SMTPUTF8")
            server.sendmail(sender, [recipient], signed, () if recipient.isascii() else ("SMTPUTF8",))
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = refused.recipients[recipient]
            return self._answer(code, words, self._no_mailbox(code, words))
        except smtplib.SMTPDataError as problem:
            return self._answer(problem.smtp_code, problem.smtp_error, False)
        except (smtplib.SMTPException, OSError) as problem:
            self.close()
            return Outcome("later", f"{type(problem).__name__}: {problem}"[:300], reached=False)
        return Outcome("sent", "accepted")

    def reset(self) -> None:
        """Ends the connection, whatever state it is in; the next letter opens another."""
        self.close()

    def close(self) -> None:
        """Ends the connection, politely if the server still listens; what that raises is passed over."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _answer(self, code: int, words: bytes | str, never: bool) -> Outcome:
        if code == 421:
            self.close()
        return Outcome("never" if never else "later", f"{code} {_text(words)}"[:300])

    def _no_mailbox(self, code: int, words: bytes | str) -> bool:
        return 500 <= code <= 599 and bool(NO_MAILBOX.match(_text(words)))

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = self._open()
        return self._server

    def _open(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=self.tls)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.scheme == "smtp+starttls":
                server.starttls(context=self.tls)
            if self.user is not None:
                server.login(self.user, self.password)
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


@cache
def _warn_once(folder: Path) -> None:
    log.warning("SMTP_URL is not set: letters are written to %s and not sent", folder)


@contextmanager
def carrier(url: str | None, folder: Path, signer: Signer | None = None) -> Iterator[Carrier]:
    """The way letters go: the relay at `url`, or files in `folder` with a line in the log that says so."""
    if url is None:
        _warn_once(folder)
        yield MailFolder(folder)
        return
    relay = Relay(url, signer=signer)
    try:
        yield relay
    finally:
        relay.close()
