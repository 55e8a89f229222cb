"""From a crawl to the words: letters of random searches say what their listings are to the person, and nothing else."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bench.fill import subscribe
from directory.config import load
from directory.letters import account
from directory.letters import subscribers as alerts
from directory.letters.compose import Draft
from directory.posting import Posting
from directory.search import Search
from directory.store import Store
from schedules.post import Post
from tests.schedules.accounts import accounts
from tests.schedules.test_contents import NAMES, NOW, check
from tests.support.making import crawl, posting

COUNTRIES = ("PL", "KE", "US", "BR", "IN", "DE", "NG", "PH", "XK")
PLACES = (
    "You must live in Kenya.", "Open to residents of Poland, Germany and Brazil.", "Residents of Poland cannot apply.",
    "Open to candidates anywhere in the world.", "Must be based in India or the Philippines.", "",
    "Open to the European Union only.", "You must live in the United States, and Kenyans are welcome too.",
)  # fmt: skip
TONGUES = ("Native Swahili speaker.", "Fluent Polish is required.", "Spanish or Portuguese at C1.", "", "", "")
WORK = ("Python developer", "Swahili translator", "Chemistry expert", "Search rater", "Nurse", "Legal expert")
NAMES["acme"] = "Platform 99"


def search(dice: random.Random) -> str:
    """A search of somebody: where they live, what they speak, which groups they look at, what they look for."""
    said = [f"country={dice.choice(COUNTRIES)}"] if dice.random() < 0.8 else []
    if said and dice.random() < 0.5:
        said += [f"show={group}" for group in dice.sample(("open", "silent", "closed"), dice.randint(1, 3))]
    said += [
        f"speak={tag}" for tag in dice.sample(("sw", "pl:fluent", "es", "en", "unstated"), dice.choice((0, 0, 1, 2)))
    ]
    also = ("tier=coding", "q=expert", "pay=15", "paid=unstated", "state=any", "lang=sw", "fresh=7", "employment=any")
    return Search.parse("&".join([*said, *dice.sample(also, dice.choice((0, 0, 1, 2)))]))[0].to_query_string()


def listings(dice: random.Random, n: int) -> list[Posting]:
    return [
        posting(
            f"r{at}", f"{dice.choice(WORK)} {at % 40}", f"{dice.choice(PLACES)} {dice.choice(TONGUES)}",
            pay=dice.choice(("", "12 USD per hour", "40 USD per hour")),
        )
        for at in range(n)
    ]  # fmt: skip


def letters(store: Store, folder: Path, people: int, roles: int) -> list[Draft]:
    """The letters of a round for that many people, each with one search."""
    dice = random.Random(people)
    crawl(store, [posting("r0", "Baseline role")], NOW - timedelta(days=9))
    subscribe(store, [search(dice) for _ in range(people)], NOW - timedelta(days=8))
    crawl(store, [posting("r0", "Baseline role"), *listings(dice, roles)[1:]], NOW - timedelta(hours=2))
    Post(store, replace(load({"RUN_DIR": str(folder)}), secret_key="s" * 32)).write_due(NOW)
    made = []
    for who, letter in dict.fromkeys((who, letter) for who, _, letter, *_ in accounts(store)):
        person = alerts.subscriber(store, who)
        assert person is not None
        draft = account.draft_of(store, letter, person, alerts.alerts_of(store, who), {})
        assert draft is not None
        made.append(draft)
    return made


@pytest.mark.parametrize(
    ("people", "roles"), [(25, 30), pytest.param(500, 150, marks=[pytest.mark.heavy, pytest.mark.timeout(1_500)])]
)
def test_no_letter_holds_what_its_subject_denies(store: Store, tmp_path: Path, people: int, roles: int) -> None:
    made = letters(store, tmp_path, people, roles)
    assert len(made) > people // 2
    for draft in made:
        check(draft)
