"""What one listing means for one person: the one door to this room for pages, feeds, letters and the API.

The platform's own rule comes with the listing's claims (their source is "platform") and only fills silence.
"""

from dataclasses import dataclass

from directory.claims import Claim, Language, Level, Residence
from directory.eligibility.languages import Spoken, language_verdict
from directory.eligibility.statements import policy
from directory.eligibility.verdict import Verdict, verdict
from directory.listing import Listing, Place

PLACE_KINDS = ("residence", "citizenship", "right_to_work")


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `country` is ISO 3166-1 (None: not said), `speak` holds BCP 47 tags with a level (None: any)."""

    country: str | None = None
    speak: tuple[tuple[str, Level | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What a listing says to a person.

    `verdict` is None where no country was named, `spoken` where no language was. `decider` is the claim whose words
    decide the place (without a country: the first that says where), `asked` the language that decided. `opens` is the
    posting that the verdict comes from: the one to send the person to.
    """

    verdict: Verdict | None
    decider: Claim | None
    spoken: Spoken | None
    asked: Language | None
    opens: Place


def for_person(listing: Listing, person: Person) -> Eligibility:
    """The answer of a listing to a person; pure, raises nothing.

    What the person did not say (country, languages) has None for its verdict: nothing is guessed for them.
    """
    spoken, asked = language_verdict(listing.facts.languages, dict(person.speak)) if person.speak else (None, None)
    if person.country is None:
        first = next((claim for claim in listing.claims if claim.kind in PLACE_KINDS), None)
        return Eligibility(None, first, spoken, asked, _postings(listing)[0])
    own = policy(listing.claims)
    found = verdict(listing.facts.residence, listing.claims, person.country, own)
    decider = next((claim for claim in listing.claims if claim.quote == found.quote), None)
    return Eligibility(found, decider, spoken, asked, _opens(listing, found, person.country, own))


def _opens(listing: Listing, found: Verdict, country: str, own: Residence | None) -> Place:
    """The posting that says what the whole listing says: of the same state, else of the same group, else the lead."""
    postings = _postings(listing)
    if len(postings) == 1:
        return postings[0]
    said = [(place, verdict(place.residence or listing.facts.residence, (), country, own)) for place in postings]
    same = (place for place, answer in said if answer.state == found.state)
    alike = (place for place, answer in said if answer.group == found.group)
    return next(same, None) or next(alike, postings[0])


def _postings(listing: Listing) -> list[Place]:
    """The postings that somebody can be sent to, the one whose words are shown first; that one alone if all closed."""
    lead = next((place for place in listing.places if place.url == listing.url), None)
    first = lead or Place(listing.ref, listing.url, "", listing.state != "closed")
    every = (first, *(place for place in listing.places if place is not lead))
    return [place for place in every if place.open] or [first]
