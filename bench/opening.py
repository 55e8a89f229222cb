"""How soon a server that starts gives its first whole page: `python -m bench.opening [--sizes 10000 100000]`.

A process of the site is started over a table of that many listings with its kept index, and, in turn with it, over an
empty one: what the second takes is the program itself. Once with the machine as it is, once with all its cores busy.
Seconds of processor are printed beside those of the clock, which hold only for a machine as busy as this one was.
With `--keep FOLDER` tables and indexes stay there and are not filled again.
"""

import argparse
import multiprocessing
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from bench import table
from bench.corpus import NOW, listings
from directory.config import ROOT, load
from directory.search import open_finder
from directory.store import open_store

PAIRS = 3
WORDS = (60, 240)  # of a text: two fifths of what postings have, so that building the index is not the most of it
BOUNDS = {10_000: 1.0, 100_000: 3.0}
WITHIN = 300.0  # seconds for a first page, after which it counts as none


@dataclass(frozen=True)
class Took:
    """Seconds until a first page had come: by the clock, and of processor by all processes of the server."""

    clock: float
    processor: float


def main(sizes: Sequence[int], keep: Path | None = None) -> None:
    """Fills a table of each size, then prints the medians of PAIRS starts, quiet and busy."""
    with tempfile.TemporaryDirectory(prefix="bench-opening-") as made:
        empty = filled(Path(made) / "empty", 0)
        for size in sizes:
            full = filled((keep or Path(made)) / str(size), size)
            for said, busy in (("as it is", 0), ("busy", os.cpu_count() or 1)):
                with burning(busy):
                    print(line(size, said, [(first_page(empty), first_page(full)) for _ in range(PAIRS)]), flush=True)


def filled(folder: Path, size: int) -> Path:
    """A folder with a table of so many listings and its index, columns and words, as `make fill` leaves it."""
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    settings = load({"RUN_DIR": str(folder)})
    store = open_store(settings)
    table.put(store, listings(size, words=WORDS))
    open_finder(store, settings).catch_up()
    store.close()
    return folder


def line(size: int, said: str, pairs: Sequence[tuple[Took, Took]]) -> str:
    """What the pairs (over an empty table, over a full one) say, medians pair by pair."""
    whole = statistics.median(full.clock for _, full in pairs)
    more = statistics.median(full.clock - empty.clock for empty, full in pairs)
    work = statistics.median(full.processor - empty.processor for empty, full in pairs)
    bound = f", at most {BOUNDS[size]}: {more <= BOUNDS[size]}" if size in BOUNDS else ""
    first = f"first page {whole:.1f} s after the start, {more:.2f} s of it for them ({work:.2f} s of processor)"
    return f"{size:,} listings, machine {said}, load {os.getloadavg()[0]:.0f}: {first}{bound}"


def first_page(folder: Path) -> Took:
    """What one web process took from its start until its first page had come whole."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--threads", "4", "--log-level", "warning", "web:create_app()"]
    own = {"RUN_DIR": str(folder), "PUBLIC_URL": f"http://127.0.0.1:{port}", "CLOCK": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"}
    began = time.perf_counter()
    server = subprocess.Popen(command, env=os.environ | own, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while not answers(port):
            if server.poll() is not None or time.perf_counter() - began > WITHIN:
                raise TimeoutError(f"no page of {folder} within {WITHIN:.0f} s")
            time.sleep(0.01)
        return Took(time.perf_counter() - began, processor(server.pid))
    finally:
        server.terminate()
        server.wait()


def processor(pid: int) -> float:
    """Seconds of processor that a process and its children have taken (Linux: /proc/PID/stat)."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") + sum(map(processor, map(int, children)))


def answers(port: int) -> bool:
    """Whether the site gives its first page, whole and with words; False while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=WITHIN)
    try:
        connection.request("GET", "/?q=data&sort=newest")
        answer = connection.getresponse()
        text = answer.read().decode()
    except ConnectionRefusedError:
        return False
    finally:
        connection.close()
    if answer.status != 200 or "</html>" not in text or "words is being built" in text:
        raise OSError(f"no whole page: {answer.status}")
    return True


@contextmanager
def burning(count: int) -> Iterator[None]:
    """So many processes that only count, for as long as the block lasts."""
    workers = [multiprocessing.get_context("spawn").Process(target=_burn, daemon=True) for _ in range(count)]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.join()


def _burn() -> None:
    while True:
        sum(range(10_000))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="a folder for the tables, to start over them again")
    chosen = parser.parse_args()
    main(chosen.sizes, chosen.keep)
