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

START_WITHIN = 120.0


@contextmanager
def served(own: Mapping[str, str], processes: int, app: str = "web:create_app()", root: Path = ROOT) -> Iterator[int]:
    """The port of a server that answers, of the build in the folder `root`; raises TimeoutError.

    `own` are settings beside those of the environment.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(processes), "--threads", "4", "--log-level", "warning", app]
    if (root / "web/heads.py").exists():  # an older build has none
        command += ["--worker-class", "web.heads.WholeHeads"]
    told = os.environ | {"PUBLIC_URL": f"http://127.0.0.1:{port}"} | dict(own)
    with TemporaryFile() as words:  # a line a request: not among the figures of a measurement
        server = subprocess.Popen(command, env=told, cwd=root, stderr=words)
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


def _answers(port: int) -> bool:
    try:
        return bool(page(port, "/"))
    except OSError:  # nobody listens yet, or it says itself that it is not ready (503)
        return False
