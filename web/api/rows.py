"""Parts of answers that several addresses of the API share."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from flask import current_app

from directory import links
from directory.presenting import filters
from directory.presenting.figures import Bound
from directory.presenting.statistics import Quartiles
from directory.search import Groups, PlaceUnderstood, Search
from web.api.judged import PersonAsking
from web.api.measures import PayRange, PaySeen
from web.api.models import GroupsAnswer, UncheckedAnswer, UnderstoodAnswer
from web.api.prepared import PreparedRows
from web.context import hour, say, site
from web.search.unchecked import unchecked


def absolute(path: str) -> str:
    """The whole address of a path of ours, below the public address of the settings."""
    return links.absolute(site().settings.public_url, path)


def rows(ids: Sequence[str], search: Search) -> list[bytes]:
    """These listings for the person of the search as JSON (`ListingAnswer`), in this order; one that is gone is not."""
    known = current_app.extensions.get("atlas.rows")
    if known is None:
        known = current_app.extensions.setdefault("atlas.rows", PreparedRows(site()))
    found: list[bytes] = known.rows(ids, PersonAsking(search.country, search.speak, say(), hour()))
    return found


def understood_of(place: PlaceUnderstood | None, path: str) -> UnderstoodAnswer | None:
    """What was taken for a place; `path` is the address of the API that takes its words literally."""
    if place is None:
        return None
    literal = absolute(f"{path}?{place.literal.to_query_string()}")
    return UnderstoodAnswer(words=place.words, country=place.country, says=filters.place(place, say()), literal=literal)


def unchecked_of(wanted: Search) -> UncheckedAnswer | None:
    """What a search leaves out because its platforms were not checked lately; None for nothing."""
    found = unchecked(wanted)
    return found and UncheckedAnswer(n=found.n, address=absolute(links.api(found.search.to_query_string())))


def groups_of(groups: Groups | None) -> GroupsAnswer | None:
    """The three counts (open, silent, closed) for a country; None where no country was named."""
    return GroupsAnswer(open=groups.open, silent=groups.silent, closed=groups.closed) if groups else None


def pay_of(seen: Mapping[Bound, Quartiles | None]) -> PaySeen:
    """Advertised hourly pay in US dollars by kind of bound; null where too few listings state it."""
    return PaySeen(**{kind: PayRange(**asdict(found)) if found else None for kind, found in seen.items()})
