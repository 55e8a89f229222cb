"""Serve what is there: `python -m web --port 8000`. Says the address when the site answers; Ctrl-C ends it in 3 s.

Behind a proxy that is not on this machine gunicorn is started by itself, as the Procfile does.
"""

import argparse
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Timer

from directory import config, private
from directory.letters.ways import open_ways
from directory.store import Away, open_store, ready

GRACE_SECONDS = 1  # an answer takes well under one; what is left of the three promised is the ends of the processes
START_SECONDS = 180  # the first start on a busy machine builds columns and words
MARK = "serving.lock"


def main(words: list[str]) -> int:
    """Serves until it is told to stop: 0; 1 where it could not, with one line that says why; 2 for a bad setting."""
    options = _options(words)
    try:
        settings = config.load()
    except config.BadSetting as problem:
        return _said(str(problem), 2)
    if options.check_database:
        with _mark(settings.run_dir) as ours:
            return 0 if ours else _said(f"{settings.run_dir} is being served: it is left as it is", 1)
    if not _free(options.port):
        return _said(
            f"port {options.port} is taken; stop what runs there, or choose another: PORT={options.port + 1}", 1
        )
    if options.check_port:
        return 0
    try:
        ready(open_store(settings)).close()
        open_ways(settings)
    except (config.BadSetting, Away) as problem:
        return _said(str(problem), 2)
    with _mark(settings.run_dir, shared=True):
        return _serve(options)


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m web", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clock", action="store_true", help="crawl and send mail too: real requests to the platforms")
    parser.add_argument("--check-port", action="store_true", help="only say whether the port is free")
    parser.add_argument("--check-database", action="store_true", help="only say whether the database is being served")
    return parser.parse_args(words)


def _said(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@contextmanager
def _mark(run_dir: Path, shared: bool = False) -> Iterator[bool]:
    """Marks the folder as served (shared) or asks whether it is (not shared); the mark goes with its process."""
    private.folder(run_dir)
    with (run_dir / MARK).open("w") as mark:
        try:
            fcntl.flock(mark, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _serve(options: argparse.Namespace) -> int:
    address = f"http://127.0.0.1:{options.port}/"
    own = {"PUBLIC_URL": os.environ.get("PUBLIC_URL") or address.rstrip("/")}
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{options.port}"]
    command += ["--workers", str(options.workers), "--threads", "4", "--graceful-timeout", str(GRACE_SECONDS)]
    command += ["--worker-class", "web.heads.WholeHeads"]
    commands = [[*command, "--log-level", "warning", "web:create_app()"]]
    commands += [[sys.executable, "-m", "schedules"]] if options.clock else []
    children = [subprocess.Popen(one, env=os.environ | own) for one in commands]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(children))
    if _answers(options.port, children[0]):
        print(f"Task Atlas: {address}   (stop with Ctrl-C)", flush=True)
    codes = [child.wait() for child in children]
    return (
        0
        if codes[0] in (0, -signal.SIGTERM, -signal.SIGKILL)
        else _said("the server ended by itself; its words are above", 1)
    )


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    last = Timer(GRACE_SECONDS, _kill, [children])
    last.daemon = True
    last.start()


def _kill(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.kill()


def _answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    """Waits until the site answers; False if its process ended or it did not answer in time."""
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/robots.txt")
            if connection.getresponse().status < 500:
                return True
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
