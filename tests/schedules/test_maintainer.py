"""Mail to the maintainer: once a standstill, once a week, sent once, tried again, and nothing of a reader in it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from directory.config import BadSetting, Settings, load
from directory.letters.ways.way import Outcome
from directory.operation import missed, weekly
from directory.runs.run import Ending
from directory.store import Store, beats, notices, platforms
from directory.store.reports import Report, file
from schedules import maintainer
from tests.support.making import DAY, START, crawl, platform, posting

HOUR = timedelta(hours=1)


@dataclass
class Tray:
    """A carrier that answers from a list, then takes everything."""

    answers: list[str] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)

    def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
        assert recipient == "keeper@atlas.example"
        answer = self.answers.pop(0) if self.answers else "sent"
        if answer == "raise":
            raise UnicodeEncodeError("ascii", "x", 0, 1, "harmless")
        if answer == "sent":
            self.taken.append(raw)
        return Outcome("sent" if answer == "sent" else "later", answer)

    def reset(self) -> None:
        pass

    def subjects(self) -> list[str]:
        return [str(message_from_bytes(raw, policy=policy.default)["Subject"]) for raw in self.taken]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    known = load({"RUN_DIR": str(tmp_path), "MAINTAINER": "keeper@atlas.example"})
    return replace(known, public_url="https://atlas.example")


@pytest.fixture
def hours(either: Store) -> Store:
    crawl(either, [posting()], START, platform("acme", cadence_hours=6))
    crawl(either, [posting("b1", platform="beta")], START, platform("beta", cadence_hours=48))
    beats.beat(either, missed.BEGAN, START)
    return either


@pytest.mark.parametrize(
    ("after", "late"), [(17, ()), (19, ("acme",)), (24 * 5, ("acme",)), (24 * 7, ("acme", "beta"))]
)
def test_three_cadences_without_a_good_run(hours: Store, after: int, late: tuple[str, ...]) -> None:
    assert tuple(one.slug for one in missed.missed(hours, START + after * HOUR)) == late


def test_a_standstill_is_told_once_and_the_next_one_again(hours: Store) -> None:
    assert missed.tell(hours, START + 17 * HOUR) == ()
    assert missed.tell(hours, START + 19 * HOUR) == ("acme",)
    assert missed.tell(hours, START + 20 * HOUR) == ()
    assert missed.tell(hours, START + 7 * DAY) == ("beta",)
    crawl(hours, [posting()], START + 8 * DAY, platform("acme", cadence_hours=6))
    assert missed.tell(hours, START + 8 * DAY + HOUR) == ()
    assert missed.tell(hours, START + 9 * DAY) == ("acme",)


def test_one_mail_tells_of_all_that_stand_still(hours: Store, settings: Settings) -> None:
    crawl(hours, [posting()], START + DAY, platform("acme", cadence_hours=6), Ending(False, "half a page"))
    platforms.publish(hours, platform("never"))
    platforms.publish(hours, platform("shut", readable=False))
    tray = Tray()
    now = START + 7 * DAY
    assert missed.tell(hours, now) == ("acme", "beta", "never")
    assert maintainer.deliver(hours, settings, tray, now) == 1
    assert tray.subjects() == ["Not read: acme, beta, never"]
    (mail,) = (message_from_bytes(raw, policy=policy.default) for raw in tray.taken)
    assert mail["Message-ID"] == "<late-acme-2026-11-01T06-01-00@atlas.example>"
    text = mail.get_body(("plain",)).get_content()
    assert "acme: no good run since 2026-11-01 06:01 UTC (every 6 hours); stopped, half a page" in text
    assert maintainer.deliver(hours, settings, tray, now) == 0


@pytest.mark.parametrize("answer", ["451 later", "raise"])
def test_what_is_not_taken_waits_and_goes_once(hours: Store, settings: Settings, answer: str) -> None:
    tray = Tray([answer])
    now = START + DAY
    missed.tell(hours, now)
    assert [maintainer.deliver(hours, settings, tray, now + n * timedelta(minutes=5)) for n in range(6)] == [
        0, 0, 0, 1, 0, 0,
    ]  # fmt: skip
    assert tray.subjects() == ["Not read: acme"]


def test_the_week_is_told_once_a_week(hours: Store, settings: Settings) -> None:
    monday = datetime(2026, 11, 9, 6, tzinfo=START.tzinfo)
    told = [weekly.tell(hours, monday + n * HOUR) for n in range(-1, 24 * 7 + 1)]
    assert [n - 1 for n, fresh in enumerate(told) if fresh] == [-1, 0, 24 * 7]


def test_the_report_of_a_week(hours: Store) -> None:
    crawl(hours, [posting()], START + DAY, platform("acme", cadence_hours=6), Ending(False, "half a page"))
    file(hours, Report("acme/r1", "[fraud] write to me@mail.example", START + DAY))
    said = weekly.report(hours, "week/2026-W45", START + 2 * DAY)
    assert said.subject == "Task Atlas, the week to 2026-11-03"
    for line in (
        "applied 2, held 1", "11-02 06:00 acme: half a page",
        "acme: stopped (last good run: 2026-11-01 06:01), half a page",
        "0 people, searches: none", "Reports without an answer\n-------------------------\n1",
    ):  # fmt: skip
        assert line in said.text
    assert "mail.example" not in said.text


def test_nothing_is_sent_without_a_maintainer(hours: Store, settings: Settings) -> None:
    missed.tell(hours, START + DAY)
    assert maintainer.deliver(hours, replace(settings, maintainer=None), Tray(), START + DAY) == 0
    assert len(notices.waiting(hours, START + DAY)) == 1


def test_an_odd_address_of_the_maintainer_is_refused() -> None:
    with pytest.raises(BadSetting, match=r"MAINTAINER='me': .*for example MAINTAINER=maintainer@atlas.example"):
        load({"MAINTAINER": "me"})
