"""Threads of gunicorn for whole requests only: who sends half a head, or nothing, waits in the loop and takes none.

Its own threads (27.0) read a head as slowly as it is sent, and its loop stands still for two seconds for each
connection that we close and the client does not: sixteen connections stopped the site for half a minute. A proxy in
front sees to both; this is for a site without one, and for the day when a proxy does not.
"""

import errno
import socket
import struct
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from web.slots import deafen

HEAD_SECONDS = 5.0
"""A head is some hundred bytes, one packet; a line that needs longer cannot show a page either."""
HEAD_LIMIT = 32 * 1024
"""Bytes: four times what gunicorn takes of one line."""
TAKING_SECONDS = 10
"""A client that takes nothing of its answer for so long has gone; a thread that writes to it is another's."""
END = b"\r\n\r\n"
PASSING = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED})


class WholeHeads(ThreadWorker):
    """`gunicorn --worker-class web.heads.WholeHeads`: threads as ever, a head of at most `HEAD_SECONDS` before them."""

    def accept(self, listener: socket.socket) -> None:
        """Takes a connection and lets it wait in the loop; what gunicorn hands to a thread at once."""
        try:
            client, address = listener.accept()
        except OSError as problem:
            if problem.errno in PASSING:
                return
            raise
        self.nr_conns += 1
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", TAKING_SECONDS, 0))
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.timeout = time.monotonic() + HEAD_SECONDS
        self.pending_conns.append(conn)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def on_pending_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """A new connection has sent something."""
        if whole(client):
            super().on_pending_socket_readable(conn, client)

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """A connection that was answered has sent something more."""
        if whole(client):
            super().on_client_socket_readable(conn, client)

    def handle(self, conn: Any) -> Any:
        """Answers, in a thread; whether the connection stays open. One that closes is not listened to any more.

        What was sent ahead of an answer (pipelining, which browsers do not do) would be half a head again: such a
        connection ends, and its client asks anew (RFC 9112, section 9.3.2).
        """
        stays = super().handle(conn)
        if stays is True and conn.parser.unreader.buf.getvalue():
            stays = False
        if stays is False:
            deafen(conn.sock)
        return stays


def whole(client: socket.socket) -> bool:
    """Whether a thread may have this connection: its head is there, or will never be. Asked when it can be read.

    While it is not, the kernel is told to wake us for more than there is, not for what we have seen.
    """
    wanted = client.getsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT)
    try:
        seen = client.recv(HEAD_LIMIT, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True
    if len(seen) == HEAD_LIMIT:
        deafen(client)
    elif len(seen) >= wanted and END not in seen.lstrip(b"\r\n"):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, len(seen) + 1)
        return False
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
    return True
