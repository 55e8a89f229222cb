"""Whether and how a platform pays out to where the reader lives; rows of the table in `facets.py`.

The answers are the platforms' own (`data/platforms/<slug>.toml`), so no listing holds them: they are asked by platform
when a search is asked, for the country of its reader.
"""

from directory.payouts import NAMES, WAYS, pays, ways
from directory.record import load
from directory.search.query.kinds import UNSTATED, Choice, Facet, Texts
from directory.search.query.values import or_unstated


def ways_to(slug: str, country: str | None) -> Texts:
    """The ways by which a platform pays out, without those that do not reach this country (ISO 3166-1; None: any)."""
    record = load().get(slug)
    if record is None:
        return (UNSTATED,)
    if country is None:
        return or_unstated(tuple(dict.fromkeys(one.way for one in record.payouts if one.way)))
    return or_unstated(tuple(way for way, reaches in ways(record.payouts, country).items() if reaches != "no"))


def payable(slug: str, country: str | None) -> Texts:
    """Whether a platform pays out to this country: "yes", "no", or "unstated", also where no country is named."""
    record = load().get(slug)
    if record is None or country is None:
        return (UNSTATED,)
    answer = pays(record.payouts, country, every_way=record.every_way)
    return (UNSTATED if answer == "not said" else answer,)


PAYING = (
    Facet(
        key="payable",
        kind="of_platform",
        says="whether the platform’s pages say that it pays out to the reader’s `country`; without one nothing is said",
        problem="“{value}” says nothing about being paid: yes, no or unstated.",
        unstated="payout to the country not stated",
        legend="Paid out to your country",
        choices=(
            Choice("yes", "Paid out there", "platforms that pay out there"),
            Choice("no", "Not paid out there", "platforms that do not pay out there"),
        ),
        by_platform=payable,
    ),
    Facet(
        key="payout",
        kind="of_platform",
        says="the way by which the platform pays out, as its pages say; one that does not reach `country` is left out",
        problem="“{value}” is no way of paying out that we know.",
        chip="paid out by {value}",
        unstated="way of paying out not stated",
        legend="Paid out by",
        choices=tuple(Choice(way, NAMES[way], "") for way in WAYS),
        by_platform=ways_to,
    ),
)
