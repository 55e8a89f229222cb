"""A minute of `make attack`, on SQLite: whatever gives way is a line with an exclamation mark."""

import subprocess
import sys

import pytest

from directory.config import ROOT


@pytest.mark.heavy
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_nothing_gives_way(kind: str) -> None:
    command = [sys.executable, "-m", "bench.attack", "--requests", "1200", "--forms", "60", "--only", kind, "--short"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1_500, check=False)
    wrong = [line for line in done.stdout.splitlines() if line.startswith("!")]
    assert (wrong, done.returncode) == ([], 0), done.stdout[-2_000:] + done.stderr[-2_000:]
