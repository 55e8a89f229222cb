"""A minute of `make soak` on each database: whatever does not hold is a line with an exclamation mark."""

import subprocess
import sys

import pytest

from directory.config import ROOT


@pytest.mark.heavy
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_everything_holds(kind: str) -> None:
    command = [sys.executable, "-m", "bench.soak", "--seconds", "60", "--only", kind]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1_500, check=False)
    wrong = [line for line in done.stdout.splitlines() if line.startswith("!")]
    assert (wrong, done.returncode) == ([], 0), done.stdout[-2_000:] + done.stderr[-2_000:]
