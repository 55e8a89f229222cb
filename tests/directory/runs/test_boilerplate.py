"""A list of places that every posting carries is the platform's own; partial lists close by a role's own page."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from directory.claims import Residence
from directory.eligibility.statements import policy
from directory.posting import Posting
from directory.record import Decision, Record, load
from directory.runs.boilerplate import Boilerplate, Lists, places, shared
from directory.runs.run import Ending
from directory.store import Store, shelf
from directory.store.sql import table
from directory.store.tables import DoubtRow, PostingRow
from tests.support.making import DAY, START, crawl, platform, posting

EVERYWHERE = "Kenya, Ghana, India, Brazil, Peru"
OTHER = "Spain, Italy, Greece, Malta"


def job(number: int, countries: str = EVERYWHERE, **more: Any) -> Posting:
    text = more.pop("text", f"You read page {number}.")
    return posting(f"r{number}", f"Reader {number}", text, fields={"countries": countries} if countries else {}, **more)


def decided(belongs: Any) -> Record:
    said = {"source": "https://acme.example/", "read": date(2026, 11, 1), "via": "notes", "says": "Seen."}
    return Record.model_construct(slug="acme", shared={"countries": Decision(belongs=belongs, **said)})


@pytest.mark.parametrize(
    ("lists", "belongs", "found"),
    [
        ([EVERYWHERE] * 10, "", [(5, 10, 10, False)]),
        ([EVERYWHERE] * 9 + [OTHER], "", [(5, 9, 10, False)]),
        ([EVERYWHERE] * 8 + [OTHER] * 2, "", []),
        ([EVERYWHERE] * 9, "", []),
        (["Kenya, Ghana, India"] * 20, "", []),
        ([EVERYWHERE] * 5 + [""] * 15, "", []),
        ([EVERYWHERE] * 10, "platform", [(5, 10, 10, True)]),
        ([EVERYWHERE] * 10, "posting", []),
        ([EVERYWHERE], "platform", [(5, 1, 1, True)]),
        ([EVERYWHERE, OTHER], "platform", []),
        ([EVERYWHERE] * 5 + [OTHER] * 5, "platform", []),
    ],
)
def test_which_lists_are_shared(lists: list[str], belongs: str, found: list[tuple[int, int, int, bool]]) -> None:
    counted = Lists()
    for number, words in enumerate(lists):
        counted.add(f"r{number}", "Remote", {"countries": words} if words else {})
    told = counted.shared(decided(belongs) if belongs else None)
    assert [(one.places, one.postings, one.of, one.decided) for one in told] == found


@pytest.mark.parametrize(("words", "n"), [(EVERYWHERE, 5), ("US; CA; GB; AU", 4), ("Kenya, Ghana", 0), ("", 0)])
def test_how_many_places_a_list_names(words: str, n: int) -> None:
    assert places(words) == n


def test_a_shared_list_becomes_the_platforms_rule_and_a_doubt(store: Store) -> None:
    seen = [job(n) for n in range(11)] + [job(11, text="You read. You must live in Spain.")]
    crawl(store, seen)
    for number, rule in ((0, Residence()), (11, Residence("only", ("ES",)))):
        listing = shelf.listing(store, "acme", f"r{number}")
        assert isinstance(listing, shelf.Listing)
        assert listing.facts.residence == rule
        assert policy(listing.claims) == Residence("only", ("KE", "GH", "IN", "BR", "PE"))
    assert shared(store, "acme") == (Boilerplate("countries", EVERYWHERE, 5, 12, 12),)
    assert doubts(store) == [("residence", EVERYWHERE, "countries")]


def doubts(store: Store) -> list[tuple[str, str, str]]:
    rows = table(DoubtRow).c
    with store.reading() as session:
        query = select(rows.about, rows.quote, rows.source).where(rows.ref == "")
        return [(row[0], row[1], row[2]) for row in session.connection().execute(query)]


def versions(store: Store) -> set[str]:
    with store.reading() as session:
        return set(session.connection().execute(select(table(PostingRow).c.version)).scalars())


def test_it_is_noticed_when_the_tenth_posting_comes_and_when_it_ends(store: Store) -> None:
    def residence() -> Residence:
        found = shelf.listing(store, "acme", "r0")
        assert isinstance(found, shelf.Listing)
        return found.facts.residence

    own = Residence("only", ("KE", "GH", "IN", "BR", "PE"))
    crawl(store, [job(n) for n in range(9)])
    assert (residence(), doubts(store)) == (own, [])
    crawl(store, [job(n) for n in range(12)], START + DAY)
    assert (residence(), len(doubts(store)), len(versions(store))) == (Residence(), 1, 1)
    again = crawl(store, [job(n) for n in range(12)], START + 2 * DAY)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 12)
    crawl(store, [job(n) for n in range(6)] + [job(n, OTHER) for n in range(6, 12)], START + 3 * DAY)
    assert (residence(), doubts(store)) == (own, [])


def test_a_partial_list_closes_only_what_its_own_page_closed(store: Store) -> None:
    partial = platform(complete=False)
    crawl(store, [job(n, "") for n in range(4)], START, partial)
    ending = Ending(complete=True, fetched=1, gone=frozenset({"r2", "r9"}))
    summary = crawl(store, [job(0, "")], START + DAY, partial, ending)
    assert (summary.state, summary.closed) == ("applied", 1)
    assert [one.ref for one in shelf.listings(store) if one.state == "closed"] == ["r2"]


@pytest.mark.parametrize(("location", "disagree"), [("residence", 1), ("advertised", 0)])
def test_a_place_of_advertising_is_no_disagreement(store: Store, location: str, disagree: int) -> None:
    crawl(store, [posting(text="You must live in Spain.", location="Oslo, Norway")], START, platform(location=location))
    found = shelf.listing(store, "acme", "r1")
    assert isinstance(found, shelf.Listing)
    assert [claim.kind for claim in found.claims].count("contradiction") == disagree


def test_the_decisions_on_file() -> None:
    assert {slug: dict(one.shared) for slug, one in load().items() if one.shared}.keys() == {"micro1"}
