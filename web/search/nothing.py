"""What a search that finds nothing says: why, and what would find something."""

from dataclasses import dataclass

from directory.presenting import filters
from directory.search import Found, Search
from directory.search.query.facets import FACET
from web import context as here
from web.layout import Link
from web.search.cards import titles
from web.search.facets import to


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why nothing was found, and what to do."""

    why: str
    drop: Link | None
    silent: Link | None


def _left_out(words: str, fewer: str) -> str:
    """The word that the second has not."""
    kept = fewer.split()
    return next((word for at, word in enumerate(words.split()) if kept[at : at + 1] != [word]), words)


def advised(wanted: Search, found: Found) -> Nothing:
    """Why, the one filter that hides most, and the way back from a page behind the last."""
    say = here.say()
    drop = None
    if found.best_drop:
        without, n = found.best_drop
        gone = next((chip for chip in filters.chips(wanted, say, titles()) if chip.without == without), None)
        named = gone.label if gone else _left_out(wanted.q, without.q)
        named = named if gone and gone.key == "q" else say(FACET["q"].chip).format(value=named)
        text = say.many("Without %(filter)s: %(n)s listing", "Without %(filter)s: %(n)s listings", n, filter=named)
        drop = Link(text, to(without))
    last = max(wanted.page, 1) > 1
    why = say("Nothing matches all of this.") if here.version() else say("No platform has been crawled yet.")
    return Nothing(why, drop, Link(say("Back to the first page"), to(wanted.on_page(1))) if last else None)
