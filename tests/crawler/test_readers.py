"""Reading in processes beside the crawl: the same tables, words instead of a hang, nothing for small crawls."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from directory.posting import Posting
from directory.reading import read
from directory.reading.premise import Premise
from directory.runs.readers import WORTH, Readers, ReadersEnded, result_of
from directory.runs.sighting import sighting
from directory.store import Store, load_tables
from tests.support.crawling import RECORDINGS, ROOT, crawl, opened
from tests.support.making import posting

PLAYED = ("alignerr", "appen", "mercor", "micro1", "mindrift", "surge", "telus")
GROUND = Premise()
SOME = [posting(f"r{n}", text=f"You rate answers for ${n + 9} an hour. You live in Kenya.") for n in range(5)]


@pytest.fixture
def begun() -> Any:
    """Two processes that read."""
    readers = Readers(2)
    readers.expect(WORTH)
    yield readers
    readers.close()


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the order of its key."""
    with store.reading() as session:
        return {
            name: [tuple(row) for row in session.connection().execute(select(table).order_by(*table.primary_key))]
            for name, table in load_tables().tables.items()
        }


@pytest.mark.heavy
def test_the_tables_are_equal(tmp_path: Path):
    """Recordings played twice, with none and with two processes that read: every row of every table is the same."""
    said = {}
    for processes in ("0", "2"):
        run = tmp_path / processes
        run.mkdir()
        store = opened(run)
        for _ in range(2):
            code, words = crawl(run, "crawlall", "--tapes", str(RECORDINGS), *PLAYED, "-s", f"READERS={processes}")
            assert (code, "held" in words) == (0, False), words
        said[processes] = rows(store)
        store.close()
    assert said["0"] == said["2"]
    assert len(said["0"]["postings"]) == 52


@pytest.mark.heavy
def test_order_is_kept(begun: Readers):
    """Batches are answered in their own order, with the very sightings of this process."""
    asked = [begun.ask(GROUND, SOME[:3]), begun.ask(GROUND, SOME[3:])]
    assert [one for batch in asked for one in result_of(batch)] == [sighting(one, read(one), GROUND) for one in SOME]


def test_small_crawls_begin_no_process():
    """Below what processes are worth everything is read here, at once."""
    readers = Readers(2)
    readers.expect(WORTH - 1)
    future = readers.ask(GROUND, SOME)
    assert (future.done(), readers.pids()) == (True, [])
    assert result_of(future) == [sighting(one, read(one), GROUND) for one in SOME]


@pytest.mark.heavy
def test_a_killed_process_is_told(begun: Readers):
    """What it was asked ends in words; the next batch is read by others."""
    result_of(begun.ask(GROUND, SOME))
    batch = [posting(f"r{n}", text=f"You rate {n} answers for $20 an hour. " * 400) for n in range(400)]
    asked = [begun.ask(GROUND, batch) for _ in range(3)]
    for pid in begun.pids():
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(ReadersEnded, match="a process that reads postings ended early"):
        result_of(asked[-1])
    assert result_of(begun.ask(GROUND, SOME)) == [sighting(one, read(one), GROUND) for one in SOME]


def test_one_posting_harms_no_other():
    """A posting that cannot be read is words in its place."""
    odd = Posting.model_construct(**{**SOME[1].model_dump(), "text": None})
    first, words, last = result_of(Readers(0).ask(GROUND, [SOME[0], odd, SOME[2]]))
    assert (first, last) == (sighting(SOME[0], read(SOME[0]), GROUND), sighting(SOME[2], read(SOME[2]), GROUND))
    assert isinstance(words, str)
    assert words.startswith(("TypeError", "AttributeError"))


ORPHAN = """
import os, time
from directory.reading.premise import Premise
from directory.runs.readers import WORTH, Readers, result_of
if __name__ == "__main__":
    readers = Readers(2)
    readers.expect(WORTH)
    result_of(readers.ask(Premise(), []))
    print(*readers.pids(), flush=True)
    time.sleep(60)
"""


@pytest.mark.heavy
def test_readers_end_with_their_crawl(tmp_path: Path):
    """A crawl that is killed leaves no process behind."""
    program = tmp_path / "orphan.py"
    program.write_text(ORPHAN, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=env) as crawl_:
        assert crawl_.stdout is not None
        pids = [int(word) for word in crawl_.stdout.readline().split()]
        crawl_.kill()
        assert len(pids) == 2
        assert crawl_.stdout.read() == ""  # comes to its end when the last process that holds it is gone
