"""What a letter holds, in order: each listing with how it stands to the person of its search.

Subject, first lines, headings and rows are all made from these values, so none can say what another denies.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, zip_longest
from typing import Literal

from directory.letters.compose import Draft, LetterLine, Part
from directory.presenting.listing import Shown, show
from directory.presenting.locale import Tongue
from directory.search import Search

Standing = Literal["open", "any", "silent", "late", "closed", "gone", "stopped", "arrived"]
ORDER: tuple[Standing, ...] = ("open", "any", "silent", "late", "closed", "gone", "stopped", "arrived")
"""Best first. "any" is a search that names no country; "arrived" was only found with the rest of a new platform;
"stopped" is on a platform that nobody has read for long: counted, and never a row."""
A_PLATFORM = 3
"""How many rows of one platform a search shows."""
Fact = tuple[Standing, str]
"""A standing with what it is about: the country (ISO 3166-1) of "open", the platform of "arrived", else ""."""


@dataclass(frozen=True, slots=True)
class Told:
    """One listing of a letter as it is shown, and the lines of the same role that it stands for."""

    line: LetterLine
    shown: Shown
    standing: Standing
    same: tuple[LetterLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One search of a letter: all its news, best first, those of them that are rows, and what came with new platforms.

    What is no row stands behind a link.
    """

    part: Part
    search: Search
    news: tuple[Told, ...]
    rows: tuple[Told, ...]
    arrived: Mapping[str, int]

    @property
    def hidden(self) -> Mapping[str, int]:
        """How many listings of each platform (slug) are news without a row in the letter; the letter counts them."""
        count = Counter(line.listing.platform for told in self.news for line in (told.line, *told.same))
        return count - Counter(told.line.listing.platform for told in self.rows)

    @property
    def facts(self) -> Iterator[tuple[Fact, int]]:
        """What the chapter counts, as ((kind, country or platform), how many): its news best first, then arrivals."""
        for told in self.news:
            yield (told.standing, self.search.country or "" if told.standing == "open" else ""), 1 + len(told.same)
        for platform, n in self.arrived.items():
            yield ("arrived", platform), n

    @property
    def best(self) -> int:
        """The place in `ORDER` of its best listing, 0 the best; behind all of them for a chapter without news."""
        return ORDER.index(self.news[0].standing) if self.news else len(ORDER)


def chapters(draft: Draft, now: datetime, say: Tongue) -> tuple[Chapter, ...]:
    """The searches of a letter, those with the best news first, without rows yet (see `cut`)."""
    return tuple(sorted((_chapter(part, now, say) for part in draft.parts), key=lambda chapter: chapter.best))


def cut(every: Sequence[Chapter], most: int) -> tuple[Chapter, ...]:
    """The chapters with up to `most` rows, dealt out in turn, the best of each chapter first."""
    hands = [[(number, told) for told in _few(chapter.news)] for number, chapter in enumerate(every)]
    dealt = [card for card in chain.from_iterable(zip_longest(*hands)) if card is not None][:most]
    return tuple(
        replace(chapter, rows=tuple(told for at, told in dealt if at == number)) for number, chapter in enumerate(every)
    )


def facts(every: Sequence[Chapter]) -> tuple[tuple[Fact, int], ...]:
    """What the letter counts over all chapters, each fact once with its number, best first."""
    count: Counter[Fact] = Counter()
    for fact, n in chain.from_iterable(chapter.facts for chapter in every):
        count[fact] += n
    return tuple(sorted(count.items(), key=lambda pair: ORDER.index(pair[0][0])))


def standing(shown: Shown, search: Search) -> Standing:
    """How a listing stands to the person of a search, by what is shown of it."""
    if shown.closed:
        return "gone"
    if any(mark.key in ("unverified", "unchecked") for mark in shown.marks):
        return "late"
    groups = {shown.languages.group, *([shown.place.group] if search.country else [])}
    if "closed" in groups:
        return "closed"
    if "silent" in groups:
        return "silent"
    return "open" if search.country else "any"


def _chapter(part: Part, now: datetime, say: Tongue) -> Chapter:
    search = Search.parse(part.alert.query)[0]
    news = [line for line in part.lines if not line.baseline]
    shown = [(line, show(line.listing, search, now, say)) for line in news]
    told = [Told(line, seen, _standing(line, seen, search, now)) for line, seen in shown]
    told.sort(key=lambda one: (ORDER.index(one.standing), -_newest(one.line)))
    arrived = Counter(line.listing.platform for line in part.lines if line.baseline)
    return Chapter(part, search, _folded(told), (), arrived)


def _standing(line: LetterLine, shown: Shown, search: Search, now: datetime) -> Standing:
    return "stopped" if line.listing.standing(now) == "stopped" else standing(shown, search)


def _newest(line: LetterLine) -> float:
    return max(event.at for event in line.events).timestamp()


def _folded(told: Sequence[Told]) -> tuple[Told, ...]:
    """One line for a role that is listed many times: the same title on one platform with the same standing."""
    roles: dict[tuple[str, str, Standing], Told] = {}
    for one in told:
        key = (one.line.listing.platform, one.shown.title.casefold(), one.standing)
        first = roles.get(key)
        roles[key] = replace(first, same=(*first.same, one.line)) if first else one
    return tuple(roles.values())


def _few(news: Sequence[Told]) -> Iterator[Told]:
    """At most a few of one platform, in order; none that nobody has checked for long."""
    count: Counter[str] = Counter()
    for told in news:
        if told.standing == "stopped":
            continue
        count[told.line.listing.platform] += 1
        if count[told.line.listing.platform] <= A_PLATFORM:
            yield told
