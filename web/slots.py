"""Room for readers that writers cannot take, and a deadline for what is sent: the outermost layer of the site.

A process serves a few requests at a time. Of these at most `WRITERS` may be forms, however many wait: a form that finds
no room is told so at once (503). A form's body must be whole within `BODY_SECONDS`. Behind a buffering proxy (see
docs/running.md) neither is ever noticed; half-sent heads are the proxy's, no application can see them.
"""

import socket
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import BoundedSemaphore, Timer
from typing import Any

BODY_LIMIT = 64 * 1024
WRITERS = 2  # of four threads a process: half of it always reads
BODY_SECONDS = (
    5.0  # 64 kB, the longest body, over 13 kB/s: slower lines send forms of a few hundred bytes in one packet
)
READING = frozenset({"GET", "HEAD", "OPTIONS"})
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Slots:
    """Lets few writers in at once and reads their bodies whole before the application sees them."""

    def __init__(self, app: Wsgi, writers: int = WRITERS, seconds: float = BODY_SECONDS) -> None:
        self._app, self._seconds = app, seconds
        self._room = BoundedSemaphore(writers)

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ.get("REQUEST_METHOD") in READING:
            return self._app(environ, start)
        if not self._room.acquire(blocking=False):
            _cut(environ.get("gunicorn.socket"))  # or the server waits for the rest of the body before it goes on
            return _told(start, "503 Service Unavailable", "We are busy: please send it again in a few seconds.")
        try:
            if not self._received(environ):
                return _told(start, "408 Request Timeout", "The form did not arrive whole in time.")
            return self._app(environ, start)
        finally:
            self._room.release()

    def _received(self, environ: dict[str, Any]) -> bool:
        """Reads the body into memory; False if it was not whole in time. Too long ones are left to the application."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > BODY_LIMIT:
            return True
        watch = Timer(self._seconds, _cut, [environ.get("gunicorn.socket")])
        watch.daemon = True
        watch.start()
        try:
            body = environ["wsgi.input"].read(int(length))
        except OSError:
            return False
        finally:
            watch.cancel()
        environ["wsgi.input"] = BytesIO(body)
        return len(body) == int(length)


def _cut(connection: socket.socket | None) -> None:
    """Ends what a client still sends, so that the thread which waits for it goes on."""
    if connection is not None:
        try:
            connection.shutdown(socket.SHUT_RD)
        except OSError:
            return


def _told(start: Any, status: str, words: str) -> Iterable[bytes]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "2"), ("Cache-Control", "no-store")]
    start(status, [*headers, ("Connection", "close")])
    return [words.encode()]
