"""Today's reading beside the build that it replaced (commit 81ad6cb): both in turn, in one run, on the same texts.

The old build is taken out of the history by `git worktree` into a folder that is thrown away afterwards; without git or
without that commit nothing is measured and the reason is printed. Each round starts a new process for each build, makes
its tables by texts that are not measured (today's by `warm()`, too), and then reads every posting once. First those
with a text of their own: each is new to the process, nothing that was read before helps but lines that texts share.
Then all as they come, where many are copies of a role in other places. What is remembered of lines shows
in a figure of its own: the same texts a second time. Today's build is measured in both of its ways: one by one (`read`)
and many together (`read_all`, as crawls and rereads take them); the old one knows only the first.
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

ROUNDS = 2
# Run in the folder of either build: reads lines of postings, prints seconds a posting and the longest single reading.
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
    from directory.reading.start import warm
    warm()
except ImportError:
    pass
begun, longest = process_time(), 0.0
if sys.argv[3] == "together":
    from directory.reading import read_all
    for reading in read_all(rows): pass
else:
    for row in rows:
        start = process_time()
        read(row)
        longest = max(longest, process_time() - start)
new = process_time() - begun
for row in rows: read(row)
print(json.dumps([new / len(rows), longest, (process_time() - begun - new) / len(rows)]))
"""


def compare(postings: Sequence[Posting], first: Sequence[Posting]) -> None:
    """Prints milliseconds a posting of both builds, the longest single reading of each, how many times faster, and the
    same for a second reading: for postings of which each has a text of its own, then for all as they come, copies of a
    role in other places among them. `first` are read before the clock starts."""
    once = list({posting.text: posting for posting in reversed(postings)}.values())[::-1]
    with old_build() as old, tempfile.TemporaryDirectory() as folder:
        if old is None:
            return
        for told, shown in (("each text once", once), ("as they come, copies of a role among them", postings)):
            print(f"{len(shown)} postings, {told}")
            texts = Path(folder) / f"{len(shown)}.jsonl"
            lines = (json.dumps(_row(posting), ensure_ascii=False) for posting in (*first, *shown))
            texts.write_text("\n".join(lines) + "\n", encoding="utf-8")
            _print([[_seconds(build, texts, len(first), way) for build, way in _ways(old)] for _ in range(ROUNDS)])


def _ways(old: Path) -> tuple[tuple[Path, str], ...]:
    """The builds and ways of reading in the order in which they take turns."""
    return (old, "one by one"), (ROOT, "one by one"), (ROOT, "together")


def _print(rounds: Sequence[Sequence[tuple[float, float, float]]]) -> None:
    for at, name in enumerate((OLD, "today, one by one", "today, many together")):
        new, again = (min(one[at][figure] for one in rounds) * 1_000 for figure in (0, 2))
        faster = min(one[0][0] for one in rounds) * 1_000 / new
        longest = max(one[at][1] for one in rounds) * 1_000
        told = f", the longest {longest:.1f} ms; read again {again:.2f} ms" if longest else ""
        print(f"{name:24} {new:8.2f} ms each, {faster:.2f} times as fast{told}")


def _row(posting: Posting) -> dict[str, object]:
    """The fields that both builds know."""
    return posting.model_dump(include={"platform", "ref", "url", "title", "location", "pay", "text"})


def _seconds(folder: Path, texts: Path, first: int, way: str) -> tuple[float, float, float]:
    """Seconds of processor time a posting, of the longest one, and a posting read again, by the build in a folder."""
    words = [sys.executable, "-c", _PROGRAM, str(texts), str(first), way]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    each, longest, again = map(float, json.loads(done.stdout))
    return each, longest, again
