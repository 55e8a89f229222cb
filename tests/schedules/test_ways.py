"""Every way that a subscriber chose: each event once in each, refusals end that way alone, a way is one file."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest

from bench.others import BOT, BotApi, PushService, push_service, server_key, telegram
from directory.config import BadSetting, Settings, load
from directory.letters import bars, chosen, erasure, reporting
from directory.letters import subscribers as alerts
from directory.letters import ways as rooms
from directory.letters.hearing import choose
from directory.letters.ways import open_ways
from directory.letters.ways.way import BadDestination, Outcome
from directory.store import Store
from directory.tokens import derive, keyed_hash
from schedules.post import Post
from tests.schedules.accounts import accounts
from tests.schedules.test_delivery import DAILY, MAIL, Mailbox, subscribe, wish
from tests.support.making import DAY, START, crawl, posting

SECRET = "s" * 32
KENYA = posting("r1", "Swahili rater <b>", "You must live in Kenya.", pay="9 USD per hour")
BASE = posting("r0", "Baseline role")


@pytest.fixture
def bot() -> Iterator[BotApi]:
    with telegram() as side:
        yield side


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as side:
        yield side


@pytest.fixture
def settings(tmp_path: Path, bot: BotApi, service: PushService) -> Settings:
    ways = {"WAY_TELEGRAM": bot.address, "WAY_PUSH": str(server_key(tmp_path)), "WAY_PUSH_HOSTS": service.address}
    return replace(load({"RUN_DIR": str(tmp_path), **ways}), public_url="https://atlas.example", secret_key=SECRET)


@pytest.fixture
def post(store: Store, settings: Settings) -> Post:
    crawl(store, [BASE], START - DAY)
    return Post(store, settings)


def person(store: Store, query: str = "country=KE", **given: object) -> alerts.Subscriber:
    alert = alerts.alert(store, subscribe(store, wish(query, **given)))
    assert alert is not None
    found = alerts.subscriber(store, alert.subscriber)
    assert found is not None
    return found


def told_by(box: Mailbox) -> list[bytes]:
    """The letters of a mailbox that tell something: a confirmation can not be unsubscribed from."""
    return [raw for raw in box.taken if b"List-Unsubscribe" in raw]


def start(bot: BotApi, who: alerts.Subscriber, chat: int = 55) -> None:
    """Somebody opens the link of their page and presses Start."""
    key = derive(SECRET, "connect", who.id, who.version)
    bot.told(chat, f"/start {key.replace('.', '-')}")


def test_each_event_comes_once_in_each_way(store: Store, post: Post, bot: BotApi, service: PushService) -> None:
    who = person(store)
    start(bot, who)
    assert choose(store, who.id, "push", post.ways["push"].destination(service.browser("a").subscription()), START)
    box = Mailbox()
    post.round(box, START + timedelta(hours=1))
    welcome = "Your alerts come here from now on."
    assert [re.sub("<[^>]+>", "", said["text"]).splitlines()[0] for _, said in bot.messages] == [welcome]
    assert [said["title"] for _, said in service.messages] == [welcome]
    crawl(store, [BASE, KENYA], START + timedelta(hours=2), DAILY)
    for days in (1, 2, 3):
        post.round(box, START + days * DAY)
    (text,) = [said["text"] for _, said in bot.messages[1:]]
    (push,) = [said for _, said in service.messages[1:]]
    assert len(told_by(box)) == 1
    assert text.startswith("<b>1 listing for Kenya: Swahili rater &lt;b&gt;, $9")
    assert '<a href="https://atlas.example/listing/acme/r1?country=KE">Swahili rater &lt;b&gt;</a>' in text
    assert push["title"].startswith("1 listing for Kenya: Swahili rater <b>, $9")
    assert push["body"] == "Swahili rater <b>"
    assert push["url"].startswith("https://atlas.example/alerts/more/")
    assert bot.messages[1][0] == "55"
    told = accounts(store)
    assert len({event for _, event, *_ in told}) == 1
    assert sorted(one[-1] for one in told) == [False, True, True]  # a push has no row that can be opened by itself
    topic = service.headers[1]
    assert (topic["topic"], topic["urgency"], topic["content-encoding"]) == (push["tag"], "normal", "aes128gcm")
    assert int(topic["ttl"]) == 28 * 86_400


def test_telegram_knows_its_subscriber_by_a_key_alone(store: Store, post: Post, bot: BotApi) -> None:
    who = person(store)
    bot.told(1, "/start")
    bot.told(2, "/start 1-2-" + "x" * 22)
    bot.told(3, "hello", locale="es")
    bot.told(4, f"/start {derive(SECRET, 'manage', who.id, who.version).replace('.', '-')}")
    bot.told(5, f"/start {derive(SECRET, 'connect', who.id, who.version).replace('.', '-')}", kind="group")
    post.round(Mailbox(), START)
    assert chosen.chosen(store, who.id) == ()
    assert [chat for chat, _ in bot.messages] == ["1", "2", "3", "4"]
    assert "https://atlas.example/es/" in bot.messages[2][1]["text"]
    post.round(Mailbox(), START + timedelta(minutes=1))
    assert bot.updates == []
    assert len(bot.messages) == 4


def test_told_again_after_a_break_it_is_the_same(store: Store, post: Post, bot: BotApi) -> None:
    who = person(store)
    start(bot, who)
    for minute in (0, 1):
        fresh = Post(store, post.settings)  # the process died before Telegram was told that it had been read
        fresh.round(Mailbox(), START + timedelta(minutes=minute))
    assert len(chosen.chosen(store, who.id)) == 1
    assert len(bot.messages) == 1


def test_numbers_that_begin_again_lower_are_heard(store: Store, post: Post, bot: BotApi) -> None:
    bot.told(1, "hello")
    for minute in range(3):
        post.round(Mailbox(), START + timedelta(minutes=minute))
    bot.number = 5  # after a week of silence Telegram goes on from a random number
    bot.told(2, "hello")
    post.round(Mailbox(), START + timedelta(minutes=4))
    assert [chat for chat, _ in bot.messages] == ["1", "2"]


def test_stop_in_the_chat_ends_that_way_alone(store: Store, post: Post, bot: BotApi) -> None:
    who = person(store)
    start(bot, who)
    post.round(Mailbox(), START)
    bot.told(55, "/stop")
    post.round(Mailbox(), START + timedelta(minutes=1))
    crawl(store, [BASE, KENYA], START + timedelta(hours=2), DAILY)
    box = Mailbox()
    post.round(box, START + DAY)
    assert (len(box.taken), len(bot.messages), chosen.chosen(store, who.id)) == (1, 1, ())


REFUSALS = [
    (403, "Forbidden: bot was blocked by the user", True),
    (403, "Forbidden: user is deactivated", True),
    (400, "Bad Request: chat not found", True),
    (401, "Unauthorized", False),
    (429, "Too Many Requests: retry after 7", False),
    (502, "Bad Gateway", False),
]


@pytest.mark.parametrize(("status", "words", "gone"), REFUSALS)
def test_only_nobody_there_ends_a_way(
    store: Store, post: Post, bot: BotApi, status: int, words: str, gone: bool
) -> None:
    who = person(store)
    start(bot, who)
    bot.answers.append((status, words))
    post.round(Mailbox(), START)
    (way,) = chosen.chosen(store, who.id)
    assert (way.stopped_at is not None) is gone
    assert (words in way.words) is gone
    post.round(Mailbox(), START + timedelta(minutes=2))
    assert len(bot.messages) == (0 if gone else 1)


@pytest.mark.parametrize(("status", "gone"), [(410, True), (404, True), (403, False), (429, False), (500, False)])
def test_a_browser_that_left_is_gone(store: Store, post: Post, service: PushService, status: int, gone: bool) -> None:
    who = person(store)
    choose(store, who.id, "push", post.ways["push"].destination(service.browser("a").subscription()), START)
    service.answers.append((status, ""))
    post.round(Mailbox(), START)
    assert (chosen.chosen(store, who.id)[0].stopped_at is not None) is gone
    assert len(service.messages) == 0


def test_who_asks_to_wait_is_left_alone_as_long(store: Store, post: Post, bot: BotApi, service: PushService) -> None:
    """The bot's whole round ends, a push service speaks for one browser; a date is read beside the service's clock."""
    people = [person(store, address=f"p{at}@mail.example") for at in range(3)]
    for at, who in enumerate(people):
        start(bot, who, 100 + at)
        choose(store, who.id, "push", post.ways["push"].destination(service.browser(f"b{at}").subscription()), START)
    bot.wait, service.wait = "3600", formatdate(time() + 864_000, usegmt=True)  # of which a day is granted
    bot.answers.append((429, "Too Many Requests: retry after 3600"))
    service.answers.append((429, ""))
    told = []
    for minute in (0, 1, 59, 61, 1_439, 1_441):
        post.round(Mailbox(), START + timedelta(minutes=minute))
        told.append((len(bot.messages), len(service.messages)))
    assert told == [(0, 2), (2, 2), (2, 2), (3, 2), (3, 2), (3, 3)]


def test_without_mail_the_other_way_tells_and_the_last_way_rests(store: Store, post: Post, bot: BotApi) -> None:
    who = person(store)
    assert not chosen.by_mail(store, who.id, on=False, now=START)
    start(bot, who)
    post.round(Mailbox(), START)
    assert chosen.by_mail(store, who.id, on=False, now=START)
    crawl(store, [BASE, KENYA], START + timedelta(hours=2), DAILY)
    box = Mailbox()
    post.round(box, START + DAY)
    assert (box.taken, len(bot.messages)) == ([], 2)
    bot.told(55, "/stop")
    crawl(store, [BASE, KENYA, posting("r2", "Other", "You must live in Kenya.")], START + 1.5 * DAY, DAILY)
    post.round(box, START + 2 * DAY)
    assert (box.taken, alerts.alerts_of(store, who.id)[0].due_at) == ([], None)
    assert chosen.by_mail(store, who.id, on=True, now=START + 2 * DAY)
    crawl(store, [BASE, KENYA, posting("r2", "Other", "You must live in Kenya.")], START + 2.5 * DAY, DAILY)
    post.round(box, START + 3 * DAY)
    assert len(box.taken) == 1
    assert "acme/r2" in box.texts()[0]
    assert "acme/r1" not in box.texts()[0]


def test_an_address_that_bounced_leaves_the_other_ways(store: Store, post: Post, bot: BotApi) -> None:
    who = person(store)
    start(bot, who)
    post.round(Mailbox(), START)
    crawl(store, [BASE, KENYA], START + timedelta(hours=2), DAILY)
    post.round(Mailbox([Outcome("never", "550 5.1.1 no such mailbox")]), START + DAY)
    assert bars.barred(store, keyed_hash(SECRET, MAIL)) is not None
    assert len(bot.messages) == 2
    crawl(store, [BASE, KENYA, posting("r2", "Other", "You must live in Kenya.")], START + 1.5 * DAY, DAILY)
    box = Mailbox()
    post.round(box, START + 2 * DAY)
    assert (box.taken, len(bot.messages)) == ([], 3)
    bars.lift(store, keyed_hash(SECRET, MAIL), START + 2 * DAY)
    assert alerts.subscriber(store, who.id) == replace(who, mail=True, last_letter_at=START + 2 * DAY)


def test_a_side_that_refuses_everybody_ends_no_way(store: Store, post: Post, bot: BotApi) -> None:
    people = [person(store, address=f"p{at}@mail.example") for at in range(6)]
    for at, who in enumerate(people):
        start(bot, who, 100 + at)
    bot.answers += [(400, "Bad Request: chat not found")] * 6
    post.round(Mailbox(), START)
    assert [way.stopped_at for who in people for way in chosen.chosen(store, who.id)] == [None] * 6


def test_a_brief_is_as_long_as_its_way_takes(store: Store, post: Post, bot: BotApi, service: PushService) -> None:
    who = person(store, "")
    start(bot, who)
    choose(store, who.id, "push", post.ways["push"].destination(service.browser("a").subscription()), START)
    many = [posting(f"m{at}", f"Role {at} 😀 {'é' * 180}", "You write.", pay="9 USD per hour") for at in range(40)]
    crawl(store, [BASE, *many], START + timedelta(hours=2), DAILY)
    post.round(Mailbox(), START)
    post.round(Mailbox(), START + DAY)
    text = html.unescape(re.sub("<[^>]+>", "", bot.messages[1][1]["text"]))
    assert len(text.encode("utf-16-le")) // 2 <= 4_096
    assert "40 listings" in text
    assert "+37 more: Acme (37)" in text
    assert len(service.messages) == 2


def test_erasure_and_export_know_the_ways(store: Store, post: Post, bot: BotApi) -> None:
    who = person(store)
    start(bot, who)
    post.round(Mailbox(), START)
    (kept,) = erasure.export(store, who.id)["ways"]
    assert (kept["name"], kept["destination"]) == ("telegram", "55")
    assert [(one.name, one.people) for one in reporting.ways(store, START)] == [("mail", 1), ("telegram", 1)]
    erasure.erase(store, who.id)
    assert chosen.chosen(store, who.id) == ()


def test_ten_ways_are_enough(store: Store, post: Post, service: PushService) -> None:
    who = person(store)
    for at in range(12):
        choose(store, who.id, "push", post.ways["push"].destination(service.browser(f"b{at}").subscription()), START)
    assert len(chosen.chosen(store, who.id)) == chosen.MOST


BAD = [
    "", "{}", "[]", '{"endpoint":"https://fcm.googleapis.com/x"}', "x" * 2_000,
    '{"endpoint":"https://fcm.googleapis.com/x","keys":{"auth":"AAAA","p256dh":"BBBB"}}',
]  # fmt: skip


@pytest.mark.parametrize("sent", BAD)
def test_what_is_no_subscription_is_refused(post: Post, sent: str) -> None:
    with pytest.raises(BadDestination):
        post.ways["push"].destination(sent)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://127.0.0.1:1/x", "https://evil.example/x", "https://evil.example\\.push.apple.com/x",
        "https://a@fcm.googleapis.com/x", "https://fcm.googleapis.com.evil.example/x", "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:444/x", "https://push.apple.com/x",
    ],
)  # fmt: skip
def test_only_known_push_services_are_written_to(
    store: Store, settings: Settings, service: PushService, endpoint: str
) -> None:
    ways = {name: value for name, value in settings.ways.items() if name != "WAY_PUSH_HOSTS"}
    push = open_ways(replace(settings, ways=ways))["push"]
    browser = replace(service.browser("a"), endpoint=endpoint)
    with pytest.raises(BadDestination):
        push.destination(browser.subscription())
    known = replace(browser, endpoint="https://updates.push.services.mozilla.com/wpush/v2/x")
    assert "updates.push" in push.destination(known.subscription())


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WAY_TELEGRAM", "api.telegram.org", "must hold the bot's token"),
        ("WAY_TELEGRAM", "https://12@api.telegram.org/Bot", "must hold the bot's token"),
        ("WAY_PUSH", "/no/such/file", "cannot be read as a key"),
        ("WAY_PIGEON", "coop", "ways are push, telegram"),
    ],
)
def test_a_bad_setting_is_refused_by_name_and_never_repeated(
    settings: Settings, name: str, value: str, words: str
) -> None:
    with pytest.raises(BadSetting, match=re.escape(words)) as told:
        open_ways(replace(settings, ways={name: value}))
    assert name in str(told.value)
    assert value not in str(told.value).partition("; for example")[0]


def test_without_settings_there_is_mail_alone(settings: Settings) -> None:
    assert open_ways(replace(settings, ways={})) == {}


PIGEON = """
from directory.letters.ways.way import WayOffer, Outcome
EXAMPLE = "coop"
TAKEN = []
def open_way(settings):
    return Pigeon()
class Pigeon:
    name, linked = "pigeon", False
    def offer(self, key, say): return WayOffer("Pigeon", "It flies.", "Send one", href="https://pigeon.example")
    def destination(self, sent): return sent
    def pack(self, brief): return brief.title.encode()
    def carry(self, packed, destination): return TAKEN.append((destination, packed.decode())) or Outcome("sent", "")
    def reset(self): pass
    def hear(self): return ()
    def heard(self, told): pass
"""


def test_a_way_is_one_file(store: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "pigeon.py").write_text(PIGEON, encoding="utf-8")
    monkeypatch.setattr(rooms, "__path__", [*rooms.__path__, str(folder)])
    rooms.names.cache_clear()
    try:
        crawl(store, [BASE], START - DAY)
        post = Post(store, replace(settings, ways={"WAY_PIGEON": "coop"}))
        who = person(store)
        choose(store, who.id, "pigeon", "loft", START)
        crawl(store, [BASE, KENYA], START + timedelta(hours=2), DAILY)
        box = Mailbox()
        post.round(box, START + DAY)
        from directory.letters.ways import pigeon

        assert [where for where, _ in pigeon.TAKEN] == ["loft", "loft"]
        assert pigeon.TAKEN[1][1].startswith("1 listing for Kenya")
        assert (len(told_by(box)), [one.name for one in reporting.ways(store, START)]) == (1, ["mail", "pigeon"])
    finally:
        rooms.names.cache_clear()


def test_the_link_of_telegram_is_one_that_it_takes(post: Post) -> None:
    link = post.ways["telegram"].offer(derive(SECRET, "connect", 2**31 - 1, 2**31 - 1), str).href
    assert re.fullmatch(rf"https://t\.me/{BOT}\?start=[A-Za-z0-9_-]{{1,64}}", link)
