"""A server of lists that go on for many pages, slowly, that holds a page back until a test lets it go, and that
counts who is connected to it at once."""

import json
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any


class Pages(ThreadingHTTPServer):
    """Answers /SLUG/jobs and /SLUG/2 to /SLUG/`pages`, each after `seconds`, with `rows` postings.

    Page number `held` of every list waits for `go`, and its slug stands in `stopped` while it does.
    """

    daemon_threads = True

    def __init__(self, pages: int, rows: int, seconds: float, held: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages, self.rows, self.seconds, self.held = pages, rows, seconds, held
        self.stopped: set[str] = set()
        self.go = Event()
        self.asked: Counter[str] = Counter()
        self.waiting: set[Any] = set()
        self.most = 0
        self._lock = Lock()
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def host(self) -> str:
        """The host as requests name it, with its port."""
        return f"127.0.0.1:{self.server_port}"

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Counts a connection until its answer goes out: who has that may ask again before this thread is done."""
        with self._lock:
            self.waiting.add(client_address)
            self.most = max(self.most, len(self.waiting))
        super().process_request_thread(request, client_address)
        self.answered(client_address)

    def answered(self, client_address: Any) -> None:
        """This connection waits for nothing more."""
        with self._lock:
            self.waiting.discard(client_address)

    def page(self, slug: str, number: int) -> dict[str, Any]:
        """One page of a list, and where the next one is."""
        self.asked[slug] += 1
        if number == self.held and not self.go.is_set():
            self.stopped.add(slug)
            self.go.wait()
            self.stopped.discard(slug)
        time.sleep(self.seconds)
        jobs = [{"id": f"{slug}-{number}-{n}", "title": f"Rater {slug} {number} {n}"} for n in range(self.rows)]
        return {"jobs": jobs, "next": f"/{slug}/{number + 1}" if number < self.pages else None}


class Handler(BaseHTTPRequestHandler):
    """One request a connection (HTTP/1.0)."""

    server: Pages

    def do_GET(self) -> None:
        slug, _, number = self.path.strip("/").partition("/")
        if slug == "robots.txt":
            self.server.answered(self.client_address)
            self.send_error(404)
            return
        answer = json.dumps(self.server.page(slug, 1 if number == "jobs" else int(number))).encode()
        self.server.answered(self.client_address)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *words: object) -> None:
        """Silence."""
