"""The dead-man's switch: asked after good rounds only, and never a harm to them."""

from http.client import HTTPException

import pytest

from directory.config import BadSetting, load
from schedules.jobs import guarded
from schedules.switch import Switch, ping
from tests.schedules.test_websub import hub

URL = "https://checks.example/ping/1"
NEEDED = ("crawls", "post")


def test_it_is_asked_once_every_part_was_well() -> None:
    asked: list[str] = []
    switch = Switch(URL, NEEDED, asked.append)
    switch.note("crawls", good=True)
    assert not switch.press()
    switch.note("post", good=True)
    assert [switch.press(), switch.press(), asked] == [True, False, [URL]]


def test_a_failing_part_silences_it_until_it_is_well_again() -> None:
    asked: list[str] = []
    switch = Switch(URL, NEEDED, asked.append)
    guarded("post", lambda: None, switch)()
    guarded("crawls", lambda: 1 / 0, switch)()
    guarded("data", lambda: 1 / 0, switch)()  # no part of what must not stand still
    assert not switch.press()
    guarded("crawls", lambda: None, switch)()
    guarded("post", lambda: False, switch)()  # a round whose relay could not be reached
    assert not switch.press()
    guarded("post", lambda: True, switch)()
    assert (switch.press(), asked) == (True, [URL])


def test_without_an_address_nothing_is_asked() -> None:
    switch = Switch(None, ())
    assert not switch.press()


@pytest.mark.parametrize("problem", [OSError("no route"), HTTPException("odd"), ValueError("no host")])
def test_another_side_that_fails_never_harms(problem: Exception, caplog: pytest.LogCaptureFixture) -> None:
    def fails(url: str) -> None:
        raise problem

    switch = Switch(URL, ("post",), fails)
    for _ in range(3):
        switch.note("post", good=True)
        assert not switch.press()
    assert [row.message for row in caplog.records] == [
        f"the dead-man's switch could not be reached: {type(problem).__name__}"
    ]


def test_only_a_success_counts() -> None:
    with hub() as (address, _), pytest.raises(HTTPException, match="answered 501"):
        ping(f"{address}?run=1")  # this server answers POST only


def test_an_odd_address_is_refused_without_showing_it() -> None:
    with pytest.raises(BadSetting, match=r"^PING_URL=\(hidden\): must be an http or https address; for example "):
        load({"PING_URL": "ftp://checks.example/secret"})
