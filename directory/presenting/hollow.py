"""What a listing is judged by, without the words that differ from listing to listing: keys, and listings made of them.

Each key is JSON that holds everything one line of a `Shown` is made from (pay, languages, place, marks), with numbers
in the place of quotes, rules and addresses. So what hollow listings of one key say to a person, all listings of this
key say, once the numbers are looked up in each (`ready.py`).
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pydantic import TypeAdapter

from directory.claims import Claim, Facts, Kind, Label, Language, Pay, Quote, Residence, Statement
from directory.listing import Listing, Place, State
from directory.platform import Pulse

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
_EMPTY = Listing("", "", "", "", "", "open", _NO_TIME, _NO_TIME, _NO_TIME, 0, Facts())
_Cents = tuple[int | None, int | None] | None
_PAY: TypeAdapter[tuple[Pay | None, _Cents]] = TypeAdapter(tuple[Pay | None, _Cents])
_LANGUAGES: TypeAdapter[tuple[Language, ...]] = TypeAdapter(tuple[Language, ...])


@dataclass(frozen=True, slots=True)
class HollowClaim:
    """A claim whose quote is the number `proof`; `said` is what it states about place, None for any other claim."""

    kind: Kind
    said: Statement | None
    source: str
    proof: int


@dataclass(frozen=True, slots=True)
class HollowPlace:
    """A posting; `location` is the number of the first one that names this place, None where none is named."""

    location: int | None
    open: bool
    residence: Residence | None


@dataclass(frozen=True, slots=True)
class HollowWhere:
    """What decides about place. `lead` is the number of the posting whose words are shown, -1 where it is none."""

    residence: Residence
    claims: tuple[HollowClaim, ...]
    places: tuple[HollowPlace, ...]
    lead: int
    closed: bool


@dataclass(frozen=True, slots=True)
class HollowTimes:
    """What marks are made from, beside the state, the platform's pulse and the moment."""

    first_seen: datetime
    reopened_at: datetime | None
    pay_changed_at: datetime | None
    baseline: bool
    evergreen: bool
    talent_pool: bool
    conflict: bool
    usd_hour: _Cents


_WHERE, _TIMES = TypeAdapter(HollowWhere), TypeAdapter(HollowTimes)


@dataclass(frozen=True, slots=True)
class Hollowed:
    """The keys of one listing; `proofs` are the places among its claims of the quotes that numbers stand for."""

    pay: bytes
    languages: bytes
    place: bytes
    marks: bytes
    proofs: tuple[int, ...]


def hollowed(listing: Listing) -> Hollowed:
    """What decides each line that a listing says, as JSON with numbers in the place of its own words."""
    facts = listing.facts
    stated = dict.fromkeys(claim.quote for claim in listing.claims if isinstance(claim.value, Statement))
    numbers = {quote: number for number, quote in enumerate(stated)}
    first = {quote: next(at for at, claim in enumerate(listing.claims) if claim.quote == quote) for quote in stated}
    kept = [
        claim for at, claim in enumerate(listing.claims)
        if isinstance(claim.value, Statement) or first.get(claim.quote) == at
    ]  # fmt: skip
    where = HollowWhere(
        facts.residence,
        tuple(_claim(claim, numbers[claim.quote]) for claim in kept),
        _places(listing.places),
        next((at for at, place in enumerate(listing.places) if place.url == listing.url), -1),
        listing.state == "closed",
    )
    return Hollowed(
        _PAY.dump_json((facts.pay, facts.usd_hour)),
        _LANGUAGES.dump_json(facts.languages),
        _WHERE.dump_json(where),
        _TIMES.dump_json(_times(listing)),
        tuple(first.values()),
    )


def paid(key: bytes) -> Listing:
    """A listing of a key of pay that states nothing else."""
    pay, cents = _PAY.validate_json(key)
    return replace(_EMPTY, facts=Facts(pay=pay, usd_hour=cents))


def spoken(key: bytes) -> Listing:
    """A listing of a key of languages that states nothing else."""
    return replace(_EMPTY, facts=Facts(languages=_LANGUAGES.validate_json(key)))


def placed(key: bytes) -> Listing:
    """A listing of a key of place: `start` of a quote and `ref` of a posting are the numbers that stand for them."""
    where = _WHERE.validate_json(key)
    places = tuple(
        Place(str(at), str(at), "" if one.location is None else str(one.location), one.open, one.residence)
        for at, one in enumerate(where.places)
    )
    own = str(len(places))
    return replace(
        _EMPTY,
        facts=Facts(residence=where.residence),
        ref=own,
        url=own if where.lead < 0 else str(where.lead),
        state="closed" if where.closed else "open",
        claims=tuple(map(_filled, where.claims)),
        places=places,
    )


def marked(key: bytes, state: State, pulse: Pulse | None) -> Listing:
    """A listing of a key of marks, in this state, of a platform with this pulse."""
    times = _TIMES.validate_json(key)
    residence = Residence(conflict=times.conflict)
    return replace(
        _EMPTY,
        facts=Facts(residence=residence, usd_hour=times.usd_hour, talent_pool=times.talent_pool),
        state=state,
        first_seen=times.first_seen,
        reopened_at=times.reopened_at,
        pay_changed_at=times.pay_changed_at,
        baseline=times.baseline,
        evergreen=times.evergreen,
        pulse=pulse,
    )


def _claim(claim: Claim, number: int) -> HollowClaim:
    said = claim.value if isinstance(claim.value, Statement) else None
    return HollowClaim(claim.kind, said, claim.quote.source, number)


def _filled(claim: HollowClaim) -> Claim:
    return Claim(claim.kind, claim.said or Label(""), Quote("", claim.source, claim.proof), "")


def _places(places: tuple[Place, ...]) -> tuple[HollowPlace, ...]:
    named: dict[str, int] = {}
    for at, place in enumerate(places):
        named.setdefault(place.location, at)
    return tuple(
        HollowPlace(named[place.location] if place.location else None, place.open, place.residence) for place in places
    )


def _times(listing: Listing) -> HollowTimes:
    facts = listing.facts
    return HollowTimes(
        listing.first_seen,
        listing.reopened_at,
        listing.pay_changed_at,
        listing.baseline,
        listing.evergreen,
        facts.talent_pool,
        facts.residence.conflict,
        facts.usd_hour,
    )
