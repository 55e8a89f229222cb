"""A real site behind a real socket, and Debian's headless Chromium to look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from directory.search import open_finder
from directory.store import Store, migrate
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import KENYA, coders, served, settings
from web import create_app

expect.set_options(timeout=60_000)  # ms: what comes in time costs nothing, and the machine may be busy
CHROMIUM = "/usr/bin/chromium-headless-shell"
LONG = posting("l1", "W" * 200, "You rate maps. " + "Z" * 300 + " Must live in Kenya.", location="Kenya, Ghana")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site with open, silent, closed and awkward listings on two platforms."""
    folder = tmp_path_factory.mktemp("site")
    store = Store(f"sqlite:///{folder / 'atlas.db'}")
    migrate(store)
    acme = platform("acme", cadence_hours=48)
    silent = posting("s1", "Story writer", "You write short stories. Remote.")
    gone = posting("g1", "Poem rater", "You rate poems. Open to candidates anywhere in the world.")
    crawl(store, [KENYA, LONG, silent, gone, *coders(40)], START, acme)
    crawl(store, [KENYA, LONG, silent, *coders(40)], START + DAY, acme)
    crawl(
        store,
        [posting("z1", "Map rater", "You rate maps.", platform="zeta")],
        START,
        platform("zeta", cadence_hours=48),
    )
    known = settings(folder, demo=True)
    finder = open_finder(store, known)
    finder.catch_up()
    with served(create_app(known, store, finder, ("ar",))) as address:
        yield address
    store.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if not Path(CHROMIUM).exists():
        pytest.fail("chromium-headless-shell is missing: apt-get install chromium-headless-shell")
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page of 1280 pixels, light."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
