"""Processes that are started again whenever they end, and killed at random."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from directory.config import ROOT

PAUSE = 0.5
POLITE_SECONDS = 60.0


class Program:
    """A command that is kept running; `kill` ends it as a power cut does, with all that it started."""

    def __init__(self, name: str, commands: Sequence[Sequence[str]], environ: Mapping[str, str], log: Path) -> None:
        self.name, self._commands, self._environ, self._log = name, commands, dict(environ), log
        self.starts, self.well = 0, 0
        self._ended = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Runs its commands in turn, for ever."""
        self._keeper.start()

    def stop(self) -> None:
        """Ends it politely, for good: also one that its keeper begins at this very moment; after a minute by force."""
        self._ended.set()
        asked, until = None, time.monotonic() + POLITE_SECONDS
        while self._keeper.is_alive():
            process = self._process
            if process is not None and process is not asked:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
                asked = process
            elif time.monotonic() > until:
                self.kill()
            self._keeper.join(PAUSE)

    def kill(self) -> bool:
        """SIGKILL to its whole group; False if nothing ran."""
        process = self._process
        if process is None or process.poll() is not None:
            return False
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        return True

    def children(self) -> list[int]:
        """The processes that its command has started itself, such as the workers of a server."""
        process = self._process
        return [] if process is None else children(process.pid)

    def _keep(self) -> None:
        while not self._ended.is_set():
            command = self._commands[self.starts % len(self._commands)]
            self.starts += 1
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(
                    command, env=os.environ | self._environ, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
                )
            self.well += self._process.wait() == 0
            self._ended.wait(PAUSE)


class Killer:
    """Kills one of the programs, or one worker of a server, every few seconds; never the one named `spared`."""

    def __init__(self, programs: Sequence[Program], dice: random.Random, every: tuple[float, float]) -> None:
        self._programs, self._dice, self._every = programs, dice, every
        self.kills: Counter[str] = Counter()
        self.spared = ""
        self._ended = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the killing and waits for the thread; the processes live on."""
        self._ended.set()
        self._thread.join(30)

    def _run(self) -> None:
        while not self._ended.wait(self._dice.uniform(*self._every)):
            program = self._dice.choice([one for one in self._programs if one.name != self.spared])
            workers = program.children()
            if program.name == "web" and workers and self._dice.random() < 0.75:
                with suppress(ProcessLookupError):
                    os.kill(self._dice.choice(workers), signal.SIGKILL)
                    self.kills["web worker"] += 1
            elif program.kill():
                self.kills[program.name] += 1


def children(parent: int) -> list[int]:
    """The processes whose parent this is."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(path.parent.name))
    return found


def weight(pid: int) -> tuple[int, int]:
    """Open files and resident kilobytes of a process; (0, 0) for one that is gone."""
    with suppress(OSError):
        files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return files, pages * os.sysconf("SC_PAGE_SIZE") // 1024
    return 0, 0


def module(name: str, *words: str) -> list[str]:
    """The command line of a module in this interpreter."""
    return [sys.executable, "-m", name, *words]


def waited(seconds: float, ready: object) -> bool:
    """Whether `ready()` came true within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if callable(ready) and ready():
            return True
        time.sleep(0.2)
    return False
