"""Many forms for one new address at the same moment: one subscriber, as many alerts, and nobody hears of an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import func, select

from directory.letters import subscribers as alerts
from directory.store import Store
from directory.store.letter_tables import AlertRow, SubscriberRow
from tests.schedules.test_delivery import wish
from tests.support.making import START

AT_ONCE, ROUNDS = 6, 8


def test_forms_for_one_address_at_once_make_one_subscriber(either: Store) -> None:
    gate = Barrier(AT_ONCE)

    def ask(at: int) -> int | None:
        ids = []
        for number in range(ROUNDS):
            gate.wait(300)
            ids.append(alerts.ask(either, wish("tier=coding", ("new",), f"one{number}@mail.example"), START))
        return len(set(ids))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert list(pool.map(ask, range(AT_ONCE))) == [ROUNDS] * AT_ONCE
    with either.reading() as session:
        assert session.exec(select(func.count()).select_from(SubscriberRow)).one() == ROUNDS
        assert session.exec(select(func.count()).select_from(AlertRow)).one() == ROUNDS * AT_ONCE
