"""Following one listing or one platform: what can happen to it, by mail and as a feed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from directory import links
from directory.letters.compose import Wanted
from directory.listing import Listing
from directory.search import Search
from web import context as here
from web.layout import Link

FOLLOWED: tuple[Wanted, ...] = ("pay", "country", "reopened", "closed")


@dataclass(frozen=True, slots=True)
class Follow:
    """What a follower is told of, in a sentence, and the two ways: the form of an alert, the page of a feed."""

    text: str
    alert: Link
    feed: Link


def follow_listing(found: Listing) -> Follow:
    """Following one listing: an alert whose search names it, for the reader's country, whoever may take it now."""
    facts = found.facts
    search = _asked().choosing("listing", (found.id,))
    search = search.choosing("employment", ("employee",)) if facts.employment == "employee" else search
    return _follow(search.choosing("pool", ("pool",)) if facts.talent_pool else search)


def follow_platform(slug: str) -> Follow:
    """Following all listings of one platform."""
    return _follow(_asked().choosing("platform", (slug,)))


def _asked() -> Search:
    """Everybody's listings for the reader's country, those closed to it too: they may begin to take its people."""
    country = here.reader().country
    return Search(country=country, show=("open", "silent", "closed") if country else ())


def _follow(search: Search) -> Follow:
    say = here.say()
    kinds = FOLLOWED if search.country else tuple(kind for kind in FOLLOWED if kind != "country")
    query = f"{search.to_query_string()}&{urlencode([('kind', kind) for kind in kinds])}"
    told = say(
        "Get an alert when it closes, opens again or changes its pay; with a country chosen, also when it opens to you."
    )
    if search.country:
        told = say(
            "Get an alert when it closes, opens again, changes its pay, or starts to take people from your country."
        )
    return Follow(
        told,
        Link(say("Follow by alert"), here.path(links.new_alert(query))),
        Link(say("Follow by feed"), here.path(f"/feeds?{query}")),
    )
