"""A mail server that takes connections and says nothing: it must not hold up what goes other ways."""

from datetime import timedelta

from directory.letters.ways.way import Outcome
from directory.store import Store, notices
from schedules.post import Post
from schedules.tray import UNREACHED
from tests.schedules.test_one_letter import ByName, ask, post
from tests.support.making import START

__all__ = ["post"]  # a fixture
TOLD = "The mail server cannot be reached"


def test_a_server_that_does_not_answer_holds_no_round_up(store: Store, post: Post) -> None:
    names = [f"p{n}" for n in range(30)]
    ask(store, *names)
    box = ByName(says=dict.fromkeys(names, Outcome("later", "TimeoutError: timed out", reached=False)))
    rounds = [post.round(box, START + timedelta(seconds=minute * 60)) for minute in range(3)]
    assert [(done.later, done.unreached) for done in rounds] == [(UNREACHED, ("mail",))] * 3  # half a minute each
    assert len(box.asked) == 3 * UNREACHED
    assert [one.subject for one in notices.waiting(store, START + timedelta(hours=1))] == [TOLD]  # once a day
    done = post.round(ByName(), START + timedelta(hours=1))
    assert (done.sent, done.unreached) == (30, ())
