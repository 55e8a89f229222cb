"""Puts a letter into words: what a template shows, as typed values, and the rendered twins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from quopri import encodestring

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from directory import links
from directory.letters.compose import Draft
from directory.presenting import filters
from directory.presenting.changes import TITLES
from directory.presenting.listing import reader_of
from directory.presenting.locale import Tongue, tongue
from directory.presenting.words import source
from directory.search import Search
from schedules.contents import Chapter, Standing, Told, chapters, cut, facts
from schedules.counts import HEADS, LONG, counted, more, short, subject

TEMPLATES = Path(__file__).parent / "letters"
LIMIT = 92_000
"""The most bytes of both twins as they travel: with headers and signature a letter stays under 100 kB. Gmail clips the
HTML at about 102."""
TRIES = ((40, 25), (24, 25), (12, 12), (6, 6), (3, 3), (1, 1))
"""How many rows and how many searches are tried, most first; what is left over stands behind links."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The links that every letter carries; all but `home` act only after a button."""

    home: str
    manage: str
    stop_all: str


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """One listing as a letter shows it: what happened, then what is said of it; `quote` is why it matched.

    `marks` are those that `what` does not tell already; `opens` names the posting of several at `opens_url`; `same`
    counts the further listings of the same role.
    """

    title: str
    url: str
    platform: str
    what: str
    pay: str
    who: str
    languages: str
    marks: tuple[str, ...]
    quote: str
    source: str
    opens: str
    opens_url: str
    same: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """Everything that the row says in one line, in order: what, pay, who, languages, marks; parts may be ""."""
        return (self.what, self.pay, self.who, self.languages, *self.marks)


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The rows of one search that stand alike to the reader; `name` is "" where the search names no person."""

    name: str
    rows: tuple[LetterEntry, ...]


@dataclass(frozen=True, slots=True)
class LetterSection:
    """One search of the letter with its own links; `more` and `arrived` stand behind `more_url`."""

    sentence: str
    all_url: str
    edit_url: str
    pause_url: str
    stop_url: str
    groups: tuple[LetterGroup, ...]
    more: str
    arrived: tuple[str, ...]
    more_url: str


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A letter in words: a subject with a fact, the text, the HTML twin; `shown` are the events that have a row."""

    subject: str
    text: str
    html: str
    shown: frozenset[int] = frozenset()

    @property
    def weight(self) -> int:
        """The bytes of both twins (text and HTML) as they travel, quoted-printable (RFC 2045, section 6.7)."""
        return sum(len(encodestring(twin.encode())) for twin in (self.text, self.html))


@dataclass(frozen=True, slots=True)
class Desk:
    """What the words need beside the draft: addresses by alert, platform names, the present moment."""

    public_url: str
    addresses: Addresses
    manage_alert: Mapping[int, str]
    stop_alert: Mapping[int, str]
    more: str
    names: Mapping[str, str]
    now: datetime


def write(draft: Draft, desk: Desk) -> LetterWords:
    """The letter of a draft, in its subscriber's language, with as many rows as its weight allows."""
    say = tongue(draft.subscriber.locale)
    every = chapters(draft, desk.now, say)
    for rows, searches in TRIES:
        words = _worded(cut(every[:searches], rows), every, desk, say)
        if words.weight <= LIMIT:
            break
    return words


def render(
    name: str, say: Tongue, *, subject: str, shown: frozenset[int] = frozenset(), **values: object
) -> LetterWords:
    """Both twins of a template; a value that is missing is an error, everything in the HTML is escaped."""
    full = {**values, "say": say, "subject": subject, "locale": say.locale, "rtl": say.rtl}
    text, html = (_environment().get_template(f"{name}.{kind}").render(full) for kind in ("txt", "html"))
    return LetterWords(subject, text, html, shown)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _worded(named: Sequence[Chapter], every: Sequence[Chapter], desk: Desk, say: Tongue) -> LetterWords:
    rest = len(every) - len(named)
    rows = [told for chapter in named for told in chapter.rows]
    facts_said = tuple(counted(fact, n, desk.names, say) for fact, n in facts(every))
    return render(
        "letter",
        say,
        subject=subject(facts_said[0], rows, say),
        shown=frozenset(event.id for told in rows for event in told.line.events),
        counted=facts_said,
        sections=tuple(section(chapter, desk, say) for chapter in named),
        rest=say.many("%(n)s more search has news", "%(n)s more searches have news", rest) if rest else "",
        rest_url=desk.more,
        links=desk.addresses,
    )


def section(chapter: Chapter, desk: Desk, say: Tongue) -> LetterSection:
    """One search of a letter with its rows, in words, and its own links."""
    id, search = chapter.part.alert.id, chapter.search
    manage = desk.manage_alert[id]
    heads = dict.fromkeys(told.standing for told in chapter.rows)
    return LetterSection(
        short(filters.sentence(search, say, desk.names), LONG),
        _address(desk, say, links.search(search.to_query_string())),
        f"{manage}#edit",
        f"{manage}/pause",
        desk.stop_alert[id],
        tuple(_group(kind, chapter, desk, say) for kind in heads),
        more(chapter.hidden, desk.names, say),
        tuple(counted(("arrived", slug), n, desk.names, say) for slug, n in list(chapter.arrived.items())[:5]),
        f"{desk.more}?alert={id}",
    )


def _group(kind: Standing, chapter: Chapter, desk: Desk, say: Tongue) -> LetterGroup:
    rows = (_row(told, chapter.search, desk, say) for told in chapter.rows if told.standing == kind)
    return LetterGroup(say(HEADS[kind]), tuple(rows))


def _row(told: Told, search: Search, desk: Desk, say: Tongue) -> LetterEntry:
    shown, events = told.shown, told.line.events
    kinds = {event.kind for event in events}
    what = say.listed(dict.fromkeys(say(TITLES[event.kind].news) for event in events))
    where = shown.where if not shown.closed else ""
    quote = shown.why.quote if shown.why else None
    return LetterEntry(
        shown.title,
        _address(desk, say, links.listing(shown.id, reader_of(search))),
        desk.names.get(shown.platform, shown.platform),
        say("%(what)s (our correction)", what=what) if told.line.correction else what,
        shown.paid,
        shown.place.text,
        shown.languages.text,
        tuple(one.text for one in shown.marks if one.key not in kinds),
        short(quote.text, LONG) if quote else "",
        source(quote.source, say) if quote else "",
        say("Open on %(host)s: %(place)s", host=shown.opens.host, place=where) if where else "",
        shown.opens.url,
        say("+%(n)s more", n=say.number(len(told.same))) if told.same else "",
    )


def _address(desk: Desk, say: Tongue, target: str) -> str:
    return links.absolute(desk.public_url, say.path(target))
