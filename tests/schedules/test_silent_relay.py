"""A mail server that takes connections and says nothing: it must not hold up what goes other ways."""

from datetime import timedelta

from directory.letters.ways.way import Outcome
from directory.store import Store
from schedules.post import UNREACHED, Post
from tests.schedules.test_one_letter import ByName, ask, post
from tests.support.making import START

__all__ = ["post"]  # a fixture


def test_a_server_that_does_not_answer_holds_no_round_up(store: Store, post: Post) -> None:
    names = [f"p{n}" for n in range(30)]
    ask(store, *names)
    box = ByName(says=dict.fromkeys(names, Outcome("later", "TimeoutError: timed out", reached=False)))
    rounds = [post.round(box, START + timedelta(seconds=minute * 60)).later for minute in range(3)]
    assert (rounds, len(box.asked)) == ([UNREACHED] * 3, 3 * UNREACHED)  # half a minute each, the others' turn is next
    assert post.round(ByName(), START + timedelta(hours=1)).sent == 30
