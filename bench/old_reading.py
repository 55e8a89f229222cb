"""Today's reading beside the build that it replaced (commit 81ad6cb): both in turn, in one run, on the same texts.

The old build is taken out of the history by `git worktree` into a folder that is thrown away afterwards; without git or
without that commit nothing is measured and the reason is printed. Each round starts a new process for each build, warms
it up on texts that are not measured, and then reads every text once: each is new to the process, so no cache of texts
helps. The readings of lines that many postings share may still be remembered; so they are in a crawl.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.builds import OLD, old_build
from directory.config import ROOT
from directory.posting import Posting

ROUNDS = 3
WARM = 100
"""Postings read before the clock starts: tables and vocabularies are made when they are first asked for."""
# Run in the folder of either build: reads lines of postings, prints seconds and the longest single reading.
_PROGRAM = """
import json, sys
from time import process_time
sys.path.insert(0, ".")
from directory.posting import Posting
from directory.reading import read
rows = [Posting(**json.loads(line)) for line in open(sys.argv[1], encoding="utf-8")]
warm, rows = rows[:int(sys.argv[2])], rows[int(sys.argv[2]):]
for row in warm: read(row)
try:
    from directory.reading.lattice import lattice
    lattice()
except ImportError:
    pass
begun, longest = process_time(), 0.0
for row in rows:
    start = process_time()
    read(row)
    longest = max(longest, process_time() - start)
print(json.dumps([(process_time() - begun) / len(rows), longest]))
"""


def compare(postings: Sequence[Posting]) -> None:
    """Prints milliseconds a posting of both builds, the longest single reading of each, and how many times faster."""
    with old_build() as old, tempfile.TemporaryDirectory() as folder:
        if old is None:
            return
        texts = Path(folder) / "postings.jsonl"
        lines = (json.dumps(_row(posting), ensure_ascii=False) for posting in postings)
        texts.write_text("\n".join(lines) + "\n", encoding="utf-8")
        rounds = [(_seconds(old, texts), _seconds(ROOT, texts)) for _ in range(ROUNDS)]
    _print(rounds)


def _print(rounds: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    best = [min(one[build][0] for one in rounds) for build in (0, 1)]
    longest = [max(one[build][1] for one in rounds) for build in (0, 1)]
    for name, each, most in zip((OLD, "today"), best, longest, strict=True):
        print(f"{name:24} {each * 1_000:8.2f} ms each, the longest {most * 1_000:.1f} ms")
    print(f"{'times faster':24} {best[0] / best[1]:8.2f}")


def _row(posting: Posting) -> dict[str, object]:
    """The fields that both builds know."""
    return posting.model_dump(include={"platform", "ref", "url", "title", "location", "pay", "text"})


def _seconds(folder: Path, texts: Path) -> tuple[float, float]:
    """Seconds of processor time a posting, and of the longest one, of the build in that folder."""
    words = [sys.executable, "-c", _PROGRAM, str(texts), str(WARM)]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    each, longest = json.loads(done.stdout)
    return float(each), float(longest)
