"""Reports are taken from a Maildir folder or by IMAP, marked as seen, and count once."""

import mailbox
import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directory.config import BadSetting, Settings, load
from directory.letters import bars, returns
from directory.letters import subscribers as alerts
from directory.store import Store
from directory.tokens import derive
from schedules.returns import collect
from tests.directory.letters.test_returns import KEY, MAIL, SECRET, bounce, complaint, letter
from tests.support.making import START


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(load({"RUN_DIR": str(tmp_path)}), secret_key=SECRET)


@pytest.fixture
def mails(store: Store) -> list[bytes]:
    """Two bounces, a complaint about nobody and an answer of somebody who is away."""
    id = alerts.ask(store, alerts.Wish(MAIL, KEY, "", ("new",), "daily", "en", "UTC", 7), START)
    assert id is not None
    alerts.confirm(store, id, START)
    person = alerts.subscriber(store, 1)
    assert person is not None
    key = derive(SECRET, "manage", 1, person.version)
    two = [bounce(back=letter(key, number)) for number in (7, 8)]
    return [*two, complaint(back=letter("1.1.x")), b"Subject: away\n\nHello\n"]


def test_a_maildir_is_read_once(store: Store, settings: Settings, mails: list[bytes], tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "bounces")
    for raw in mails:
        box.add(raw)
    named = replace(settings, bounce_mailbox=f"maildir://{tmp_path}/bounces")
    assert collect(store, named, START) == {"noted": 1, "barred": 1, "unknown": 1, "no report": 1}
    assert bars.barred(store, KEY) is not None
    assert collect(store, named, START) == {}
    assert len(mailbox.Maildir(tmp_path / "bounces")) == 4


def test_a_report_that_breaks_the_process_is_taken_again(
    store: Store, settings: Settings, mails: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.Maildir(tmp_path / "bounces").add(mails[0])
    named = replace(settings, bounce_mailbox=f"maildir://{tmp_path}/bounces")
    with monkeypatch.context() as patch:
        patch.setattr(returns, "take", _broken(returns.take))
        with pytest.raises(KeyboardInterrupt):
            collect(store, named, START)
    assert collect(store, named, START) == {"noted": 1}


def _broken(take: Any) -> Any:
    def taken(*words: Any) -> None:
        take(*words)
        raise KeyboardInterrupt

    return taken


class Imap(socketserver.StreamRequestHandler):
    """As much of an IMAP server (RFC 9051) as a reader of one folder needs."""

    mails: list[bytes]
    seen: set[int]

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, command, rest = (*line.decode().strip().split(" ", 2), "")[:3]
            for said in self.answers(command.upper(), rest):
                self.wfile.write(said)
            self.wfile.write(f"{tag} OK done\r\n".encode())
            if command.upper() == "LOGOUT":
                return

    def answers(self, command: str, rest: str) -> Iterator[bytes]:
        if command == "CAPABILITY":
            yield b"* CAPABILITY IMAP4rev1\r\n"
        elif command == "SELECT":
            yield f"* {len(self.mails)} EXISTS\r\n".encode()
        elif rest.startswith("SEARCH"):
            yield ("* SEARCH " + " ".join(str(at) for at in range(len(self.mails)) if at not in self.seen)).encode()
            yield b"\r\n"
        elif rest.startswith("FETCH"):
            raw = self.mails[int(rest.split()[1])]
            yield f"* 1 FETCH (BODY[]<0> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
        elif rest.startswith("STORE"):
            self.seen.add(int(re.findall(r"\d+", rest)[0]))


@pytest.fixture
def imap(mails: list[bytes]) -> Iterator[str]:
    """The address of a server that holds the mails."""
    handler = type("Handler", (Imap,), {"mails": mails, "seen": set()})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"imap://me:secret@127.0.0.1:{server.server_address[1]}/INBOX"
        server.shutdown()
        thread.join()


def test_a_folder_is_read_by_imap_once(store: Store, settings: Settings, imap: str) -> None:
    named = replace(settings, bounce_mailbox=imap)
    assert collect(store, named, START) == {"noted": 1, "barred": 1, "unknown": 1, "no report": 1}
    assert collect(store, named, START) == {}


def test_a_mailbox_that_is_away_stops_nothing(
    store: Store, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for url in (f"maildir://{tmp_path}/none", "imap://me:secret@127.0.0.1:1/INBOX"):
        assert collect(store, replace(settings, bounce_mailbox=url), START) == {}
    assert len(caplog.records) == 2
    assert "secret" not in caplog.text
    assert collect(store, settings, START) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOUNCE_MAILBOX", "pop3://me:secret@mail.example"), ("BOUNCE_MAILBOX", "maildir:"),
        ("BOUNCE_SECRET", "secret"),
        ("BOUNCE_ADDRESS", "Bounces <b@mail.example>"), ("BOUNCE_ADDRESS", "bounces"), ("BOUNCE_MAILBOX", "imaps:"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_meant_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name) as refused:
        load({"RUN_DIR": str(tmp_path), name: value})
    assert "secret@" not in str(refused.value)
