"""How we say what was understood: pay, places, verdicts, languages, ages and changes, in the reader's language.

Every function takes the reader's Tongue last; without one it speaks English.
"""

from collections.abc import Iterable
from datetime import datetime

from directory.claims import Claim, Condition, Contradiction, Label, Language, Pay, Residence, Statement
from directory.eligibility.verdict import Verdict
from directory.presenting import articles, direction
from directory.presenting.locale import ENGLISH, Tongue
from directory.presenting.wordings import (
    AGES,
    AHEAD,
    EMPLOYMENT,
    KINDS,
    LEVELS,
    OTHER_DECIDERS,
    QUALIFIERS,
    SOURCES,
    UNITS,
    VERDICTS,
)
from directory.terms import countries, fold, languages, places, regions, vocabulary
from directory.terms.labels import joined

APART = "\N{NO-BREAK SPACE}"  # between an amount and its currency, where CLDR has it
FOLDED = 8  # places of a disagreement that are named: more are a list and no sentence


def unit(id: str, say: Tongue = ENGLISH) -> str:
    """The unit of pay in words: "an hour", "per task"; an id that is no Unit raises KeyError."""
    return say(UNITS[id])


def pay(value: Pay | None, say: Tongue = ENGLISH) -> str:
    """ "$20–$45 an hour", "up to $16 an hour", "about $0.03 per word"; None is "Pay not stated"."""
    if value is None:
        return say("Pay not stated")
    amount = f"{_amounts(value, say)} {unit(value.unit, say)}"
    pattern = QUALIFIERS.get(value.qualifier or "")
    return say(pattern, amount=amount) if pattern else amount


def _amounts(value: Pay, say: Tongue) -> str:
    low = say.money(value.min, value.currency) if value.min is not None else ""
    high = say.money(value.max, value.currency) if value.max is not None else ""
    if low and high:
        return low if low == high else _range(low, high)
    return say("up to %(amount)s", amount=high) if high else say("from %(amount)s", amount=low)


def _range(low: str, high: str) -> str:
    """Two amounts whose currency is said once where a space sets it apart: "KES 40–60", "20–45 €"; "$20–$45" stays."""
    before, _, after = low.partition(APART)
    if after and not before[-1].isdigit():
        return f"{low}–{high.removeprefix(before + APART)}"
    return f"{low.removesuffix(APART + after)}–{high}" if after else f"{low}–{high}"


def usd_hour(cents: tuple[int | None, int | None] | None, say: Tongue = ENGLISH) -> str:
    """Hourly pay in US dollars from cents, for sorting and filtering: "≈ $22–$30 an hour"; nothing known is ""."""
    if cents is None:
        return ""
    low, high = (None if cent is None else cent / 100 for cent in cents)
    return pay(Pay(low, high, "USD", "hour"), say) if low is not None or high is not None else ""


def country(code: str, say: Tongue = ENGLISH) -> str:
    """The name of an ISO 3166-1 code in the reader's language (CLDR); a code that is none stays as it is."""
    return countries.label(code, say.locale) if code in countries else code


def language_name(tag: str, say: Tongue = ENGLISH) -> str:
    """The name of a BCP 47 tag, with its variety, by CLDR: "Spanish (Mexico)"; what is none stays as it is."""
    return languages.label(tag, say.locale) if tag in languages else tag


def term(kind: str, id: str, say: Tongue = ENGLISH) -> str:
    """The name of a tier, domain, task or skill; what is none stays as it is."""
    known = vocabulary(KINDS[kind])
    name = known.label(id, say.locale) if id in known else id
    return name if kind == "skill" else say(name)


def place(id: str, say: Tongue = ENGLISH) -> str:
    """A place id as a name in the reader's language: "KE", "US-AZ", "region:LATAM"; what is none stays as it is."""
    if id.startswith("region:"):
        name = id.removeprefix("region:")
        return say(regions.label(name)) if name in regions else name
    return countries.label(id, say.locale) if id in countries else _part(id, say)


def _part(id: str, say: Tongue) -> str:
    try:
        return places.label(id, say.locale)
    except LookupError:
        return id
    except ValueError:
        return id


def listed(names: Iterable[str], say: Tongue = ENGLISH, limit: int = 6, between: str = "") -> str:
    """Names with commas, or `between` them; beyond `limit` their number: "Austria, Chile and 12 more"."""
    known, between = list(direction.parts(names, say.locale)), between or say.comma
    if len(known) <= limit + 1:
        return between.join(known)
    more = say.many("and %(n)s more", "and %(n)s more", len(known) - limit)
    return f"{between.join(known[:limit])} {more}"


def place_names(ids: Iterable[str], say: Tongue = ENGLISH, limit: int = 6) -> str:
    """Place ids as a short list of names in the order of the reader's alphabet."""
    return listed(sorted((place(id, say) for id in ids), key=fold), say, limit)


def places_within(ids: Iterable[str], say: Tongue = ENGLISH, limit: int = 6) -> str:
    """The same for a sentence that is said next, which sets the articles: "only the United States, Canada"."""
    named = sorted(((place(id, say), id) for id in ids), key=lambda pair: fold(pair[0]))
    return listed((articles.among(id, name, say.locale) for name, id in named), say, limit)


def residence(value: Residence, say: Tongue = ENGLISH, limit: int = 6) -> str:
    """Who may take it, in words, for a reader who named no country; at most `limit` places by name, then how many."""
    if value.rule == "only":
        return say("Only %(places)s", places=places_within(value.places, say, limit))
    out = places_within(value.excluded, say, limit)
    if value.rule == "any":
        return say("Worldwide, except %(places)s", places=out) if out else say("Worldwide, as stated")
    if value.places:
        return say("Open to %(places)s; else it does not say", places=places_within(value.places, say, limit))
    return say("Does not say where, but leaves out %(places)s", places=out) if out else say("Does not say where")


def verdict(value: Verdict, code: str, found: Residence, claims: Iterable[Claim] = (), say: Tongue = ENGLISH) -> str:
    """The verdict for a person in the country `code`, as the product words it."""
    name = articles.marked(code, say.locale)
    decider = next((claim for claim in claims if claim.quote == value.quote), None)
    if value.group == "closed" and decider and decider.kind in OTHER_DECIDERS and isinstance(decider.value, Statement):
        return say(OTHER_DECIDERS[decider.kind], country=name, places=place_names(decider.value.places, say))
    if value.state == "closed_listed" and not found.places:
        return say("Closed to %(country)s", country=name)
    said = say(
        VERDICTS[value.state],
        country=name,
        region=place(value.region, say) if value.region else "",
        places=places_within(found.places, say, 4),
    )
    within = places_within(value.within, say)
    return say("%(verdict)s (within it only %(places)s)", verdict=said, places=within) if within else said


def language(value: Language, say: Tongue = ENGLISH) -> str:
    """A language that is asked for, with its level: "Spanish (Mexico), native"; that of the guidelines says so."""
    name = language_name(value.tag, say)
    if value.level:
        name = say.listed((name, say(LEVELS[value.level])))
    return say("%(language)s (for the guidelines)", language=name) if value.role == "instructions" else name


def spoken(values: Iterable[Language], say: Tongue = ENGLISH, limit: int = 4) -> str:
    """All languages of a listing; alternatives are joined by "or". None: "Language not stated"."""
    groups: dict[object, list[Language]] = {}
    for at, value in enumerate(values):
        groups.setdefault(("any", value.any_of) if value.any_of is not None else at, []).append(value)
    said = [
        joined((language(one, say) for one in group[:limit]), say(" or ").strip()) + _rest(group, limit, say)
        for group in groups.values()
    ]
    return say.clauses(said[:limit]) + _rest(said, limit, say) if said else say("Language not stated")


def _rest(values: list[object] | list[Language] | list[str], limit: int, say: Tongue) -> str:
    more = len(values) - limit
    return f" {say.many('and %(n)s more', 'and %(n)s more', more)}" if more > 0 else ""


def source(name: str, say: Tongue = ENGLISH) -> str:
    """The field that a quote stands in, in words: "the description", "the location field"; an unknown one as it is."""
    return say(SOURCES[name]) if name in SOURCES else name


def statement(value: Statement, say: Tongue = ENGLISH) -> str:
    """One statement about places in a few words, as the claim says it, before it meets any other."""
    if value.stance == "unread":
        return say("its text in %(language)s is not read yet", language=language_name(value.places[0], say))
    said = places_within(value.places, say)
    patterns = {
        "only": say("only %(places)s", places=said),
        "any": say("anywhere"),
        "not": say("not %(places)s", places=said),
        "preferred": say("preferred: %(places)s", places=said),
        "welcome": say("%(places)s, and others that are not read yet", places=said),
    }
    return patterns[value.stance]


def claim(value: Claim, say: Tongue = ENGLISH) -> str:
    """What a claim says, in a few words of the reader's language; conditions keep the words that readers gave them."""
    known = value.value
    if isinstance(known, Pay):
        return pay(known, say)
    if isinstance(known, Statement):
        return statement(known, say)
    if isinstance(known, Language):
        return language(known, say)
    if isinstance(known, Condition):
        return known.words
    if isinstance(known, Contradiction):
        taken, against = (disputed(part, known, say) for part in (known.taken, known.against))
        return say("It counts as: %(taken)s. It also says: %(against)s.", taken=taken, against=against)
    return _labelled(value.kind, known, say)


def disputed(part: str, of: Contradiction, say: Tongue = ENGLISH) -> str:
    """One side of a contradiction: places by name, eight of them and how many more; of pay the posting's own words."""
    if of.about != "residence":
        return f"“{part}”"
    kind, _, ids = part.partition(" ")
    if kind != "only":
        return say("anywhere")
    return say("only %(places)s", places=places_within(ids.split(", "), say, FOLDED))


def _labelled(kind: str, value: Label, say: Tongue) -> str:
    return term(kind, value.id, say) if kind in KINDS else say(EMPLOYMENT.get(value.id, value.id))


def ago_in_hours(moment: datetime, hour: datetime, say: Tongue = ENGLISH) -> str:
    """The time from a moment to the hour of the clock that began at `hour` (both UTC), in whole hours or longer units.

    What was in the same hour is "less than an hour ago": the words are the same until the next hour begins.
    """
    began = moment.replace(minute=0, second=0, microsecond=0)
    return say("less than an hour ago") if began == hour else ago(began, hour, say)


def ago(moment: datetime, now: datetime, say: Tongue = ENGLISH) -> str:
    """The time from a moment to `now` (both UTC) in its largest whole unit: "3 days ago", "in 2
    hours"; or "just now".
    """
    seconds = int((now - moment).total_seconds())
    table = AGES if seconds >= 0 else AHEAD
    for size, forms in table:
        if abs(seconds) >= size:
            return say.many(*forms, abs(seconds) // size)
    return say("just now")
