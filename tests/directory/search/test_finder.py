"""The finder over a table: it follows every change, survives a broken index and never makes readers wait."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest

from bench.corpus import NOW, listing, listings
from directory.claims import Facts, Residence
from directory.eligibility.verdict import language_verdict
from directory.listing import Listing
from directory.search import Search
from directory.search.answers import find
from directory.search.engines.base import Engine, Ordinals, Reader, WordMatches
from directory.search.engines.folder import Folder
from directory.search.engines.marks import BrokenIndex, IndexMark
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder
from directory.search.similar import title_words
from directory.search.words.document import Document
from directory.search.words.question import Asked
from tests.support.plain_search import ListSource, random_search, scan, with_words

SOME = tuple(listings(80, seed=6, words=(10, 30)))
ALL = ("contractor", "employee", "unstated")
CHECKED = ("lately", "stopped")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def finder(path: Path, table: ListSource, clock: Clock | None = None) -> AtlasFinder:
    held = AtlasFinder(table, WhooshEngine(path, processes=1), clock or Clock())
    held.catch_up()
    return held


def everything(held: AtlasFinder, q: str = "") -> set[str]:
    return set(held.ids(Search(q=q, state="any", employment=ALL, checked=CHECKED), now=NOW, limit=10_000))


def test_searches_with_words_and_filters_equal_a_plain_scan(tmp_path: Path) -> None:
    held, dice = finder(tmp_path, ListSource(SOME)), Random(2)
    for _ in range(150):
        search = random_search(dice, words=True)
        expected = {one.id for one in scan(with_words(SOME, search.q), search, NOW)}
        assert set(held.ids(search, now=NOW, limit=1_000)) == expected
        assert held.find(search, now=NOW).total == len(expected)
        assert held.matching(search, [one.id for one in SOME[::2]], now=NOW) == expected & {one.id for one in SOME[::2]}


def test_what_is_kept_of_a_search_is_what_would_be_counted_anew(tmp_path: Path) -> None:
    table, dice = ListSource(SOME), Random(5)
    held = finder(tmp_path, table)
    searches = [random_search(dice, words=True) for _ in range(40)]
    moments = [NOW + timedelta(seconds=seconds) for seconds in (0, 1, 40_000, 86_400 * 9)]
    for round in range(2):
        for search, now in product(searches, moments):
            for page in (search, search.on_page(2)):
                anew = held._state.opened(held._state.reader) if held._state.reader else held._state
                assert held.find(page, now=now) == find(replace(anew, pulses=held._pulses), page, now)
        table.put(replace(SOME[round], text="zebra", platform="elsewhere"))
        held.catch_up()


def test_pages_are_slices_of_one_order(tmp_path: Path) -> None:
    held = finder(tmp_path, ListSource(SOME))
    for sort in ("newest", "pay", "relevance"):
        search = Search(
            q="the OR and OR to",
            country="KE",
            sort=sort,
            state="any",
            employment=ALL,
            checked=CHECKED,
            show=("open", "silent"),
        )
        pages = [held.find(search.on_page(page), now=NOW).ids for page in range(1, 6)]
        assert tuple(id for page in pages for id in page) == held.ids(search, now=NOW, limit=1_000)


def test_my_language_stands_before_its_varieties_and_these_before_silence(tmp_path: Path) -> None:
    held, listings_by_id = finder(tmp_path, ListSource(SOME)), {one.id: one for one in SOME}
    search = Search(speak=(("es", None), ("pt", None)), state="any", employment=ALL, checked=CHECKED)
    found = [listings_by_id[id].facts for id in held.ids(search, now=NOW, limit=1_000)]
    verdicts = [language_verdict(facts.languages, {"es": None, "pt": None})[0] for facts in found]
    assert list(dict.fromkeys(verdicts)) == ["ok", "variety", "unstated"]


def test_what_changes_in_the_table_changes_in_filters_and_words(tmp_path: Path) -> None:
    table, dice = ListSource(SOME), Random(3)
    held = finder(tmp_path, table)
    added = replace(listing(dice, 900, (5, 9)), text="zebra yak")
    table.put(replace(SOME[0], text="zebra"), added)
    table.remove(SOME[1].id)
    done = held.catch_up()
    assert (done.changed, done.version) == (3, table.newest)
    assert everything(held, "zebra") == {
        SOME[0].id,
        "platform-" + held.ids(Search(q="yak", state="any", employment=ALL, checked=CHECKED), now=NOW, limit=1)[0][9:],
    }
    assert everything(held) == set(table.listings)
    assert held.catch_up().changed == 0


def test_a_reader_sees_a_change_within_seconds_without_being_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.search.finder.WAIT_SECONDS", 300.0)  # a busy machine needs more than one
    table, clock = ListSource(SOME), Clock()
    held = finder(tmp_path, table, clock)
    table.put(replace(SOME[0], platform="elsewhere"))
    assert held.find(Search(platform=("elsewhere",), state="any", employment=ALL, checked=CHECKED), now=NOW).total == 0
    clock.now += 3
    assert held.find(Search(platform=("elsewhere",), state="any", employment=ALL, checked=CHECKED), now=NOW).total == 1


def test_a_second_process_opens_what_the_first_wrote(tmp_path: Path) -> None:
    table = ListSource(SOME)
    first = finder(tmp_path, table)
    second = AtlasFinder(table, WhooshEngine(tmp_path), Clock())
    second.load()
    assert second.ready()
    table.put(replace(SOME[0], text="zebra"))
    first.catch_up()
    second.catch_up()
    assert everything(second, "zebra") == {SOME[0].id}


def test_while_another_process_writes_the_filters_go_on(tmp_path: Path) -> None:
    table = ListSource(SOME)
    held = finder(tmp_path, table)
    table.put(replace(SOME[0], text="zebra", platform="elsewhere"))
    with Folder(tmp_path, "").writing():
        held.catch_up()
        assert (
            held.find(Search(platform=("elsewhere",), state="any", employment=ALL, checked=CHECKED), now=NOW).total == 1
        )
        assert held.find(Search(q="zebra"), now=NOW).words_ready
    held.catch_up()
    assert everything(held, "zebra") == {SOME[0].id}


def test_a_missing_index_is_said_and_filters_go_on(tmp_path: Path) -> None:
    held = AtlasFinder(ListSource(SOME), WhooshEngine(tmp_path), Clock())
    held.load()
    search = Search(q="chemistry", tier=("coding",))
    found = held.find(search, now=NOW)
    assert not found.words_ready
    assert found.total == len(scan(SOME, search, NOW))
    held.catch_up()
    assert held.find(search, now=NOW).words_ready


def damage_files(folder: Path) -> None:
    for file in next(folder.glob("g*")).iterdir():
        file.write_bytes(b"broken")


def damage_count(folder: Path) -> None:
    pointer = folder / "current"
    pointer.write_text(pointer.read_text().replace(f'"count": {len(SOME)}', '"count": 3'))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves a damaged file open
@pytest.mark.parametrize("damage", [damage_files, damage_count, lambda folder: (folder / "current").unlink()])
def test_a_broken_index_is_built_again(tmp_path: Path, damage: object) -> None:
    table = ListSource(SOME)
    finder(tmp_path, table)
    damage(tmp_path)
    again = finder(tmp_path, table)
    assert everything(again, "-zebra") == set(table.listings)
    assert again.find(Search(q="zebra"), now=NOW).words_ready


class Decaying(WhooshEngine):
    """An engine whose first index turns out to be damaged when it is asked."""

    built = 0

    def build(self, documents: Iterable[Document], version: int) -> None:
        super().build(documents, version)
        self.built += 1

    def reader(self, ordinals: Ordinals) -> Reader:
        return super().reader(ordinals) if self.built > 1 else Damaged(self.mark())


class Damaged:
    """A reader of an index whose blocks cannot be read."""

    def __init__(self, mark: IndexMark) -> None:
        self.mark = mark

    def match(self, asked: Asked) -> WordMatches:
        raise BrokenIndex("a block")


def test_an_index_that_breaks_while_it_is_served_is_built_again(tmp_path: Path) -> None:
    held = AtlasFinder(ListSource(SOME), Decaying(tmp_path, processes=1), Clock())
    held.catch_up()
    assert not held.find(Search(q="data"), now=NOW).words_ready
    held.catch_up()
    assert held.find(Search(q="data"), now=NOW).words_ready


def test_a_rebuild_reports_its_progress(tmp_path: Path) -> None:
    held, told = finder(tmp_path, ListSource(SOME)), []
    held.rebuild(lambda done, of: told.append((done, of)))
    assert told == [(number, len(SOME)) for number in range(1, len(SOME) + 1)]
    assert everything(held, "-zebra") == {one.id for one in SOME}


def test_columns_that_lost_a_listing_are_filled_again(tmp_path: Path) -> None:
    table = ListSource(SOME)
    held = finder(tmp_path, table)
    del table.listings[SOME[5].id]
    table.put(SOME[6])
    held.catch_up()
    assert everything(held) == set(table.listings)


class Killed(Exception):
    """Stands for the end of a process."""


class Failing(WhooshEngine):
    """An engine whose documents stop half-way, as when a process dies."""

    def update(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        super().update(self._half(documents), gone, version)

    def _half(self, documents: Iterable[Document]) -> Iterator[Document]:
        yield next(iter(documents))
        raise Killed


def test_a_writer_that_dies_half_way_leaves_the_old_index(tmp_path: Path) -> None:
    table = ListSource(SOME)
    finder(tmp_path, table)
    table.put(replace(SOME[0], text="zebra"), replace(SOME[1], text="zebra"))
    dying: Engine = Failing(tmp_path)
    held = AtlasFinder(table, dying, Clock())
    with pytest.raises(Killed):
        held.catch_up()
    assert everything(finder(tmp_path, table), "zebra") == {SOME[0].id, SOME[1].id}


def test_many_threads_read_while_the_table_changes(tmp_path: Path) -> None:
    table, dice = ListSource(SOME), Random(9)
    held = finder(tmp_path, table)
    searches = [random_search(dice, words=True) for _ in range(60)]
    wrong: list[str] = []

    def read() -> None:
        for search in searches:
            found = held.find(search, now=NOW)
            if found.total < len(found.ids) or not found.words_ready:
                wrong.append(search.to_query_string())

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(8):
        table.put(replace(SOME[number], text="zebra"))
        held.catch_up()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert everything(held, "zebra") == {one.id for one in SOME[:8]}


def said(number: int, title: str, **facts: object) -> Listing:
    made = listing(Random(number), number, (1, 2))
    return replace(made, title=title, text="", state="open", facts=Facts(employment="contractor", **facts))


ALIKE = (
    said(1, "Chemistry Rater", domains=("chemistry",), tasks=("rate",)),
    said(2, "Chemistry Evaluator", domains=("chemistry",), tasks=("rate",)),
    said(3, "Organic Chemistry Writer", domains=("chemistry",), tasks=("write",)),
    said(4, "Chemistry Rater", domains=("chemistry",), tasks=("rate",), residence=Residence("only", ("US",))),
    said(5, "Law Translator", domains=("law",), tasks=("translate",)),
)


def test_similar_listings_share_words_and_facets_and_are_open_to_the_reader(tmp_path: Path) -> None:
    held = finder(tmp_path, ListSource(ALIKE))
    ids = [one.id for one in ALIKE]
    assert held.similar(ids[0], Search(country="KE"), 5, now=NOW) == (ids[1], ids[2])
    assert held.similar(ids[0], Search(), 1, now=NOW) == (ids[3],)
    assert held.similar("nobody/1", Search(), 5, now=NOW) == ()


@pytest.mark.parametrize(
    ("title", "words"),
    [("Law tutor 2027 (4021)", ["law", "tutor"]), ("4o rater, Python 3.12", ["4o", "rater", "python", "3.12"])],
)
def test_a_number_in_a_title_makes_nothing_alike(title: str, words: list[str]) -> None:
    assert title_words(title) == words


def test_fresh_and_complete_listings_come_first_among_equals(tmp_path: Path) -> None:
    old = replace(said(1, "Zebra"), first_seen=NOW.replace(year=2020), reopened_at=None)
    new = replace(said(2, "Zebra"), first_seen=NOW, reopened_at=None)
    full = replace(said(3, "Zebra", domains=("law",), tasks=("rate",), tier="expert"), first_seen=NOW, reopened_at=None)
    held = finder(tmp_path, ListSource((old, new, full)))
    assert held.find(Search(q="zebra"), now=NOW).ids == (full.id, new.id, old.id)
