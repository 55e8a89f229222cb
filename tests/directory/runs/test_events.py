"""Events: a line for each change of a shown fact, nothing for noise, corrections told apart from news."""

import pytest
from sqlalchemy import text

from directory.posting import Posting
from directory.runs.reread import reread
from directory.store import Store, events, shelf
from directory.store.codec import residence_from
from tests.support.making import DAY, START, crawl, platform, posting

PLAIN = "You write stories. Pay: 20 USD per hour. You must live in Kenya."


def told(store: Store, since: int = 0) -> list[tuple[str, str]]:
    return [(event.listing, event.kind) for event in events.after(store, since)]


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"text": PLAIN.replace("20", "25")}, ["pay"]),
        ({"text": PLAIN.replace("Kenya", "Kenya or Ghana")}, ["countries"]),
        ({"text": PLAIN + " Native fluency in Swahili is required."}, ["languages"]),
        ({"text": PLAIN.replace("stories", "poems")}, []),
        ({"title": "Poem writer"}, []),
        ({"url": "https://acme.example/moved"}, []),
        ({"posted_at": START}, []),
    ],
)
def test_changes_of_shown_facts_are_told(either: Store, change: dict[str, object], kinds: list[str]) -> None:
    before = posting(text=PLAIN)
    crawl(either, [before])
    version = shelf.version(either)
    crawl(either, [before.model_copy(update=change)], START + DAY)
    found = events.after(either, 1)
    assert [event.kind for event in found] == kinds
    assert [(event.baseline, event.correction) for event in found] == [(False, False)] * len(kinds)
    assert (shelf.version(either) > version) is ("posted_at" not in change)


def test_before_and_after_are_values(either: Store) -> None:
    crawl(either, [posting(text=PLAIN)])
    crawl(either, [posting(text=PLAIN.replace("20", "25").replace("Kenya", "Ghana"))], START + DAY)
    pay, countries = events.after(either, 1)
    assert (pay.kind, pay.before["max"], pay.after["max"], pay.after["currency"]) == ("pay", 20.0, 25.0, "USD")
    places = [residence_from(said).places for said in (countries.before, countries.after)]
    assert places == [("KE",), ("GH",)]
    (listing,) = shelf.listings(either)
    assert listing.pay_changed_at == listing.changed_at


def test_kinds_and_limits(either: Store) -> None:
    crawl(either, [posting("a", "A"), posting("b", "B")])
    crawl(either, [posting("a", "A")], START + DAY)
    assert told(either) == [("acme/a", "opened"), ("acme/b", "opened"), ("acme/b", "closed")]
    assert [event.id for event in events.after(either, 1, limit=1)] == [2]
    assert [event.id for event in events.after(either, 0, kinds=("closed",))] == [3]
    assert events.last_id(either) == 3


def test_only_the_first_good_run_is_the_baseline(either: Store) -> None:
    crawl(either, [posting("a", "A")])
    crawl(either, [posting("a", "A"), posting("b", "B")], START + DAY)
    assert [(event.listing, event.baseline) for event in events.after(either, 0)] == [
        ("acme/a", True),
        ("acme/b", False),
    ]
    assert [one.baseline for one in shelf.listings(either)] == [True, False]


def clones(*countries: str) -> list[Posting]:
    return [posting(f"c{n}", location=country) for n, country in enumerate(countries)]


def test_a_role_closes_with_its_last_place(either: Store) -> None:
    crawl(either, [*clones("Kenya", "Ghana"), posting("other", "Other", "Other.")])
    crawl(either, [*clones("Kenya"), posting("other", "Other", "Other.")], START + DAY)
    crawl(either, [posting("other", "Other", "Other.")], START + 2 * DAY)
    assert told(either, 2) == [("acme/c0", "countries"), ("acme/c0", "closed")]
    shown = shelf.listing(either, "acme", "c0")
    assert isinstance(shown, shelf.Listing)
    assert [(place.ref, place.open) for place in shown.places] == [("c0", False), ("c1", False)]


def test_a_new_place_of_a_role_opens_nothing(either: Store) -> None:
    crawl(either, clones("Kenya"))
    crawl(either, clones("Kenya", "Ghana"), START + DAY)
    assert told(either, 1) == [("acme/c0", "countries")]
    assert sorted(events.after(either, 1)[0].after["places"]) == ["GH", "KE"]


def test_merges_and_splits_open_nothing(either: Store) -> None:
    one, two = posting("a", "Writer"), posting("b", "Editor")
    crawl(either, [one, two])
    crawl(either, [one, two.model_copy(update={"title": "Writer"})], START + DAY)
    assert told(either, 2) == []
    assert shelf.moved(either) == (("acme/b", "acme/a", shelf.version(either)),)
    assert shelf.moved(either, since=shelf.version(either)) == ()
    assert shelf.listing(either, "acme", "b") == shelf.Moved("acme/a")
    crawl(either, [one, two], START + 2 * DAY)
    assert told(either, 2) == []
    assert shelf.moved(either) == ()
    assert [one.id for one in shelf.cards(either, ["acme/a", "acme/b"])] == ["acme/a", "acme/b"]


def age_readings(store: Store, changed: str) -> None:
    """As if older readers had read everything, and had read `changed` differently."""
    with store.writing() as session:
        session.connection().execute(text("UPDATE postings SET version = 'older'"))
        session.connection().execute(text("UPDATE listings SET facts = :facts"), {"facts": changed})


def test_what_better_readers_change_is_a_correction(either: Store) -> None:
    crawl(either, [posting(text=PLAIN), posting("r2", "Coder", "You code.")])
    age_readings(either, '{"residence": {"rule": "any"}}')
    steps = list(reread(either, START + DAY))
    assert [(step.platform, step.postings, step.corrected) for step in steps] == [("acme", 2, 2)]
    found = events.after(either, 2)
    assert [(event.listing, event.kind, event.correction) for event in found] == [
        ("acme/r1", "pay", True),
        ("acme/r1", "countries", True),
        ("acme/r2", "countries", True),
    ]
    assert [one.pay_changed_at for one in shelf.listings(either)] == [None, None]
    assert list(reread(either, START + DAY)) == []


def test_a_crawl_after_better_readers_corrects_too(either: Store) -> None:
    crawl(either, [posting(text=PLAIN)])
    age_readings(either, '{"residence": {"rule": "any"}}')
    done = crawl(either, [posting(text=PLAIN)], START + DAY)
    assert (done.changed, done.unchanged) == (0, 1)
    assert [(event.kind, event.correction) for event in events.after(either, 1)] == [
        ("pay", True),
        ("countries", True),
    ]


def test_places_of_an_advertised_role_are_no_residence(either: Store) -> None:
    record = platform(location="advertised")
    crawl(either, clones("Kenya", "Ghana"), record=record)
    (listing,) = shelf.listings(either)
    assert (listing.facts.residence.rule, listing.facts.advertised) == ("unstated", ("KE", "GH"))
