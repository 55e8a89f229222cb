"""The sentences of a text that a second look is given to, with what was read in each."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from directory.claims import Claim, Doubt, Residence, Statement
from directory.eligibility.areas import Area, area_of
from directory.posting import Posting
from directory.reading.border import enter
from directory.reading.lattice import Token, english_lattice
from directory.reading.page import Line, Sheet, sheet
from directory.reading.residence import clauses
from directory.reading.residence import places as residence_places
from directory.reading.residence import text as residence_text
from directory.reading.residence.clauses import of_line
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.text import TextReading
from directory.reading.residence.watch import ReadPlaces, Sentence
from directory.reading.residence.watch_rules import WatchRule, rules_for
from directory.reading.sections import Parts, split

_TURNING = frozenset(("except", "barred", "not", "any", "open", "wherever", "world", "part"))
"""Kinds of words by which a sentence can say more than its places."""
Doubted = tuple[Sentence, WatchRule]


def doubts(page: Sheet, parts: Parts, english: TextReading, foreign: Sequence[Evidence]) -> Iterator[Doubted]:
    """The sentences that were not wholly read, with the row that doubts them."""
    said = [_read(one.claim) for one in english.said]
    for line in _lines(page, english):
        if not parts.states(line.start) or _heads_places(page, line, parts):
            continue
        words = english_lattice().part(page, line.start, line.end)
        named = english.windows.named
        placed = bisect_left(named, line.start) < bisect_left(named, line.end)
        yield from _doubt(page, line, "en", words, said, english.aside, placed=placed)
    claims = [_of(one) for one in foreign if one.dropped is None]
    aside = [_of(one) for one in foreign if one.dropped is not None]
    for line in page.lines if page.paragraphs.languages != ("en",) else ():
        if page.paragraphs.at(line.start) == "en" or not parts.states(line.start):
            continue
        if _heads_places(page, line, parts):
            continue
        language, words = of_line(page, line)
        if language not in (None, "en"):
            yield from _doubt(page, line, language, words, claims, aside)


def _heads_places(page: Sheet, line: Line, parts: Parts) -> bool:
    """Whether a line is but the question that the next one answers: "Where do I have to live?"."""
    section = parts.at(line.start)
    asks = page.plain[line.start : line.end + 1].rstrip().endswith(("?", "？", "؟"))
    return section.kind == "place" and asks and section.heading in page.plain[section.start : line.end]


def rows_that_doubt(words: str) -> Iterator[WatchRule]:
    """The rows that doubt words alone, whatever posting they are from."""
    posting = enter(Posting(platform="any", ref="-", url="https://example.org/", title="-", text=words)).posting
    page, parts = sheet(posting.text), split(posting)
    foreign = [line for line in page.lines if page.paragraphs.at(line.start) != "en"]
    english, other = residence_text.read(posting.text, parts), list(clauses.read(page, parts, foreign))
    yield from (rule for _, rule in doubts(page, parts, english, other))


def borne_out(sentence: Sentence, rule: WatchRule, taken: Residence) -> bool:
    """Whether all that a sentence leaves unread are places that the posting is limited to anyway."""
    if rule.claims != "none" or taken.rule != "only" or sentence.names or not sentence.loose:
        return False
    if any(map(sentence.holds, _TURNING)):
        return False
    mine = area_of(taken.places)
    return all(_holds(mine, country, parts) for one in sentence.lists for country, parts in area_of(one.places).items())


_TURNS = re.compile(r"\b(?:not|no|n['’]t|never|except\w*|exclud\w*|outside|other than|unless|only)\b", re.IGNORECASE)


def adds_nothing(doubt: Doubt, taken: Residence) -> bool:
    """Whether English words in doubt name but places that the posting is limited to anyway, and deny none."""
    if doubt.quote.source != "text" or taken.rule != "only" or _TURNS.search(doubt.quote.text):
        return False
    named = [place for group in residence_places.find(doubt.quote.text) for place in group.places]
    return bool(named) and all(
        _holds(area_of(taken.places), country, parts) for country, parts in area_of(named).items()
    )


def _holds(mine: Area, country: str, parts: frozenset[str] | None) -> bool:
    """Whether an area has a country, or these parts of it."""
    if country not in mine or mine[country] is None:
        return country in mine
    return parts is not None and parts <= (mine[country] or frozenset())


def _lines(page: Sheet, english: TextReading) -> Iterator[Line]:
    """The English sentences in which a place, a verb of living or the world is named."""
    spots, at = english.windows.spots, 0
    for line in page.lines:
        while at < len(spots) and spots[at] < line.start:
            at += 1
        if at == len(spots):
            return
        if spots[at] < line.end and page.paragraphs.at(line.start) in (None, "en"):
            yield line


def _doubt(
    page: Sheet,
    line: Line,
    language: str,
    words: Sequence[Token],
    claims: Sequence[ReadPlaces],
    aside: Sequence[ReadPlaces],
    *,
    placed: bool = True,
) -> Iterator[Doubted]:
    kinds = {token.kind for token in words}
    if "own" in kinds:
        own = [token for token in words if token.kind == "own"]
        words = [token for token in words if token.kind == "own" or not any(_in(token, one) for one in own)]
        kinds = {token.kind for token in words}
    here, apart = _inside(line, claims), _inside(line, aside)
    stances = frozenset(one.stance for one in here)
    rules = rules_for(frozenset(kinds), stances, placed=placed, aside=bool(apart))
    if not rules:
        return
    sentence = Sentence(page, line, language, words, here, apart)
    rule = next((rule for rule in rules if rule.fires(sentence)), None)
    if rule is not None:
        yield sentence, rule


def _in(token: Token, outer: Token) -> bool:
    return outer.start <= token.start and token.end <= outer.end


def _inside(line: Line, said: Sequence[ReadPlaces]) -> list[ReadPlaces]:
    return [one for one in said if one.start < line.end and line.start < one.end]


def _of(one: Evidence) -> ReadPlaces:
    return ReadPlaces(one.start, one.end, _stance(one.statement.stance, one.rule), one.statement.places)


def _stance(stance: str, rule: str) -> str:
    """The stance of a claim; one that leaves nobody from outside has read the exception of its sentence."""
    return "not" if rule.startswith(("outside", "nonresidents")) else stance


def _read(claim: Claim) -> ReadPlaces:
    start, value = claim.quote.start, claim.value
    stance, places = (value.stance, value.places) if isinstance(value, Statement) else ("", ())
    return ReadPlaces(start, start + len(claim.quote.text), _stance(stance, claim.rule), places)
