"""What comes back is read by its machine parts and believed by our own key: two bounces bar, one complaint does."""

import base64
from datetime import timedelta

import pytest
from sqlmodel import select

from directory.letters import bars, erasure, outbox, returns
from directory.letters import subscribers as alerts
from directory.letters.returns import MailReport
from directory.store import Store
from directory.store.letter_tables import BounceRow
from directory.tokens import derive, keyed_hash
from tests.support.making import DAY, START

SECRET = "s" * 32
MAIL = "reader@mail.example"
KEY = keyed_hash(SECRET, MAIL)


def letter(token: str = "1.2.x", number: int = 7) -> str:
    return (
        f"From: letters@atlas.example\nTo: {MAIL}\nSubject: 3 listings\nMessage-ID: <letter-{number}-1@atlas.example>\n"
        f"List-Unsubscribe: <https://atlas.example/es/u/{token}/stop>\n"
    )


def bounce(status: str = "5.1.1", action: str = "failed", back: str | None = None, headers_only: bool = True) -> bytes:
    """A report of a mail server (RFC 3464) that returns our letter."""
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    returned = letter() if back is None else back
    return (
        "From: MAILER-DAEMON@mail.example\nTo: bounces@atlas.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt did not work.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example\n\n"
        f"Final-Recipient: rfc822; moved@else.example\nOriginal-Recipient: rfc822; {MAIL}\nAction: {action}\n"
        f"Status: {status}\nDiagnostic-Code: smtp; 550 {status} as the\n server said\n\n"
        f"--b\nContent-Type: {kind}\n\n{returned}\n--b--\n"
    ).encode()


def complaint(kind: str = "abuse", back: str | None = None) -> bytes:
    """A report of somebody who pressed "this is spam" (RFC 5965)."""
    return (
        "From: fbl@mail.example\nTo: bounces@atlas.example\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nA report.\n"
        f"--b\nContent-Type: message/feedback-report\n\nFeedback-Type: {kind}\nUser-Agent: Some/1\nVersion: 1\n\n"
        f"--b\nContent-Type: message/rfc822\n\n{letter() if back is None else back}\nhello\n--b--\n"
    ).encode()


@pytest.mark.parametrize("headers_only", [True, False])
def test_a_bounce_says_whose_and_why(headers_only: bool) -> None:
    assert returns.read(bounce(headers_only=headers_only)) == MailReport(
        "bounce", True, 7, "1.2.x", MAIL, "5.1.1 smtp; 550 5.1.1 as the server said"
    )


def test_a_complaint_says_whose() -> None:
    assert returns.read(complaint()) == MailReport("complaint", True, 7, "1.2.x", "", "feedback: abuse")


INTERNATIONAL = "पाठक@mail.example"


def international(coding: str = "8bit", returned: str = "global-headers", recipient: str = INTERNATIONAL) -> bytes:
    """A report about an address that is not ASCII (RFC 6533)."""
    fields = (
        f"Reporting-MTA: dns; mail.example\n\nFinal-Recipient: utf-8; {recipient}\nAction: failed\nStatus: 5.1.1\n\n"
    )
    body = base64.encodebytes(fields.encode()).decode() if coding == "base64" else fields
    return (
        "From: MAILER-DAEMON@mail.example\nTo: bounces@atlas.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt did not work.\n"
        f"--b\nContent-Type: message/global-delivery-status\nContent-Transfer-Encoding: {coding}\n\n{body}\n"
        f"--b\nContent-Type: message/{returned}\n\n{letter().replace(MAIL, INTERNATIONAL)}\n--b--\n"
    ).encode()


@pytest.mark.parametrize(
    "raw",
    [
        international(), international("base64"), international(returned="global"),
        international(recipient=r"\x{92A}\x{93E}\x{920}\x{915}@mail.example"),
        international().replace(b"\n", b"\r\n"),
    ],
)  # fmt: skip
def test_a_bounce_of_an_address_beyond_ascii_is_one(raw: bytes) -> None:
    assert returns.read(raw) == MailReport("bounce", True, 7, "1.2.x", INTERNATIONAL, "5.1.1")


@pytest.mark.parametrize(
    ("status", "hard"),
    [
        ("5.1.1", True), ("5.1.10", True), ("5.1.6", True), ("5.1.7", False), ("5.1.8", False), ("5.1.11", False),
        ("5.2.2", False), ("5.7.1", False), ("4.1.1", False), ("5.0.0", False), ("15.1.1", False),
    ],
)  # fmt: skip
def test_only_no_such_mailbox_is_for_good(status: str, hard: bool) -> None:
    read = returns.read(bounce(status))
    assert read is not None
    assert read.hard is hard


@pytest.mark.parametrize(
    ("kind", "hard"), [("abuse", True), ("fraud", True), ("virus", True), ("not-spam", False), ("other", False)]
)
def test_a_complaint_is_one_that_means_us(kind: str, hard: bool) -> None:
    read = returns.read(complaint(kind))
    assert read is not None
    assert read.hard is hard


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\xff\xfe\x00", b"Subject: away\n\nI am on holiday.\n", bounce(action="delayed"),
        bounce(action="delivered"),
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\n--b--\n",
        b"Content-Type: message/delivery-status\n\nAction\nfailed",
    ],
)  # fmt: skip
def test_other_mail_is_no_report(raw: bytes) -> None:
    assert returns.read(raw) is None


@pytest.fixture
def key(either: Store) -> str:
    """The key in the letters of the one subscriber."""
    wish = alerts.Wish(MAIL, KEY, "tier=coding", ("new",), "daily", "en", "UTC", 7)
    id = alerts.ask(either, wish, START)
    assert id is not None
    assert alerts.confirm(either, id, START)
    person = alerts.subscriber(either, 1)
    assert person is not None
    return derive(SECRET, "manage", 1, person.version)


def sent(store: Store, raw: bytes, days: int = 0, trusted: bool = False) -> returns.Outcome:
    report = returns.read(raw)
    assert report is not None
    return returns.take(store, report, SECRET, START + days * DAY, trusted)


def test_two_letters_that_came_back_bar_and_lifting_forgets_them(either: Store, key: str) -> None:
    assert sent(either, bounce(back=letter(key, 7))) == "noted"
    assert sent(either, bounce(back=letter(key, 7))) == "noted"
    assert erasure.export(either, 1)["bounces"][0]["letter"] == 7
    assert bars.barred(either, KEY) is None
    assert sent(either, bounce(back=letter(key, 8)), 3) == "barred"
    bar = bars.barred(either, KEY)
    assert bar is not None
    assert (bar.reason, bar.words) == ("bounced", "5.1.1 smtp; 550 5.1.1 as the server said")
    assert [alert.due_at for alert in alerts.alerts_of(either, 1)] == [None]
    assert bars.lift(either, KEY, START + 4 * DAY)
    assert sent(either, bounce(back=letter(key, 9)), 5) == "noted"


def test_bounces_of_another_season_do_not_count(either: Store, key: str) -> None:
    assert sent(either, bounce(back=letter(key, 7))) == "noted"
    assert sent(either, bounce(back=letter(key, 8)), 91) == "noted"
    assert sent(either, bounce(back=letter(key, 9)), 92) == "barred"


def test_one_complaint_bars_at_once(either: Store, key: str) -> None:
    assert sent(either, complaint("not-spam", letter(key))) == "nothing"
    assert sent(either, complaint(back=letter(key))) == "barred"
    bar = bars.barred(either, KEY)
    assert bar is not None
    assert bar.reason == "complained"


@pytest.mark.parametrize("token", ["1.2.x", "", "2.1.aaaaaaaaaaaaaaaaaaaaaa", "99999999999.1.x"])
def test_nobody_can_silence_somebody_else(either: Store, key: str, token: str) -> None:
    assert sent(either, bounce(back=letter(token))) == "unknown"
    assert sent(either, complaint(back=letter(token))) == "unknown"
    assert bars.barred(either, KEY) is None


def test_what_is_handed_over_signed_needs_no_key(either: Store, key: str) -> None:
    while queued := outbox.claim(either, START):
        outbox.sent(either, queued.id, START)
    assert sent(either, complaint(back=letter("", 1)), trusted=True) == "barred"
    assert bars.barred(either, KEY) is not None


def test_an_address_that_is_gone_is_barred_all_the_same(either: Store, key: str) -> None:
    erasure.erase(either, 1)
    assert sent(either, bounce(back=letter("", 7)), trusted=True) == "noted"
    assert sent(either, bounce(back=letter("", 8)), trusted=True) == "barred"
    assert bars.barred(either, KEY) is not None


def test_erasing_forgets_bounces(either: Store, key: str) -> None:
    assert sent(either, bounce(back=letter(key, 7))) == "noted"
    erasure.erase(either, 1)
    assert sent(either, bounce(back=letter("", 8)), trusted=True) == "noted"
    assert timedelta(days=90) == returns.BOUNCE_LIFE


def test_what_a_report_says_is_kept_without_the_address(store: Store) -> None:
    """Two bounces of a server that repeats the address: neither they nor the bar hold it."""
    words = f"5.1.1 smtp; 550 5.1.1 <{MAIL}>: user reader unknown"
    for number in (1, 2):
        report = MailReport("bounce", True, number, "", MAIL, words)
        returns.take(store, report, SECRET, START + number * DAY, trusted=True)
    bar = bars.barred(store, KEY)
    assert bar is not None
    with store.reading() as session:
        kept = [bar.words, *session.exec(select(BounceRow.words)).all()]
    assert kept == ["5.1.1 smtp; 550 5.1.1 <(address)>: user (address) unknown"] * 3
