"""The shelf: what is read is what was stored, in order, by address, with its proofs."""

from datetime import timedelta

import pytest

from directory.claims import Doubt, Pay, Quote, Reading
from directory.listing import Listing, Place
from directory.posting import Posting
from directory.reading import read
from directory.runs import run as runs
from directory.runs.run import Ending
from directory.store import Store, doubts, shelf
from directory.store.doubts import CountedPhrase
from directory.store.reports import Report, file, newest
from tests.support.making import DAY, START, crawl, platform, posting

ENDED = START + timedelta(minutes=1)
FULL = posting(
    "r1", "Story writer (Kenya)", "You write stories.\n\nPay: 20 to 25 USD per hour. You must live in Kenya.",
    location="Kenya", pay="20 - 25 USD per hour", category="Writing", employment="Contract",
    fields={"countries": "KEN", "hours": "10"}, role="REQ-7", posted_at=START,
)  # fmt: skip


def test_a_posting_is_kept_verbatim(either: Store) -> None:
    crawl(either, [FULL])
    assert shelf.postings(either, "acme/r1") == (FULL,)


def test_a_listing_has_its_facts_and_proofs(either: Store) -> None:
    crawl(either, [FULL])
    found = shelf.listing(either, "acme", "r1")
    assert isinstance(found, Listing)
    assert found.claims == read(FULL).claims
    assert found.facts.pay == Pay(20, 25, "USD", "hour")
    assert found.places == (Place("r1", FULL.url, "Kenya", True),)
    assert (found.text, found.title, found.url, found.posted_at) == (FULL.text, FULL.title, FULL.url, START)
    assert (found.first_seen, found.last_seen, found.state, found.version) == (ENDED, ENDED, "open", 1)
    assert found.facts.employment == "contractor"


NASTY = ("<script>alert(1)</script> & Co", "a" * 300, "Kodierer 编码 кодер 🙂", "x' OR 1=1; --")


@pytest.mark.parametrize("title", NASTY)
def test_what_is_odd_is_kept_as_it_is(either: Store, title: str) -> None:
    odd = posting(title=title, text=title + " \x00\x0b<b>\n" * 3, location=title)
    crawl(either, [odd])
    (found,) = shelf.listings(either)
    assert (found.title, found.text) == (odd.title, odd.text)


def test_a_megabyte_is_cut_and_kept(either: Store) -> None:
    crawl(either, [posting(text="<p>word</p>" * 100_000)])
    assert [len(one.text) for one in shelf.listings(either)] == [400_000]


def test_changes_come_in_the_order_of_versions(either: Store) -> None:
    crawl(either, [posting("a", "A"), posting("b", "B"), posting("c", "C")])
    reached = shelf.version(either)
    crawl(either, [posting("a", "A"), posting("b", "B", "new words"), posting("c", "C")], START + DAY)
    assert [(one.id, one.version) for one in shelf.listings(either)] == [("acme/a", 1), ("acme/c", 3), ("acme/b", 4)]
    changed = list(shelf.listings(either, since=reached))
    assert [(one.id, one.text, one.claims) for one in changed] == [("acme/b", "new words", ())]
    assert (shelf.version(either), shelf.count(either)) == (4, 3)


def test_cards_keep_the_order_they_are_asked_in(either: Store) -> None:
    crawl(either, [posting(ref, ref) for ref in "abc"])
    assert [one.id for one in shelf.cards(either, ["acme/c", "acme/x", "acme/a"])] == ["acme/c", "acme/a"]
    assert shelf.cards(either, []) == []


def test_more_listings_than_a_page(store: Store) -> None:
    crawl(store, [posting(f"r{n}", f"Title {n}", "") for n in range(2 * shelf.PAGE + 1)])
    assert [one.id for one in shelf.listings(store)] == [f"acme/r{n}" for n in range(2 * shelf.PAGE + 1)]


def clone(ref: str, country: str, **more: object) -> Posting:
    return posting(ref, text="You write stories. Pay: 20 USD per hour.", location=country, **more)


def test_clones_are_one_listing_with_places(either: Store) -> None:
    crawl(either, [clone("a", "Kenya"), clone("b", "Ghana"), clone("c", "Peru", title="Judge")])
    (writer,) = shelf.cards(either, ["acme/a"])
    assert [place.location for place in writer.places] == ["Kenya", "Ghana"]
    assert sorted(writer.facts.residence.places) == ["GH", "KE"]
    said = {claim.quote.text for claim in writer.claims if claim.kind == "residence"}
    assert said == {"Kenya", "Ghana"}
    assert shelf.listing(either, "acme", "b") == shelf.Moved("acme/a")
    assert shelf.listing(either, "acme", "never") is None


def test_an_address_answers_for_ever(either: Store) -> None:
    """Folded, edited, renamed, merged, closed: each ref that was ever seen answers."""
    days = (
        [clone("a", "Kenya"), clone("b", "Ghana"), clone("c", "Peru", title="Judge")],
        [clone("a", "Kenya", title="Editor"), clone("b", "Ghana"), clone("c", "Peru", title="Editor")],
        [clone("b", "Ghana", title="Editor"), clone("d", "Chad", title="Editor")],
        [clone("d", "Chad", title="Reader")],
    )
    refs: set[str] = set()
    for n, day in enumerate(days):
        crawl(either, day, START + n * DAY)
        refs |= {one.ref for one in day}
        for ref in refs:
            found = shelf.listing(either, "acme", ref)
            end = shelf.listing(either, *found.id.split("/")) if isinstance(found, shelf.Moved) else found
            assert isinstance(end, Listing), (n, ref)
            assert ref in {place.ref for place in end.places}, (n, ref)
    assert shelf.count(either) + len(shelf.moved(either)) <= len(refs)


def test_the_words_of_a_whole_posting_lead(either: Store) -> None:
    record = platform(title_decides=True)
    row = posting("a", text="You…", list_only=True)
    crawl(either, [row, posting("b", text="You write stories.")], record=record)
    (found,) = shelf.listings(either)
    assert (found.id, found.text, found.url) == ("acme/a", "You write stories.", "https://acme.example/jobs/b")


def unread(ref: str, *phrases: str) -> tuple[Posting, Reading]:
    quotes = [Quote(words, "text", 0) for words in phrases]
    return posting(ref, ref), Reading(doubts=tuple(Doubt("residence", quote) for quote in quotes))


def test_doubts_are_counted_by_phrase(either: Store) -> None:
    run = runs.start(either, platform(), START)
    for one in (unread("a", "near the office", "by ferry"), unread("b", "Near the office"), unread("c")):
        run.sight(*one)
    assert runs.finish(either, run, Ending(True), START).doubts == 3
    assert doubts.commonest(either) == (
        CountedPhrase("residence", "Near the office", 2, "acme/a"),
        CountedPhrase("residence", "by ferry", 1, "acme/a"),
    )
    assert doubts.commonest(either, "other") == ()
    assert len(doubts.commonest(either, "acme", 1)) == 1
    assert doubts.counts(either) == {"acme": 3}


def test_reports_are_kept(either: Store) -> None:
    for n in (1, 2):
        file(either, Report("acme/r1", f"wrong pay {n}", START + n * DAY))
    file(either, Report("acme/r1", "x" * 3_000, START))
    assert [len(one.message) for one in newest(either)] == [2_000, 11, 11]
    assert newest(either, 2)[1] == Report("acme/r1", "wrong pay 2", START + 2 * DAY)
