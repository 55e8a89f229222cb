"""What a listing asks of its people beside place and language; rows of the table in `facets.py`."""

from math import inf

from directory.claims import Facts
from directory.search.query.kinds import UNSTATED, Choice, Facet
from directory.search.query.values import or_unstated

YEARS = (("none", 0), ("up-to-2", 2), ("3-to-5", 5), ("over-5", inf))
"""Bands of experience with the most whole years of each."""
WEEKS = (("up-to-10", 10), ("up-to-20", 20), ("up-to-30", 30), ("over-30", inf))
"""Bands of hours a week with the most of each."""


def _experience(years: int | None) -> str:
    return UNSTATED if years is None else next(band for band, most in YEARS if years <= most)


def _hours(facts: Facts) -> str:
    """The band of the least hours; a bare "up to" may be any few."""
    if facts.hours is None:
        return facts.extent or UNSTATED
    low, _ = facts.hours
    return next(band for band, most in WEEKS if (low or 0) <= most)


ASKED = (
    Facet(
        key="degree",
        kind="choice",
        says="what the listing says of degrees; `student`: one that somebody still works for will do",
        problem="“{value}” says nothing about degrees: asked, student, none or unstated.",
        unstated="degree not stated",
        legend="Degree",
        choices=(
            Choice("asked", "Degree asked", "degree asked"),
            Choice("student", "Open to students of it", "open to students"),
            Choice("none", "No degree asked", "no degree needed"),
        ),
        of=lambda listing: (listing.facts.degree, *(["student"] if listing.facts.student else [])),
    ),
    Facet(
        key="experience",
        kind="choice",
        says="the most years of experience that the listing requires",
        problem="“{value}” says nothing about experience: none, up-to-2, 3-to-5, over-5 or unstated.",
        unstated="experience not stated",
        legend="Experience asked",
        choices=(
            Choice("none", "No experience asked", "no experience needed"),
            Choice("up-to-2", "Up to 2 years", "up to 2 years of experience asked"),
            Choice("3-to-5", "3 to 5 years", "3 to 5 years of experience asked"),
            Choice("over-5", "More than 5 years", "more than 5 years of experience asked"),
        ),
        of=lambda listing: (_experience(listing.facts.experience),),
    ),
    Facet(
        key="week",
        kind="choice",
        says="the least hours a week that the listing requires, or only part or full time",
        problem="“{value}” says nothing about hours: up-to-10, up-to-20, up-to-30, over-30, part, full or unstated.",
        unstated="hours not stated",
        legend="Hours a week asked",
        choices=(
            Choice("up-to-10", "Up to 10 hours", "up to 10 hours a week asked"),
            Choice("up-to-20", "11 to 20 hours", "11 to 20 hours a week asked"),
            Choice("up-to-30", "21 to 30 hours", "21 to 30 hours a week asked"),
            Choice("over-30", "More than 30 hours", "more than 30 hours a week asked"),
            Choice("part", "Part time, hours not said", "part time"),
            Choice("full", "Full time, hours not said", "full time"),
        ),
        of=lambda listing: (_hours(listing.facts),),
    ),
    Facet(
        key="zone",
        kind="choice",
        says="whose working hours the listing requires",
        problem="“{value}” says nothing about working hours: americas, europe, india, other or unstated.",
        unstated="no working hours named",
        legend="Hours that must overlap",
        choices=(
            Choice("americas", "American hours", "American working hours"),
            Choice("europe", "European hours", "European working hours"),
            Choice("india", "Indian hours", "Indian working hours"),
            Choice("other", "Another time zone", "another time zone"),
        ),
        of=lambda listing: or_unstated(listing.facts.zones),
    ),
    # No posting states that a right to work is not needed, so there is no such choice.
    Facet(
        key="right_to_work",
        kind="choice",
        says="whether the listing asks for the right to work in a country",
        problem="“{value}” says nothing about the right to work: asked or unstated.",
        unstated="right to work not stated",
        legend="Right to work",
        choices=(Choice("asked", "Right to work asked", "right to work in a country asked"),),
        of=lambda listing: ("asked" if listing.facts.right_to_work else UNSTATED,),
    ),
)
