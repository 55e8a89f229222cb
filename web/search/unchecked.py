"""What a search leaves out because nobody has read its platforms for long: pages, feeds, API and alerts say it."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from directory import links
from directory.search import Search
from web import context as here
from web.layout import Link


class Unchecked(NamedTuple):
    """How many listings are left out, and the search that finds exactly these."""

    n: int
    search: Search


def unchecked(wanted: Search) -> Unchecked | None:
    """What the search leaves out by itself; None where that is nothing, or where it says so itself (`checked`)."""
    at = here.hour()
    if wanted.chosen("checked") or not here.keep("stopped", here.state(), lambda: _stopped(at)):
        return None
    left = replace(wanted, page=1, picks=(*wanted.picks, ("checked", ("stopped",))))
    n = here.site().finder.slice(left, now=at, limit=0).total
    return Unchecked(n, left) if n else None


def _stopped(at: datetime) -> bool:
    """Whether any platform's listings are left out."""
    return any(one.standing(at) == "stopped" for one in here.site().listings.look().pulses.values())


def unchecked_link(wanted: Search) -> Link | None:
    """What the search leaves out, as a link that shows it, with the count as its note; None for nothing."""
    found, say = unchecked(wanted), here.say()
    if found is None:
        return None
    counted = say.many("%(n)s not checked lately", "%(n)s not checked lately", found.n)
    return Link(say("show"), here.path(links.search(found.search.to_query_string())), note=counted)
