"""Requests over raw sockets: what came back, and how soon."""

import socket
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

CLIENTS = 6
PATIENCE = 60.0
"""Seconds after which no answer comes any more: the site ends whatever it waits for after five, ten at the most."""
SLOW, TRIES = 2.0, 10


@dataclass(frozen=True, slots=True)
class SocketReply:
    """One answer: its status (0: the connection was closed without one), seconds, and the first words of a failure."""

    status: int
    seconds: float
    words: str = ""


@dataclass
class AttackTally:
    """Answers of one kind of request; `late` are those that took long, to be asked again when nobody else asks."""

    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)
    late: list[bytes] = field(default_factory=list)

    def add(self, request: bytes, reply: SocketReply) -> None:
        """Counts an answer; a 5xx that is not "busy", and silence, are failures; so is a reader who hears "busy".

        /healthz says 503 of a clock that never ran, a form when too many come at once.
        """
        self.statuses[reply.status] += 1
        busy = reply.status == 503 and request.startswith((b"GET", b"HEAD")) and b"/healthz" not in request[:80]
        if reply.status != 503:
            self.slowest = max(self.slowest, reply.seconds)
        odd = reply.status >= 500 and reply.status not in (501, 503, 505)
        if odd or busy or reply.seconds >= PATIENCE:
            self.failures.append(f"{reply.status} in {reply.seconds:.1f} s: {request[:160]!r}")
        elif reply.seconds > SLOW and reply.status != 503:
            self.late.append(request)

    def ask_again(self, port: int) -> None:
        """Asks what came late again, alone: what is never in time is slow by itself, not by load."""
        for request in self.late:
            if all(ask(port, request).seconds > SLOW for _ in range(TRIES)):
                self.failures.append(f"slow by itself, over {SLOW} s in {TRIES} of {TRIES} tries: {request[:160]!r}")


def ask(port: int, request: bytes, patience: float = PATIENCE) -> SocketReply:
    """Sends the bytes and waits for the whole answer."""
    began = time.perf_counter()
    told = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)  # what was not sent never comes
            while piece := connection.recv(65_536):
                told = (told + piece)[:4_096] if len(told) < 4_096 else told
                if b" 304 " in told[:20]:
                    break
    except OSError:
        pass
    first = told.split(b"\r\n", 1)[0].split(b" ")
    status = int(first[1]) if len(first) > 1 and first[1].isdigit() else 0
    return SocketReply(status, time.perf_counter() - began, told[-200:].decode("latin-1"))


def until_ready(port: int) -> None:
    """Waits until every process has its words: readers hear "busy" before."""
    row = 0
    while row < 20:
        row = row + 1 if ask(port, b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").status == 200 else 0
        time.sleep(0.02)


def tallied(port: int, requests: Sequence[tuple[str, bytes]]) -> dict[str, AttackTally]:
    """All of them by several clients at once, counted by kind."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        replies = pool.map(lambda one: ask(port, one[1]), requests)
        found: dict[str, AttackTally] = defaultdict(AttackTally)
        for (name, request), reply in zip(requests, replies, strict=True):
            found[name].add(request, reply)
    for tally in found.values():
        tally.ask_again(port)
    return found
