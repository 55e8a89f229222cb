"""A flood of forms, half-sent bodies, and a writer that holds the table: who still gets an answer, and what is sent."""

import re
import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urlencode

from sqlalchemy import func, select

from bench.attack.sockets import PATIENCE, ask
from bench.serving import page
from directory.letters import bars
from directory.store import Store
from directory.store.letter_tables import LetterRow, SubscriberRow
from directory.store.sql import table
from directory.tokens import keyed_hash

_POST = b"POST /report HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
_GET = b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n"
HALVES = {
    "silent connections": b"",
    "half-sent heads": _GET,
    "heads behind empty lines": b"\r\n\r\n",
    "long heads that never end": _GET + b"X-A: " + b"x" * 40_000,
    "half-sent forms": _POST + b"Content-Length: 500\r\n\r\na=",
    "half-sent pieces": _POST + b"Transfer-Encoding: chunked\r\n\r\n100\r\na=",
    "half-sent long forms": _POST + b"Content-Length: 70000\r\n\r\na=",
    "pages asked with half a body": _GET + b"Content-Length: 500\r\n\r\na=",
    "pages asked with half a piece": _GET + b"Transfer-Encoding: chunked\r\n\r\n100\r\na=",
    "half a request behind a whole one": _GET + b"\r\nGET / HT",
    "answers whose connection stays open": _GET + b"Connection: close\r\n\r\n",
    "nonsense whose connection stays open": b"GET  / HTTP/1.1\r\n\r\n",
}
"""What stops threads, by what it is: no byte of it is wrong, but for the last."""
MOST = 5
WAITED, AGAIN = 4.0, 4
"""Seconds below the five after which the site gives up what does not come, and how often a late page is tried again."""
VICTIMS, BARRED = ("victim@mail.example", "victim+a@mail.example", "VICTIM@mail.example"), "barred@mail.example"


def flood(port: int, store: Store, secret: str, n: int) -> tuple[str, bool]:
    """Forms for one address in many spellings, from many networks, and for a barred one."""
    bars.complain(store, keyed_hash(secret, BARRED), "enough", datetime.now(UTC))
    token = re.search(r'name="form" value="([^"]+)"', page(port, "/alerts/new?tier=coding"))
    form = {"form": token[1] if token else "", "query": "tier=coding", "cadence": "daily", "kind": "new"}

    def send(at: int) -> int:
        address = BARRED if at % 4 == 0 else VICTIMS[at % 3]
        body = urlencode({**form, "locale": "en", "zone": "UTC", "hour": "7", "address": address}).encode()
        network = f"198.{at // 250 % 250}.{at % 250}.{at % 200}"
        head = f"POST /alerts/new HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        head += f"X-Forwarded-For: {network}\r\n"
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        return ask(port, head.encode() + body).status

    began = datetime.now(UTC).date()
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(n)))
    days = (datetime.now(UTC).date() - began).days + 1  # what an address may get is counted anew from midnight on
    letters = _letters(store)
    barred = letters.pop(keyed_hash(secret, BARRED), 0)
    most = max(letters.values(), default=0)
    counted = {status: statuses.count(status) for status in sorted(set(statuses))}
    said = f"{n} forms: {counted}; at most {most} letters an address, {barred} to the barred one"
    return said, 0 < most <= MOST * days and barred == 0 and set(statuses) <= {200, 429, 503}


def half_sent(port: int, n: int) -> Iterator[tuple[str, bool]]:
    """Requests that never end, and connections that nobody closes: readers go on meanwhile, each is given up.

    A page that waited for them comes after five seconds, in every try; a busy machine makes one late in some.
    """
    for name, sent in HALVES.items():
        told = _held_up(port, n, name, sent)
        for _ in range(AGAIN):
            told = told if told[1] else _held_up(port, n, name, sent)
        yield told


def _held_up(port: int, n: int, name: str, sent: bytes) -> tuple[str, bool]:
    half = [socket.create_connection(("127.0.0.1", port)) for _ in range(n)]
    for one in half:
        one.sendall(sent)
    slowest, answered = _readers(port, 20)
    ended = sum(map(_ended, half))
    said = f"{n} of {name}: {answered} of 20 pages, the slowest {slowest * 1e3:.0f} ms; {ended} were given up"
    return said, answered == 20 and slowest < WAITED and ended == n


def _ended(connection: socket.socket) -> bool:
    """Whether the site ends this connection, with an answer or without one."""
    connection.settimeout(PATIENCE)
    try:
        while connection.recv(65_536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    finally:
        connection.close()
    return True


def held_table(port: int, store: Store, writers: int) -> tuple[str, bool]:
    """A writer that holds the table until all is answered, and forms that wait for it: pages go on, forms hear 503."""
    token = re.search(r'name="form" value="([^"]+)"', page(port, "/report?listing=acme/r1"))
    body = urlencode({"form": token[1] if token else "", "listing": "acme/r1", "kind": "pay", "message": "x"}).encode()
    head = f"POST /report HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    request = head.encode() + b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + body
    with _hold(store), ThreadPoolExecutor(writers) as pool:
        waiting = [pool.submit(ask, port, request) for _ in range(writers)]
        slowest, answered = _readers(port, 40)
        statuses = sorted({one.result().status for one in waiting})
        longest = max(one.result().seconds for one in waiting)
    said = (
        f"{writers} forms while another writes: {statuses} within {longest:.1f} s; {answered} of 40 pages, the slowest"
    )
    return f"{said} {slowest * 1e3:.0f} ms", statuses == [503] and answered == 40


def _hold(store: Store) -> "closing[Holder]":
    return closing(Holder(store))


class Holder:
    """Holds the table as a long crawl does: SQLite's only writer, or PostgreSQL's rows of counters."""

    def __init__(self, store: Store) -> None:
        if store.is_sqlite:
            self._file = sqlite3.connect(store.url.partition("///")[2], isolation_level=None)
            self._file.execute("BEGIN IMMEDIATE")
        else:
            self._connection = store.connection()
            self._connection.exec_driver_sql("LOCK TABLE counters IN ACCESS EXCLUSIVE MODE")

    def close(self) -> None:
        """Ends the transaction that holds the table and its connection; a second call does nothing."""
        if hasattr(self, "_file"):
            self._file.close()
        else:
            self._connection.rollback()
            self._connection.close()


def _readers(port: int, n: int) -> tuple[float, int]:
    """The slowest of some pages in seconds, and how many were good."""
    slowest, answered = 0.0, 0
    for at in range(n):
        path = ("/?country=KE", "/listing/acme/r1", "/feed.atom", "/robots.txt")[at % 4]
        reply = ask(port, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        slowest, answered = max(slowest, reply.seconds), answered + (reply.status == 200)
        time.sleep(0.02)
    return slowest, answered


def _letters(store: Store) -> dict[str, int]:
    people, letters = table(SubscriberRow).c, table(LetterRow).c
    query = (
        select(people.key, func.count()).join(table(LetterRow), letters.subscriber == people.id).group_by(people.key)
    )
    with store.reading() as session:
        return {str(row[0]): int(row[1]) for row in session.connection().execute(query)}
