"""Puts a letter into words: what a template shows, as typed values, and the rendered twins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from directory import links
from directory.eligibility.verdict import verdict
from directory.letters.compose import Draft, Line, Part, PlatformPart
from directory.listing import Listing
from directory.presenting import filters, words
from directory.presenting.locale import Tongue, mark, tongue
from directory.search import Search
from directory.terms import countries

TEMPLATES = Path(__file__).parent / "letters"
CHANGES = {
    "opened": mark("New"),
    "reopened": mark("Open again"),
    "closed": mark("Closed"),
    "pay": mark("Pay changed"),
    "countries": mark("Newly open to your country"),
    "languages": mark("Languages changed"),
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The links that every letter carries; all but `home` act only after a button."""

    home: str
    manage: str
    stop_all: str


@dataclass(frozen=True, slots=True)
class Row:
    """One listing as a letter shows it."""

    title: str
    url: str
    what: str
    pay: str
    who: str
    languages: str
    quote: str
    source: str


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
        links.absolute(desk.public_url, links.search(search.to_query_string())),
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
    listing = line.listing
    kinds = dict.fromkeys(CHANGES[event.kind] for event in line.events)
    what = ", ".join(say(kind) for kind in kinds)
    proof = _proof(listing, search)
    return Row(
        listing.title,
        links.absolute(desk.public_url, links.listing(listing.id)),
        say("%(what)s (our correction)", what=what) if line.correction else what,
        words.pay(listing.facts.pay, say),
        _who(listing, search, say),
        words.spoken(listing.facts.languages, say),
        proof[0],
        words.source(proof[1], say) if proof[1] else "",
    )


def _who(listing: Listing, search: Search, say: Tongue) -> str:
    found = listing.facts.residence
    if search.country is None:
        return words.residence(found, say)
    said = verdict(found, listing.claims, search.country)
    return words.verdict(said, search.country, found, listing.claims, say)


def _proof(listing: Listing, search: Search) -> tuple[str, str]:
    """Why it matched, in the posting's words: the quote of what the search asks for first."""
    if search.country is not None:
        quote = verdict(listing.facts.residence, listing.claims, search.country).quote
        if quote:
            return quote.text, quote.source
    wanted = [("lang", "language"), ("skill", "skill"), ("domain", "domain"), ("task", "task"), ("pay", "pay")]
    kinds = [kind for key, kind in wanted if search.chosen(key)] + ["pay", "language", "domain", "task"]
    for kind in kinds:
        for claim in listing.claims:
            if claim.kind == kind:
                return claim.quote.text, claim.quote.source
    return "", ""
