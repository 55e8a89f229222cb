"""From a crawl to the mailbox: every matching event in exactly one letter, whatever breaks on the way."""

import re
import sqlite3
from argparse import Namespace
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from directory.commands import bar, unbar
from directory.config import Settings, load
from directory.letters import account as accounting
from directory.letters import bars, erasure, outbox
from directory.letters import due as telling
from directory.letters import subscribers as alerts
from directory.letters.compose import Wanted
from directory.letters.match import gather
from directory.letters.ways.way import Outcome
from directory.search import Finder, Search, open_finder
from directory.store import Store, events, platforms
from directory.store.letter_tables import SubscriberRow
from directory.tokens import keyed_hash
from schedules.post import Post
from tests.schedules.accounts import accounts
from tests.support.making import DAY, START, crawl, platform, posting

WEEK = timedelta(weeks=1)
MAIL = "reader@mail.example"


@dataclass
class Mailbox:
    """A carrier that keeps what it takes; `answers` are given first, then everything is taken."""

    answers: list[Outcome] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)
    tried: list[bytes] = field(default_factory=list)

    def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
        self.tried.append(raw)
        outcome = self.answers.pop(0) if self.answers else Outcome("sent", "accepted")
        if outcome.state == "sent":
            self.taken.append(raw)
        return outcome

    def reset(self) -> None:
        pass

    def texts(self) -> list[str]:
        return [text_of(raw) for raw in self.taken]


DAILY = platform(cadence_hours=24)
"""Read once a day, so that a day later it is not late."""


def text_of(raw: bytes) -> str:
    parts = [part for part in message_from_bytes(raw).walk() if part.get_content_type() == "text/plain"]
    body = parts[0].get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode().replace("\r\n", "\n")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(load({"RUN_DIR": str(tmp_path)}), public_url="https://atlas.example", secret_key="s" * 32)


@pytest.fixture
def finder(store: Store, settings: Settings) -> Finder:
    return open_finder(store, settings)


@pytest.fixture
def post(store: Store, settings: Settings) -> Post:
    crawl(store, [posting("r0", "Baseline role")], START - DAY)
    return Post(store, settings)


def wish(query: str = "", kinds: tuple[Wanted, ...] = ("new",), address: str = MAIL, **given: Any) -> alerts.Wish:
    usual: dict[str, Any] = {"cadence": "daily", "locale": "en", "time_zone": "UTC", "hour": 7}
    return alerts.Wish(address, keyed_hash("s" * 32, address), query, kinds, **{**usual, **given})


def subscribe(store: Store, given: alerts.Wish, at: datetime = START) -> int:
    id = alerts.ask(store, given, at)
    assert id is not None
    assert alerts.confirm(store, id, at)
    return id


def deliver_all(post: Post, at: datetime, box: Mailbox | None = None) -> Mailbox:
    box = box or Mailbox()
    post.round(box, at)
    return box


def told(store: Store) -> list[tuple[int, str, bool]]:
    """(event, listing, shown) of everything that letters account for."""
    return sorted((event, listing, shown) for _, event, _, _, listing, shown in accounts(store))


def test_first_a_confirmation_and_nothing_else(store: Store, post: Post) -> None:
    assert alerts.ask(store, wish("tier=coding"), START) is not None
    crawl(store, [posting("r0", "Baseline role"), posting("r1", "Python developer")], START + DAY)
    box = deliver_all(post, START + 2 * DAY)
    assert len(box.taken) == 1
    assert "List-Unsubscribe" not in message_from_bytes(box.taken[0])
    assert re.search(r"https://atlas\.example/alerts/confirm/\d+\.\d+\.[\w-]{22}\n", box.texts()[0])


def test_a_new_listing_arrives_once_with_its_proof(store: Store, post: Post) -> None:
    subscribe(store, wish("country=KE"))
    deliver_all(post, START)
    seen = [
        posting("r0", "Baseline role"),
        posting("r1", "Swahili rater", "You must live in Kenya.", pay="9 USD per hour"),
    ]
    crawl(store, seen, START + timedelta(hours=2), DAILY)
    box = deliver_all(post, START + DAY)
    deliver_all(post, START + 2 * DAY, box)
    (text,) = box.texts()
    assert text.splitlines()[0].startswith("1 listing for Kenya: Swahili rater, $9")
    assert "Because it says: “must live in Kenya” (the description)" in text
    assert "https://atlas.example/listing/acme/r1" in text
    assert "Baseline role" not in text
    assert [(listing, shown) for _, listing, shown in told(store)] == [("acme/r1", True)]


@pytest.mark.parametrize(
    ("locale", "proof", "change"),
    [
        ("es", "Porque dice: «must live in Kenya»", "Pago cambiado"),
        ("pt", "Porque diz: “must live in Kenya”", "Pagamento alterado"),
        ("fr", "Parce qu’elle dit", "Rémunération modifiée"),
    ],
)
def test_a_letter_speaks_its_reader_s_language(store: Store, post: Post, locale: str, proof: str, change: str) -> None:
    subscribe(store, wish("country=KE", ("pay",), locale=locale))
    deliver_all(post, START)
    old, new = (posting("r1", "Writer", "You must live in Kenya.", pay=f"{n} USD per hour") for n in (10, 15))
    crawl(store, [posting("r0", "Baseline role"), old], START + timedelta(hours=1))
    crawl(store, [posting("r0", "Baseline role"), new], START + timedelta(hours=8))
    (text,) = deliver_all(post, START + DAY).texts()
    assert proof in text
    assert change in text


@pytest.mark.parametrize(
    ("locale", "country", "prefix"), [("en", "Brazil", ""), ("es", "Brasil", "/es"), ("fr", "Brésil", "/fr")]
)
def test_countries_and_links_of_a_letter_are_its_reader_s(
    store: Store, post: Post, locale: str, country: str, prefix: str
) -> None:
    subscribe(store, wish("country=BR&platform=acme", locale=locale))
    first = deliver_all(post, START)
    crawl(
        store, [posting("r0", "Baseline role"), posting("r1", "Rater", "Open to Brazil.")], START + timedelta(hours=1)
    )
    box = deliver_all(post, START + DAY, first)
    for text in box.texts():
        assert country in text
        assert set(re.findall(r"https://atlas\.example(/\w\w)?/(?:alerts|u|listing)?", text)) == {prefix}
    assert "Acme" in box.texts()[1].split("==")[1]
    assert f"https://atlas.example{prefix}/listing/acme/r1?country=BR" in box.texts()[1]


def test_a_mark_that_the_news_tells_already_is_not_said_twice(store: Store, post: Post) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    crawl(store, [posting("r0", "Baseline role"), posting("r1", "Rater")], START + timedelta(hours=2), DAILY)
    (text,) = deliver_all(post, START + DAY).texts()
    assert "New | Pay not stated | Does not say where | Language not stated\n" in text


def test_who_stops_gets_nothing_more_that_waited(store: Store, post: Post) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    crawl(store, [posting("r0", "Baseline role"), posting("r1")], START + timedelta(hours=2))
    deliver_all(post, START + DAY, Mailbox([Outcome("later", "451 later")]))
    alerts.stop_all(store, 1, START + DAY)
    assert deliver_all(post, START + 2 * DAY).taken == []


def test_who_complains_is_barred_by_a_command(store: Store, post: Post, settings: Settings) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    assert bar.run(Namespace(address=MAIL.upper(), words="abuse report"), settings) == 0
    (parked,) = alerts.alerts_of(store, 1)
    assert (parked.due_at, alerts.ask(store, wish(), START)) == (None, None)
    why = bars.barred(store, keyed_hash("s" * 32, MAIL))
    assert why is not None
    assert (why.reason, why.words) == ("complained", "abuse report")
    assert unbar.run(Namespace(address=MAIL), settings) == 0
    (woken,) = alerts.alerts_of(store, 1)
    assert woken.due_at is not None
    assert unbar.run(Namespace(address=MAIL), settings) == 1


def test_every_letter_can_be_stopped_with_one_click(store: Store, post: Post) -> None:
    subscribe(store, wish())
    crawl(store, [posting("r0", "Baseline role"), posting("r1")], START + timedelta(hours=2))
    box = Mailbox()
    deliver_all(post, START + DAY, box)
    mail = message_from_bytes(box.taken[-1])
    assert re.fullmatch(r"<https://atlas\.example/u/\d+\.\d+\.[\w-]{22}/stop>", mail["List-Unsubscribe"])
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_beyond_three_a_platform_the_link_lists_exactly_the_rest(store: Store, post: Post) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    crawl(store, [posting(f"r{n}", f"Role number {n}", f"Text {n}") for n in range(6)], START + timedelta(hours=2))
    box = deliver_all(post, START + DAY)
    (text,) = box.texts()
    link = re.search(r"\+2 more: Acme \(2\)\n  https://atlas\.example/alerts/more/(\d+)\.\S+\?alert=(\d+)\n", text)
    assert link is not None
    hidden = [listing for _, listing in telling.behind(store, int(link[1]), int(link[2]))]
    assert sorted(hidden) == sorted(listing for _, listing, shown in told(store) if not shown)
    assert len(hidden) == 2


def test_what_nobody_has_checked_is_counted_and_stands_behind_the_link(store: Store, post: Post) -> None:
    subscribe(store, wish("country=KE"))
    deliver_all(post, START)
    open_now = posting("r1", "Late role", "You must live in Kenya.")
    crawl(store, [posting("r0", "Baseline role"), open_now], START + timedelta(hours=2))
    (text,) = deliver_all(post, START + timedelta(hours=2) + 9 * DAY).texts()
    assert text.splitlines()[0] == "1 not checked lately"
    assert "Late role" not in text
    assert "https://atlas.example/alerts/more/" in text
    assert "Open to you" not in text


def test_what_is_late_is_not_open_to_you(store: Store, post: Post) -> None:
    subscribe(store, wish("country=KE"))
    deliver_all(post, START)
    open_now = posting("r1", "Late role", "You must live in Kenya.")
    crawl(store, [posting("r0", "Baseline role"), open_now], START + timedelta(hours=2))
    (text,) = deliver_all(post, START + DAY).texts()
    assert "not checked since 1 Nov 2026" in text
    assert "When last checked: Open to Kenya" in text
    assert "1 listing not verified lately" in text


def test_a_platform_s_first_crawl_is_one_line(store: Store, post: Post) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    fresh = [posting(f"n{n}", f"Fresh role {n}", f"Words {n}", platform="newco") for n in range(40)]
    crawl(store, fresh, START + timedelta(hours=2), platform("newco"))
    (text,) = deliver_all(post, START + DAY).texts()
    assert "We now read Newco too: 40 of its listings match." in text
    assert "Fresh role" not in text.partition("Newco")[2]
    assert len(told(store)) == 40


def test_nothing_new_is_no_letter_and_after_eight_weeks_one_question(store: Store, post: Post) -> None:
    subscribe(store, wish(cadence="weekly"))
    box = Mailbox()
    deliver_all(post, START, box)
    for week in range(1, 12):
        deliver_all(post, START + week * WEEK, box)
    assert len(box.taken) == 2  # the confirmation and one question
    assert "Do you still want these alerts?" in box.texts()[1]


def test_pay_changes_are_told_to_those_who_asked(store: Store, post: Post) -> None:
    subscribe(store, wish(kinds=("pay",)))
    deliver_all(post, START)
    role = [posting("r0", "Baseline role"), posting("r1", "Writer", "Write.", pay="10 USD per hour")]
    crawl(store, role, START + timedelta(hours=1))
    crawl(store, [role[0], posting("r1", "Writer", "Write.", pay="15 USD per hour")], START + timedelta(hours=8))
    (text,) = deliver_all(post, START + DAY).texts()
    assert "Pay changed | $15 an hour" in text


def test_newly_open_to_my_country(store: Store, post: Post) -> None:
    here = [posting("r0", "Baseline role", "You must live in Brazil.")]
    crawl(store, here, START - timedelta(hours=2))
    subscribe(store, wish("country=KE", kinds=("country",)))
    deliver_all(post, START)
    crawl(store, [posting("r0", "Baseline role", "You must live in Brazil or Kenya.")], START + timedelta(hours=2))
    box = deliver_all(post, START + DAY)
    crawl(
        store, [posting("r0", "Baseline role", "You must live in Brazil, Kenya or Peru.")], START + timedelta(hours=30)
    )
    deliver_all(post, START + 2 * DAY, box)
    (text,) = box.texts()
    assert "Newly open to your country" in text


def test_a_search_that_cannot_be_read_any_more_is_parked_and_told_once(store: Store, post: Post) -> None:
    subscribe(store, wish("tier=coding&domain=alchemy"))
    box = Mailbox()
    for day in range(1, 4):
        deliver_all(post, START + day * DAY, box)
    assert [("can no longer be read" in text) for text in box.texts()] == [False, True]
    assert "alchemy" in box.texts()[1]


def test_a_server_that_is_away_loses_nothing_and_repeats_the_same_bytes(store: Store, post: Post) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    crawl(store, [posting("r0", "Baseline role"), posting("r1")], START + timedelta(hours=2))
    box = Mailbox([Outcome("later", "451 later")] * 3)
    for minutes in (0, 2, 10, 40, 200):
        deliver_all(post, START + DAY + timedelta(minutes=minutes), box)
    assert len(box.taken) == 1
    assert len(box.tried) == 4
    assert set(box.tried) == set(box.taken)


def test_an_address_that_refuses_for_good_is_barred(store: Store, post: Post) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    crawl(store, [posting("r0", "Baseline role"), posting("r1")], START + timedelta(hours=2))
    deliver_all(post, START + DAY, Mailbox([Outcome("never", "550 no such mailbox")]))
    assert alerts.ask(store, wish(), START + 2 * DAY) is None
    assert deliver_all(post, START + 3 * DAY).taken == []


def test_a_letter_claimed_by_a_clock_that_died_goes_again(store: Store, post: Post) -> None:
    subscribe(store, wish())
    lost = outbox.claim(store, START)
    assert lost is not None
    assert outbox.claim(store, START + timedelta(minutes=9)) is None
    box = deliver_all(post, START + timedelta(minutes=11))
    assert [message_from_bytes(raw)["Message-ID"] for raw in box.taken] == [f"<confirm-{lost.id}-1@atlas.example>"]


def test_two_clocks_by_mistake_write_one_letter(store: Store, post: Post, settings: Settings) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    crawl(store, [posting("r0", "Baseline role"), posting("r1")], START + timedelta(hours=2))
    other = Post(store, settings)
    stale = gather(store, 0, events.last_id(store), START + DAY)
    assert other.write_due(START + DAY) == 1
    assert accounting.advance(store, stale, [1], START + DAY) == 0
    assert post.write_due(START + DAY) == 0


@pytest.mark.heavy
def test_whom_another_clock_holds_is_left_to_it(postgres: Store, settings: Settings) -> None:
    crawl(postgres, [posting("r0", "Baseline role")], START - DAY)
    subscribe(postgres, wish())
    crawl(postgres, [posting("r0", "Baseline role"), posting("r1")], START + timedelta(hours=2))
    with postgres.writing() as session:
        session.exec(select(SubscriberRow).with_for_update()).all()
        assert Post(postgres, settings).write_due(START + DAY) == 0
    assert Post(postgres, settings).write_due(START + DAY) == 1


def test_editing_keeps_the_alert_and_tells_nothing_twice(store: Store, post: Post) -> None:
    id = subscribe(store, wish())
    deliver_all(post, START)
    crawl(store, [posting("r0", "Baseline role"), posting("r1", "Python developer")], START + timedelta(hours=2))
    box = deliver_all(post, START + DAY)
    assert alerts.edit(store, id, query="platform=acme", kinds=("new", "pay"), cadence="daily", now=START + DAY)
    deliver_all(post, START + 2 * DAY, box)
    assert len(box.taken) == 1
    kept = alerts.alert(store, id)
    assert kept is not None
    assert (kept.query, kept.kinds, kept.sent) == ("platform=acme", ("new", "pay"), 1)


def test_a_pause_keeps_what_happens_for_the_next_letter(store: Store, post: Post) -> None:
    id = subscribe(store, wish())
    deliver_all(post, START)
    assert alerts.pause(store, id, 1, START)
    crawl(store, [posting("r0", "Baseline role"), posting("r1")], START + timedelta(hours=2))
    assert deliver_all(post, START + 3 * DAY).taken == []
    assert len(deliver_all(post, START + 8 * DAY).taken) == 1


def test_unconfirmed_addresses_are_forgotten_after_seven_days(store: Store, post: Post) -> None:
    alerts.ask(store, wish(), START)
    deliver_all(post, START + 6 * DAY)
    assert alerts.subscriber(store, 1) is not None
    deliver_all(post, START + 7 * DAY + timedelta(seconds=1))
    assert alerts.subscriber(store, 1) is None


def test_erasing_leaves_nothing(store: Store, post: Post, tmp_path: Path) -> None:
    subscribe(store, wish())
    deliver_all(post, START)
    shown = erasure.export(store, 1)
    assert shown["subscriber"]["address"] == MAIL
    assert [row["query"] for row in shown["alerts"]] == [""]
    erasure.erase(store, 1)
    assert erasure.export(store, 1) == {}
    with closing(sqlite3.connect(tmp_path / "atlas.db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert MAIL not in dump
    assert keyed_hash("s" * 32, MAIL) not in dump
    store.forget()
    files = [path.read_bytes() for path in tmp_path.glob("atlas.db*")]
    assert not any(MAIL.encode() in raw for raw in files)


def test_a_number_of_a_subscriber_is_never_given_twice(store: Store) -> None:
    first = alerts.alert(store, subscribe(store, wish()))
    assert first is not None
    erasure.erase(store, first.subscriber)
    second = alerts.alert(store, subscribe(store, wish()))
    assert second is not None
    assert second.subscriber != first.subscriber
    assert second.id != first.id


def test_every_alert_speaks_the_search_of_the_page(store: Store, post: Post, finder: Finder) -> None:
    query = "lang=sw&tier=languages"
    subscribe(store, wish(query))
    deliver_all(post, START)
    seen = [
        posting("r0", "Baseline role"),
        posting("r1", "Swahili translator", "Translate from English into Swahili."),
        posting("r2", "Python developer", "Review Python code."),
    ]
    crawl(store, seen, START + timedelta(hours=2))
    deliver_all(post, START + DAY)
    finder.catch_up()
    page = finder.find(Search.parse(query)[0], now=START + DAY)
    assert {listing for _, listing, _ in told(store)} == set(page.ids) == {"acme/r1"}
    assert [record.slug for record in platforms.all(store)] == ["acme"]
