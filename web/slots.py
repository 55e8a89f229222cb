"""Room for readers that writers cannot take, and a deadline for what is sent: the outermost layer of the site.

A process serves a few requests at a time. Of these at most `WRITERS` may be forms, however many wait: a form that finds
no room is told so at once (503). A form's body must be whole within `BODY_SECONDS`, with or without its length; what
nobody reads (the body of a page's request, one beyond the limit) is not waited for. Behind a buffering proxy (see
docs/running.md) none of it is ever noticed; half-sent heads never come here (`web/heads.py`).
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
            if _length(environ):
                deafen(environ.get("gunicorn.socket"))
            return self._app(environ, start)
        if not self._room.acquire(blocking=False):
            deafen(environ.get("gunicorn.socket"))  # or the server waits for the rest of the body before it goes on
            return _told(start, "503 Service Unavailable", "We are busy: please send it again in a few seconds.")
        try:
            if not self._received(environ):
                return _told(start, "408 Request Timeout", "The form did not arrive whole in time.")
            return self._app(environ, start)
        finally:
            self._room.release()

    def _received(self, environ: dict[str, Any]) -> bool:
        """Reads the body into memory; False if it was not whole in time. The application refuses too long ones."""
        length, client = _length(environ), environ.get("gunicorn.socket")
        told = "HTTP_TRANSFER_ENCODING" not in environ
        if length > BODY_LIMIT and told:
            deafen(client)
            return True
        watch = Timer(self._seconds, deafen, [client])
        watch.daemon = True
        watch.start()
        try:
            body = environ["wsgi.input"].read(length)
        except OSError:
            return False
        finally:
            watch.cancel()
        environ["wsgi.input"] = BytesIO(body)
        if not told:
            del environ["HTTP_TRANSFER_ENCODING"]
            environ["CONTENT_LENGTH"] = str(len(body))
        return not told or len(body) == length


def _length(environ: dict[str, Any]) -> int:
    """The bytes of a body; of one that comes in pieces the most that anybody reads."""
    if "HTTP_TRANSFER_ENCODING" in environ:
        return BODY_LIMIT + 1
    told = environ.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdigit() else 0


def deafen(client: socket.socket | None) -> None:
    """Ends what a client still sends: whoever reads it, or waits until it is read, sees its end and goes on."""
    if client is not None:
        try:
            client.shutdown(socket.SHUT_RD)
        except OSError:
            return


def _told(start: Any, status: str, words: str) -> Iterable[bytes]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "2"), ("Cache-Control", "no-store")]
    start(status, [*headers, ("Connection", "close")])
    return [words.encode()]
