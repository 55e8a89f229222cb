"""Columns opened from their file: the same answers as from the table, caught up, and never trusted when damaged."""

import logging
from array import array
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from pyroaring import BitMap

from bench.corpus import NOW, listing, listings
from directory.listing import Listing
from directory.search import Search, Suggestion
from directory.search.columns import file as files
from directory.search.columns.coded import WIDE, Rows, tally
from directory.search.columns.file import ColumnsFile
from directory.search.columns.texts import Ids, OpenTitles, Texts
from directory.search.engines.folder import Folder
from directory.search.engines.marks import BrokenIndex
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder
from directory.search.following import KEEP_AFTER
from tests.support.plain_search import ListSource, random_search, scan, with_words

SOME = tuple(listings(90, seed=8, words=(8, 20)))
TABLE = 77


class Table(ListSource):
    """A table that remembers from which versions on it was read."""

    def __init__(self, found: Iterable[Listing]) -> None:
        super().__init__(found)
        self.read_from: list[int] = []

    def changed(self, since: int) -> Iterable[Listing]:
        self.read_from.append(since)
        return super().changed(since)


def started(path: Path, table: ListSource, number: int = TABLE) -> AtlasFinder:
    """A finder as a process that starts has it."""
    held = AtlasFinder(table, WhooshEngine(path / "words", processes=1), file=ColumnsFile(path / "columns", number))
    held.catch_up()
    return held


def agrees(held: AtlasFinder, table: ListSource, seed: int = 4) -> bool:
    dice, found = Random(seed), tuple(table.listings.values())
    for _ in range(60):
        search = random_search(dice, words=True)
        expected = {one.id for one in scan(with_words(found, search.q), search, NOW)}
        answer = held.find(search, now=NOW)
        if set(held.ids(search, now=NOW, limit=1_000)) != expected or answer.total != len(expected):
            return False
    return True


def same(one: AtlasFinder, other: AtlasFinder) -> bool:
    """Whether two finders answer alike in everything that a page asks of them, orders and counts included."""
    dice = Random(11)
    searches = [random_search(dice, words=True) for _ in range(60)]
    ids = [found.id for found in SOME]
    return (
        [one.find(search, now=NOW) for search in searches] == [other.find(search, now=NOW) for search in searches]
        and [one.similar(id, Search(), 6, now=NOW) for id in ids]
        == [other.similar(id, Search(), 6, now=NOW) for id in ids]
        and said(one.suggest("che", 8)) == said(other.suggest("che", 8)) != []
    )


def said(found: tuple[Suggestion, ...]) -> list[str]:
    return sorted(one.text for one in found)


def test_a_start_reads_no_listing_of_an_unchanged_table_and_answers_the_same(tmp_path: Path) -> None:
    first, table = started(tmp_path, ListSource(SOME)), Table(SOME)
    second = started(tmp_path, table)
    assert min(table.read_from) == table.newest
    assert agrees(second, table)
    assert same(first, second)


def test_what_came_since_is_caught_up(tmp_path: Path) -> None:
    table = Table(SOME)
    started(tmp_path, table)
    table.put(
        replace(SOME[0], platform="elsewhere", title="Zebra writer", state="open"), listing(Random(1), 500, (4, 9))
    )
    table.put(replace(SOME[3], state="closed"))
    table.remove(SOME[5].id)
    table.read_from.clear()
    held = started(tmp_path, table)
    assert 0 not in table.read_from
    assert agrees(held, table)
    assert same(held, started(tmp_path / "new", table))
    assert [one.text for one in held.suggest("zebra w", 3)] == ["Zebra writer"]


def test_an_empty_table_is_kept_too(tmp_path: Path) -> None:
    table = Table(())
    started(tmp_path, table)
    table.put(*SOME[:3])
    assert agrees(started(tmp_path, table), table)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def changed_pointer(folder: Path, before: str, after: str) -> None:
    pointer = folder / "current"
    text = pointer.read_text()
    assert before in text
    pointer.write_text(text.replace(before, after))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "half a pointer": lambda folder: cut(folder / "current"),
    "another version": lambda folder: changed_pointer(folder, files.columns_version(), "0" * 12),
    "another count": lambda folder: changed_pointer(folder, f'"count": {len(SOME)}', '"count": 3'),
    "no generation": lambda folder: next(folder.glob("g*")).rename(folder / "away"),
    "a later version": lambda folder: changed_pointer(folder, f'"version": {len(SOME)}', '"version": 9999'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_file_that_cannot_be_trusted_is_said_and_made_again(
    damage: Callable[[Path], object], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    started(tmp_path, ListSource(SOME))
    damage(tmp_path / "columns")
    table = Table(SOME)
    with caplog.at_level(logging.WARNING):
        held = started(tmp_path, table)
    assert [record.getMessage()[:7] for record in caplog.records] == ["columns"]
    assert 0 in table.read_from
    assert agrees(held, table)
    again = Table(SOME)
    started(tmp_path, again)
    assert 0 not in again.read_from


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink, lambda path: path.write_bytes(b"")])
def test_every_damaged_file_is_noticed(damage: Callable[[Path], None], tmp_path: Path) -> None:
    started(tmp_path, ListSource(SOME))
    damage(tmp_path / "columns" / "g1" / files.NAME)
    with pytest.raises(BrokenIndex):
        ColumnsFile(tmp_path / "columns", TABLE).open()


def test_the_file_of_another_table_is_not_opened(tmp_path: Path) -> None:
    started(tmp_path, ListSource(SOME))
    others = Table(replace(one, platform="elsewhere") for one in SOME)
    held = started(tmp_path, others, TABLE + 1)
    assert 0 in others.read_from
    assert held.find(Search(platform=("elsewhere",)), now=NOW).total > 0


def test_the_folder_is_its_owners_alone_and_a_busy_one_harms_nobody(tmp_path: Path) -> None:
    with Folder(tmp_path / "columns", "").writing():
        held = started(tmp_path, ListSource(SOME))
    assert (tmp_path / "columns").stat().st_mode & 0o777 == 0o700
    assert agrees(held, ListSource(SOME))
    assert ColumnsFile(tmp_path / "columns", TABLE).version() == -1


def test_a_file_that_cannot_be_written_is_said_and_harms_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "columns").write_text("a file where a folder should be")
    with caplog.at_level(logging.WARNING):
        assert agrees(started(tmp_path, ListSource(SOME)), ListSource(SOME))
    assert "not kept" in caplog.text


def test_it_is_kept_again_only_when_much_has_changed(tmp_path: Path) -> None:
    table = ListSource(SOME)
    held, file = started(tmp_path, table), ColumnsFile(tmp_path / "columns", TABLE)
    first = table.newest
    table.put(SOME[0])
    held.catch_up()
    assert file.version() == first
    table.newest += KEEP_AFTER
    table.put(SOME[1])
    held.catch_up()
    assert file.version() == table.newest
    table.put(SOME[2])
    held.rebuild()
    assert file.version() == table.newest


def test_ids_rows_and_titles_of_a_file_take_what_comes_later() -> None:
    ids = Ids(Texts.of(("a/1", "ü/2")), *files.by_key(("a/1", "ü/2")))
    assert [ids.ordinal("ü/2"), ids.ordinal("b/3"), ids.add("b/3"), ids.add("a/1"), len(ids), *ids] == [
        *(1, None, 2, 0, 3),
        *("a/1", "ü/2", "b/3"),
    ]
    titles = OpenTitles(ids, Texts.of(("one", "")))
    titles.say("b/3", "three")
    titles.say("a/1", "")
    assert [titles.get("a/1"), titles.get("b/3"), *titles.values()] == ["", "three", "three"]


def test_a_row_holds_any_number_of_codes_and_its_last_ones() -> None:
    long, longer = range(1, WIDE + 3), range(1, WIDE + 5)
    rows = Rows().changed({0: row(1, 2), 1: b"", 2: row(*longer), 3: row(*long)}, 4)
    later = rows.changed({0: row(3), 3: row(4), 4: row(4, 5)}, 5)
    assert [later.of(at) for at in range(5)] == [[3], [], [*longer], [4], [4, 5]]
    assert tally(rows, BitMap((0, 2)), 30)[1:].tolist() == [2, 2, *([1] * WIDE), 1, 1, *([0] * (25 - WIDE))]
    assert [tally(later, BitMap((3, 4)), 30)[code] for code in (3, 4, 5)] == [0, 2, 1]


def row(*codes: int) -> bytes:
    return array("H", codes).tobytes()
