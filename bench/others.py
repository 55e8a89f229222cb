"""The other sides, on this machine: a mail server, a Bot API of Telegram's shape, a push service (RFC 8030)."""

import base64
import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import http_ece
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from py_vapid import Vapid02

from bench.serving import START_WITHIN, held_port

TOKEN = "123456:ABC-def_9"
BOT = "AtlasBot"


@dataclass
class Took:
    """What one side took: destination and words, in order; and what it answers next instead of taking."""

    messages: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)
    wait: str = ""
    """How long a refusal asks to wait: Retry-After, or the Bot API's retry_after."""
    dice: random.Random | None = None
    lock: Lock = field(default_factory=Lock)

    def fate(self) -> tuple[int, str] | None:
        """What is answered instead of taking it, None to take it; with dice a tenth is put off."""
        with self.lock:
            if self.answers:
                return self.answers.pop(0)
            return (429, "Too Many Requests: retry after 1") if self.dice and self.dice.random() < 0.1 else None

    def by(self, key: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """The messages by destination and one of their fields."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for destination, said in self.messages:
            found[destination, str(said.get(key))].append(said)
        return found


@dataclass
class BotApi(Took):
    """Telegram's side: updates wait until an offset beyond them is asked from."""

    address: str = ""
    updates: list[dict[str, Any]] = field(default_factory=list)
    number: int = 700

    def told(self, chat: int, text: str, kind: str = "private", locale: str = "en") -> None:
        """Somebody writes to the bot."""
        self.number += 1
        message = {"text": text, "chat": {"id": chat, "type": kind}, "from": {"id": chat, "language_code": locale}}
        self.updates.append({"update_id": self.number, "message": message})

    def ask(self, path: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """One method of the Bot API, as core.telegram.org/bots/api says it."""
        if path.startswith(f"/bot{TOKEN}/getUpdates"):
            if "offset" in said:
                self.updates = [one for one in self.updates if one["update_id"] >= said["offset"]]
            return 200, {"ok": True, "result": self.updates[: said.get("limit", 100)]}
        if path != f"/bot{TOKEN}/sendMessage":
            return 404, {"ok": False, "error_code": 404, "description": "Not Found"}
        fate = self.fate()
        if fate is not None:
            told = {"parameters": {"retry_after": int(self.wait)}} if self.wait else {}
            return fate[0], {"ok": False, "error_code": fate[0], "description": fate[1], **told}
        with self.lock:
            self.messages.append((str(said["chat_id"]), said))
        return 200, {"ok": True, "result": {"message_id": len(self.messages)}}


@dataclass
class Browser:
    """A browser's subscription: its address at the push service and its keys (RFC 8291)."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    def subscription(self) -> str:
        """What PushSubscription.toJSON() gives."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": _text(point), "auth": _text(self.auth)}
        return json.dumps({"endpoint": self.endpoint, "expirationTime": None, "keys": keys})

    def read(self, body: bytes) -> dict[str, Any]:
        """Decrypts what the push service handed on."""
        said = json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"))
        assert isinstance(said, dict)
        return said


@dataclass
class PushService(Took):
    """A push service: it checks the signature, keeps the newest of a topic, and hands on what is encrypted."""

    address: str = ""
    browsers: dict[str, Browser] = field(default_factory=dict)

    def browser(self, name: str) -> Browser:
        """A new browser that subscribes here."""
        return self.browsers.setdefault(name, Browser(f"{self.address}/push/{name}"))

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """One push message: 201 for what is taken, else what RFC 8030 and RFC 8292 say."""
        browser = self.browsers.get(path.rpartition("/")[2])
        fate = self.fate()
        if browser is None or fate is not None:
            return fate[0] if fate else 404
        if not Vapid02.verify(headers["authorization"]) or "ttl" not in headers:
            return 403
        if len(body) > 4096:
            return 413
        with self.lock:
            self.headers.append(headers)
            self.messages.append((browser.endpoint, browser.read(body)))
        return 201


@contextmanager
def mail_server(handler: object, **given: Any) -> Iterator[int]:
    """The port of a mail server that does what a handler of aiosmtpd says; `given` are settings of its Controller."""
    with held_port() as port:
        controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=START_WITHIN, **given)
        controller.start()
        try:
            yield port
        finally:
            controller.stop()


@contextmanager
def telegram(dice: random.Random | None = None) -> Iterator[BotApi]:
    """A Bot API at a free port; `address` is the setting WAY_TELEGRAM."""
    side = BotApi(dice=dice)

    class Handler(_Handler):
        def answered(self, body: bytes) -> tuple[int, bytes]:
            status, said = side.ask(self.path, json.loads(body))
            return status, json.dumps(said).encode()

    with _serving(Handler) as port:
        side.address = f"http://{TOKEN}@127.0.0.1:{port}/{BOT}"
        yield side


@contextmanager
def push_service(dice: random.Random | None = None) -> Iterator[PushService]:
    """A push service at a free port; `address` is its origin."""
    side = PushService(dice=dice)

    class Handler(_Handler):
        def answered(self, body: bytes) -> tuple[int, bytes]:
            return side.take(self.path, {name.lower(): value for name, value in self.headers.items()}, body), b""

        def more(self) -> dict[str, str]:
            return {"Retry-After": side.wait} if side.wait else {}

    with _serving(Handler) as port:
        side.address = f"http://127.0.0.1:{port}"
        yield side


def server_key(folder: Path) -> Path:
    """A new key of a server, as openssl would write it."""
    path = folder / "push.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answered(self, body: bytes) -> tuple[int, bytes]:
        """Status and body for a POST."""
        raise NotImplementedError

    def more(self) -> dict[str, str]:
        """Further headers of an answer."""
        return {}

    def do_POST(self) -> None:
        """Takes the body by its length and gives the answer, the connection kept."""
        status, said = self.answered(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        for name, value in self.more().items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked was killed
            self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests say what was taken."""


@contextmanager
def _serving(handler: type[_Handler]) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
