"""Puts a letter into words: what a template shows, as typed values, and the rendered twins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from directory import links
from directory.letters.compose import Draft, Line, Part, PlatformPart
from directory.presenting import filters, words
from directory.presenting.changes import TITLES
from directory.presenting.listing import reader_of, show
from directory.presenting.locale import Tongue, tongue
from directory.search import Search
from directory.terms import countries

TEMPLATES = Path(__file__).parent / "letters"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The links that every letter carries; all but `home` act only after a button."""

    home: str
    manage: str
    stop_all: str


@dataclass(frozen=True, slots=True)
class Row:
    """One listing as a letter shows it: what happened, then what is said of it; `quote` is why it matched.

    `marks` are those that `what` does not tell already; `opens` names the posting of several at `opens_url`.
    """

    title: str
    url: str
    what: str
    pay: str
    who: str
    languages: str
    marks: tuple[str, ...]
    quote: str
    source: str
    opens: str
    opens_url: str

    @property
    def said(self) -> tuple[str, ...]:
        """Everything that the row says in one line."""
        return (self.what, self.pay, self.who, self.languages, *self.marks)


@dataclass(frozen=True, slots=True)
class Group:
    """A platform's rows under one search; `more` says how many stand behind `more_url`."""

    name: str
    rows: tuple[Row, ...]
    more: str
    more_url: str
    baseline: str


@dataclass(frozen=True, slots=True)
class Section:
    """One search of the letter with its own links."""

    sentence: str
    all_url: str
    edit_url: str
    pause_urls: tuple[tuple[str, str], ...]
    stop_url: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in words: a subject with a fact, the text, the HTML twin."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What the words need beside the draft: addresses by alert and platform, platform names, the present moment."""

    public_url: str
    addresses: Addresses
    manage_alert: Mapping[int, str]
    stop_alert: Mapping[int, str]
    more: str
    names: Mapping[str, str]
    now: datetime


def write(draft: Draft, desk: Desk) -> Words:
    """The letter of a draft, in its subscriber's language."""
    say = tongue(draft.subscriber.locale)
    sections = tuple(_section(part, desk, say) for part in draft.parts)
    return render("letter", say, subject=_subject(draft, say), sections=sections, links=desk.addresses)


def render(name: str, say: Tongue, *, subject: str, **values: object) -> Words:
    """Both twins of a template; a value that is missing is an error, everything in the HTML is escaped."""
    full = {**values, "say": say, "subject": subject, "locale": say.locale, "rtl": say.rtl}
    return Words(
        subject,
        _environment().get_template(f"{name}.txt").render(full),
        _environment().get_template(f"{name}.html").render(full),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _subject(draft: Draft, say: Tongue) -> str:
    lines = [line for part in draft.parts for line in part.lines]
    search = Search.parse(draft.parts[0].alert.query)[0]
    fact = say.many("%(n)s listing", "%(n)s listings", len(lines))
    place = say(" for %(country)s", country=countries.label(search.country, say.locale)) if search.country else ""
    best = next((line for line in lines if line.listing.facts.pay), lines[0])
    title = best.listing.title if len(best.listing.title) <= 60 else best.listing.title[:59].rstrip() + "…"
    return f"{fact}{place}: {title}, {words.pay(best.listing.facts.pay, say)}"


def _section(part: Part, desk: Desk, say: Tongue) -> Section:
    search = Search.parse(part.alert.query)[0]
    manage = desk.manage_alert[part.alert.id]
    pauses = tuple((say.many("%(n)s week", "%(n)s weeks", weeks), f"{manage}#pause-{weeks}") for weeks in (1, 4, 12))
    return Section(
        filters.sentence(search, say, desk.names),
        links.absolute(desk.public_url, say.path(links.search(search.to_query_string()))),
        f"{manage}#edit",
        pauses,
        desk.stop_alert[part.alert.id],
        tuple(_group(platform, part, search, desk, say) for platform in part.platforms),
    )


def _group(platform: PlatformPart, part: Part, search: Search, desk: Desk, say: Tongue) -> Group:
    more = f"{desk.more}?alert={part.alert.id}&platform={platform.platform}"
    name = desk.names.get(platform.platform, platform.platform)
    baseline = say.many(
        "%(platform)s is new here: %(n)s listing of it matches.",
        "%(platform)s is new here: %(n)s listings of it match.",
        len(platform.baseline),
        platform=name,
    )
    return Group(
        name,
        tuple(_row(line, search, desk, say) for line in platform.shown),
        say("+%(n)s more", n=say.number(len(platform.more))) if platform.more else "",
        more,
        baseline if platform.baseline else "",
    )


def _row(line: Line, search: Search, desk: Desk, say: Tongue) -> Row:
    shown = show(line.listing, search, desk.now, say)
    told = {event.kind for event in line.events}
    what = ", ".join(dict.fromkeys(say(TITLES[event.kind].news) for event in line.events))
    page = say.path(links.listing(shown.id, reader_of(search)))
    where = shown.where if not shown.closed else ""
    quote = shown.why.quote if shown.why else None
    return Row(
        shown.title,
        links.absolute(desk.public_url, page),
        say("%(what)s (our correction)", what=what) if line.correction else what,
        shown.paid,
        shown.place.text,
        shown.languages.text,
        tuple(one.text for one in shown.marks if one.key not in told),
        quote.text if quote else "",
        words.source(quote.source, say) if quote else "",
        say("Open on %(host)s: %(place)s", host=shown.opens.host, place=where) if where else "",
        shown.opens.url,
    )
