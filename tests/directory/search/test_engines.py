"""One contract for every words engine: the same questions, the same listings, whatever happened in between."""

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from whoosh import index
from whoosh.matching.mcore import Matcher

from bench.corpus import listings
from directory.search.cluster.connection import Connection
from directory.search.cluster.engine import OpenSearchEngine
from directory.search.engines import whoosh_writer as segments
from directory.search.engines.base import Engine, WordMatches
from directory.search.engines.folder import REWRITTEN, Folder
from directory.search.engines.marks import BrokenIndex, Busy
from directory.search.engines.postgres import PostgresEngine
from directory.search.engines.tantivy import TantivyEngine
from directory.search.engines.whoosh import WhooshEngine, blocks
from directory.search.words.document import Document, document
from directory.search.words.question import read
from tests.support.nodes import PATIENT, Cluster
from tests.support.plain_search import holds, random_words

DOCUMENTS = [document(listing) for listing in listings(150, seed=4, words=(15, 50))]
KEYS = np.sort(np.array([found.key for found in DOCUMENTS], np.int64))


def ordinals(keys: np.ndarray) -> np.ndarray:
    places = np.minimum(np.searchsorted(KEYS, keys), len(KEYS) - 1)
    return np.where(KEYS[places] == keys, places, -1)


def whoosh(request: pytest.FixtureRequest, path: Path) -> Engine:
    return WhooshEngine(path / "whoosh", processes=1)


def tantivy(request: pytest.FixtureRequest, path: Path) -> Engine:
    return TantivyEngine(path / "tantivy")


def postgres(request: pytest.FixtureRequest, path: Path) -> Engine:
    return PostgresEngine(request.getfixturevalue("postgres"))


def opensearch(request: pytest.FixtureRequest, path: Path) -> Engine:
    nodes: Cluster = request.getfixturevalue("cluster")
    return OpenSearchEngine(Connection(tuple(nodes.urls.split(",")), PATIENT), request.getfixturevalue("index_name"))


Make = Callable[[pytest.FixtureRequest, Path], Engine]
ENGINES = [
    whoosh,
    tantivy,
    pytest.param(postgres, marks=pytest.mark.heavy),
    pytest.param(opensearch, marks=[pytest.mark.heavy, pytest.mark.cluster]),
]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    make: Make = request.param
    return make(request, tmp_path)


def found(engine: Engine, q: str) -> list[int]:
    matches = engine.reader(ordinals).match(read(q))
    assert list(matches.ordinals) == sorted(set(matches.ordinals))
    return [int(KEYS[ordinal]) for ordinal in matches.ordinals]


def expected(documents: list[Document], q: str) -> list[int]:
    return sorted(one.key for one in documents if holds(one, read(q)))


def test_every_question_finds_what_a_plain_scan_finds(engine: Engine) -> None:
    engine.build(DOCUMENTS, 7)
    dice = Random(8)
    for q in filter(read, (random_words(dice) for _ in range(250))):
        assert found(engine, q) == expected(DOCUMENTS, q), q


def test_no_index_is_a_broken_one(engine: Engine) -> None:
    with pytest.raises(BrokenIndex):
        engine.mark()
    with pytest.raises(BrokenIndex):
        engine.reader(ordinals)
    with pytest.raises(BrokenIndex):
        engine.update(DOCUMENTS[:1], (), 1)


def test_an_index_says_how_far_it_goes_and_how_much_it_holds(engine: Engine) -> None:
    engine.build(DOCUMENTS[:5], 3)
    assert (engine.mark().version, engine.mark().count) == (3, 5)
    engine.update([DOCUMENTS[4], DOCUMENTS[5]], [DOCUMENTS[0].key], 9)
    assert (engine.mark().version, engine.mark().count) == (9, 5)
    assert engine.reader(ordinals).mark == engine.mark()


def test_updates_replace_add_and_forget(engine: Engine) -> None:
    engine.build(DOCUMENTS[:60], 1)
    changed = [replace(one, text=("zebra", "yak")) for one in DOCUMENTS[:20]]
    engine.update([*changed, *DOCUMENTS[60:80]], [one.key for one in DOCUMENTS[50:60]], 2)
    now = [*changed, *DOCUMENTS[20:50], *DOCUMENTS[60:80]]
    dice = Random(4)
    for q in ('"zebra yak"', "zebra", "zeb*", "-zebra", *(random_words(dice) for _ in range(60))):
        if read(q):
            assert found(engine, q) == expected(now, q), q


def test_many_small_updates_lose_nothing(engine: Engine) -> None:
    engine.build(DOCUMENTS[:20], 1)
    for number in range(12):
        engine.update(DOCUMENTS[10 + number * 5 : 30 + number * 5], (), 2 + number)
    before, mark = engine.reader(ordinals), engine.mark()
    engine.tidy()
    assert engine.mark() == mark
    assert before.match(read("data")).ordinals.tolist() == engine.reader(ordinals).match(read("data")).ordinals.tolist()
    for q in ("-zebra", "data", '"the to"', "rat*"):
        assert found(engine, q) == expected(DOCUMENTS[:85], q), q


def test_tidying_leaves_few_segments(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path, processes=1)
    engine.build(DOCUMENTS[:20], 1)
    for number in range(12):
        engine.update(DOCUMENTS[number * 5 : 10 + number * 5], (), 2 + number)
    opened: Any = index.open_dir(str(Folder(tmp_path, "").current()))
    assert segments.crowded(opened)
    engine.tidy()
    assert not segments.crowded(opened)


def test_the_same_update_twice_changes_nothing(engine: Engine) -> None:
    engine.build(DOCUMENTS[:30], 1)
    engine.update(DOCUMENTS[20:40], (), 2)
    before = engine.mark()
    engine.update(DOCUMENTS[20:40], (), 2)
    assert engine.mark() == before
    assert found(engine, "-zebra") == expected(DOCUMENTS[:40], "-zebra")


def test_a_reader_leaves_out_what_the_columns_do_not_know(engine: Engine) -> None:
    engine.build(DOCUMENTS, 1)
    nobody = engine.reader(lambda keys: np.full(len(keys), -1))
    assert list(nobody.match(read("-zebra")).ordinals) == []


def test_a_title_counts_more_than_a_text(engine: Engine) -> None:
    title = replace(DOCUMENTS[0], title=("zebra", "job"), text=("yak",) * 30)
    text = replace(DOCUMENTS[1], title=("yak", "job"), text=("zebra", *("yak",) * 29))
    engine.build([title, text, *DOCUMENTS[2:40]], 1)
    matches: WordMatches = engine.reader(ordinals).match(read("zebra"))
    best = matches.ordinals[np.argmax(matches.scores)]
    assert KEYS[best] == title.key


def test_a_rebuilt_index_serves_only_the_new_documents(engine: Engine) -> None:
    engine.build(DOCUMENTS[:10], 1)
    old = engine.reader(ordinals)
    engine.build(DOCUMENTS[10:30], 2)
    assert found(engine, "-zebra") == expected(DOCUMENTS[10:30], "-zebra")
    assert old.mark.version == 1


@pytest.mark.parametrize("make", [whoosh, tantivy])
def test_a_second_writer_is_told_at_once(make: Make, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    held = make(request, tmp_path)
    held.build(DOCUMENTS[:3], 1)
    with Folder(tmp_path / make.__name__, "other").writing(), pytest.raises(Busy):
        held.update(DOCUMENTS[3:5], (), 2)


@pytest.mark.parametrize("make", [whoosh, tantivy])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a damaged file open
@pytest.mark.parametrize("damage", ["current", "files", "pointer"])
def test_damage_is_noticed(make: Make, damage: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    held = make(request, tmp_path)
    held.build(DOCUMENTS[:30], 1)
    folder = tmp_path / make.__name__
    for file in {"current": [folder / "current"], "pointer": [], "files": list((folder / "g1").iterdir())}[damage]:
        file.write_bytes(b"")
    if damage == "pointer":
        (folder / "current").write_text('{"folder": "g9", "version": 1, "count": 1, "made_by": "x", "sums": {}}')
    with pytest.raises(BrokenIndex):
        held.reader(ordinals).match(read("chemistry"))


@pytest.mark.parametrize("make", [whoosh, tantivy])
def test_a_changed_byte_is_noticed_in_any_file(make: Make, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    held = make(request, tmp_path)
    held.build(DOCUMENTS[:30], 1)
    held.update(DOCUMENTS[30:40], (), 2)
    dice = Random(11)
    files = [file for file in (tmp_path / make.__name__ / "g1").iterdir() if not file.name.endswith(REWRITTEN)]
    assert len(files) > 5
    for file in files:
        whole = file.read_bytes()
        at = dice.randrange(len(whole))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
        with pytest.raises(BrokenIndex, match="not as it was written"):
            make(request, tmp_path).reader(ordinals)
        file.write_bytes(whole)
    assert make(request, tmp_path).mark().version == 2
    make(request, tmp_path).reader(ordinals)


def test_files_that_go_while_an_index_is_opened_are_asked_for_again(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path, processes=1)
    engine.build(DOCUMENTS[:5], 1)
    gone = [FileNotFoundError("MAIN_a.number.col"), FileNotFoundError("MAIN_b.number.col")]

    def busy(keys: np.ndarray) -> np.ndarray:
        if gone:
            raise gone.pop()
        return ordinals(keys)

    assert len(engine.reader(busy).match(read("-zebra")).ordinals) == 5
    assert not gone


def test_an_index_of_other_code_is_not_used(tmp_path: Path) -> None:
    Folder(tmp_path, "whoosh 0").path.mkdir(exist_ok=True)
    with Folder(tmp_path, "whoosh 0").writing():
        other = Folder(tmp_path, "whoosh 0")
        other.keep(other.fresh(), 1, 0)
    with pytest.raises(BrokenIndex, match="made by whoosh 0"):
        WhooshEngine(tmp_path).reader(ordinals)


def test_blocks_are_what_the_public_matchers_say(tmp_path: Path) -> None:
    """`blocks` knows how whoosh3 keeps postings; another version must not pass unseen."""
    WhooshEngine(tmp_path, processes=1).build(DOCUMENTS, 1)
    reader = index.open_dir(str(Folder(tmp_path, "").current())).reader()
    for leaf, _ in reader.leaf_readers():
        for field, term in leaf.all_terms():
            if field in ("words", "places"):
                taken = list(blocks(leaf, field, term.decode()))
                values = b"".join(kept if isinstance(kept, bytes) else b"".join(kept) for _, kept in taken)
                ids = [int(number) for numbers, _ in taken for number in numbers]
                assert (ids, values) == public(leaf.postings(field, term))
    reader.close()


@pytest.mark.heavy
def test_several_processes_build_what_one_does(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path, processes=2, few=50)
    engine.build(iter(DOCUMENTS), 7)
    assert (engine.mark().version, engine.mark().count) == (7, len(DOCUMENTS))
    dice = Random(9)
    for q in filter(read, (random_words(dice) for _ in range(60))):
        assert found(engine, q) == expected(DOCUMENTS, q), q


def test_a_builder_that_dies_leaves_the_old_index(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path, processes=2, few=50)
    engine.build(DOCUMENTS[:20], 1)
    with pytest.raises(ChildProcessError, match="ended early"):
        engine.build(fatal(DOCUMENTS), 2)
    assert engine.mark().version == 1
    assert found(engine, "-zebra") == expected(DOCUMENTS[:20], "-zebra")


def fatal(documents: list[Document]) -> Iterator[Document]:
    """The documents; after the first hundred every builder is killed."""
    for place, one in enumerate(documents):
        if place == 100:
            for builder in multiprocessing.active_children():
                builder.kill()
                builder.join()
        yield one


def test_a_large_segment_ends_and_another_begins(tmp_path: Path) -> None:
    opened = index.create_in(str(tmp_path), segments.schema())
    made = segments.segments(opened, DOCUMENTS, limit=1_000_000)
    assert len(made) > 2
    assert sum(one.doc_count_all() for one in made) == len(DOCUMENTS)


def public(matcher: Matcher) -> tuple[list[int], bytes]:
    """The documents of a term and what is kept beside them, one at a time."""
    ids, values = [], []
    while matcher.is_active():
        ids.append(matcher.id())
        values.append(matcher.value())
        matcher.next()
    return ids, b"".join(values)
