"""The facets of a search, one row each, in the order of the query string.

Parsing, filters, counts, sentence, chips, form, similar listings, feeds, the catalogues and the table of
docs/searches.md are made from these rows. To add one: its row here, the listing's fact if the fact is new, and
`python -m web.messages` for the catalogues, `python -m directory.search.query.manual` for the docs.
"""

from collections.abc import Hashable, Iterator
from functools import cache

from directory.listing import Listing
from directory.search.query.asked import ASKED
from directory.search.query.keys import ORDER, PERSON, TIME
from directory.search.query.kinds import FORM, UNSTATED, Choice, Facet, Number
from directory.search.query.paying import PAYING
from directory.search.query.places import PLACES
from directory.search.query.values import or_unstated, paid, pay_top, work_tags

FACETS = (
    *PERSON,
    Facet(
        key="lang",
        kind="terms",
        takes="BCP 47 tags or names; `unstated`",
        says="the language worked in; `es` takes all its varieties",
        problem="There is no language called “{value}”.",
        chip="work in {value}",
        unstated="language not stated",
        legend="Working language",
        vocabulary="languages",
        of=lambda listing: or_unstated(work_tags(listing.facts)),
        unfolded=True,
        announced=True,
        shared=2.0,
        former=("language",),
    ),
    Facet(
        key="tier",
        kind="terms",
        says="the band of the trade",
        problem="There is no tier called “{value}”.",
        chip="tier {value}",
        unstated="tier not stated",
        legend="Tier",
        vocabulary="tiers",
        of=lambda listing: (listing.facts.tier or UNSTATED,),
        unfolded=True,
        announced=True,
        shared=1.0,
    ),
    Facet(
        key="domain",
        kind="terms",
        says="the field that the work is about",
        problem="There is no field called “{value}”.",
        chip="field {value}",
        unstated="field not stated",
        legend="Field",
        vocabulary="domains",
        of=lambda listing: or_unstated(listing.facts.domains),
        announced=True,
        shared=2.0,
    ),
    Facet(
        key="skill",
        kind="terms",
        says="what the worker must know or use",
        problem="There is no skill called “{value}”.",
        chip="skill {value}",
        unstated="skill not stated",
        legend="Skill",
        vocabulary="skills",
        of=lambda listing: or_unstated(listing.facts.skills),
        shared=1.5,
    ),
    Facet(
        key="task",
        kind="terms",
        says="what the worker does",
        problem="There is no kind of task called “{value}”.",
        chip="task {value}",
        unstated="task not stated",
        legend="Task",
        vocabulary="tasks",
        of=lambda listing: or_unstated(listing.facts.tasks),
        shared=1.0,
    ),
    Facet(
        key="platform",
        kind="platform",
        takes="slugs",
        says="only these platforms",
        problem="There is no platform called “{value}”.",
        chip="on {value}",
        legend="Platform",
        of=lambda listing: (listing.platform,),
        announced=True,
    ),
    Facet(
        key="not_platform",
        kind="without",
        takes="slugs",
        says="all platforms but these",
        problem="There is no platform called “{value}”.",
        chip="not on {value}",
        excludes="platform",
        former=("exclude",),
    ),
    Facet(
        key="listing",
        kind="listing",
        takes="`platform/ref` (several)",
        says="only these listings: what follows one listing",
        problem="“{value}” is no listing: platform/ref.",
        chip="the listing “{value}”",
    ),
    Facet(
        key="employment",
        kind="choice",
        says="unless told, employee jobs are hidden",
        problem="“{value}” is no kind of employment: contractor, employee or unstated.",
        unstated="employment not stated",
        legend="Contract",
        choices=(Choice("contractor", "Contractor", "contract work"), Choice("employee", "Employee", "employee jobs")),
        usual=("contractor", UNSTATED),
        every="any",
        of=lambda listing: (UNSTATED if listing.facts.employment == "unknown" else listing.facts.employment,),
    ),
    Facet(
        key="pool",
        kind="choice",
        says="unless told, talent pools are hidden: they collect names, and no opening stands behind them yet",
        problem="“{value}” is neither opening nor pool.",
        legend="Openings and talent pools",
        choices=(Choice("opening", "Openings", "openings"), Choice("pool", "Talent pools", "talent pools")),
        usual=("opening",),
        every="any",
        of=lambda listing: ("pool" if listing.facts.talent_pool else "opening",),
    ),
    *ASKED,
    Facet(
        key="pay",
        kind="number",
        takes="US dollars an hour, 1 to 1000",
        says="the upper hourly figure reaches this floor",
        problem="“{value}” is no hourly pay: a whole number of US dollars from 1 to 1000.",
        chip="paying {value} an hour or more",
        legend="Pay, US dollars an hour",
        limit=1_000,
        number=Number(
            measure=lambda listing: pay_top(listing.facts),
            sense="floor",
            steps=(10, 15, 20, 30, 40, 50, 75, 100),
            option="%(amount)s or more",
            scale=100,
            currency="USD",
        ),
        unfolded=True,
    ),
    Facet(
        key="paid",
        kind="choice",
        says="how pay is stated; beside `pay` it adds those",
        problem="“{value}” is no way to pay: hour, otherwise or unstated.",
        unstated="pay not stated",
        legend="Other pay",
        choices=(
            Choice("hour", "Paid by the hour", "paid by the hour"),
            Choice("otherwise", "Paid otherwise", "paid otherwise"),
        ),
        beside=("pay", "hour"),
        of=lambda listing: (paid(listing.facts),),
        unfolded=True,
    ),
    *PLACES,
    *PAYING,
    *TIME,
    *ORDER,
)
FACET = {facet.key: facet for facet in FACETS}
NAMED = FACET | {name: facet for facet in FACETS for name in facet.former}
"""Each row by its key and by the names that the key once had; a name is never reused for something else."""
GROUPS = FACET["show"].ids


def values_of(listing: Listing) -> Iterator[tuple[str, Hashable]]:
    """Every (key, value) of a listing in the facets that hold values; one without a value has "unstated".

    Values are ids, save the whole residence under "country" and the whole languages under "speak".
    """
    for facet in FACETS:
        if facet.of is not None:
            for value in facet.of(listing):
                yield facet.key, value


@cache
def in_form() -> tuple[Facet, ...]:
    """The facets that the form asks for with counts: those unfolded from the start come first."""
    shown = [facet for facet in FACETS if facet.kind in FORM]
    return tuple(sorted(shown, key=lambda facet: not facet.unfolded))
