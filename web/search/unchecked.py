"""What a search leaves out because nobody has read its platforms for long: pages, feeds, API and alerts say it."""

from dataclasses import replace
from typing import NamedTuple

from directory.search import Search
from web import context as here


class Unchecked(NamedTuple):
    """How many listings are left out, and the search that finds exactly these."""

    n: int
    search: Search


def unchecked(wanted: Search) -> Unchecked | None:
    """What the search leaves out by itself; None where that is nothing, or where it says so itself (`checked`)."""
    at = here.hour()
    stopped = any(one.standing(at) == "stopped" for one in here.site().listings.look().pulses.values())
    if wanted.chosen("checked") or not stopped:
        return None
    left = replace(wanted, page=1, picks=(*wanted.picks, ("checked", ("stopped",))))
    n = here.site().finder.slice(left, now=at, limit=0).total
    return Unchecked(n, left) if n else None
