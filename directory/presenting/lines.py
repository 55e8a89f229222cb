"""What a listing says of place and languages to a person, as a line each.

A line follows from what is said alone: the rule of a residence and the statements behind it, without their words. Most
listings share theirs with many others, so a line is made once a rule, person and language and not once a listing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from directory.claims import Claim, Language, Quote, Residence, Statement
from directory.eligibility.languages import Spoken, language_verdict
from directory.eligibility.statements import policy
from directory.eligibility.verdict import verdict
from directory.platform import Standing
from directory.presenting import words
from directory.presenting.locale import Tongue
from directory.search.query.tongue import Spoken as Speaks

RULES = {"only": "listed", "any": "open", "unstated": "silent"}
SPOKEN: dict[Spoken, str] = {"ok": "open", "variety": "silent", "unstated": "silent", "closed": "closed"}
# Real tapes have some 700 rules in 2,000 listings, and people come from some dozen countries: a few MB in all.
RULES_KEPT, LINES_KEPT = 8_192, 32_768


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What place or language mean for the reader; `group` is open, silent, closed, listed (no country) or "".

    "doubt": it was open when the listing was last checked, which is too long ago to say so now.
    """

    group: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class PlaceRule:
    """What is said of place, without the words that say it; the same object for all that say the same."""

    residence: Residence
    claims: tuple[Claim, ...]


def place_rule(residence: Residence, claims: Iterable[Claim]) -> PlaceRule:
    """The rule of a listing by its residence and all of its claims."""
    known = tuple(claims)
    numbers = {quote: at for at, quote in enumerate(stated(known))}
    deciding = (claim for claim in known if claim.quote in numbers)
    return _rule(residence, tuple(_bare(claim, numbers[claim.quote]) for claim in deciding))


def stated(claims: Iterable[Claim]) -> tuple[Quote, ...]:
    """The words that say where somebody must live, each once: a rule knows them by their places in this order."""
    return tuple(dict.fromkeys(claim.quote for claim in claims if isinstance(claim.value, Statement)))


@lru_cache(LINES_KEPT)
def decider(rule: PlaceRule, country: str) -> int | None:
    """Which of the words `stated` decide for somebody in this country (ISO 3166-1); None where none do."""
    quote = verdict(rule.residence, rule.claims, country, policy(rule.claims)).quote
    return quote.start if quote and any(claim.quote == quote for claim in rule.claims) else None


def _bare(claim: Claim, number: int) -> Claim:
    """A claim whose words are a number: two of one quote share it."""
    return Claim(claim.kind, claim.value, Quote("", claim.quote.source, number), "")


@lru_cache(RULES_KEPT)
def _rule(residence: Residence, claims: tuple[Claim, ...]) -> PlaceRule:
    return PlaceRule(residence, claims)


@lru_cache(LINES_KEPT)
def place_line(rule: PlaceRule, country: str | None, say: Tongue) -> ShownLine:
    """Whether somebody who lives in `country` (ISO 3166-1) may take it; who may, if they named none."""
    residence, claims = rule.residence, rule.claims
    if country is None:
        return ShownLine(RULES[residence.rule], words.residence(residence, say))
    found = verdict(residence, claims, country, policy(claims))
    return ShownLine(found.group, words.verdict(found, country, residence, claims, say))


@lru_cache(LINES_KEPT)
def languages_line(asked: tuple[Language, ...], speak: tuple[Speaks, ...], say: Tongue) -> ShownLine:
    """The languages asked for, and what they mean for somebody who speaks these; () is somebody who did not say."""
    said = words.spoken(asked, say)
    if not speak:
        return ShownLine("", said)
    spoken, decider = language_verdict(asked, dict(speak))
    if spoken == "variety" and decider:
        said = say("Asks for %(language)s", language=words.language_name(decider.tag, say))
    return ShownLine(SPOKEN[spoken], said)


def aged(line: ShownLine, standing: Standing, say: Tongue) -> ShownLine:
    """What a line is worth once its platform is late: nothing is open that nobody has checked."""
    if standing == "good" or line.group != "open":
        return line
    return replace(line, group="doubt", text=say("When last checked: %(said)s", said=line.text))
