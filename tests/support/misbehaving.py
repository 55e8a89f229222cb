"""Small local servers that misbehave, each in one way; for tests/crawler/test_manners.py."""

import gzip
import json
import ssl
import time
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

ONE = {"jobs": [{"id": "1", "title": "Rater"}], "next": None}

Answer = tuple[int, dict[str, str], bytes]


def answer(status: int = 200, body: object = ONE, **headers: str) -> Answer:
    """A JSON answer; underscores in header names stand for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, {"Content-Type": "application/json", **named}, json.dumps(body).encode()


def robots(text: str, status: int = 200) -> Answer:
    """A robots.txt."""
    return status, {"Content-Type": "text/plain"}, text.encode()


class Server(ThreadingHTTPServer):
    """Answers from a table of paths; a list of answers is played one after another, the last one for ever."""

    def __init__(self, table: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.table, self.seen, self.scheme = table, [], "http"
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _, _ in self.seen]

    @property
    def root(self) -> str:
        """Its address."""
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def behind(self, certificate: Path) -> None:
        """Speaks https from now on, with a certificate that nobody vouches for."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.scheme = "https"

    def handle_error(self, request: object, client_address: object) -> None:
        """Silence: a client that does not trust us hangs up."""

    def gaps(self) -> list[float]:
        """Seconds between the requests that were not for robots.txt."""
        moments = [moment for path, _, moment in self.seen if path != "/robots.txt"]
        return [later - earlier for earlier, later in pairwise(moments)]


class Handler(BaseHTTPRequestHandler):
    """Plays the server's table."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers), time.monotonic()))
        planned = self.server.table.get(self.path, (404, {}, b""))
        if isinstance(planned, list):
            planned = planned.pop(0) if len(planned) > 1 else planned[0]
        status, headers, body = planned(self) if callable(planned) else planned
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Silence."""


def by_etag(handler: Handler) -> Answer:
    """304 for who has seen it."""
    if handler.headers.get("If-None-Match") == '"one"':
        return 304, {"ETag": '"one"'}, b""
    return answer(ETag='"one"')


def in_two_seconds(handler: Handler) -> Answer:
    """429 with a date, once."""
    if len(handler.server.seen) > 2:
        return answer()
    return answer(429, Retry_After=format_datetime(datetime.fromtimestamp(time.time() + 2, UTC), usegmt=True))


def too_slow(handler: Handler) -> Answer:
    """Says nothing until the crawl has lost its patience and hung up."""
    handler.connection.settimeout(600)
    with suppress(OSError):
        handler.connection.recv(1)
    return answer()


def slow_rules(handler: Handler) -> Answer:
    """A robots.txt that takes its time, so that others come to wait for it."""
    time.sleep(0.3)
    return robots("User-agent: *\nAllow: /")


def listing(second: str) -> Answer:
    """Four jobs whose details are on a second host."""
    root = second.replace("127.0.0.1", "localhost")
    return answer(body={"jobs": [{"id": str(n), "title": "Rater", "more": f"{root}/d{n}"} for n in range(1, 5)]})


BOMB = gzip.compress(json.dumps({"jobs": [], "pad": "a" * 5_000_000}).encode())
TABLES: dict[str, dict[str, Any]] = {
    "plain": {"/jobs": answer()},
    "robots forbid": {"/robots.txt": robots("User-agent: *\nDisallow: /jobs"), "/jobs": answer()},
    "robots name us": {"/robots.txt": robots("User-agent: TaskAtlasBot\nDisallow: /"), "/jobs": answer()},
    "robots name our version": {"/robots.txt": robots("User-Agent: taskatlasbot/2.0\nDisallow: /"), "/jobs": answer()},
    "robots name another": {"/robots.txt": robots("User-agent: taskatlasbot-x\nDisallow: /"), "/jobs": answer()},
    "robots longest match": {"/robots.txt": robots("User-agent: *\nDisallow: /\nAllow: /jobs"), "/jobs": answer()},
    "robots 503": {"/robots.txt": robots("", 503), "/jobs": answer()},
    "robots 429": {"/robots.txt": robots("", 429), "/jobs": answer()},
    "robots 403": {"/robots.txt": robots("Disallow: /", 403), "/jobs": answer()},
    "robots moved": {
        "/robots.txt": (301, {"Location": "/r2.txt"}, b""),
        "/r2.txt": robots("User-agent: *\nDisallow: /"),
        "/jobs": answer(),
    },
    "robots moved away": {"/robots.txt": (301, {"Location": "http://other.example/r"}, b""), "/jobs": answer()},
    "robots moved inside": {"/robots.txt": (302, {"Location": "http://metadata.example/r"}, b""), "/jobs": answer()},
    "crawl delay": {
        "/robots.txt": robots("User-agent: *\nCrawl-delay: 1"),
        "/jobs": answer(body={**ONE, "next": "/jobs2"}),
        "/jobs2": answer(),
    },
    "retry after seconds": {"/jobs": [answer(429, Retry_After="1"), answer()]},
    "retry after date": {"/jobs": in_two_seconds},
    "retry after too long": {"/jobs": answer(429, Retry_After="9999")},
    "failing": {"/jobs": answer(500)},
    "etag": {"/jobs": by_etag},
    "etag again": {},
    "too big": {"/jobs": answer(body={"jobs": [], "pad": "a" * 200_000})},
    "too big unpacked": {"/jobs": (200, {"Content-Type": "application/json", "Content-Encoding": "gzip"}, BOMB)},
    "redirect here": {"/jobs": (302, {"Location": "/jobs2"}, b""), "/jobs2": answer()},
    "redirect away": {"/jobs": (302, {"Location": "http://other.example/jobs"}, b"")},
    "redirect inside": {"/jobs": (302, {"Location": "http://inside.example/jobs"}, b"")},
    "details elsewhere": {"/jobs": ()},  # filled in when the second host has its port
    "second host": {"/robots.txt": slow_rules, **{f"/d{n}": answer(body={"more": n}) for n in range(1, 5)}},
    "redirect for ever": {"/jobs": (302, {"Location": "/jobs"}, b"")},
    "cut": {"/jobs": (200, {"Content-Type": "application/json", "Content-Length": "5000"}, b'{"jobs": [')},
    "slow": {"/jobs": too_slow},
    "held by another": {"/jobs": answer()},
    "self-signed": {"/jobs": answer()},
}


def certificate(path: Path) -> Path:
    """A key and a certificate that only this test believes in."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder(
        name, name, key.public_key(), 1, datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    return path
