"""A notification all the way: a real browser subscribes on its page, a push service takes the letter, the browser's
worker shows it. The push service is ours: what it takes is handed to the worker as a push event by the browser's own
tools, for a headless browser has no service of its own."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from bench.others import PushService, push_service, server_key
from directory.letters import subscribers as alerts
from directory.search import open_finder
from directory.store import Store
from directory.tokens import derive
from schedules.post import Post
from tests.schedules.test_delivery import DAILY, Mailbox, subscribe, wish
from tests.schedules.test_smtp import free_port
from tests.support.making import DAY, START, crawl, posting
from tests.support.website import settings as of_site
from web import create_app

pytestmark = pytest.mark.heavy
SUBSCRIBES = """
PushManager.prototype.subscribe = async (asked) => {
  window.asked = { visible: asked.userVisibleOnly, bytes: asked.applicationServerKey.length };
  return %s;
};
Notification.requestPermission = async () => "granted";
"""
LISTENS = """() => {
  self.shown = [];
  self.registration.showNotification = async (title, more) => { self.shown.push({ title, ...more }); };
}"""


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as side:
        yield side


@pytest.fixture
def page(browser: Browser, service: PushService) -> Iterator[Page]:
    context = browser.new_context()
    context.grant_permissions(["notifications"])
    made = context.new_page()
    made.add_init_script(SUBSCRIBES % service.browser("a").subscription())
    yield made
    context.close()


def test_a_push_is_shown_once(store: Store, tmp_path: Path, page: Page, service: PushService) -> None:
    port = free_port()
    ways = {"WAY_PUSH": str(server_key(tmp_path)), "WAY_PUSH_HOSTS": service.address}
    known = replace(of_site(tmp_path), public_url=f"http://127.0.0.1:{port}", ways=ways)
    crawl(store, [posting("r0", "Baseline role")], START - DAY)
    alert = alerts.alert(store, subscribe(store, wish("country=KE")))
    person = alerts.subscriber(store, alert.subscriber) if alert else None
    assert person is not None
    server = make_server("127.0.0.1", port, create_app(known, store, open_finder(store, known)), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        page.goto(f"{known.public_url}/u/{derive(known.secret_key, 'manage', person.id, person.version)}")
        page.get_by_role("button", name="Turn on in this browser").click()
        page.get_by_role("button", name="Disconnect").wait_for()
        found = posting("r1", "Rater", "You must live in Kenya.")
        crawl(store, [posting("r0"), found], START + 2 * DAY, DAILY)
        Post(store, known).round(Mailbox(), START + 3 * DAY)
        pushed = [said for _, said in service.messages]
        assert [said["title"] for said in pushed] == [
            "Your alerts come here from now on.", "1 listing for Kenya: Rater"
        ]  # fmt: skip
        until(page, lambda: bool(page.context.service_workers))
        (worker,) = page.context.service_workers
        worker.evaluate(LISTENS)  # a headless browser has no place to show anything
        deliver(page, known.public_url, pushed[1])
        said = pushed[1]
        shown = {"title": said["title"], "body": said["body"], "tag": said["tag"], "data": {"url": said["url"]}}
        until(page, lambda: bool(worker.evaluate("() => self.shown.length")))
        assert worker.evaluate("() => self.shown") == [{**shown, "icon": "/static/icon.svg"}]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def deliver(page: Page, origin: str, said: dict[str, str]) -> None:
    """Hands a push to the worker of the page's browser, which shows it in its own time."""
    tools = page.context.new_cdp_session(page)
    found: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    until(page, lambda: bool(found))
    message = {"origin": origin, "registrationId": found[-1], "data": json.dumps(said)}
    tools.send("ServiceWorker.deliverPushMessage", message)


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Lets the browser work until this holds: within a minute, for the machine may be busy with other things."""
    for _ in range(600):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail("a minute has passed")
