"""One letter never harms another, and what a mail server says deletes nobody's alerts."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, update

from directory.config import load
from directory.letters import bars, erasure, outbox
from directory.letters import subscribers as alerts
from directory.letters.ways.way import Outcome
from directory.store import Store, notices
from directory.store.letter_tables import SubscriberRow
from schedules.post import Post
from schedules.tray import IN_A_ROW, OWN_TRIES
from tests.schedules.test_delivery import Mailbox, wish
from tests.support.making import DAY, START

GONE = Outcome("never", "550 5.1.1 no such mailbox")
MINUTE = timedelta(minutes=1)


@dataclass
class ByName(Mailbox):
    """A carrier that answers by the name before the @; a name that it does not know is taken."""

    says: dict[str, Outcome] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    resets: int = 0

    def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
        self.asked.append(recipient)
        if recipient.startswith("raises"):
            raise UnicodeEncodeError("ascii", recipient, 0, 1, "not in range")
        return self.says.get(recipient.partition("@")[0]) or super().carry(raw, sender, recipient, name)

    def reset(self) -> None:
        self.resets += 1


@pytest.fixture
def post(store: Store, tmp_path: Path) -> Post:
    return Post(store, load({"RUN_DIR": str(tmp_path), "SECRET_KEY": "s" * 32, "PUBLIC_URL": "https://atlas.example"}))


def ask(store: Store, *names: str) -> None:
    for name in names:
        assert alerts.ask(store, wish(address=f"{name}@mail.example"), START) is not None


def test_a_letter_that_raises_waits_and_the_round_goes_on(store: Store, post: Post) -> None:
    ask(store, "raises1", "one", "raises2", "two")
    box = ByName()
    first = post.round(box, START)
    assert (first.sent, first.later, first.refused, box.resets) == (2, 0, 0, 2)
    assert len(outbox.troubles(store, START - DAY)) == 2
    assert "UnicodeEncodeError" in outbox.troubles(store, START - DAY)[0]


def test_a_letter_that_always_raises_is_given_up_and_shown(store: Store, post: Post) -> None:
    ask(store, "raises")
    box, now = ByName(), START
    for _ in range(OWN_TRIES + 3):
        post.round(box, now)
        now += timedelta(hours=6)
    assert len(box.asked) == OWN_TRIES
    assert outbox.troubles(store, START - DAY)[0].startswith("letter 1 (confirm): given up, UnicodeEncodeError")


@pytest.mark.parametrize("address", ["raises\r\nx@mail.example", "a,b@mail.example", "a b@mail.example"])
def test_an_address_that_came_in_otherwise_is_checked_before_it_leaves(store: Store, post: Post, address: str) -> None:
    ask(store, "one", "two")
    with store.writing() as session:
        session.exec(update(SubscriberRow).where(col(SubscriberRow.id) == 1).values(address=address))
    box = ByName()
    assert post.round(box, START).sent == 1
    assert box.asked == ["two@mail.example"]


def test_only_a_missing_mailbox_bars_and_alerts_rest(store: Store, post: Post) -> None:
    ask(store, "gone", "one")
    assert alerts.confirm(store, 1, START)
    box = ByName(says={"gone": GONE})
    assert post.round(box, START).refused == 1
    person = alerts.subscriber(store, 1)
    assert person is not None
    assert bars.barred(store, person.key) == bars.Bar("bounced", START, GONE.words)
    assert [(row.id, row.due_at) for row in alerts.alerts_of(store, 1)] == [(1, None)]
    assert alerts.ask(store, wish(address="gone@mail.example"), START) is None
    assert bars.lift(store, person.key, START)
    assert alerts.alerts_of(store, 1)[0].due_at is not None


@pytest.mark.parametrize(
    "words",
    ["550 5.7.1 relay denied", "554 5.7.509 DMARC", "552 5.2.2 full", "550 blocked", "554 5.6.0 data"],
)
def test_every_other_refusal_comes_later_and_deletes_nothing(store: Store, post: Post, words: str) -> None:
    names = [f"p{n}" for n in range(30)]
    ask(store, *names)
    for id in range(1, 31):
        alerts.confirm(store, id, START)
    box = ByName(says={name: Outcome("later", words) for name in names})
    assert post.round(box, START).refused == 0
    assert len(box.asked) == IN_A_ROW  # refused in a row: the round stops
    assert [len(alerts.alerts_of(store, id)) for id in range(1, 31)] == [1] * 30
    assert all(row.due_at for id in range(1, 31) for row in alerts.alerts_of(store, id))


def test_a_server_that_misses_everybody_bars_nobody(store: Store, post: Post) -> None:
    names = [f"p{n}" for n in range(30)]
    ask(store, *names)
    box = ByName(says=dict.fromkeys(names, GONE))
    posted = post.round(box, START)
    assert (posted.refused, posted.later, len(box.asked)) == (0, 30, 30)
    assert barred(store, 30) == []
    (notice,) = notices.waiting(store, START)
    assert notice.subject == "The mail server misses many mailboxes"
    assert post.round(ByName(), START + timedelta(hours=1)).sent == 30


def test_old_addresses_due_together_keep_nobody_waiting(store: Store, post: Post) -> None:
    """However many are missing, in whatever order: the others get theirs in the same round, and those are barred."""
    dead = [f"dead{n}" for n in range(2 * IN_A_ROW)]
    ask(store, *dead, "one", "two")
    posted = post.round(ByName(says=dict.fromkeys(dead, GONE)), START)
    assert (posted.sent, posted.later, posted.refused) == (2, 0, 2 * IN_A_ROW)
    assert barred(store, 12) == list(range(1, 11))
    assert notices.waiting(store, START) == ()


def test_a_missing_mailbox_is_believed_once_another_letter_was_taken(store: Store, post: Post) -> None:
    """Old addresses that end a round are doubted, since nothing was taken after them; not for ever."""
    dead = [f"dead{n}" for n in range(IN_A_ROW)]
    ask(store, "one", *dead)
    box = ByName(says=dict.fromkeys(dead, GONE))
    assert post.round(box, START).later == IN_A_ROW
    assert post.round(box, START + 2 * MINUTE).later == IN_A_ROW
    ask(store, "two")
    assert post.round(box, START + 3 * MINUTE).sent == 1
    assert barred(store, 7) == []
    assert post.round(box, START + 10 * MINUTE).refused == IN_A_ROW
    assert barred(store, 7) == [2, 3, 4, 5, 6]


def test_missing_mailboxes_between_refusals_neither_stop_nor_clear_a_row(store: Store, post: Post) -> None:
    denied = {f"p{n}": Outcome("later", "550 5.7.1 relay denied") for n in range(IN_A_ROW)}
    ask(store, "p0", "p1", "dead0", "dead1", "p2", "dead2", "p3", "dead3", "dead4", "p4", "one")
    posted = post.round(ByName(says={**denied, **{f"dead{n}": GONE for n in range(5)}}), START)
    assert (posted.sent, posted.later, posted.refused) == (0, 10, 0)
    assert barred(store, 11) == []


def barred(store: Store, people: int) -> list[int]:
    """Which of the first so many subscribers may not be written to."""
    found = {id: alerts.subscriber(store, id) for id in range(1, people + 1)}
    return [id for id, person in found.items() if person and bars.barred(store, person.key)]


def test_a_bar_keeps_no_address_that_the_server_repeated(store: Store, post: Post) -> None:
    """It outlives the subscriber's erasure, as a keyed hash alone: neither the address nor its name before the @."""
    ask(store, "ada.reader", "one")
    words = "550 5.1.1 <ada.reader@mail.example>: no mailbox Ada.Reader here, see old.name@else.example (192.0.2.7)"
    post.round(ByName(says={"ada.reader": Outcome("never", words)}), START)
    person = alerts.subscriber(store, 1)
    assert person is not None
    why = bars.barred(store, person.key)
    assert why is not None
    assert why.words == "550 5.1.1 <(address)>: no mailbox (address) here, see (address) ((network))"
    bars.complain(store, person.key, "told us at ada.reader@mail.example", START)
    why = bars.barred(store, person.key)
    assert why is not None
    assert why.words == "told us at (address)"


def test_two_spellings_of_a_mailbox_are_one(store: Store) -> None:
    first = alerts.ask(store, wish(address="@".join(("first.last", "gmail.com"))), START)
    second = alerts.ask(store, wish(address="@".join(("firstlast+x", "googlemail.com"))), START)
    owners = {row.subscriber for id in (first, second) if id and (row := alerts.alert(store, id))}
    assert len(owners) == 1


def test_keys_that_were_made_of_other_spellings_are_brought_up_to_date(store: Store) -> None:
    ask(store, "one", "two")
    assert erasure.rekey(store, lambda address: f"new {address}") == 2
    assert erasure.rekey(store, lambda address: f"new {address}") == 0
    assert erasure.rekey(store, lambda address: "same") == 1


def test_an_address_goes_thirty_days_after_it_was_stopped(store: Store, post: Post) -> None:
    ask(store, "one", "two")
    for id in (1, 2):
        alerts.confirm(store, id, START)
    alerts.stop_all(store, 1, START + MINUTE)
    alerts.stop(store, 2, START + MINUTE)
    assert erasure.sweep(store, START + timedelta(days=30)) == 0
    assert erasure.sweep(store, START + timedelta(days=30, minutes=2)) == 2
    assert (alerts.subscriber(store, 1), alerts.subscriber(store, 2)) == (None, None)


def test_who_comes_back_is_kept(store: Store) -> None:
    ask(store, "one")
    alerts.confirm(store, 1, START)
    alerts.stop_all(store, 1, START + MINUTE)
    ask(store, "one")
    alerts.confirm(store, 2, START + MINUTE)
    assert erasure.sweep(store, START + timedelta(days=60)) == 0
