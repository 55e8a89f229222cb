"""A real server for measurements and tests: gunicorn on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile

from directory.config import ROOT

START_WITHIN = 300.0  # seconds; a wait that ends sooner costs nothing, and a build machine may be busy


@contextmanager
def held_port() -> Iterator[int]:
    """A port of this machine that nobody else is given while the block lasts; a server that reuses addresses takes it.

    A port that was only looked at may be another's before its server listens, or while that starts anew.
    """
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        yield int(holder.getsockname()[1])


@contextmanager
def served(own: Mapping[str, str], processes: int, app: str = "web:create_app()", root: Path = ROOT) -> Iterator[int]:
    """The port of a server that answers, of the build in the folder `root`; raises TimeoutError.

    `own` are settings beside those of the environment.
    """
    with held_port() as port, TemporaryFile() as words:  # a line a request: not among the figures of a measurement
        told = os.environ | {"PUBLIC_URL": f"http://127.0.0.1:{port}"} | dict(own)
        server = subprocess.Popen(_command(port, processes, app, root), env=told, cwd=root, stderr=words)
        try:
            until = time.monotonic() + START_WITHIN
            while not _answers(port):
                if time.monotonic() > until or server.poll() is not None:
                    words.seek(0)
                    told_last = words.read()[-2_000:].decode(errors="replace")
                    raise TimeoutError(f"port {port}: no answer within {START_WITHIN:.0f} s: {told_last}")
                time.sleep(0.2)
            yield port
        finally:
            server.terminate()
            server.wait()


def page(port: int, path: str) -> str:
    """A page, asked by a connection of its own, so that any of the processes may answer; raises OSError for no 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    if answer.status != 200:
        raise OSError(f"{path}: {answer.status}")
    return text


def _command(port: int, processes: int, app: str, root: Path) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(processes), "--threads", "4", "--log-level", "warning", app]
    if (root / "web/heads.py").exists():  # an older build has none
        command += ["--worker-class", "web.heads.WholeHeads"]
    return command


def _answers(port: int) -> bool:
    try:
        return bool(page(port, "/"))
    except OSError:  # nobody listens yet, or it says itself that it is not ready (503)
        return False
