"""The filters beside the results: every value with its exact count, "not stated" included."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.presenting import wordings, words
from directory.presenting.locale import Tongue, mark
from directory.search import FacetCount, Found, Search
from directory.search.query.parse import UNSTATED
from web import context as here
from web.search.cards import title_of

SHOWN = 12
LEGENDS = (
    ("tier", mark("Tier")),
    ("lang", mark("Working language")),
    ("pay", mark("Pay, US dollars an hour")),
    ("paid", mark("Other pay")),
    ("domain", mark("Field")),
    ("task", mark("Task")),
    ("skill", mark("Skill")),
    ("degree", mark("Degree")),
    ("platform", mark("Platform")),
    ("employment", mark("Contract")),
    ("fresh", mark("First seen")),
    ("state", mark("State")),
)
ONE = frozenset({"pay", "fresh", "state"})
OPENED = frozenset({"tier", "lang", "pay", "paid"})
FIXED = {
    ("degree", "asked"): mark("Degree asked"),
    ("degree", "none"): mark("No degree asked"),
    ("employment", "contractor"): mark("Contractor"),
    ("employment", "employee"): mark("Employee"),
    ("paid", "hour"): mark("Paid by the hour"),
    ("paid", "otherwise"): mark("Paid otherwise"),
    ("state", "open"): mark("Open"),
    ("state", "closed"): mark("Closed"),
    ("state", "unverified"): mark("Not verified lately"),
    ("state", "any"): mark("Any state"),
    ("show", "open"): mark("open to you"),
    ("show", "silent"): mark("does not say"),
    ("show", "closed"): mark("closed to you"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter."""

    value: str
    text: str
    n: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: `kind` is "checkbox" or "radio"; `open` unfolds it; `more` says how many values are left out."""

    key: str
    legend: str
    kind: str
    options: tuple[Option, ...]
    open: bool
    more: str


def name(key: str, value: str, say: Tongue | None = None) -> str:
    """The words for a filter's value, in the reader's language."""
    tongue = say or here.say()
    if value == UNSTATED:
        return tongue("Not stated")
    if (key, value) in FIXED:
        return tongue(FIXED[(key, value)])
    return _named(key, value, tongue)


def _named(key: str, value: str, say: Tongue) -> str:
    if key in wordings.KINDS:
        return words.term(key, value, say)
    if key == "country":
        return words.country(value, say)
    if key in ("lang", "speak"):
        return words.language_name(value, say)
    if key in ("platform", "not_platform"):
        return title_of(value)
    if key == "fresh" and value.isdigit():
        return say.many("in the last %(n)s day", "in the last %(n)s days", int(value))
    return say("%(amount)s or more", amount=say.money(int(value), "USD")) if key == "pay" and value.isdigit() else value


def facets(search: Search, found: Found) -> tuple[Facet, ...]:
    """All filters that have values, in a fixed order."""
    say = here.say()
    made = (_facet(key, say(legend), search, found.facets.get(key, ()), say) for key, legend in LEGENDS)
    return tuple(facet for facet in made if facet.options)


def _facet(key: str, legend: str, search: Search, counts: Iterable[FacetCount], say: Tongue) -> Facet:
    known = [count for count in counts if count.n or count.chosen]
    shown = [count for at, count in enumerate(known) if at < SHOWN or count.chosen or count.id == UNSTATED]
    options = tuple(Option(one.id, name(key, one.id, say), say.number(one.n), one.chosen) for one in shown)
    if key in ONE and options:
        unset = Option("", say("Any"), "", not search.chosen(key))
        options = options if key == "state" else (unset, *options)
    left = len(known) - len(shown)
    return Facet(
        key=key,
        legend=legend,
        kind="radio" if key in ONE else "checkbox",
        options=options,
        open=key in OPENED or bool(search.chosen(key)),
        more=say.many("%(n)s more value by searching", "%(n)s more values by searching", left) if left else "",
    )
