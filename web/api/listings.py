"""Listings, their counts and their verdicts."""

from urllib.parse import urlencode

from flask import redirect, request
from werkzeug.wrappers import Response as Answered

from directory import links
from directory.eligibility.for_person import for_person
from directory.listing import Listing
from directory.presenting.listing import show
from directory.search import PER_PAGE, Search
from directory.search.results import Slice, WordsAway
from directory.store import hidden, shelf
from web.api import asking, cursor
from web.api.asking import FILTERS, WHO
from web.api.doors import Answer, TakenParameter, door, sent
from web.api.models import EligibilityAnswer, FacetsAnswer, FacetValue, ListingAnswer, ListingsAnswer
from web.api.problems import RequestRefused, misread, odd
from web.api.rows import absolute, groups_of, rows, unchecked_of, understood_of
from web.api.verdicts import opens_of, spoken_of, verdict_of
from web.context import hour, say, site
from web.search.facets import name

MOST = 100
LIMIT = TakenParameter(
    "limit", "listings an answer", {"type": "integer", "minimum": 1, "maximum": MOST, "default": PER_PAGE}
)
CURSOR = TakenParameter("cursor", "goes on where an answer ended: see its `next`", {"type": "string", "maxLength": 400})
OWN = ("limit", "cursor")
SLUGS = {"type": "string", "minLength": 1, "maxLength": 41}  # as PlatformRecord has it
REFS = {"type": "string", "minLength": 1, "maxLength": 200}  # as Posting has it; a whole request line takes 4,094 bytes
IDS = {"type": "string", "minLength": 1, "maxLength": 242}


@door("/listings", ListingsAnswer, LIMIT, CURSOR, keys=FILTERS, example="/api/v1/listings?country=KE&speak=sw&limit=5")
def listings() -> Answer:
    """The search of the page: the same parameters, results and order, with the proof of every fact."""
    (wanted, _, place), limit = asking.words(OWN), asking.number("limit", PER_PAGE, 1, MOST)
    word = asking.one("cursor")
    left = cursor.read(word, wanted, hour()) if word else None
    if word and wanted.page > 1:
        raise misread(odd("page", str(wanted.page), "A cursor and a page do not go together.", ["cursor", "page"]))
    begun = left.moment if left else cursor.begun(wanted, hour())
    start = (wanted.page - 1) * limit
    after = left.mark if left else None
    found = site().finder.slice(wanted, now=begun or hour(), limit=limit, start=start, after=after)
    following = _following(wanted, found, limit, cursor.Cursor(found.last, begun) if found.last else None)
    around = ListingsAnswer(
        understood=understood_of(place, "/api/v1/listings"),
        total=found.total,
        groups=groups_of(found.groups),
        unchecked=unchecked_of(wanted),
        items=(),
        next=following,
    )
    answer = sent(_around(around, rows(found.ids, wanted)))
    first = absolute(f"/api/v1/listings?{_query(wanted, limit)}")
    for relation, target in (("first", first), ("next", following)):
        if target:
            answer.headers.add("Link", f'<{target}>; rel="{relation}"')
    return answer


def _around(answer: ListingsAnswer, items: list[bytes]) -> bytes:
    """An answer without its items as JSON, with them put in; a quote within a text is escaped, so the place is one."""
    before, empty, after = answer.model_dump_json().encode().partition(b'"items":[]')
    return b"".join((before, empty[:-1], b",".join(items), b"]", after))


def _following(wanted: Search, found: Slice, limit: int, left: cursor.Cursor | None) -> str | None:
    if left is None:
        return None
    query = "&".join((_query(wanted, limit), urlencode({"cursor": left.text(wanted)})))
    return absolute(f"/api/v1/listings?{query}")


def _query(wanted: Search, limit: int) -> str:
    own = cursor.first(wanted)
    return f"{own}&limit={limit}" if own else f"limit={limit}"


@door(
    "/listings/<platform>/<path:ref>",
    ListingAnswer,
    TakenParameter("platform", "the slug of the platform", SLUGS, "path", required=True),
    TakenParameter("ref", "what the platform calls it; slashes are written %2F", REFS, "path", required=True),
    keys=WHO,
    example="/api/v1/listings/acme/k1?country=KE",
)
def listing(platform: str, ref: str) -> Answer:
    """One listing, for a person if one is given; an old address leads to the present one for ever."""
    wanted, _ = asking.person()
    id = f"{platform}/{ref}"
    if ready := rows([id], wanted):
        return sent(ready[0])
    found = _found(id, wanted)
    return sent(rows([id], wanted)[0]) if isinstance(found, Listing) else found


def _found(id: str, wanted: Search) -> Listing | Answered:
    """The listing of an id, a redirect for one that moved; Refused (404) for one that never was."""
    platform, _, ref = id.partition("/")
    found = site().listings.listing(platform, ref)
    if found is None and hidden.is_hidden(site().store, id):
        raise RequestRefused(410, "hidden", f"the listing {id[:200]} was taken away by a maintainer")
    if found is None:
        raise RequestRefused(404, "absent", f"there is no listing {id[:200]}")
    if found.id != id or not isinstance(found, Listing):
        return redirect(links.api_listing(found.id, wanted.to_query_string()), 301)
    return found


@door("/facets", FacetsAnswer, keys=FILTERS, example="/api/v1/facets?tier=coding")
def facets() -> Answer:
    """The exact number of listings that each value of each filter would leave, all other filters kept."""
    wanted, _, place = asking.words()
    found = site().finder.find(wanted, now=hour())
    if not found.words_ready and request.args.get("q"):
        raise WordsAway
    values = {
        key: tuple(FacetValue(id=one.id, name=name(key, one.id), n=one.n, chosen=one.chosen) for one in counts)
        for key, counts in found.facets.items()
    }
    understood = understood_of(place, "/api/v1/facets")
    return FacetsAnswer(understood=understood, total=found.total, groups=groups_of(found.groups), facets=values)


@door(
    "/eligibility",
    EligibilityAnswer,
    TakenParameter("listing", asking.LISTING_ID, IDS, required=True),
    keys=WHO,
    example="/api/v1/eligibility?listing=acme/k1&country=KE&speak=sw:native",
)
def eligibility() -> Answer:
    """May somebody in this country who speaks these languages take this listing? One of eight states, with quotes.

    What was not named is not judged: null.
    """
    wanted, person = asking.person(("listing",))
    id = asking.one("listing")
    if not id:
        raise misread(odd("listing", "", "Say which listing.", asking.LISTING_ID))
    found = _found(id, wanted)
    if not isinstance(found, Listing):
        present = shelf.listing(site().store, *id.split("/", 1))
        query = urlencode({"listing": getattr(present, "id", id)})
        return redirect(f"/api/v1/eligibility?{query}&{wanted.to_query_string()}", 301)
    answer = for_person(found, person)
    shown = show(found, wanted, hour(), say(), answer)
    return EligibilityAnswer(
        listing=found.id,
        title=found.title,
        verdict=verdict_of(shown, answer, wanted),
        spoken=spoken_of(shown, answer),
        opens=opens_of(shown),
        quotes=shown.quotes,
    )
