"""The post under attack: a queue with poisoned letters in it, and a relay that answers every class of 5xx."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import func, select, update

from bench.fill import empty, subscribe
from bench.others import mail_server
from directory.config import Settings
from directory.store import Store
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow, SuppressionRow
from directory.store.sql import insert, table
from schedules.post import Post, Posted
from schedules.smtp import carrier

POISON = (
    "ü@mail.example", "a\r\nRCPT TO:<b@mail.example>", "a\x00b@mail.example", "", "@", "a@b@c", "<a@mail.example>",
    "a" * 400 + "@mail.example", "a@" + "b" * 400, "a,b@mail.example", "(x)a@mail.example", "a b@mail.example",
    "a@mail.example>", "\ud7ff@mail.example", "a@-mail.example", "a@mail..example", '"a"@mail.example',
    "\u202ea@mail.example",
)  # fmt: skip
GOOD, READERS = 40, 30
CLASSES = (
    "500 5.5.2 syntax", "501 5.5.4 arguments", "503 5.5.1 sequence", "504 5.5.4 not implemented", "521 5.3.2 no mail",
    "530 5.7.0 authenticate first", "535 5.7.8 credentials", "550 5.1.1 no such user", "550 5.1.2 no such host",
    "550 5.1.8 bad sender", "550 5.7.1 relay denied", "550 no words", "551 5.1.6 moved", "552 5.2.2 mailbox full",
    "553 5.1.3 bad address", "554 5.7.1 on a block list", "554 5.7.26 DMARC", "554 5.0.0 failed", "556 5.1.10 null MX",
    "571 5.7.1 blocked", "599 odd",
)  # fmt: skip
STAGES = ("RCPT", "DATA", "MAIL")
BARRING = ("550 5.1.1", "550 5.1.2", "551 5.1.6", "553 5.1.3", "556 5.1.10")
_A, _L, _S, _B = (table(row) for row in (AlertRow, LetterRow, SubscriberRow, SuppressionRow))


@dataclass
class Handler:
    """Answers `words` at one stage of a conversation; counts what it takes."""

    stage: str = ""
    words: str = ""
    taken: int = 0

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        """The reply to a sender's address: the class of refusal under trial, or acceptance."""
        if self.stage == "MAIL":
            return self.words
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        """The reply to a recipient's address: the class of refusal under trial, or acceptance."""
        if self.stage == "RCPT":
            return self.words
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The reply after the body of a letter: the class of refusal under trial, or acceptance."""
        if self.stage == "DATA":
            return self.words
        self.taken += 1
        return "250 accepted"


@contextmanager
def relay(handler: Handler) -> Iterator[str]:
    """The address of a mail server of this machine."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    with mail_server(handler) as port:
        yield f"smtp://127.0.0.1:{port}"


def poisoned(store: Store, settings: Settings, now: datetime) -> tuple[str, bool]:
    """Letters to addresses that cannot be, before and between good ones: every good one goes, in one round."""
    _queue(store, [*POISON, *(f"good{n}@mail.example" for n in range(GOOD)), *POISON], now)
    handler = Handler()
    rounds = [_round(store, settings, handler, now + timedelta(days=n)) for n in range(8)]
    left = _count(store, _L, _L.c.state == "queued")
    said = (
        f"{2 * len(POISON)} poisoned, {GOOD} good: {rounds[0].sent} sent in the first round, {left} wait after a week"
    )
    return said, rounds[0].sent == handler.taken >= GOOD and left == 0


def refused(store: Store, settings: Settings, now: datetime, words: str, stage: str) -> tuple[str, bool]:
    """A relay that gives one answer to everybody: no alert is deleted, nobody is barred for a fault of ours."""
    _queue(store, [f"r{n}@mail.example" for n in range(READERS)], now)
    done = _round(store, settings, Handler(stage, words), now)
    alerts, bars = _count(store, _A), _count(store, _B)
    back = _round(store, settings, Handler(), now + timedelta(days=2))
    said = f"{stage} {words}: {alerts} of {READERS} alerts, {bars} barred, {done.later} later, {back.sent} sent after"
    return said, alerts == READERS and bars == 0 and back.sent == READERS


def one_old_address(store: Store, settings: Settings, now: datetime) -> tuple[str, bool]:
    """One mailbox that is gone among good ones: it alone is barred, and its alert rests."""
    _queue(store, [f"r{n}@mail.example" for n in range(READERS)], now)

    class Some(Handler):
        async def handle_RCPT(
            self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
        ) -> str:
            if address.startswith("r7@"):
                return "550 5.1.1 no such user"
            return await super().handle_RCPT(server, session, envelope, address, options)

    done = _round(store, settings, Some(), now)
    alerts, bars = _count(store, _A), _count(store, _B)
    said = f"one of {READERS} gone: {done.sent} sent, {bars} barred, {alerts} alerts kept"
    return said, (done.sent, bars, alerts) == (READERS - 1, 1, READERS)


def _queue(store: Store, addresses: list[str], now: datetime) -> None:
    """A subscriber with one alert and one question in the queue for each address."""
    empty(store)
    with store.writing() as session:
        session.connection().execute(_B.delete())
    clean = [
        one.encode("utf-8", "replace").decode().replace("\x00", "" if not store.is_sqlite else "\x00")
        for one in addresses
    ]
    subscribe(store, ["tier=coding"] * len(clean), now)
    row = {"alert": None, "kind": "question", "made_at": now, "state": "queued", "tries": 0, "words": ""}
    with store.writing() as session:
        for id, address in enumerate(clean, 1):
            session.connection().execute(update(_S).where(_S.c.id == id).values(address=address))
        insert(
            session,
            LetterRow,
            [row | {"id": id, "subscriber": id, "next_try_at": now} for id in range(1, len(clean) + 1)],
        )


def _round(store: Store, settings: Settings, handler: Handler, now: datetime) -> Posted:
    with relay(handler) as url, carrier(url, settings.letters_dir) as way:
        return Post(store, settings).deliver(way, now)


def _count(store: Store, rows: Any, *tests: Any) -> int:
    with store.reading() as session:
        return int(session.connection().execute(select(func.count()).select_from(rows).where(*tests)).scalar() or 0)
