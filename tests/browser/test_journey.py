"""The whole journey of a letter: a real browser, a real site, a real mail server, one click to stop."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from directory.config import Settings, load
from directory.letters import erasure
from directory.letters import subscribers as alerts
from directory.search import open_finder
from directory.store import Store
from schedules.post import Post
from schedules.smtp import carrier
from tests.schedules.test_smtp import Server, free_port
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import KENYA, coders
from web import create_app

pytestmark = pytest.mark.heavy
NEW = posting("k2", "Swahili translator", "You translate into Swahili.\nYou must live in Kenya.", pay="14 USD per hour")

SLOW = platform(cadence_hours=48)  # read seldom enough to be up to date on every day of the journey


@dataclass
class Site:
    """A running site and the mail server that its letters go to."""

    address: str
    store: Store
    settings: Settings
    server: Server
    smtp: str

    def post(self, days: int) -> None:
        """A round of the post, three hours and that many days after the start."""
        with carrier(self.smtp, Path("unused")) as way:
            Post(self.store, self.settings).round(way, START + timedelta(days=days, hours=3))

    def letters(self) -> list[Message]:
        """What the mail server took."""
        return [message_from_bytes(raw) for raw in self.server.letters]


@pytest.fixture
def site(store: Store, tmp_path: Path) -> Iterator[Site]:
    crawl(store, [KENYA, *coders(5)], START, SLOW)
    port, mail = free_port(), free_port()
    base = load({"RUN_DIR": str(tmp_path), "CLOCK": (START + timedelta(hours=2)).isoformat()})
    known = replace(base, public_url=f"http://127.0.0.1:{port}", secret_key="s" * 32)
    finder = open_finder(store, known)
    web = make_server("127.0.0.1", port, create_app(known, store, finder), threaded=True)
    thread = Thread(target=web.serve_forever, daemon=True)
    thread.start()
    taken = Server()
    controller = Controller(taken, hostname="127.0.0.1", port=mail)
    controller.start()
    yield Site(known.public_url, store, known, taken, f"smtp://127.0.0.1:{mail}")
    controller.stop()
    web.shutdown()
    thread.join()
    web.server_close()


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    yield context.new_page()
    context.close()


def text_of(letter: Message) -> str:
    """The plain text of a letter."""
    part = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    body = part.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode()


def link_in(letter: Message, path: str) -> str:
    """The address in a letter that leads to this path."""
    found = re.search(rf"http://\S+{re.escape(path)}\S*", text_of(letter))
    assert found is not None, text_of(letter)
    return found[0]


def subscribe(reader: Page) -> None:
    """From the search page to the form, and off with it."""
    reader.goto("/?country=KE&lang=sw")
    reader.locator('main a[href*="/alerts/new"]').first.click()
    reader.locator("main").get_by_label(re.compile("mail", re.I)).first.fill("reader@mail.example")
    reader.locator('main select[name="cadence"], main input[name="cadence"][value="daily"]').first.wait_for()
    if reader.locator('main select[name="cadence"]').count():
        reader.locator('main select[name="cadence"]').select_option("daily")
    else:
        reader.locator('main input[name="cadence"][value="daily"]').check()
    reader.locator("main form:has(input[name=address]) button").first.click()


def test_search_subscribe_confirm_letter_and_one_click_to_stop(site: Site, reader: Page) -> None:
    subscribe(reader)
    expect(reader.locator("main")).to_contain_text("a message is on its way")
    site.post(0)
    (confirmation,) = site.letters()
    reader.goto(link_in(confirmation, "/alerts/confirm/"))
    assert alerts.alerts_of(site.store, 1) == ()  # opening the page did nothing
    with reader.expect_navigation():
        reader.locator("main form button").click()
    (alert,) = alerts.alerts_of(site.store, 1)
    assert (alert.query, alert.cadence) == ("country=KE&lang=sw", "daily")

    crawl(site.store, [KENYA, NEW, *coders(5)], START + timedelta(hours=4), SLOW)
    site.post(2)
    _, letter = site.letters()
    assert "Swahili translator" in str(letter["Subject"])
    assert "Because it says:" in text_of(letter)
    reader.goto(link_in(letter, "/listing/acme/k2"))
    expect(reader.locator("main")).to_contain_text("Swahili translator")

    before = erasure.export(site.store, 1)
    stop = letter["List-Unsubscribe"].strip("<>")
    for address in (stop, link_in(letter, "/alerts/stop/"), link_in(letter, "/u/")):
        assert reader.goto(address) is not None
    assert erasure.export(site.store, 1) == before  # no GET changed anything

    clicked = reader.request.post(stop, form={"List-Unsubscribe": "One-Click"}, max_redirects=0)
    assert (clicked.status, reader.context.cookies()) == (200, [])
    assert alerts.alerts_of(site.store, 1) == ()
    crawl(
        site.store,
        [KENYA, NEW, posting("k3", "Swahili rater two", "Live in Kenya."), *coders(5)],
        START + 3 * DAY,
        SLOW,
    )
    site.post(5)
    assert len(site.letters()) == 2
