"""What a listing means for a person: verdict, deciding words, languages, and which posting opens."""

from collections.abc import Mapping

import pytest

from directory.claims import Claim, Facts, Language, Quote, Residence, Statement
from directory.eligibility.for_person import Person, for_person
from directory.listing import Listing, Place
from directory.store import Store, shelf
from tests.support.making import START, crawl, platform, posting

OWN = Claim("residence", Statement("only", ("US",)), Quote("people in the United States", "platform", 0), "test")
KENYA, GHANA, WORLD, SILENT = Residence("only", ("KE",)), Residence("only", ("GH",)), Residence("any"), Residence()
AFRICA = Residence("only", ("region:AFRICA",))


def listing(whole: Residence, each: Mapping[str, Residence | None], **given: tuple[str, ...]) -> Listing:
    """A role whose first posting leads; `shut` names those that are closed."""
    places = tuple(
        Place(ref, f"https://a.example/{ref}", ref, ref not in given.get("shut", ()), own) for ref, own in each.items()
    )
    return Listing(
        id="acme/a", platform="acme", ref="a", url="https://a.example/a", title="Rater", state="open", first_seen=START,
        last_seen=START, changed_at=START, version=1, facts=Facts(residence=whole), places=places, claims=(OWN,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("country", "whole", "each", "shut", "state", "opens"),
    [
        ("KE", Residence("only", ("GH", "KE")), {"a": GHANA, "b": KENYA}, (), "open_named", "b"),
        ("GH", Residence("only", ("GH", "KE")), {"a": GHANA, "b": KENYA}, (), "open_named", "a"),
        ("KE", Residence("only", ("GH", "KE")), {"a": GHANA, "b": KENYA, "c": KENYA}, ("b",), "open_named", "c"),
        ("KE", Residence("only", ("region:AFRICA", "KE")), {"a": AFRICA, "b": KENYA}, (), "open_named", "b"),
        ("TZ", Residence("only", ("region:AFRICA", "KE")), {"a": AFRICA, "b": KENYA}, (), "open_region", "a"),
        ("KE", WORLD, {"a": GHANA, "b": WORLD}, (), "open_worldwide", "b"),
        ("DE", Residence("only", ("GH", "KE")), {"a": GHANA, "b": KENYA}, (), "closed_listed", "a"),
        ("DE", Residence("unstated", ("GH",)), {"a": GHANA, "b": SILENT}, (), "unlikely_policy", "b"),
        ("US", Residence("unstated", ("GH",)), {"a": GHANA, "b": SILENT}, (), "likely_policy", "b"),
        ("KE", KENYA, {"a": None, "b": None}, (), "open_named", "a"),
        ("KE", KENYA, {"a": None, "b": None}, ("a",), "open_named", "b"),
        ("KE", KENYA, {}, (), "open_named", "a"),
    ],
)  # fmt: skip
def test_the_posting_that_decides_opens(
    country: str, whole: Residence, each: Mapping[str, Residence | None], shut: tuple[str, ...], state: str, opens: str
) -> None:
    found = for_person(listing(whole, each, shut=shut), Person(country))
    assert found.verdict is not None
    assert (found.verdict.state, found.opens.ref) == (state, opens)


def test_the_platform_s_rule_fills_silence_with_its_own_words() -> None:
    found = for_person(listing(SILENT, {}), Person("KE"))
    assert found.verdict is not None
    assert (found.verdict.state, found.decider) == ("unlikely_policy", OWN)


def test_without_country_and_language_nothing_is_judged() -> None:
    found = for_person(listing(KENYA, {"a": None}), Person())
    assert (found.verdict, found.spoken, found.asked, found.opens.ref) == (None, None, None, "a")


def test_languages_are_judged_where_some_are_spoken() -> None:
    asked = Language("sw", "native", "work")
    role = listing(KENYA, {})
    told = Listing(**{name: getattr(role, name) for name in Listing.__slots__} | {"facts": Facts(languages=(asked,))})
    assert for_person(told, Person(speak=(("sw", None),))).spoken == "ok"
    assert for_person(told, Person(speak=(("sw", "basic"),))).asked == asked


def test_postings_that_say_something_else_keep_it(store: Store) -> None:
    twins = [
        posting("p1", "Map rater", "You rate maps in your town.", location="Kenya", role="role-7"),
        posting("p2", "Map rater", "You rate maps in your town.", location="Ghana", role="role-7"),
        posting("p3", "Story writer", "You write.", location="Peru", role="role-8"),
        posting("p4", "Story writer", "You write.", location="Peru", role="role-8"),
    ]
    crawl(store, twins, START, platform())
    (maps, stories) = shelf.cards(store, ["acme/p1", "acme/p3"])
    assert [place.residence for place in maps.places] == [KENYA, GHANA]
    assert [place.residence for place in stories.places] == [None, None]
    assert for_person(maps, Person("GH")).opens.url == "https://acme.example/jobs/p2"
    crawl(store, [twins[1], *twins[2:]], START.replace(day=2), platform())
    (after,) = shelf.cards(store, ["acme/p1"])
    assert [(place.open, place.residence) for place in after.places] == [(False, None), (True, None)]
