"""Which events are news for a search: one rule for letters and feeds, and one batch of listings for all due alerts."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pyroaring import BitMap

from directory.eligibility.verdict import groups
from directory.letters.compose import Match, Matches, Wanted, concerns, within_reach
from directory.letters.due import Question
from directory.listing import Event, Listing
from directory.search import Problem, Search
from directory.search.columns.batch import Batch
from directory.search.columns.columns import EMPTY
from directory.store import Store, events, shelf
from directory.store.codec import residence_from

# Read at once: events are small rows, listings come with claims and texts.
BATCH = 5_000
CARDS = 500
NEEDS_COUNTRY = "“Newly open” needs a country: say in the search where you live."
Wish = tuple[tuple[Wanted, ...], int]
"""The kinds that an alert asks for, and how many of the fresh events it has seen already."""


def newly_open(event: Event, country: str | None) -> bool:
    """Whether a change of places opened the listing to people of a country (ISO 3166-1); without one to nobody."""
    if country is None:
        return False
    before, after = residence_from(event.before), residence_from(event.after)
    return country in groups(after)[0] and country not in groups(before)[0]


def is_news(event: Event, search: Search) -> bool:
    """Whether an event is news for the person of a search: a change of places only where it opened their country.

    A correction of ours is: the listing may stand in the search for the first time.
    """
    return not event.quiet and (event.kind != "countries" or event.correction or newly_open(event, search.country))


def any_state(search: Search) -> Search:
    """The search that the listing of a closing must answer: what is closed answers no search for what is open."""
    return replace(search, state="any")


def problems(kinds: Collection[Wanted], search: Search) -> tuple[Problem, ...]:
    """Why these kinds cannot be told for a search: "newly open" needs the country that it is open to."""
    lacks = "country" in kinds and search.country is None
    return (Problem("country", "", NEEDS_COUNTRY),) if lacks else ()


def at_home(search: Search, homes: Mapping[str, str]) -> Search:
    """The search with the listings that it names under their present ids; `homes` are those that moved, old to new.

    One that leads nowhere ("") stays as it is: it finds nothing, and never everything.
    """
    named = search.chosen("listing")
    return search.choosing("listing", tuple(homes.get(id) or id for id in named)) if named else search


class Fresh:
    """The events after one number and up to `last`, with their listings as they are now.

    `homes` are the ids of listings that ended in others, with those they ended in.

    Alerts that ask the same question share one answer; alerts that want the same kinds share one list of events.
    """

    def __init__(
        self,
        after: int,
        last: int,
        now: datetime,
        rows: Sequence[Event],
        listings: Sequence[Listing],
        homes: Mapping[str, str] | None = None,
    ) -> None:
        self.after, self.last, self.now = after, last, now
        self._rows, self._listings, self._homes = rows, listings, homes or {}
        self._ids = [row.id for row in rows]
        self._number = {listing.id: number for number, listing in enumerate(listings)}
        self._batch = Batch(listings)
        self._wanted: dict[Wish, Wanting] = {}
        self._answers: dict[tuple[str, Wish], Matches | None] = {}
        self._asked: dict[Question, Matches | None] = {}

    def matches(self, question: Question) -> Matches | None:
        """The fresh events whose listings answer a question; None for a search that can no longer be read."""
        try:
            return self._asked[question]
        except KeyError:
            found = self._asked[question] = self._answer(*question)
            return found

    def _answer(self, query: str, kinds: tuple[Wanted, ...], cursor: int) -> Matches | None:
        wish = (kinds, bisect_right(self._ids, cursor))
        key = (query, wish)
        if key not in self._answers:
            search, problems = self._parsed(query)
            self._answers[key] = None if problems else self._find(search, self._wanting(wish))
        return self._answers[key]

    def _parsed(self, query: str) -> tuple[Search, tuple[Problem, ...]]:
        """The search; one that follows listings which ended in others follows those."""
        search, problems = Search.parse(query)
        return at_home(search, self._homes), problems

    def _wanting(self, wish: Wish) -> "Wanting":
        if wish not in self._wanted:
            kinds, seen = wish
            rows = [row for row in self._rows[seen:] if row.listing in self._number and self._concerns(kinds, row)]
            numbered = [(row, self._number[row.listing]) for row in rows]
            self._wanted[wish] = Wanting([(Match(row, self._listings[number]), number) for row, number in numbered])
        return self._wanted[wish]

    def _concerns(self, kinds: tuple[Wanted, ...], row: Event) -> bool:
        return concerns(kinds, row) and within_reach(row, self._listings[self._number[row.listing]], self.now)

    def _find(self, search: Search, wanting: "Wanting") -> Matches:
        """The listings found as the page finds them, and, for those that closed, as it would in any state."""
        live = self._batch.find(search, self.now) & wanting.live if wanting.live else EMPTY
        gone = self._batch.find(any_state(search), self.now) & wanting.gone if wanting.gone else EMPTY
        return Matches(wanting.matches(live, gone, search))


class Wanting:
    """The events of some kinds after a cursor as matches, by the number of their listing; closings apart."""

    def __init__(self, rows: Sequence[tuple[Match, int]]) -> None:
        self._by_listing: dict[int, list[Match]] = {}
        for row, number in rows:
            self._by_listing.setdefault(number, []).append(row)
        self.live = BitMap([number for row, number in rows if row.event.kind != "closed"])
        self.gone = BitMap([number for row, number in rows if row.event.kind == "closed"])
        numbers = [number for _, number in rows]
        self._in_order = numbers == sorted(numbers)
        self._doubtful = any(row.event.kind == "countries" for row, _ in rows)

    def matches(self, live: BitMap, gone: BitMap, search: Search) -> list[Match]:
        """What is news of the listings that were found, in the order of events: closings by the second set."""
        found = [row for number in live | gone for row in self._by_listing[number]]
        if self.gone:
            numbered = ((row, number) for number in live | gone for row in self._by_listing[number])
            found = [row for row, number in numbered if number in (gone if row.event.kind == "closed" else live)]
        if self._doubtful:
            found = [row for row in found if is_news(row.event, search)]
        return found if self._in_order else sorted(found, key=lambda row: row.event.id)


def gather(store: Store, after: int, last: int, now: datetime, followed: Sequence[str] = ()) -> Fresh:
    """Reads the events after one number up to another and the listings they are about.

    `followed` are the ids of listings that alerts name: where they moved, they are followed.
    """
    homes = {old: new for old, new in shelf.current(store, followed).items() if old != new} if followed else {}
    rows: list[Event] = []
    at = after
    while at < last and (batch := events.after(store, at, BATCH)):
        rows += [event for event in batch if event.id <= last]
        at = batch[-1].id
    ids = list(dict.fromkeys(event.listing for event in rows))
    cards = [card for at in range(0, len(ids), CARDS) for card in shelf.cards(store, ids[at : at + CARDS])]
    return Fresh(after, last, now, rows, cards, homes)
