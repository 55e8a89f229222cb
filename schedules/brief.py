"""A letter in short, for ways that carry less than a mail: the same chapters, rows and counts, fewer of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.letters.compose import Draft
from directory.letters.ways.way import Brief, BriefPart, BriefRow, Way
from directory.presenting.locale import Tongue, tongue
from schedules.contents import Chapter, chapters, cut, facts
from schedules.counts import counted, short, subject
from schedules.letter import Addresses, Desk, LetterSection, section

TRIES = ((12, 6), (6, 6), (3, 3), (1, 1), (0, 0))
"""How many rows and how many searches are tried, most first; with none the link says where all of it stands."""
LINE, TITLE = 140, 100
"""The most characters of a row's line and of a title: two lines of a telephone."""


@dataclass(frozen=True, slots=True)
class ShortWord:
    """A word to a subscriber that is no alert: `name` is its template, `more` what that needs beside the subject.

    `lines` are what it says in short.
    """

    name: str
    subject: str
    lines: Sequence[str]
    more: Mapping[str, Any]


def write(draft: Draft, desk: Desk, way: Way, name: str) -> tuple[bytes, frozenset[int]]:
    """What a way carries of a draft, in its subscriber's language, and the events that have a row in it.

    As many rows as the way takes; a way whose rows cannot be opened one by one has none: all stand behind its link.
    """
    say = tongue(draft.subscriber.locale)
    every = chapters(draft, desk.now, say)
    for rows, searches in TRIES:
        named = cut(every[:searches], rows)
        packed = way.pack(_brief(named, every, desk, name, say))
        if packed is not None:
            told = (event.id for one in named for row in one.rows for event in row.line.events)
            return packed, frozenset(told if way.linked else ())
    raise ValueError(f"{way.name}: {name} is too long even without a row")


def note(told: ShortWord, links: Addresses, way: Way, name: str, say: Tongue) -> tuple[bytes, frozenset[int]]:
    """What a way carries of a word that is no alert; of many lines the first few."""
    lines = tuple(short(line, LINE) for line in told.lines[:10])
    packed = way.pack(Brief(name, short(told.subject, TITLE), lines, (), links.manage, _ends(links, say)))
    if packed is None:
        raise ValueError(f"{way.name}: {name} is too long")
    return packed, frozenset()


def _brief(named: Sequence[Chapter], every: Sequence[Chapter], desk: Desk, name: str, say: Tongue) -> Brief:
    told = tuple(counted(fact, n, desk.names, say) for fact, n in facts(every))
    rows = [row for chapter in named for row in chapter.rows]
    parts = tuple(_part(section(chapter, desk, say)) for chapter in named)
    left = len(every) - len(named)
    if left:
        rest = say.many("%(n)s more search has news", "%(n)s more searches have news", left)
        parts = (*parts, BriefPart("", (), ((rest, desk.more),)))
    lines = tuple(short(line, LINE) for line in told[:5])
    return Brief(name, short(subject(told[0], rows, say), LINE), lines, parts, desk.more, _ends(desk.addresses, say))


def _part(said: LetterSection) -> BriefPart:
    rows = tuple(
        BriefRow(short(row.title, TITLE), row.url, short(" · ".join(filter(None, (row.platform, *row.said))), LINE))
        for group in said.groups
        for row in group.rows
    )
    behind = [words for words in (said.more, *said.arrived) if words]
    return BriefPart(short(said.sentence, LINE), rows, tuple((short(words, LINE), said.more_url) for words in behind))


def _ends(links: Addresses, say: Tongue) -> tuple[tuple[str, str], ...]:
    return (say("All your searches"), links.manage), (say("Stop all alerts"), links.stop_all)
