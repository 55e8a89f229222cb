"""What to do about a run that was held: each cause that the crawler knows has its step."""

import re
import socket
from datetime import timedelta

import pytest
from scrapy.exceptions import CannotResolveHostError

from crawler import responses
from crawler.failures import NO_NAMES, WORDS, tell
from crawler.robots import REFUSED, UNREACHABLE
from directory.runs import run as runs
from directory.runs.judge import Ending
from directory.runs.steps import AGAIN, APART, CLOCK, COUNT, LOOK, NEW_HOME, STEPS, next_of, next_step, told
from directory.store import Store, platforms
from tests.support.making import START, platform

OBEYED = "set `readable = False` with the reason and the day: robots.txt is obeyed"
CAUSES = [
    ('shape changed: the answer has no "jobs" any more', LOOK),
    ("shape changed: KeyError 'total_pages'", LOOK),
    ("a web page where JSON was expected", LOOK),
    ("the list never ends: page 4 leads back to one that was read", LOOK),
    ("3 of 9 postings could not be read: title: Field required", LOOK),
    ("the ids changed: 8 of 9 are gone and 9 are new", LOOK),
    ("found 2, fewer than the floor of 5", COUNT),
    ("found 2, less than half of the usual 50", COUNT),
    ("not found (404): the board may have moved, find its new home", NEW_HOME),
    ("the host's name is unknown", NEW_HOME),
    ("no answer in time", AGAIN),
    (NO_NAMES, AGAIN),
    (UNREACHABLE.format(why=NO_NAMES), AGAIN),
    (UNREACHABLE.format(why="it answers 503"), AGAIN),
    (UNREACHABLE.format(why="the host's name is unknown"), NEW_HOME),
    (REFUSED, OBEYED),
    ("the platform is failing (503)", AGAIN),
    ("recorded at 2025-06-26 00:00 UTC, before what is stored (2026-11-19 07:00 UTC)", APART),
]


@pytest.mark.parametrize(("cause", "step"), CAUSES)
def test_each_cause_has_its_step(cause: str, step: str) -> None:
    assert next_step(cause, "acme") == step.format(slug="acme")
    assert told(cause, "acme") == f"{cause}; next: {step.format(slug='acme')}"


@pytest.mark.parametrize(
    ("said", "words"),
    [(socket.EAI_AGAIN, NO_NAMES), (socket.EAI_NONAME, "the host's name is unknown")],
)
def test_a_network_of_ours_that_is_away_is_no_platform_that_moved(said: int, words: str) -> None:
    problem = CannotResolveHostError(f"DNS lookup failed: address 'acme.example' not found: [Errno {said}] …")
    assert tell(problem) == words


def test_every_refusal_has_a_step_of_its_own() -> None:
    quiet = [words for words in responses.STATUS_WORDS.values() if next_step(words, "acme") == AGAIN]
    quiet += [words for _, words in WORDS if "size limit" in words and next_step(words, "acme") == AGAIN]
    assert quiet == []
    assert all(re.fullmatch(r"[^{}]*(\{slug\}[^{}]*)*", step) for _, step in STEPS)


def test_health_says_cause_and_step(store: Store) -> None:
    now = START + timedelta(hours=1)
    runs.finish(store, runs.start(store, platform(), START), Ending(False, 'shape changed: "jobs" is text'), now)
    held = platforms.health(store, "acme", now)
    assert held is not None
    assert (held.state, next_of(held)) == ("held", LOOK.format(slug="acme"))


def test_a_platform_that_nobody_asks_says_so(store: Store) -> None:
    runs.finish(store, runs.start(store, platform(floor=0), START), Ending(True, "finished"), START)
    good, stopped = (platforms.health(store, "acme", START + timedelta(days=days)) for days in (0, 300))
    assert good is not None
    assert stopped is not None
    assert (good.state, next_of(good)) == ("good", "")
    assert (stopped.state, next_of(stopped)) == ("stopped", CLOCK.format(slug="acme"))
