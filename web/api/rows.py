"""Listings as rows of the API: renderers of `Shown` and of `for_person`, which decide; nothing is decided here."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from urllib.parse import quote

from flask import current_app

from directory import links
from directory.eligibility.for_person import Eligibility, for_person
from directory.listing import Listing
from directory.presenting import filters
from directory.presenting.figures import Bound
from directory.presenting.listing import Shown, person_of, reader_of, show
from directory.presenting.records import language_record, quote_record
from directory.presenting.statistics import Quartiles
from directory.search import Groups, PlaceUnderstood, Search
from web.api.measures import PayRange, PaySeen
from web.api.models import GroupsAnswer, JudgedAnswer, OpensAnswer, SpokenAnswer, UnderstoodAnswer, VerdictAnswer
from web.api.prepared import PreparedRows
from web.context import hour, say, site


def absolute(path: str) -> str:
    """The whole address of a path of ours, below the public address of the settings."""
    return links.absolute(site().settings.public_url, path)


def address(id: str, query: str = "") -> str:
    """The path of a listing in the API by its id ("platform/ref"), with the query string of a person."""
    platform, _, ref = id.partition("/")
    path = f"/api/v1/listings/{quote(platform, safe='')}/{quote(ref, safe='')}"
    return f"{path}?{query}" if query else path


def rows(ids: Sequence[str], search: Search) -> list[bytes]:
    """These listings for the person of the search as JSON (`ListingAnswer`), in this order; one that is gone is not."""
    known = current_app.extensions.get("atlas.rows")
    if known is None:
        known = current_app.extensions.setdefault("atlas.rows", PreparedRows(site()))
    who = (reader_of(search), say().locale, hour())
    found: list[bytes] = known.rows(ids, who, lambda one: judged(one, search))
    return found


def judged(listing: Listing, search: Search) -> JudgedAnswer:
    """What a listing says to the person of the search, in the reader's language."""
    found = for_person(listing, person_of(search))
    shown = show(listing, search, hour(), say(), found)
    return JudgedAnswer(
        api_url=absolute(address(listing.id)),
        says=shown.said,
        marks=tuple(one.key for one in shown.marks),
        verdict=verdict_of(shown, found, search),
        spoken=spoken_of(shown, found),
        opens=opens_of(shown),
    )


def verdict_of(shown: Shown, found: Eligibility, search: Search) -> VerdictAnswer | None:
    """The verdict on the place, with the words it rests on; None without a country."""
    verdict = found.verdict
    if verdict is None or search.country is None:
        return None
    return VerdictAnswer(
        country=search.country,
        state=verdict.state,
        group=verdict.group,
        says=shown.place.text,
        quote=quote_record(verdict.quote) if verdict.quote else None,
        rule=found.decider.rule if found.decider and verdict.quote else None,
        region=verdict.region,
        within=verdict.within,
        conflict=verdict.conflict,
    )


def spoken_of(shown: Shown, found: Eligibility) -> SpokenAnswer | None:
    """The verdict on the languages, with the one that was asked for; None where the person named none."""
    if found.spoken is None:
        return None
    asked = language_record(found.asked) if found.asked else None
    return SpokenAnswer(state=found.spoken, says=shown.languages.text, asked=asked)


def opens_of(shown: Shown) -> OpensAnswer | None:
    """The posting to go to, with where its link leads; None for a closed listing."""
    if shown.closed:
        return None
    return OpensAnswer(ref=shown.posting.ref, **asdict(shown.opens))


def understood_of(place: PlaceUnderstood | None, path: str) -> UnderstoodAnswer | None:
    """What was taken for a place; `path` is the address of the API that takes its words literally."""
    if place is None:
        return None
    literal = absolute(f"{path}?{place.literal.to_query_string()}")
    return UnderstoodAnswer(words=place.words, country=place.country, says=filters.place(place, say()), literal=literal)


def groups_of(groups: Groups | None) -> GroupsAnswer | None:
    """The three counts (open, silent, closed) for a country; None where no country was named."""
    return GroupsAnswer(**asdict(groups)) if groups else None


def pay_of(seen: Mapping[Bound, Quartiles | None]) -> PaySeen:
    """Advertised hourly pay in US dollars by kind of bound; null where too few listings state it."""
    return PaySeen(**{kind: PayRange(**asdict(found)) if found else None for kind, found in seen.items()})
