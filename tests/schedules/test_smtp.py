"""Letters over a real SMTP server that refuses, delays, breaks off and asks for a password."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path
from typing import Any

import dkim
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from bench.others import mail_server
from bench.serving import held_port
from directory.letters.ways.way import Outcome
from schedules.mail import Envelope as Cover
from schedules.mail import message, message_id
from schedules.smtp import MailFolder, Relay, Signer, carrier

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
SENDER, READER = "letters@atlas.example", "reader@mail.example"


class Server:
    """Takes letters; what it answers is set by the address that is written to."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any) -> str:
        answers = {
            "never": "550 5.1.1 no such mailbox",
            "later": "451 4.7.1 come back later",
            "policy": "550 5.7.1 relay denied",
            "bare": "550 no such user here",
            "overfull": "552 5.2.2 mailbox full",
            "moved": "551 5.1.6 moved away",
            "sender": "550 5.1.8 bad sender",
        }
        name = to.partition("@")[0]
        if name in answers:
            return answers[name]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name == "drop":
            assert server.transport is not None
            server.transport.abort()
            return "250 never arrives"
        if name == "spam":
            return "554 5.7.1 message refused"
        if name == "full":
            return "452 4.2.2 mailbox full"
        assert isinstance(envelope.content, bytes)
        self.letters.append(envelope.content)
        return "250 accepted"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(**given: Any) -> Iterator[tuple[Server, int]]:
    server = Server()
    with mail_server(server, **given) as port:
        yield server, port


def letter(recipient: str = READER) -> bytes:
    cover = Cover(
        f"Task Atlas <{SENDER}>",
        recipient,
        message_id("https://atlas.example", "letter", 1, 1),
        NOON,
        "https://atlas.example/u/123456.12.abcdefghijklmnopqrstuv/stop",
    )
    subject = "12 ofertas para Kenia: Evaluación de traducciones — hasta 25 $ por hora, con una cola muy larga"
    return message(cover, subject, "Hola, Kenia\n.\nfin\n", "<p>Hola, Kenia</p>").as_bytes()


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("reader", Outcome("sent", "accepted")),
        ("never", Outcome("never", "550 5.1.1 no such mailbox")),
        ("later", Outcome("later", "451 4.7.1 come back later")),
        ("spam", Outcome("later", "554 5.7.1 message refused")),
        ("policy", Outcome("later", "550 5.7.1 relay denied")),
        ("bare", Outcome("later", "550 no such user here")),
        ("overfull", Outcome("later", "552 5.2.2 mailbox full")),
        ("moved", Outcome("never", "551 5.1.6 moved away")),
        ("sender", Outcome("later", "550 5.1.8 bad sender")),
        ("full", Outcome("later", "452 4.2.2 mailbox full")),
    ],
)
def test_what_a_server_answers_decides(name: str, outcome: Outcome) -> None:
    with serving() as (server, port), carrier(f"smtp://127.0.0.1:{port}", Path("unused")) as relay:
        address = f"{name}@mail.example"
        assert relay.carry(letter(address), SENDER, address, "letter-1") == outcome
        assert relay.carry(letter(), SENDER, READER, "letter-2").state == "sent"  # the connection goes on
        assert len(server.letters) == (2 if outcome.state == "sent" else 1)


def test_a_connection_that_breaks_in_data_is_tried_again_later() -> None:
    with serving() as (server, port), carrier(f"smtp://127.0.0.1:{port}", Path("unused")) as relay:
        broken = relay.carry(letter("drop@mail.example"), SENDER, "drop@mail.example", "letter-1")
        assert broken.state == "later"
        assert relay.carry(letter(), SENDER, READER, "letter-2").state == "sent"
        assert len(server.letters) == 1


def test_a_server_that_is_away_is_tried_again_later() -> None:
    with held_port() as port, carrier(f"smtp://127.0.0.1:{port}", Path("unused")) as relay:
        assert relay.carry(letter(), SENDER, READER, "letter-1").state == "later"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "cert.pem", folder / "key.pem"


def check_password(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"atlas", b"s:e/cret"))


# The server says nothing more to a wrong password: only there a short wait costs nothing that could be right.
@pytest.mark.parametrize(("password", "state", "patience"), [("s%3Ae%2Fcret", "sent", 300.0), ("wrong", "later", 2.0)])
def test_starttls_and_password(certificate: tuple[Path, Path], password: str, state: str, patience: float) -> None:
    cert, key = certificate
    here = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    here.load_cert_chain(cert, key)
    trust = ssl.create_default_context(cafile=str(cert))
    with serving(tls_context=here, require_starttls=True, authenticator=check_password, auth_required=True) as (
        server,
        port,
    ):
        relay = Relay(f"smtp+starttls://atlas:{password}@localhost:{port}", trust, timeout=patience)
        assert relay.carry(letter(), SENDER, READER, "letter-1").state == state
        relay.close()
        assert len(server.letters) == (1 if state == "sent" else 0)


def test_a_certificate_of_nobody_is_refused(certificate: tuple[Path, Path]) -> None:
    here = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    here.load_cert_chain(*certificate)
    with serving(tls_context=here) as (server, port):
        relay = Relay(f"smtp+starttls://localhost:{port}")
        assert relay.carry(letter(), SENDER, READER, "letter-1").state == "later"
        assert server.letters == []


def received() -> tuple[bytes, Message]:
    with serving() as (server, port), carrier(f"smtp://127.0.0.1:{port}", Path("unused")) as relay:
        assert relay.carry(letter(), SENDER, READER, "letter-1").state == "sent"
        (raw,) = server.letters
    return raw, message_from_bytes(raw)


def test_the_headers_as_the_server_received_them() -> None:
    raw, mail = received()
    lines = raw.split(b"\r\n\r\n", 1)[0].split(b"\r\n")
    assert b"List-Unsubscribe: <https://atlas.example/u/123456.12.abcdefghijklmnopqrstuv/stop>" in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert b"List-Id: Task Atlas alerts <alerts.atlas.example>" in lines
    assert b"Auto-Submitted: auto-generated" in lines
    assert b"Message-ID: <letter-1-1@atlas.example>" in lines
    assert all(len(line) <= 998 and line.isascii() for line in lines)
    assert mail["Date"] == "Wed, 18 Nov 2026 12:00:00 +0000"
    assert len(mail.get_all("Subject", [])) == 1


def test_the_plain_text_comes_first_and_survives_the_wire() -> None:
    _, mail = received()
    parts = [part for part in mail.walk() if not part.is_multipart()]
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    body = parts[0].get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == "Hola, Kenia\n.\nfin\n"


def test_a_signature_covers_the_list_headers(certificate: tuple[Path, Path]) -> None:
    _, key = certificate
    public = serialization.load_pem_private_key(key.read_bytes(), None).public_key()
    spki = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = b"v=DKIM1; k=rsa; p=" + b"".join(spki.splitlines()[1:-1])
    with serving() as (server, port):
        relay = Relay(f"smtp://127.0.0.1:{port}", signer=Signer("atlas.example", "nov", key))
        relay.carry(letter(), SENDER, READER, "letter-1")
        relay.close()
        (raw,) = server.letters
    asked: list[bytes] = []
    assert dkim.verify(raw, dnsfunc=lambda name, timeout=5: (asked.append(name), record)[1])
    assert asked == [b"nov._domainkey.atlas.example."]
    signature = message_from_bytes(raw)["DKIM-Signature"]
    assert "list-unsubscribe" in signature
    assert "list-unsubscribe-post" in signature


@pytest.mark.parametrize(
    "subject",
    [
        "Confirme, por favor: para pessoas no Brasil, os abertos para você, para quem fala português",
        "5 عروض متاحة في مصر: Python Code Reviewer 2، ‏25–‏45 US$‎ في الساعة, and a title that goes on",
        "4 listings for Poland: Legal Expert, $60 an hour, and a title of plain words that goes on and on",
    ],
)
def test_a_subject_is_read_as_it_was_written(subject: str) -> None:
    raw = message(Cover(SENDER, READER, "<1@atlas.example>", NOON, None), subject, "text", "<p>html</p>").as_bytes()
    head = raw.partition(b"\r\n\r\n")[0]
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == subject
    assert max(map(len, head.split(b"\r\n"))) <= 78  # RFC 5322, section 2.1.1


@pytest.mark.parametrize("field", ["recipient", "subject"])
def test_a_line_break_in_a_header_is_refused(field: str) -> None:
    bad = "reader@mail.example\r\nBcc: all@mail.example"
    cover = Cover(SENDER, bad if field == "recipient" else READER, "<1@atlas.example>", NOON, None)
    with pytest.raises(ValueError, match="line break"):
        message(cover, bad if field == "subject" else "Hello", "text", "<p>html</p>")


def test_without_a_server_letters_are_whole_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with carrier(None, tmp_path / "letters") as folder:
        assert isinstance(folder, MailFolder)
        threads = [
            threading.Thread(target=folder.carry, args=(letter(), SENDER, READER, f"letter-{n}")) for n in (1, 2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(path.name for path in (tmp_path / "letters").iterdir()) == ["letter-1.eml", "letter-2.eml"]
    assert "SMTP_URL is not set" in caplog.text
