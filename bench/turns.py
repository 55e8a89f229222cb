"""Asks designs in turn, search by search, so that a busy machine is as busy for each of them: A B, then B A."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from bench.questions import questions
from bench.steps import COUNT, is_asked

WHEN = ("first", "again")
Times = dict[tuple[str, str], dict[int, float]]


@dataclass
class Answers:
    """What one design answered: milliseconds by (kind, when) and place of the search, digests by place, its MB.

    `times` are by the clock, `work` of processor by all threads: what was taken by others meanwhile is not in it.
    """

    times: Times = field(default_factory=lambda: defaultdict(dict))
    work: Times = field(default_factory=lambda: defaultdict(dict))
    replies: dict[int, str] = field(default_factory=dict)
    rate: int = 0
    mb: int = 0


class Asked:
    """A design in a process of its own that answers searches by their places."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.read()

    def ask(self, place: int) -> tuple[float, float, str]:
        """The milliseconds of one answer, by the process's own clock and of processor, and the digest of it."""
        assert self._process.stdin
        print(place, file=self._process.stdin, flush=True)
        took, work, reply = self.read()
        return float(took), float(work), str(reply)

    def read(self) -> Any:
        """The next line that it says; RuntimeError where it has ended."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended")
        return json.loads(line)

    def end(self) -> int:
        """Lets it end, and gives its MB."""
        assert self._process.stdin
        self._process.stdin.close()
        return int(self.read()["mb"])


def answers(commands: Mapping[str, Sequence[str]], size: int, count: int = COUNT) -> dict[str, Answers]:
    """What the designs (commands by name, all built) answer to `count` searches, first and again, in turn."""
    found = {name: Answers() for name in commands}
    with ExitStack() as stack:
        running = {name: stack.enter_context(_running(command)) for name, command in commands.items()}
        for when in WHEN:
            for place, question in enumerate(questions(count)):
                for name in _in_turn([name for name in found if is_asked(name, size, place)], place):
                    took, work, found[name].replies[place] = running[name].ask(place)
                    found[name].times[question.kind, when][place] = took
                    found[name].work[question.kind, when][place] = work
        for name, design in running.items():
            found[name].mb = design.end()
    return found


def ratio(one: Times, other: Times, kind: str, when: str) -> float:
    """How many times as long the first takes as the second: the median over searches that both were asked."""
    mine, others = one[kind, when], other[kind, when]
    return median(mine[place] / others[place] for place in mine.keys() & others.keys())


def p50_p95(times: Mapping[int, float]) -> str:
    """The median and the time that one in twenty exceeds, in milliseconds, as "1.23 (4.5)"."""
    cuts = quantiles(times.values(), n=20)
    return f"{cuts[9]:.2f} ({cuts[18]:.1f})"


def _in_turn(names: list[str], place: int) -> Iterator[str]:
    """The designs, each as often first as last: whoever comes second finds the processor's caches full of another."""
    return iter(names if place % 2 else names[::-1])


@contextmanager
def _running(command: Sequence[str]) -> Iterator[Asked]:
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Asked(process)
    finally:
        process.kill()
        process.wait()
