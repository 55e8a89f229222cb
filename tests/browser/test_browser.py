"""The site in a real browser: without JavaScript, by keyboard only, and no request to elsewhere."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import PAGES

pytestmark = pytest.mark.heavy


def test_nothing_is_asked_of_another_host_and_no_cookie_is_set(page: Page, address: str) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in PAGES:
        if path != "/nowhere":
            page.goto(path)
    assert hosts == {urlsplit(address).netloc}
    assert page.context.cookies() == []
    assert errors == []


@pytest.mark.parametrize("script", [False, True])
def test_search_filter_open_why_and_back(browser: Browser, address: str, script: bool) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=script)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", "rater")
    page.fill("#me-country", "Kenya")
    page.fill("#me-speak", "Swahili")
    page.click("form.find .box button")
    page.wait_for_url("**country=Kenya**")
    expect(page.locator(".groups")).to_contain_text("1 open to Kenya")
    page.click(".cards .card h3 a")
    expect(page.locator("h1")).to_have_text("Swahili rater")
    expect(page.locator(".take")).to_contain_text("Open to Kenya: named in the listing")
    page.click("dl.facts details summary >> nth=1")
    expect(page.locator("dl.facts details[open] blockquote").first).to_be_visible()
    page.go_back()
    expect(page.locator("#q")).to_have_value("rater")
    context.close()


def test_a_filter_is_chosen_and_taken_away(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.check('input[name="tier"][value="coding"]')
    page.click("text=Show results")
    expect(page.locator(".total")).to_have_text("40 listings")
    page.click(".chips a >> nth=0")
    expect(page).to_have_url(f"{address}/")
    page.click(".pages a >> text=2")
    expect(page).to_have_url(f"{address}/?page=2")
    context.close()


def test_a_report_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/listing/acme/k1")
    page.click(".report a")
    page.check('input[value="place"]')
    page.fill("#message", "It says Uganda too.")
    page.click("main form button")
    expect(page.locator("main")).to_contain_text("Thank you.")
    context.close()


def focused(page: Page) -> str:
    """What the focus is on, and that a ring is drawn around it."""
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring != "none", page.evaluate("document.activeElement.outerHTML")
    return str(page.evaluate("(document.activeElement.id || document.activeElement.textContent).trim()"))


def test_keyboard_only(page: Page) -> None:
    page.goto("/?country=KE")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "q"
    page.keyboard.type("swahili")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=swahili**")
    for _ in range(80):
        page.keyboard.press("Tab")
        if focused(page) == "Swahili rater":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/listing/acme/k1**")
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page).startswith("why?"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("dl.facts details[open] blockquote").first).to_be_visible()


def test_our_script_saves_hides_and_suggests(page: Page) -> None:
    page.goto("/?country=KE")
    page.click(".keepers button >> nth=0")
    page.reload()
    expect(page.locator(".keepers button >> nth=0")).to_have_text("Saved")
    page.click(".keepers button >> nth=2")
    expect(page.locator(".card.hid")).to_be_visible()
    with page.expect_response("**/suggest?q=swa*"):
        page.type("#q", "swa")
