"""Search as a plain loop over listings, written from its description: what the columns and engines must equal."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random

from bench.corpus import COMMON, PLATFORMS, SUBJECTS, TONGUES, lexicon
from directory.claims import Language, Residence
from directory.eligibility.verdict import language_verdict, verdict
from directory.listing import Listing
from directory.platform import Pulse
from directory.search import Search
from directory.search.query.facets import FACETS
from directory.search.query.kinds import Facet
from directory.search.words.document import Document, document
from directory.search.words.question import Asked, Atom, Prefix, Together, read
from directory.terms import vocabulary

UNSTATED = "unstated"
STOPPED = frozenset(PLATFORMS[6:8])
BEATS = {slug: Pulse(datetime(2020, 1, 1, tzinfo=UTC), timedelta(hours=1)) for slug in STOPPED}
"""Platforms that nobody has read for years."""


class ListSource:
    """A table in memory: what a finder reads in these tests."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self.listings = {listing.id: listing for listing in listings}
        self.removed: list[tuple[str, int]] = []
        self.beats: dict[str, Pulse] = dict(BEATS)
        self.newest = max((listing.version for listing in self.listings.values()), default=0)

    def version(self) -> int:
        return self.newest

    def count(self) -> int:
        return len(self.listings)

    def changed(self, since: int) -> Iterable[Listing]:
        return iter(sorted((one for one in self.listings.values() if one.version > since), key=lambda one: one.version))

    def gone(self, since: int) -> Iterable[str]:
        return [id for id, version in self.removed if version > since]

    def with_claims(self, listings: Iterable[Listing]) -> Iterable[Listing]:
        return iter(listings)

    def platforms(self) -> Mapping[str, str]:
        return {slug: slug.title() for slug in PLATFORMS}

    def pulses(self) -> Mapping[str, Pulse]:
        return dict(self.beats)

    def put(self, *listings: Listing) -> None:
        for listing in listings:
            self.newest += 1
            self.listings[listing.id] = replace(listing, version=self.newest)

    def remove(self, id: str) -> None:
        self.newest += 1
        self.listings.pop(id, None)
        self.removed.append((id, self.newest))


def with_parts(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    """The listings, every ninth of them for people in parts of the United States only, or in all of it but these."""
    return tuple(_in_parts(one, at) if at % 9 == 0 else one for at, one in enumerate(listings))


def _in_parts(listing: Listing, at: int) -> Listing:
    parts = ("US-AZ",) if at % 2 else ("US-AZ", "US-CA")
    where = Residence("only", parts) if at % 3 else Residence("only", ("US",), excluded=parts)
    return replace(listing, facts=replace(listing.facts, residence=where))


def tags(languages: tuple[Language, ...]) -> set[str]:
    work = {language.tag for language in languages if language.role == "work"}
    return work | {tag.split("-")[0] for tag in work} or {UNSTATED}


def hourly(listing: Listing) -> int | None:
    low, high = listing.facts.usd_hour or (None, None)
    return high if high is not None else low


def paid(listing: Listing) -> str:
    return "hour" if hourly(listing) is not None else "otherwise" if listing.facts.pay else UNSTATED


def group(listing: Listing, country: str) -> str:
    return verdict(listing.facts.residence, (), country).group


def said(listing: Listing, search: Search) -> str:
    return language_verdict(listing.facts.languages, {tag: level for tag, level in search.speak if tag != UNSTATED})[0]


def speaks(listing: Listing, search: Search) -> bool:
    alone = {tag for tag, _ in search.speak} == {UNSTATED}
    return said(listing, search) in ((UNSTATED,) if alone else ("ok", "variety", UNSTATED))


def pays(listing: Listing, search: Search) -> bool:
    floor, ways = search.number("pay"), search.chosen("paid")
    if not floor and not ways:
        return True
    top = hourly(listing)
    return paid(listing) in ways or bool(floor and top is not None and top >= floor * 100)


def employment(listing: Listing) -> str:
    return UNSTATED if listing.facts.employment == "unknown" else listing.facts.employment


def since(listing: Listing, days: int, now: datetime) -> bool:
    seen = listing.reopened_at or listing.first_seen
    return int(seen.timestamp()) >= int((now - timedelta(days=days)).timestamp())


def state(listing: Listing) -> str:
    return "closed" if listing.state == "closed" else "open"


def values_in(facet: Facet) -> Callable[[Listing], set[str]]:
    """The values of a listing in a facet that is described nowhere but in its row."""
    return lambda one: {str(value) for value in (facet.of(one) if facet.of else ())}


CHOICES = tuple(facet for facet in FACETS if facet.kind == "choice" and not facet.beside)
VALUES: dict[str, Callable[[Listing], set[str]]] = {
    **{facet.key: values_in(facet) for facet in CHOICES},
    "lang": lambda one: tags(one.facts.languages),
    "tier": lambda one: {one.facts.tier or UNSTATED},
    "domain": lambda one: set(one.facts.domains) or {UNSTATED},
    "skill": lambda one: set(one.facts.skills) or {UNSTATED},
    "task": lambda one: set(one.facts.tasks) or {UNSTATED},
    "platform": lambda one: {one.platform},
    "degree": lambda one: {one.facts.degree},
    "employment": lambda one: {employment(one)},
    "checked": lambda one: {"stopped" if one.platform in STOPPED and state(one) == "open" else "lately"},
}


USUAL = {"employment": {"contractor", UNSTATED}, "pool": {"opening"}, "checked": {"lately"}}


def passes(listing: Listing, search: Search, now: datetime, key: str) -> bool:
    """Whether a listing passes the filter of one key."""
    if key == "country":
        return not search.country or group(listing, search.country) in search.show
    if key == "speak":
        return not search.speak or speaks(listing, search)
    if key == "pay":
        return pays(listing, search)
    if key == "state":
        return search.state in ("any", state(listing))
    if key == "fresh":
        days = search.number("fresh")
        return not days or since(listing, days, now)
    if key == "listing":
        return not search.chosen("listing") or listing.id in search.chosen("listing")
    if key == "not_platform":
        return listing.platform not in search.chosen("not_platform")
    wanted = set(search.chosen(key)) or USUAL.get(key, set())
    if key in BARS:
        return not wanted & BARS[key](listing)
    if key in BY_PLATFORM:
        return not wanted or bool(wanted & set(BY_PLATFORM[key](listing.platform, search.country)))
    return not wanted or bool(wanted & VALUES[key](listing))


BY_PLATFORM = {facet.key: facet.by_platform for facet in FACETS if facet.by_platform}
BARS = {facet.key: values_in(facet) for facet in FACETS if facet.kind == "bars"}
KEYS = ("country", "speak", "pay", "state", "fresh", "not_platform", "listing", *VALUES, *BY_PLATFORM, *BARS)


def scan(listings: Iterable[Listing], search: Search, now: datetime, but: Iterable[str] = ()) -> list[Listing]:
    """The listings that pass every filter of the search except those in `but`; words are not looked at."""
    keys = [key for key in KEYS if key not in but]
    return [listing for listing in listings if all(passes(listing, search, now, key) for key in keys)]


def holds(found: Document, asked: Asked) -> bool:
    """Whether a document answers a question, term by term."""
    fields = (found.title, found.text, *found.other)
    wanted = all(any(_has(fields, choice.atom) for choice in clause) for clause in asked.clauses)
    return wanted and not any(_has(fields, atom) for atom in asked.banned)


def _has(fields: tuple[tuple[str, ...], ...], atom: Atom) -> bool:
    if isinstance(atom, Together):
        return all(_has(fields, part) for part in atom.parts)
    if isinstance(atom, Prefix):
        return any(atom.takes(term) for field in fields for term in field)
    size = len(atom.terms)
    return any(field[at : at + size] == atom.terms for field in fields for at in range(len(field) - size + 1))


def with_words(listings: Iterable[Listing], q: str) -> list[Listing]:
    """The listings that hold the words of a search."""
    asked = read(q)
    return [listing for listing in listings if not asked or holds(known_document(listing), asked)]


@lru_cache(maxsize=1_000)
def known_document(listing: Listing) -> Document:
    """The document of a listing, made once."""
    return document(listing)


def random_search(dice: Random, *, words: bool = False) -> Search:
    """Any search: each key seldom, with any of its values."""

    def some(choices: Iterable[str], chance: float = 0.2) -> tuple[str, ...]:
        pool = (*choices, UNSTATED)
        return tuple(dice.choices(pool, k=dice.randint(1, 3))) if dice.random() < chance else ()

    levels = ("basic", "conversational", "fluent", "native", None)
    spoken = tuple((tag, dice.choice(levels) if tag != UNSTATED else None) for tag in some((*TONGUES, "es", "pt"), 0.3))
    return Search(
        q=random_words(dice) if words else "",
        country=dice.choice((None, "KE", "US", "BR", "DE", "MX", "GG", "JP", "AQ")),
        show=tuple(dice.sample(("open", "silent", "closed"), dice.randint(1, 3))),
        speak=spoken,
        lang=some((*TONGUES, "es", "pt", "zh")),
        tier=some(vocabulary("tiers")),
        domain=some(list(vocabulary("domains"))[:8]),
        skill=some(list(vocabulary("skills"))[:20]),
        task=some(list(vocabulary("tasks"))[:5]),
        platform=tuple(id for id in some(PLATFORMS[:8]) if id != UNSTATED),
        not_platform=tuple(id for id in some(PLATFORMS[:8]) if id != UNSTATED),
        **{
            facet.key: tuple(id for id in some(choice.id for choice in facet.choices) if id in facet.ids)
            for facet in CHOICES
        },
        part=tuple(id for id in some(("US-AZ", "US-CA"), 0.1) if id != UNSTATED),
        beyond=tuple(id for id in some(("US", "KE", "GG"), 0.1) if id != UNSTATED),
        payable=some(("yes", "no"), 0.1),
        payout=some(("paypal", "bank", "payoneer"), 0.1),
        pay=dice.choice((None, None, 10, 30, 75)),
        paid=some(("hour", "otherwise")),
        checked=dice.choice(((), (), ("stopped",), ("lately", "stopped"))),
        state=dice.choice(("open", "open", "closed", "any")),
        fresh=dice.choice((None, None, 3, 90, 300)),
        sort=dice.choice(("newest", "pay", "relevance")),
        page=dice.choice((1, 1, 1, 2, 5)),
    )


def random_words(dice: Random) -> str:
    """Anything that somebody might type: words, phrases, minus, prefixes, OR, and noise."""
    return " ".join(_piece(dice) for _ in range(dice.randint(0, 4)))


def _piece(dice: Random) -> str:
    word = dice.choice((*SUBJECTS, *COMMON[:40], *lexicon()[150:400], "c++", "RLHF", "US", "it"))
    other = dice.choice((*SUBJECTS, *COMMON[:20]))
    shapes = (
        word,
        word,
        word,
        f"{word} OR {other}",
        f'"{other} {word}"',
        f"-{other}",
        f"{word[:3]}*",
        f'-"{word} {other}"',
    )
    noise = (
        '"',
        "-",
        "OR",
        "*",
        "()",
        "::",
        "a:b",
        "\\",
        "%",
        "\u200f",
        "日本",
        "-OR",
        '"" ""',
        "--x",
        "~",
        "^2",
        "[a TO b]",
    )
    return dice.choice(shapes) if dice.random() < 0.85 else dice.choice(noise)
