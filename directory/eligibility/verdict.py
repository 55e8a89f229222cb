"""From what postings state about place to a verdict for one person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from directory.claims import Claim, Quote, Residence, Statement
from directory.eligibility.areas import Area, area_of, country_codes, is_part, names_of
from directory.eligibility.languages import Spoken, language_verdict
from directory.eligibility.statements import OWN, Location, policy, rank, resolve
from directory.terms import countries

__all__ = [
    "GROUPS",
    "Group",
    "Location",
    "Spoken",
    "State",
    "Verdict",
    "groups",
    "language_verdict",
    "merge",
    "policy",
    "resolve",
    "verdict",
]

State = Literal[
    "open_named", "open_region", "open_worldwide", "likely_policy", "unlikely_policy", "unstated",
    "closed_listed", "closed_excluded",
]  # fmt: skip
Group = Literal["open", "silent", "closed"]

GROUPS: dict[State, Group] = {
    "open_named": "open",
    "open_region": "open",
    "open_worldwide": "open",
    "likely_policy": "silent",
    "unlikely_policy": "silent",
    "unstated": "silent",
    "closed_listed": "closed",
    "closed_excluded": "closed",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for a person living in one country.

    `quote` is the deciding proof, `region` the region that opened it, `within` the only subdivisions that may apply
    ("US-AZ"); `conflict` says that statements of the listing disagree.
    """

    state: State
    group: Group
    quote: Quote | None = None
    conflict: bool = False
    region: str | None = None
    within: tuple[str, ...] = ()


def verdict(residence: Residence, claims: Iterable[Claim], country: str, policy: Residence | None = None) -> Verdict:
    """The answer for somebody living in `country` (ISO 3166-1); `policy` only fills silence."""
    state, region = _state(residence, country, policy)
    within = tuple(p for p in residence.places if is_part(p) and p[:2] == country) if state == "open_named" else ()
    if country in residence.places:
        within = ()
    quote = next(_proofs(tuple(claims), state, country), None)
    return Verdict(state, GROUPS[state], quote, residence.conflict, region, within)


def _state(residence: Residence, country: str, policy: Residence | None) -> tuple[State, str | None]:
    if country in country_codes(residence.excluded):
        return "closed_excluded", None
    if residence.rule == "any":
        return "open_worldwide", None
    if any(place[:2] == country and place[2:3] in ("", "-") for place in residence.places):
        return "open_named", None
    region = next((p for p in residence.places if p.startswith("region:") and country in country_codes([p])), None)
    if region:
        return "open_region", region
    if residence.rule == "only":
        return "closed_listed", None
    return _by_policy(policy, country), None


def _by_policy(policy: Residence | None, country: str) -> State:
    group = GROUPS[_state(policy, country, None)[0]] if policy else "silent"
    by_group: dict[Group, State] = {"open": "likely_policy", "closed": "unlikely_policy", "silent": "unstated"}
    return by_group[group]


def _proofs(claims: Sequence[Claim], state: State, country: str) -> Iterator[Quote]:
    """The quotes that decide, the weightiest first."""
    by_policy = state in ("likely_policy", "unlikely_policy")
    asked = [claim for claim in claims if (claim.quote.source == OWN) == by_policy]
    for claim in sorted(asked, key=rank):
        if isinstance(claim.value, Statement) and _decides(claim.value, state, country):
            yield claim.quote


def _decides(statement: Statement, state: State, country: str) -> bool:
    if statement.stance == "unread":  # its place is the tag of a language
        return False
    named = country in area_of(statement.places)
    by_state: dict[State, bool] = {
        "open_worldwide": statement.stance == "any",
        "open_named": statement.stance in ("only", "welcome") and named,
        "open_region": statement.stance in ("only", "welcome") and named,
        "closed_listed": statement.stance == "only" and not named,
        "closed_excluded": statement.stance == "not" and country in country_codes(statement.places),
        "likely_policy": statement.stance == "any" or (statement.stance == "only" and named),
        "unlikely_policy": statement.stance == "not" or (statement.stance == "only" and not named),
    }
    return by_state.get(state, False)


def groups(residence: Residence, policy: Residence | None = None) -> tuple[frozenset[str], frozenset[str]]:
    """The open and the closed countries of the 249; the rest is silent. A policy never opens or closes."""
    return _groups(residence)


@lru_cache(maxsize=4096)  # rules: listings share most of theirs
def _groups(residence: Residence) -> tuple[frozenset[str], frozenset[str]]:
    world = frozenset(countries.ids)
    excluded = country_codes(residence.excluded)
    named = frozenset(area_of(residence.places))
    opened = (world if residence.rule == "any" else named & world) - excluded
    return opened, (world - opened if residence.rule == "only" else excluded & world)


def merge(residences: Sequence[Residence]) -> Residence:
    """The rule of a role that several postings advertise: a person's verdict is the best of its postings'.

    With no posting it is unstated. A subdivision stays excluded if every posting that opens its country excludes it.
    """
    distinct = tuple(dict.fromkeys(residences))
    if len(distinct) < 2:
        return distinct[0] if distinct else Residence()
    conflict = any(residence.conflict for residence in distinct)
    excluded = _excluded_by_all(distinct)
    rules = {residence.rule for residence in distinct}
    silent = _silent_somewhere(distinct)
    if "any" in rules and not (silent & _closed_to_any(distinct)):
        return Residence("any", (), excluded, conflict)
    places = tuple(dict.fromkeys(place for residence in distinct for place in _opened(residence)))
    return Residence("unstated" if silent else "only", places, excluded, conflict)


def _opened(residence: Residence) -> tuple[str, ...]:
    """The places that a posting opens, as ids; regions are written out where part of them is excluded."""
    if residence.rule == "any":
        return tuple(sorted(groups(residence)[0]))
    out = country_codes(residence.excluded)
    if not out & frozenset(area_of(residence.places)):
        return residence.places
    return names_of({country: parts for country, parts in area_of(residence.places).items() if country not in out})


def _silent_somewhere(residences: Iterable[Residence]) -> frozenset[str]:
    world = frozenset(countries.ids)
    return frozenset().union(*(world - opened - closed for opened, closed in map(groups, residences)))


def _closed_to_any(residences: Iterable[Residence]) -> frozenset[str]:
    """The countries that no posting opens."""
    return frozenset(countries.ids).difference(*(groups(residence)[0] for residence in residences))


def _excluded_by_all(residences: Sequence[Residence]) -> tuple[str, ...]:
    """The named exclusions that hold whichever posting one applies to."""
    named = dict.fromkeys(place for residence in residences for place in residence.excluded)
    wide = frozenset.intersection(*(groups(residence)[1] for residence in residences))
    codes = sorted(country_codes(named) & wide)
    parts = [place for place in named if is_part(place) and all(_bars(r, place) for r in residences)]
    return (*codes, *parts)


def _bars(residence: Residence, part: str) -> bool:
    """Whether somebody in that subdivision may not apply to the posting."""
    opened = part[:2] in groups(residence)[0]
    area: Area = area_of(residence.places)
    listed = residence.rule == "any" or area.get(part[:2], frozenset()) is None
    return part in residence.excluded or not opened or not (listed or part in residence.places)
