"""What a search shows and what it hides, as counts above the results, each with the way to see the other."""

from dataclasses import dataclass, replace

from directory.presenting.articles import marked
from directory.search import Found, Search
from directory.search.query.facets import FACET
from directory.search.query.kinds import UNSTATED
from web import context as here
from web.layout import Link
from web.search.facets import name, to

ANY = FACET["checked"].ids
ASIDE = tuple(facet for facet in FACET.values() if facet.usual and facet.kind == "choice")
"""The filters that leave something aside as long as nothing is chosen of them."""


@dataclass(frozen=True, slots=True)
class CountGroup:
    """One of the three groups of eligibility, with the way to show or hide it."""

    kind: str
    text: str
    hidden: bool
    toggle: Link | None


def groups(wanted: Search, found: Found) -> tuple[CountGroup, ...]:
    """The three counts for the reader's country and those for the languages, each with the way to show or hide it.

    Behind them what the search leaves aside by itself; () for a reader who said nothing where nothing is left aside.
    """
    tongues = (*_silent_tongues(wanted, found), *_left_aside(wanted, found), *_unchecked(wanted, found))
    if found.groups is None or wanted.country is None:
        return tongues
    say = here.say()
    country = marked(wanted.country or "", say.locale)
    reach = say.many("%(n)s open to %(country)s", "%(n)s open to %(country)s", found.groups.open, country=country)
    counts = (
        ("open", found.groups.open, reach),
        ("silent", found.groups.silent, say.many("%(n)s does not say", "%(n)s do not say", found.groups.silent)),
        ("closed", found.groups.closed, say.many("%(n)s closed", "%(n)s closed", found.groups.closed)),
    )
    return (*(_group(kind, n, text, wanted) for kind, n, text in counts), *tongues)


def _silent_tongues(wanted: Search, found: Found) -> tuple[CountGroup, ...]:
    """How many listings ask for a language of the reader, how many name none, and how many ask for another, hidden."""
    if found.spoken is None or all(tag == UNSTATED for tag, _ in wanted.speak):
        return ()
    say, spoken = here.say(), found.spoken
    matching = spoken.ok + spoken.variety
    silent = say.many("%(n)s names no language", "%(n)s name no language", spoken.unstated)
    counts = (
        ("open", matching, say.many("%(n)s asks for your languages", "%(n)s ask for your languages", matching), False),
        ("silent", spoken.unstated, silent, False),
        ("closed", spoken.closed, say.many("%(n)s asks for another", "%(n)s ask for another", spoken.closed), True),
    )
    return tuple(CountGroup(kind, text, hidden and n > 0, None) for kind, n, text, hidden in counts)


def _left_aside(wanted: Search, found: Found) -> tuple[CountGroup, ...]:
    """What a search leaves aside unless it is asked for (jobs as an employee, talent pools): counted and offered."""
    say, aside = here.say(), []
    for facet in ASIDE:
        if wanted.chosen(facet.key):
            continue
        for count in found.facets.get(facet.key, ()):
            if count.id not in facet.usual and count.n:
                text = f"{name(facet.key, count.id)}: {say.number(count.n)}"
                wider = wanted.choosing(facet.key, (count.id,))
                aside.append(CountGroup("silent", text, True, Link(say("show only these"), to(wider), note=text)))
    return tuple(aside)


def _unchecked(wanted: Search, found: Found) -> tuple[CountGroup, ...]:
    """How many listings are hidden because nobody has read their platforms for long, with the way to show them."""
    n = sum(one.n for one in found.facets.get("checked", ()) if one.id == "stopped")
    shown = "stopped" in wanted.chosen("checked")
    if not n:
        return ()
    say = here.say()
    text = say.many("%(n)s not checked lately", "%(n)s not checked lately", n)
    other = wanted.without("checked") if shown else replace(wanted, page=1, picks=(*wanted.picks, ("checked", ANY)))
    return (CountGroup("silent", text, not shown, Link(say("hide") if shown else say("show"), to(other), note=text)),)


def _group(kind: str, n: int, text: str, wanted: Search) -> CountGroup:
    say, shown = here.say(), kind in wanted.show
    alone = shown and len(wanted.show) == 1
    toggle = Link(say("hide") if shown else say("show"), to(wanted.toggle("show", kind)), note=text)
    return CountGroup(kind, text, not shown and n > 0, None if alone or not n else toggle)
