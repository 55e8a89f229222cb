"""From claims to one rule, and from one rule to the answer for a person."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.claims import Claim, Contradiction, Kind, Quote, Residence, Statement
from directory.eligibility.verdict import GROUPS, Verdict, groups, merge, policy, resolve, verdict
from directory.terms import countries, expand


def claim(stance: Any, *places: str, source: str = "text", kind: Kind = "residence") -> Claim:
    """A statement as a reader would make it, with words that say what it is."""
    return Claim(kind, Statement(stance, places), Quote(f"{stance} {' '.join(places)}".strip(), source, 0), "test")


def contradiction(source: str) -> Claim:
    value = Contradiction("residence", "only PT", "anywhere")
    return Claim("contradiction", value, Quote("Worldwide", source, 0), "test")


ONLY_US = Residence("only", ("US",))


@pytest.mark.parametrize(
    ("claims", "whole"),
    [
        ([], Residence()),
        ([claim("only", "US", "CA")], Residence("only", ("US", "CA"))),
        ([claim("any")], Residence("any")),
        ([claim("preferred", "US")], Residence()),
        ([claim("any"), claim("preferred", "US")], Residence("any")),
        ([claim("only", "IN", source="location"), claim("only", "US")], ONLY_US),
        ([claim("only", "IN", source="location"), claim("only", "US", source="title")], ONLY_US),
        ([claim("any", source="location"), claim("only", "US")], ONLY_US),
        ([claim("any"), claim("only", "US")], ONLY_US),
        ([claim("any"), claim("only", "US", source="location")], Residence("any")),
        ([claim("only", "US", "CA"), claim("only", "CA", "MX")], Residence("only", ("CA",))),
        ([claim("only", "US", "CA"), claim("only", "MX")], Residence("only", ("MX",))),
        ([claim("only", "US"), claim("only", "US-AZ", "US-FL")], Residence("only", ("US-AZ", "US-FL"))),
        ([claim("only", "region:EUROPE"), claim("only", "FR")], Residence("only", ("FR",))),
        ([claim("not", "US"), claim("any")], Residence("any", (), ("US",))),
        ([claim("not", "RU")], Residence("unstated", (), ("RU",))),
        (
            [claim("only", "US", source="location"), claim("not", "US-CA"), claim("not", "US-NY")],
            Residence("only", ("US",), ("US-CA", "US-NY")),
        ),
        ([claim("only", "US", kind="citizenship")], ONLY_US),
        ([claim("only", "US", kind="citizenship"), claim("only", "US", "CA", source="location")], ONLY_US),
        ([claim("only", "US", kind="right_to_work")], ONLY_US),
        (
            [claim("only", "US", kind="right_to_work"), claim("only", "US", "CA", source="location")],
            Residence("only", ("US", "CA")),
        ),
        ([claim("only", "US", kind="right_to_work"), claim("any", source="location")], ONLY_US),
        (
            [claim("only", "US", "CA", source="countries"), claim("only", "US", source="location")],
            Residence("only", ("US", "CA")),
        ),
        ([claim("only", "KE", source="platform")], Residence()),
        ([claim("only", "PT"), contradiction("location")], Residence("only", ("PT",), (), conflict=True)),
    ],
)
def test_claims_resolve_to_one_rule(claims: list[Claim], whole: Residence) -> None:
    assert resolve(claims) == whole


def test_an_advertised_location_says_nothing_about_who_may_apply() -> None:
    claims = [
        claim("only", "BR", source="location"),
        contradiction("location"),
        claim("only", "US", source="countries"),
    ]
    assert resolve(claims, location="advertised") == ONLY_US
    assert resolve(claims[:2], location="advertised") == Residence()


def test_what_a_platform_states_about_itself_is_its_policy() -> None:
    own = [claim("only", "region:AFRICA", source="platform"), claim("not", "EG", source="platform")]
    assert policy([*own, claim("only", "US")]) == Residence("only", ("region:AFRICA",), ("EG",))
    assert policy([claim("only", "US")]) is None


AFRICA = [claim("only", "region:AFRICA", source="platform")]
POLICY = Residence("only", ("region:AFRICA",))


@pytest.mark.parametrize(
    ("claims", "country", "rule", "answer"),
    [
        ([claim("only", "KE", "NG")], "KE", None, Verdict("open_named", "open", Quote("only KE NG", "text", 0))),
        (
            [claim("only", "region:AFRICA")],
            "KE",
            None,
            Verdict("open_region", "open", Quote("only region:AFRICA", "text", 0), region="region:AFRICA"),
        ),
        ([claim("any")], "KE", None, Verdict("open_worldwide", "open", Quote("any", "text", 0))),
        (AFRICA, "KE", POLICY, Verdict("likely_policy", "silent", Quote("only region:AFRICA", "platform", 0))),
        (AFRICA, "DE", POLICY, Verdict("unlikely_policy", "silent", Quote("only region:AFRICA", "platform", 0))),
        ([], "KE", None, Verdict("unstated", "silent")),
        ([], "KE", Residence(), Verdict("unstated", "silent")),
        ([claim("only", "US")], "KE", None, Verdict("closed_listed", "closed", Quote("only US", "text", 0))),
        (
            [claim("any"), claim("not", "KE")],
            "KE",
            None,
            Verdict("closed_excluded", "closed", Quote("not KE", "text", 0)),
        ),
        ([claim("not", "KE")], "KE", POLICY, Verdict("closed_excluded", "closed", Quote("not KE", "text", 0))),
        ([claim("preferred", "US")], "KE", None, Verdict("unstated", "silent")),
        (
            [claim("only", "US-AZ", "US-FL")],
            "US",
            None,
            Verdict("open_named", "open", Quote("only US-AZ US-FL", "text", 0), within=("US-AZ", "US-FL")),
        ),
        (
            [claim("only", "US"), claim("not", "US-CA")],
            "US",
            None,
            Verdict("open_named", "open", Quote("only US", "text", 0)),
        ),
        (
            [claim("only", "US", kind="citizenship")],
            "KE",
            None,
            Verdict("closed_listed", "closed", Quote("only US", "text", 0)),
        ),
        (
            [claim("only", "PT"), claim("any", source="location"), contradiction("location")],
            "KE",
            None,
            Verdict("closed_listed", "closed", Quote("only PT", "text", 0), conflict=True),
        ),
        (
            [claim("only", "PT"), claim("any", source="location"), contradiction("location")],
            "PT",
            None,
            Verdict("open_named", "open", Quote("only PT", "text", 0), conflict=True),
        ),
        (
            [claim("only", "KE", source="location")],
            "KE",
            None,
            Verdict("open_named", "open", Quote("only KE", "location", 0)),
        ),
        (
            [claim("unread", "tl"), claim("any", source="location")],  # a text in a language that is not read yet
            "IN",
            None,
            Verdict("open_worldwide", "open", Quote("any", "location", 0)),
        ),
    ],
)
def test_a_verdict_says_why(claims: list[Claim], country: str, rule: Residence | None, answer: Verdict) -> None:
    assert verdict(resolve(claims), claims, country, rule) == answer


WORLD = frozenset(countries.ids)


def test_groups_count_whole_countries() -> None:
    assert len(WORLD) == 249
    assert groups(Residence()) == (frozenset(), frozenset())
    assert groups(Residence("any", (), ("US", "US-CA"))) == (WORLD - {"US"}, frozenset({"US"}))
    assert groups(Residence("only", ("US-AZ", "KE"))) == (frozenset({"US", "KE"}), WORLD - {"US", "KE"})
    assert groups(Residence("only", ("US",), ("US-CA",))) == (frozenset({"US"}), WORLD - {"US"})
    assert groups(Residence("unstated", ("KE",), ("RU",)), POLICY) == (frozenset({"KE"}), frozenset({"RU"}))


@pytest.mark.parametrize(
    ("residences", "whole"),
    [
        ([], Residence()),
        ([ONLY_US], ONLY_US),
        ([ONLY_US, ONLY_US], ONLY_US),
        ([ONLY_US, Residence("only", ("CA",))], Residence("only", ("US", "CA"))),
        ([ONLY_US, Residence()], Residence("unstated", ("US",))),
        ([ONLY_US, Residence("any")], Residence("any")),
        ([Residence("any", (), ("US",)), ONLY_US], Residence("any")),
        ([Residence("any", (), ("US", "RU")), Residence("any", (), ("RU",))], Residence("any", (), ("RU",))),
        ([Residence("only", ("region:EUROPE",), ("GB",)), Residence("only", ("GB",))], "all of Europe"),
        (
            [Residence("unstated", (), ("RU",)), Residence("unstated", (), ("RU", "BY"))],
            Residence("unstated", (), ("RU",)),
        ),
        ([Residence("only", ("US",), ("US-CA",)), ONLY_US], ONLY_US),
        (
            [Residence("only", ("US",), ("US-CA",)), Residence("only", ("US", "CA"), ("US-CA",))],
            Residence("only", ("US", "CA"), ("US-CA",)),
        ),
        ([Residence("only", ("PT",), conflict=True), ONLY_US], Residence("only", ("PT", "US"), conflict=True)),
    ],
)
def test_postings_of_one_role_are_merged(residences: list[Residence], whole: Residence | str) -> None:
    merged = merge(residences)
    if whole == "all of Europe":
        assert groups(merged)[0] == expand(["region:EUROPE"]) & WORLD
    else:
        assert merged == whole


PLACES = ("US", "CA", "KE", "DE", "region:EU", "region:LATAM", "US-CA", "US-NY", "region:AFRICA")
residences = st.builds(
    Residence,
    rule=st.sampled_from(["only", "any", "unstated"]),
    places=st.lists(st.sampled_from(PLACES), max_size=3, unique=True).map(tuple),
    excluded=st.lists(st.sampled_from(PLACES), max_size=3, unique=True).map(tuple),
    conflict=st.booleans(),
).filter(lambda one: (one.rule == "only") == bool(one.places))
PEOPLE = ("US", "CA", "KE", "DE", "FR", "BR", "JP", "EG")
BEST = ("open", "silent", "closed")


@given(st.lists(residences, min_size=1, max_size=4))
@settings(max_examples=200)
def test_a_role_is_as_open_as_the_best_of_its_postings(several: list[Residence]) -> None:
    merged = merge(several)
    for country in PEOPLE:
        best = min((verdict(one, (), country).group for one in several), key=BEST.index)
        assert verdict(merged, (), country).group == best


@given(residences, st.sampled_from(PEOPLE))
@settings(max_examples=200)
def test_groups_and_verdicts_agree(one: Residence, country: str) -> None:
    opened, closed = groups(one)
    expected = "open" if country in opened else "closed" if country in closed else "silent"
    answer = verdict(one, (), country)
    assert (answer.group, GROUPS[answer.state]) == (expected, expected)
