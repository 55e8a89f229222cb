"""One crawl in a process group of its own, with limits of time and memory."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from directory.config import ROOT

GRACE_SECONDS = (2, 3)
"""After the first SIGTERM, which lets a crawl end what it is fetching, and the second, which cuts that short."""
# The shell sets the limit before it becomes the command: one set from here could come too late.
LIMITED = ("/bin/sh", "-c", 'ulimit -v "$0" && exec "$@"')


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one crawl: wall-clock seconds, and bytes of address space (RLIMIT_AS)."""

    seconds: float = 45 * 60  # the crawl ends itself after 40 minutes (CLOSESPIDER_TIMEOUT)
    memory: int = 3 * 2**30  # Python, Twisted and one answer of 40 MiB, parsed, stay far below it


@dataclass(frozen=True, slots=True)
class CrawlOutcome:
    """How the process ended; `code` is its exit code, negative for a signal."""

    state: Literal["done", "failed", "too long"]
    code: int


class Crawl:
    """A running command; `wait` ends it in time, `stop` at once with everything it started."""

    def __init__(self, command: Sequence[str], log: Path, environ: Mapping[str, str], limits: Limits) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self.limits = limits
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [*LIMITED, str(limits.memory // 1024), *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=dict(environ),
                cwd=ROOT,
                start_new_session=True,
            )

    def wait(self) -> CrawlOutcome:
        """The outcome, at the latest when the time is up; then the whole group is asked to end, then killed."""
        try:
            code = self._process.wait(self.limits.seconds)
        except subprocess.TimeoutExpired:
            return CrawlOutcome("too long", self.stop())
        return CrawlOutcome("done" if code == 0 else "failed", code)

    def stop(self) -> int:
        """End the group within seconds: SIGTERM, again for a crawl that waits, SIGKILL; the exit code.

        The first two let a crawl close its run; what a killed one began the next crawl of the platform throws away.
        """
        for seconds in GRACE_SECONDS:
            self._signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
                break
        self._signal(signal.SIGKILL)
        return self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def scrapy(*words: str) -> list[str]:
    """The command line of a scrapy command in this very interpreter, for `subprocess`; no shell reads it."""
    return [sys.executable, "-m", "scrapy", *words]
