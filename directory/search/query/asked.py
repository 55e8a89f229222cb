"""What a listing asks of its people beside place and language; rows of the table in `facets.py`."""

from math import inf

from directory.search.query.kinds import UNSTATED, Choice, Facet

YEARS = (("none", 0), ("up-to-2", 2), ("3-to-5", 5), ("over-5", inf))
"""Bands of experience with the most whole years of each."""


def _experience(years: int | None) -> str:
    return UNSTATED if years is None else next(band for band, most in YEARS if years <= most)


ASKED = (
    Facet(
        key="degree",
        kind="choice",
        says="what the listing says of degrees",
        problem="“{value}” says nothing about degrees: asked, none or unstated.",
        unstated="degree not stated",
        legend="Degree",
        choices=(
            Choice("asked", "Degree asked", "degree asked"),
            Choice("none", "No degree asked", "no degree needed"),
        ),
        of=lambda listing: (listing.facts.degree,),
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
