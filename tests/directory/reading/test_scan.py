"""One pass for all readers finds what each would find alone; patterns are passed over only where they cannot match."""

import gc
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.claims import Pay
from directory.posting import Posting
from directory.reading import TOGETHER, read, read_all
from directory.reading.conditions.rules import rules
from directory.reading.lattice import lattice
from directory.reading.literals import RarePattern, pieces
from directory.reading.page import sheet
from directory.reading.scan import ScanBook, books
from directory.reading.start import warm

FOLDER = Path(__file__).parents[2] / "postings"


def postings() -> Iterator[Posting]:
    for path in sorted(FOLDER.rglob("postings.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            said = {name: row[name] for name in ("title", "location", "pay", "text")}
            yield Posting(ref=row["key"], url="https://example.org/", platform="example", **said)


def alone(words: tuple[str, ...], text: str) -> set[tuple[int, int, int]]:
    """Where each word stands, looked for one by one."""
    found = set()
    for place, word in enumerate(words):
        at = text.find(word)
        while at >= 0:
            found.add((place, at, at + len(word)))
            at = text.find(word, at + 1)
    return found


def test_every_book_finds_what_it_would_find_alone() -> None:
    text = sheet("\n".join(posting.text for posting in list(postings())[:6]))
    for book in books():
        first = book.first()
        found = {(word - first, start, end) for word, start, end in book.hits(text)}
        assert found == alone(tuple(book.words()), text.spaced)


def test_a_new_book_joins_the_pass() -> None:
    book = ScanBook(lambda: (" marmalade ", " marma"))
    try:
        first = book.first()
        assert book.hits(sheet("Marmalade?")) == [(first, 0, 11), (first + 1, 0, 6)]
    finally:
        book.leave()


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        ("talent (?:pool|network)", (("talent ",), ("network", "pool"))),
        (r"\bcandidates?\b", (("candidate",),)),
        ("(?:ab)?c+", ()),
        (r"(?:resid\w+|living) in", (("living", "resid"), (" in",))),
        ("(?:house|boathouse)", (("house",),)),
        ("(?:one|[a-z]+)!", ()),
        ("(?:outside){0,3}", ()),
        ("(?:outside){1,3}", (("outside",),)),
    ],
)
def test_pieces_come_from_the_pattern(pattern: str, groups: tuple[tuple[str, ...], ...]) -> None:
    assert tuple(tuple(sorted(group)) for group in pieces(re.compile(pattern))) == groups


def test_a_rare_pattern_finds_what_the_pattern_finds() -> None:
    pattern = re.compile(r"\bin (?:any|all) countr(?:y|ies)\b")
    rare = RarePattern(pattern)
    for words in ("open in any country", "in all countries", "in any city", "", "country"):
        assert (rare.search(words) is None) == (pattern.search(words) is None)
    assert rare.search("in any country", 4) is None
    assert rare.search("in any country", 0, 9) is None


@pytest.mark.heavy
def test_readings_are_the_same_without_a_look_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    some = list(postings())
    quick = [read(posting) for posting in some]
    monkeypatch.setattr(RarePattern, "may_match", lambda *_: True)
    assert quick == [read(posting) for posting in some]


def test_many_postings_are_read_as_each_by_itself() -> None:
    some = list(postings())[: 2 * TOGETHER + 1]
    assert list(read_all(some)) == [read(posting) for posting in some]
    assert list(read_all([])) == []


def test_copies_of_a_role_differ_in_their_place_and_what_hangs_on_it() -> None:
    text = "Requirements\n- Fluent English\nPay: 200 kr per hour\nYou have three years of experience."
    role = Posting(platform="acme", ref="1", url="https://example.org/", title="Rater", text=text)
    places = ("Sweden", "Denmark", "Kenya, not in Nairobi", "", "Sweden")
    some = [role.model_copy(update={"location": place}) for place in places]
    found = list(read_all(some))
    assert found == [read(posting) for posting in some]
    paid = [claim.value.currency for one in found for claim in one.of("pay") if isinstance(claim.value, Pay)]
    assert paid[:2] == ["SEK", "DKK"]


def test_a_warm_process_has_its_tables() -> None:
    warm()
    assert (lattice.cache_info().currsize, rules.cache_info().currsize) == (1, 1)
    assert gc.get_freeze_count() > 0
