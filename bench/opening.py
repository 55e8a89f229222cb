"""How soon a server that starts gives its first whole page: `python -m bench.opening [--sizes 10000 100000]`.

A process of the site is started over a table of that many listings with its kept index, and, in turn with it, over an
empty one: what the second takes is the program itself. Once with the machine as it is, once with all its cores busy.
Seconds of processor are printed beside those of the clock, which hold only for a machine as busy as this one was. As
importing the program takes most of a start, and varies most, the same is asked in a process that has imported it.
With `--keep FOLDER` tables and indexes stay there and are not filled again.
"""

import argparse
import json
import multiprocessing
import os
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
from bench.serving import held_port
from directory.config import ROOT, load
from directory.search import open_finder
from directory.store import open_store

PAIRS = 3
CODE = ("data", "directory", "web")  # compiled before, as where a site runs: else four hundred modules at every start
WORDS = (60, 240)  # of a text: two fifths of what postings have, so that building the index is not the most of it
BOUNDS = {10_000: 1.0, 100_000: 3.0}
PATH = "/?q=data&sort=newest"
WITHIN = 300.0  # seconds for a first page, after which it counts as none


@dataclass(frozen=True)
class Took:
    """Seconds until a first page had come: by the clock, and of processor by all processes of the server.

    `opening` are those that passed after the program was imported, in a process of its own.
    """

    clock: float
    processor: float
    opening: "Took | None" = None


def main(sizes: Sequence[int], keep: Path | None = None, pairs: int = PAIRS) -> None:
    """Fills a table of each size, then prints the medians of `pairs` starts, quiet and busy."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", *CODE], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory(prefix="bench-opening-") as made:
        empty = filled(Path(made) / "empty", 0)
        for size in sizes:
            full = filled((keep or Path(made)) / str(size), size)
            for said, busy in (("as it is", 0), ("busy", os.cpu_count() or 1)):
                with burning(busy):
                    print(line(size, said, [(started(empty), started(full)) for _ in range(pairs)]), flush=True)


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
    empty, full = (_median(half) for half in zip(*pairs, strict=True))
    bound = f", at most {BOUNDS[size]}: {full.clock <= BOUNDS[size]}" if size in BOUNDS else ""
    said_of = [
        f"{size:,} listings, machine {said}, load {os.getloadavg()[0]:.0f}: first page {_seconds(full)}{bound}",
        f"over an empty table {_seconds(empty)}",
    ]
    if full.opening and empty.opening:
        said_of.append(f"once imported {_seconds(full.opening)}, over an empty table {_seconds(empty.opening)}")
    return "; ".join(said_of)


def _seconds(took: Took) -> str:
    return f"{took.clock:.2f} s ({took.processor:.2f} s of processor)"


def _median(all_took: Sequence[Took]) -> Took:
    """What took the median of the clock and that of the processor."""
    inner = [took.opening for took in all_took if took.opening]
    clock, work = (statistics.median(getattr(took, name) for took in all_took) for name in ("clock", "processor"))
    return Took(clock, work, _median(inner) if inner else None)


def started(folder: Path) -> Took:
    """One start of the site over this folder, as a server and as a process that has imported the program."""
    whole = first_page(folder)
    command = [sys.executable, "-m", "bench.opening", "--first"]
    env, pipe = _environment(folder, 9), subprocess.PIPE  # nobody is asked at this port
    done = subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
    return Took(whole.clock, whole.processor, Took(*json.loads(done.stdout.splitlines()[-1])))


def opening() -> tuple[float, float]:
    """Seconds from the imported program to its first page in this process: by the clock, and of its processor."""
    import web

    clock, work = time.perf_counter(), time.process_time()
    text = web.create_app().test_client().get(PATH).get_data(as_text=True)
    took = time.perf_counter() - clock, time.process_time() - work
    _check(200, text)
    return took


def first_page(folder: Path) -> Took:
    """What one web process took from its start until its first page had come whole."""
    with held_port() as port:
        return _first_page(folder, port)


def _first_page(folder: Path, port: int) -> Took:
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "web.heads.WholeHeads", "--workers", "1", "--threads", "4"]
    command += ["--log-level", "warning", "web:create_app()"]
    began = time.perf_counter()
    server = subprocess.Popen(command, env=_environment(folder, port), cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while not answers(port):
            if server.poll() is not None or time.perf_counter() - began > WITHIN:
                raise TimeoutError(f"no page of {folder} within {WITHIN:.0f} s")
            time.sleep(0.01)
        return Took(time.perf_counter() - began, processor(server.pid))
    finally:
        server.terminate()
        server.wait()


def _environment(folder: Path, port: int) -> dict[str, str]:
    own = {"RUN_DIR": str(folder), "PUBLIC_URL": f"http://127.0.0.1:{port}", "CLOCK": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"}
    return os.environ | own


def processor(pid: int) -> float:
    """Seconds of processor that a process and its children have taken (Linux: /proc/PID/stat)."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") + sum(map(processor, map(int, children)))


def answers(port: int) -> bool:
    """Whether the site gives its first page, whole and with words; False while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=WITHIN)
    try:
        connection.request("GET", PATH)
        answer = connection.getresponse()
        text = answer.read().decode()
    except ConnectionRefusedError:
        return False
    finally:
        connection.close()
    _check(answer.status, text)
    return True


def _check(status: int, text: str) -> None:
    """Raises OSError for a page that is not whole, or whose words are away."""
    if status != 200 or "</html>" not in text or "words is being built" in text:
        raise OSError(f"no whole page: {status}")


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
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--first", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.first:
        print(json.dumps(opening()), flush=True)
        os._exit(0)  # reading ahead is of no use here
    main(chosen.sizes, chosen.keep, chosen.pairs)
