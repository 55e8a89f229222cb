"""What a setting may be: one reader a kind of value, from its text; each raises ValueError saying what it must be."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from directory import private

SPACE = re.compile(r"[\x00-\x20\x7f]")
SELECTOR = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*")
ARGON2 = re.compile(r"\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{16,}\$[A-Za-z0-9+/]{32,}")


def one_of(*choices: str) -> Callable[[str], str]:
    """A reader that takes one of these words and nothing else."""

    def parse(raw: str) -> str:
        if raw not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return raw

    return parse


def folder(raw: str) -> Path:
    """A folder that is there and ours to write in, or can be made; its whole path."""
    path = Path(raw).resolve()
    try:
        private.folder(path)
    except OSError as problem:
        raise ValueError(f"cannot be made ({problem.strerror})") from None
    if not os.access(path, os.W_OK | os.X_OK):
        raise ValueError("must be a folder that this user may write in")
    return path


def flag(raw: str) -> bool:
    """Whether it is on: 1 says yes, 0 says no, anything else is refused."""
    return one_of("0", "1")(raw) == "1"


def moment(raw: str) -> datetime:
    """An ISO 8601 moment with its time zone, in UTC."""
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        raise ValueError("must be a date and a time") from None
    if moment.tzinfo is None:
        raise ValueError("needs a time zone, such as 2026-11-20T09:00:00Z")
    return moment.astimezone(UTC)


def database(raw: str) -> str:
    """An SQLAlchemy address of SQLite or PostgreSQL; the driver of PostgreSQL is ours to name."""
    if not raw.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")):
        raise ValueError("must start with sqlite:/// or postgresql://")
    head, _, rest = raw.partition("://")
    return f"postgresql+psycopg://{rest}" if head in ("postgres", "postgresql") else raw


def web_address(raw: str) -> str:
    """An http(s) address without query or fragment; a slash at its end is dropped."""
    parts = _split(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an http or https address without a query")
    return raw.rstrip("/")


def _split(raw: str) -> SplitResult:
    """The parts of an address without spaces whose port, if it names one, is a number that ports have."""
    if SPACE.search(raw):
        raise ValueError("must be one address without spaces")
    parts = urlsplit(raw)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise ValueError("must name a port between 1 and 65535")
    return parts


def web_addresses(raw: str) -> tuple[str, ...]:
    """Some of them, with commas between."""
    return tuple(web_address(one.strip()) for one in raw.split(","))


def ping(raw: str) -> str:
    """An http(s) address that may have a query, as dead-man's switches hand out."""
    parts = _split(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
        raise ValueError("must be an http or https address")
    return raw


def port(raw: str) -> int:
    """A TCP port, between 1 and 65535."""
    number = int(raw) if raw.isascii() and raw.isdigit() else 0
    if not 1 <= number <= 65_535:
        raise ValueError("must be a number between 1 and 65535")
    return number


def argon2(raw: str) -> str:
    """A password's hash in argon2id's own spelling (RFC 9106, PHC string format)."""
    if not ARGON2.fullmatch(raw):
        raise ValueError("must be an argon2id hash")
    return raw


def smtp(raw: str) -> str:
    """A mail server's address; the scheme says how it is spoken to."""
    parts = _split(raw)
    if parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not parts.hostname:
        raise ValueError("must look like smtp+starttls://user:password@host:587")
    return raw


def mailbox(raw: str) -> str:
    """A folder of mails: maildir, or IMAP."""
    parts = urlsplit(raw) if raw.startswith("maildir:") else _split(raw)
    if not (parts.path if parts.scheme == "maildir" else parts.scheme in ("imap", "imaps") and parts.hostname):
        raise ValueError("must look like maildir:///path/to/folder or imaps://user:password@host/INBOX")
    return raw


def mail_address(raw: str) -> str:
    """One plain address, without a name."""
    name, at, host = raw.partition("@")
    if not (name and at and host) or "@" in host or any(sign in raw for sign in " \t\r\n<>,"):
        raise ValueError("must be one plain address, name@host")
    return raw


def secret(raw: str) -> str:
    """Something that nobody can guess."""
    if len(raw) < 32:  # 128 bits in hexadecimal: no key below that for HMAC-SHA-256
        raise ValueError("needs at least 32 characters")
    return raw


def header(raw: str) -> str:
    """A line that may stand in a header."""
    if "\n" in raw or "\r" in raw:
        raise ValueError("must be one line")
    return raw


def small_number(raw: str) -> int:
    """How many proxies stand in front."""
    if raw not in ("0", "1", "2", "3", "4", "5"):  # more than a cache, a balancer and a server is a slip of the hand
        raise ValueError("must be a number between 0 and 5")
    return int(raw)


def sender(raw: str) -> str:
    """Who a letter is from, as its header says: an address, or a name and an address in angle brackets."""
    header(raw)
    mail_address(parseaddr(raw)[1])
    return raw


def key_file(raw: str) -> Path:
    """A file that holds a private key in PEM (RFC 7468) and can be read now, not only when the first letter leaves."""
    path = Path(raw)
    try:
        words = path.read_bytes()
    except OSError as problem:
        raise ValueError(f"cannot be read ({problem.strerror})") from None
    if b"PRIVATE KEY-----" not in words:
        raise ValueError("must hold a private key in PEM")
    return path


def selector(raw: str) -> str:
    """The labels of a DKIM selector (RFC 6376, section 3.1): what may stand in the name of a host."""
    if not SELECTOR.fullmatch(raw):
        raise ValueError("must be letters, digits and hyphens, with dots between")
    return raw
