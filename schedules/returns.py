"""Collects reports of bounces and complaints from a mailbox: a Maildir folder, or a folder by IMAP (RFC 9051).

What was read is marked as seen and never deleted; a report that was taken but not yet marked, because the process died,
is taken again and counts once.
"""

import imaplib
import logging
import mailbox
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from directory.config import Settings
from directory.letters import returns
from directory.store import Store

log = logging.getLogger(__name__)
LARGEST = 1_000_000  # bytes of a report that are read: it returns a letter of at most 100 kB
AT_ONCE = 500
"""Reports of one round: what a bad day of a list of ten thousand brings in an hour."""
TIMEOUT = 30.0  # seconds for each answer of the IMAP server


def collect(store: Store, settings: Settings, now: datetime) -> dict[str, int]:
    """Takes what is unread in the mailbox of the settings; how many reports of each outcome, {} without a mailbox.

    A mailbox that cannot be read is logged and tried in the next round.
    """
    count: dict[str, int] = {}
    if settings.bounce_mailbox is None:
        return count
    try:
        for raw in _unread(settings.bounce_mailbox):
            report = returns.read(raw)
            outcome = returns.take(store, report, settings.secret_key, now) if report else "no report"
            count[outcome] = count.get(outcome, 0) + 1
    except (OSError, imaplib.IMAP4.error, mailbox.Error) as problem:
        log.error("the mailbox of bounces cannot be read: %s: %s", type(problem).__name__, problem)
    if count:
        log.info("reports of bounces and complaints: %s", count)
    return count


def _unread(url: str) -> Iterator[bytes]:
    """The unread messages; each is marked as read when the next one is asked for."""
    parts = urlsplit(url)
    yield from _maildir(Path(unquote(parts.path))) if parts.scheme == "maildir" else _imap(url)


def _maildir(path: Path) -> Iterator[bytes]:
    with closing(mailbox.Maildir(path, create=False)) as box:
        for key in sorted(box.iterkeys())[: 100 * AT_ONCE]:
            message = box.get_message(key)
            if "S" not in message.get_flags():
                with box.get_file(key) as file:
                    raw = file.read(LARGEST)
                yield raw
                message.set_subdir("cur")
                message.add_flag("S")
                box[key] = message


def _imap(url: str) -> Iterator[bytes]:
    parts = urlsplit(url)
    make = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    with make(parts.hostname or "", parts.port or (993 if parts.scheme == "imaps" else 143), timeout=TIMEOUT) as server:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        answer, said = server.select(f'"{unquote(parts.path.lstrip("/")) or "INBOX"}"')
        if answer != "OK":
            raise imaplib.IMAP4.error(f"no such folder: {said[0]!r}")
        _, found = server.uid("SEARCH", "UNSEEN")
        for uid in found[0].split()[:AT_ONCE]:
            _, fetched = server.uid("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{LARGEST}>)")
            yield next((part[1] for part in fetched if isinstance(part, tuple)), b"")
            server.uid("STORE", uid.decode(), "+FLAGS", r"(\Seen)")
