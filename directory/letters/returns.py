"""What comes back after a mail server has taken a letter: bounces (RFC 3464, 6533) and complaints (RFC 5965).

A report is believed if the letter that it returns carries a key of ours (List-Unsubscribe), or if whoever hands it over
has proved to be ours: else anybody could silence anybody. Two letters that came back for good bar an address, one
complaint does; all else changes nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes, message_from_string
from email.message import Message
from typing import Literal, cast

from sqlmodel import Session, col, delete, func, select

from directory import tokens
from directory.letters.chosen import no_mail
from directory.letters.outbox import WORDS, suppress, unnamed
from directory.store.engine import Store
from directory.store.letter_tables import BounceRow, LetterRow, SubscriberRow

TWO = 2
"""Letters that must come back for good: one may be a slip of a server, as of one that was moved."""
BOUNCE_LIFE = timedelta(days=90)  # what the privacy page promises; a server's slip of last season is no second proof
# No such mailbox, for good, as at delivery (RFC 3463 section 3.2): full ones, policies and outages pass.
HARD = re.compile(r"(?<!\d)5\.1\.(?:1|2|3|6|10)(?!\d)")
COMPLAINTS = frozenset({"abuse", "fraud", "virus"})
"""Feedback types (RFC 5965, section 7.3) that mean us; "not-spam" is praise, "other" says nothing."""
LETTER = re.compile(r"<(?:letter|question|broken|confirm)-(\d{1,9})-\d+@")
SPELT = re.compile(r"\\x\{(0?[0-9A-Fa-f]{2,5}|10[0-9A-Fa-f]{4})\}")
"""A character of an address in a report that is ASCII (RFC 6533, section 3): "\\x{92A}"."""
KEY = re.compile(r"/u/([^/>\s]{1,80})/stop>")
Outcome = Literal["barred", "noted", "nothing", "unknown"]


@dataclass(frozen=True, slots=True)
class MailReport:
    """What a report says. `hard` is a bounce for good; `letter` our letter's number, 0 where the report names none.

    `key` is the key of the subscriber's page in the letter that came back, `recipient` the address that the report
    names, `words` what the other side said; "" where it does not say.
    """

    kind: Literal["bounce", "complaint"]
    hard: bool
    letter: int
    key: str
    recipient: str
    words: str


def read(raw: bytes) -> MailReport | None:
    """The report in a message (RFC 5322); None for any other mail, such as an answer of somebody who is away."""
    parts = list(message_from_bytes(raw).walk())
    fields = [block for part in parts for block in _fields(part)]
    failed = [block for block in fields if _said(block, "Action").lower() == "failed"]
    feedback = [block for block in fields if _said(block, "Feedback-Type")]
    if not failed and not feedback:
        return None
    block = (feedback or failed)[0]
    words = " ".join(filter(None, (_said(block, "Status"), _said(block, "Diagnostic-Code"))))
    returned = [headers for part in parts for headers in _returned(part)]
    return MailReport(
        kind="complaint" if feedback else "bounce",
        hard=bool(_said(block, "Feedback-Type").lower() in COMPLAINTS if feedback else HARD.search(words)),
        letter=int(_first(LETTER, "Message-ID", returned) or 0),
        key=_first(KEY, "List-Unsubscribe", returned),
        recipient=_address(block),
        words=(f"feedback: {_said(block, 'Feedback-Type')}" if feedback else words)[:300],
    )


def take(store: Store, report: MailReport, secret: str, now: datetime, trusted: bool = False) -> Outcome:
    """Notes a report at `now` (UTC). `secret` proves its key; a trusted one needs none.

    "unknown" is a report that is not believed or is about nobody here; the same report twice is the same as once.
    """
    with store.writing() as session:
        owner = _owner(session, report, secret, trusted)
        if owner is None and not (trusted and report.recipient):
            return "unknown"
        key = owner.key if owner else tokens.keyed_hash(secret, report.recipient)
        report = replace(report, words=unnamed(report.words, owner.address if owner else report.recipient))
        if not report.hard:
            return "nothing"
        if report.kind == "bounce" and _noted(session, key, report, now) < TWO:
            return "noted"
        suppress(session, key, "bounced" if report.kind == "bounce" else "complained", now, report.words)
        if owner:
            no_mail(session, cast(int, owner.id), report.words[:WORDS])
        return "barred"


def _owner(session: Session, report: MailReport, secret: str, trusted: bool) -> SubscriberRow | None:
    token = tokens.parse(report.key)
    named = session.get(SubscriberRow, token.subject) if token else None
    if token and named and tokens.valid(token, secret, "manage", named.version):
        return named
    if not trusted:
        return None
    letter = session.get(LetterRow, report.letter)
    if letter is not None:
        return session.get(SubscriberRow, letter.subscriber)
    key = tokens.keyed_hash(secret, report.recipient)
    return session.exec(select(SubscriberRow).where(SubscriberRow.key == key)).first() if report.recipient else None


def _noted(session: Session, key: str, report: MailReport, now: datetime) -> int:
    """Notes a bounce, once for each letter; how many of the last ninety days there are."""
    session.exec(delete(BounceRow).where(col(BounceRow.at) < now - BOUNCE_LIFE))
    if session.get(BounceRow, (key, report.letter)) is None:
        session.add(BounceRow(key=key, letter=report.letter, at=now, words=report.words))
        session.flush()
    return session.exec(select(func.count()).select_from(BounceRow).where(BounceRow.key == key)).one()


def _fields(part: Message) -> Iterator[Message]:
    """The blocks of fields of a part that reports, by machine."""
    if part.get_content_type() in ("message/delivery-status", "message/feedback-report"):
        yield from _inside(part)
    if part.get_content_type() == "message/global-delivery-status":
        yield from (message_from_string(block) for block in re.split(r"\n\s*\n", _international(part)))


def _inside(part: Message) -> Iterator[Message]:
    inside = part.get_payload()
    yield from (one for one in (inside if isinstance(inside, list) else ()) if isinstance(one, Message))


def _international(part: Message) -> str:
    """The text of a report about an address that is not ASCII (RFC 6533), whose blocks Python does not part."""
    body = Message()
    body["Content-Transfer-Encoding"] = str(part.get("Content-Transfer-Encoding", "8bit"))
    body.set_payload(b"".join(one.as_bytes() for one in _inside(part)).decode("ascii", "surrogateescape"))
    raw = body.get_payload(decode=True)
    return raw.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(raw, bytes) else ""


def _returned(part: Message) -> Iterator[Message]:
    """The headers of the letter that came back."""
    if part.get_content_type() in ("message/rfc822", "message/global", "message/global-headers"):
        yield from _inside(part)
    if part.get_content_type() == "text/rfc822-headers":
        text = part.get_payload(decode=True)
        yield message_from_string(text.decode("utf-8", "replace") if isinstance(text, bytes) else "")


def _said(block: Message, name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _address(block: Message) -> str:
    """The first recipient that a block names: the original one, as we wrote it, before the final one."""
    names = ("Original-Recipient", "Final-Recipient", "Original-Rcpt-To")
    found = (_said(block, name).rpartition(";")[2].strip(" <>") for name in names)
    return SPELT.sub(lambda point: chr(int(point[1], 16)), next(filter(None, found), ""))


def _first(pattern: re.Pattern[str], header: str, returned: list[Message]) -> str:
    found = (pattern.search(_said(headers, header)) for headers in returned)
    return next((match[1] for match in found if match), "")
