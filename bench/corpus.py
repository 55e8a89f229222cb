"""Invented listings in any number: the shapes of real ones, words drawn by rank as in real text."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

from directory.claims import LEVELS, Facts, Language, Pay, Residence
from directory.listing import Listing
from directory.terms import vocabulary


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
PLATFORMS = tuple(f"platform-{number:02}" for number in range(25))
ROLES = _words(
    "annotator rater evaluator writer reviewer tester translator transcriber trainer expert specialist "
    "engineer analyst nurse lawyer chemist physicist tutor editor linguist"
)
SUBJECTS = _words(
    "chemistry physics biology law finance audio video image python java code safety search maps speech "
    "music medical mathematics history design robotics agriculture insurance translation prompts"
)
COMMON = _words(
    "the and to of you in a for will work with ai model data your on is are be as task quality guidelines "
    "project experience team remote hours pay english language write review rate answers training human "
    "feedback required skills ability strong attention detail knowledge native fluent degree background "
    "platform weekly flexible apply responses evaluate compare rank label text images clear accurate "
    "instructions research domain field professional"
)
SYLLABLES = _words("ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru pla tre sti kno")
PAYS = ((0.45, "hour"), (0.6, "task"), (0.65, "year"), (1.0, ""))
TONGUES = ("en", "es", "es-MX", "pt-BR", "sv", "fr", "de", "ja", "hi", "sw", "ar-EG", "zh-Hans")
OPEN_TO = ("US", "GB", "CA", "IN", "KE", "BR", "DE", "FR", "ES", "MX", "PH", "NG", "JP", "region:LATAM", "region:EU")


def listings(count: int, seed: int = 1, words: tuple[int, int] = (150, 600)) -> Iterator[Listing]:
    """That many listings, always the same for a seed; `words` are the least and most words of a text."""
    dice = random.Random(seed)
    for number in range(count):
        yield listing(dice, number, words)


def listing(dice: random.Random, number: int, words: tuple[int, int]) -> Listing:
    """One listing of this number, its text of so many words; the same dice and number make the same one."""
    platform = dice.choices(PLATFORMS, range(25, 0, -1))[0]
    seen = NOW - timedelta(seconds=dice.randrange(400 * 86_400))
    facts = replace(made_facts(dice), **conditions(random.Random(number)))
    return Listing(
        id=f"{platform}/{number}",
        platform=platform,
        ref=str(number),
        url=f"https://{platform}.example/{number}",
        title=title(dice, facts),
        state="closed" if dice.random() < 0.2 else "open",
        first_seen=seen,
        last_seen=NOW,
        changed_at=seen,
        version=number + 1,
        facts=facts,
        text=text(dice, dice.randint(*words)),
        reopened_at=seen + (NOW - seen) / 2 if dice.random() < 0.03 else None,
    )


def made_facts(dice: random.Random) -> Facts:
    """Facts as they come: much is unstated, and nothing of it stands in the text."""
    pay, usd = made_pay(dice)
    return Facts(
        pay=pay,
        usd_hour=usd,
        residence=made_residence(dice),
        languages=made_languages(dice),
        tier=dice.choice((*vocabulary("tiers"), None)),
        domains=some(dice, vocabulary("domains").ids, 3),
        tasks=some(dice, vocabulary("tasks").ids, 3),
        skills=some(dice, vocabulary("skills").ids, 4),
        degree=dice.choice(("asked", "none", "unstated", "unstated")),
        employment=dice.choice(("contractor", "contractor", "contractor", "employee", "unknown")),
    )


def conditions(dice: random.Random) -> dict[str, Any]:
    """Facts that were added later, by dice of their own: what was measured before stays the same."""
    return {
        "experience": dice.choice((None, None, None, 0, 1, 2, 3, 5, 8)),
        "right_to_work": True if dice.random() < 0.2 else None,
    }


def made_pay(dice: random.Random) -> tuple[Pay | None, tuple[int | None, int | None] | None]:
    """A pay in dollars, and what it is an hour in US cents, (least, most), where it is by the hour; None for no pay."""
    drawn = dice.random()
    unit = next(unit for share, unit in PAYS if drawn < share)
    low = dice.randint(8, 120)
    if unit == "hour":
        high = low + dice.choice((0, 5, 20, 60))
        least, most = dice.choice(((low, high), (low, None), (None, high)))
        return Pay(least, most, "USD", "hour"), (cents(least), cents(most))
    if unit == "task":
        return Pay(low, low, "USD", "task"), None
    return (Pay(low * 1_000, None, "USD", "year"), None) if unit == "year" else (None, None)


def cents(dollars: float | None) -> int | None:
    """Dollars in US cents, cut to whole ones; None stays None."""
    return None if dollars is None else int(dollars * 100)


def made_residence(dice: random.Random) -> Residence:
    """A resolved residence: half say nothing, a tenth are open to all but some, the rest name countries."""
    drawn = dice.random()
    if drawn < 0.5:
        return Residence()
    if drawn < 0.6:
        return Residence("any", excluded=some(dice, OPEN_TO[:13], 2))
    return Residence("only", some(dice, OPEN_TO, 4) or ("US",), conflict=dice.random() < 0.1)


def made_languages(dice: random.Random) -> tuple[Language, ...]:
    """The languages asked for, as BCP 47 tags: two in five name none, some name alternatives."""
    if dice.random() < 0.4:
        return ()
    tags = some(dice, ("en", "es", "es-MX", "pt-BR", "sv", "fr", "de", "ja", "hi", "sw", "ar-EG", "zh-Hans"), 2) or (
        "en",
    )
    group = 1 if len(tags) > 1 and dice.random() < 0.3 else None
    work = tuple(Language(tag, dice.choice((*LEVELS, None)), "work", group) for tag in tags)
    return (*work, Language("en", "fluent", "instructions")) if "en" not in tags and dice.random() < 0.5 else work


def some(dice: random.Random, choices: Sequence[str], most: int) -> tuple[str, ...]:
    """Up to `most` of these, each once; often none. Early ones come more often."""
    wanted = {
        choices[min(int(dice.expovariate(4 / len(choices))), len(choices) - 1)] for _ in range(dice.randint(0, most))
    }
    return tuple(sorted(wanted))


def title(dice: random.Random, facts: Facts) -> str:
    """A title like "Chemistry Rater (es-MX)"; three in ten of those with a language name it."""
    place = f" ({facts.languages[0].tag})" if facts.languages and dice.random() < 0.3 else ""
    return f"{dice.choice(SUBJECTS).title()} {dice.choice(ROLES).title()}{place}"


def text(dice: random.Random, length: int) -> str:
    """A text of `length` words drawn by rank (Zipf's law), a subject or role at every fortieth, a stop at every
    twelfth.
    """
    drawn = dice.choices(lexicon(), cum_weights=weights(), k=length)
    drawn[::40] = dice.choices(SUBJECTS + ROLES, k=len(drawn[::40]))
    drawn[11::12] = [f"{word}." for word in drawn[11::12]]
    return " ".join(drawn)


@cache
def lexicon() -> tuple[str, ...]:
    """Common words first, then subjects, roles and 20,000 invented ones: the rank of a word is its place."""
    dice = random.Random(7)
    invented = ("".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(20_000))
    return tuple(dict.fromkeys((*COMMON, *SUBJECTS, *ROLES, *invented)))


@cache
def weights() -> tuple[float, ...]:
    """How often each word comes, added up for `random.choices`: by one over its rank (Zipf), ten added to each."""
    return tuple(accumulate(1 / (rank + 10) for rank in range(len(lexicon()))))
