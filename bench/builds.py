"""The build that today's is measured against, taken out of the history into a folder that is thrown away."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from directory.config import ROOT

OLD = "81ad6cb"


@contextmanager
def old_build() -> Iterator[Path | None]:
    """The folder of that build; None, with the reason printed, where git or the commit is not here."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old"
        made = _git("worktree", "add", "--detach", str(old), OLD)
        if made.returncode:
            print(f"the old build is not here: {made.stderr.strip().splitlines()[-1]}")
            yield None
            return
        try:
            yield old
        finally:
            _git("worktree", "remove", "--force", str(old))


def _git(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
