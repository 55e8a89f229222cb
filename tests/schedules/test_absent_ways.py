"""A way whose setting is taken out: it rests with its words, is told to the maintainer, and comes back."""

from dataclasses import replace
from datetime import timedelta

from bench.others import BotApi
from directory.letters import chosen, outbox
from directory.store import Store, notices
from schedules.post import Post
from tests.schedules.test_delivery import DAILY, Mailbox
from tests.schedules.test_ways import BASE, KENYA, bot, person, post, service, settings, start, told_by
from tests.support.making import DAY, START, crawl, posting

__all__ = ["bot", "post", "service", "settings"]  # fixtures

TAKEN_OUT = (
    "1 subscribers chose telegram, and WAY_TELEGRAM is not set: nothing new is sent there until it is again. "
    "Letters that wait for it are given up after five days."
)


def test_a_way_whose_setting_is_taken_out_rests_and_comes_back(store: Store, post: Post, bot: BotApi) -> None:
    who = person(store)
    start(bot, who)
    post.round(Mailbox(), START + timedelta(hours=1))
    assert chosen.by_mail(store, who.id, on=False, now=START)
    crawl(store, [BASE, KENYA], START + timedelta(hours=2), DAILY)
    assert [post.write_due(START + days * DAY) for days in (1, 2)].count(1) == 1  # it waits for Telegram
    without = Post(store, replace(post.settings, ways={}))
    for days in (3, 4):
        without.round(Mailbox(), START + days * DAY)
    (way,) = chosen.chosen(store, who.id)
    assert (way.stopped_at, way.words) == (START + 3 * DAY, "this site has no such way at present")
    (trouble,) = outbox.troubles(store, START)
    assert trouble.endswith("tried 0 times, this site has no such way at present")
    assert [one.text for one in notices.waiting(store, START + 4 * DAY)] == [TAKEN_OUT]
    later = posting("r2", "Another Swahili rater", "You must live in Kenya.", pay="8 USD per hour")
    crawl(store, [BASE, KENYA, later], START + 4 * DAY, DAILY)
    for days in (5, 6, 7):
        post.round(Mailbox(), START + days * DAY)
    told = [said["text"] for _, said in bot.messages[1:]]
    assert [("Swahili rater &lt;b&gt;" in text, "Another Swahili rater" in text) for text in told] == [
        (True, False),
        (False, True),
    ]
    assert chosen.chosen(store, who.id)[0].stopped_at is None


def test_letters_for_a_way_that_does_not_come_back_are_given_up(store: Store, post: Post, bot: BotApi) -> None:
    who = person(store)
    start(bot, who)
    post.round(Mailbox(), START + timedelta(hours=1))
    crawl(store, [BASE, KENYA], START + timedelta(hours=2), DAILY)
    assert [post.write_due(START + days * DAY) for days in (1, 2)].count(1) == 1  # once by each way
    without, box = Post(store, replace(post.settings, ways={})), Mailbox()
    for days in (3, 9):
        without.round(box, START + days * DAY)
    assert len(told_by(box)) == 1  # mail goes on
    (trouble,) = outbox.troubles(store, START)
    assert trouble.endswith("given up, this site has no such way at present")
