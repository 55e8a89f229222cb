"""The site in a real browser: axe, no JavaScript, keyboard only, zoom, narrow screens, and no request to elsewhere."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.heavy
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/", "/?country=KE&speak=sw:native&speak=unstated&show=open&show=silent&show=closed", "/?q=zzzz&tier=coding",
    "/?country=Kenyya", "/listing/acme/k1", "/listing/acme/k1?country=DE&speak=sw:fluent", "/listing/acme/g1",
    "/listing/acme/l1", "/listing/acme/c3?country=US", "/platforms", "/platform/acme", "/compare",
    "/compare?p=acme&p=zeta&diff=1", "/country/KE", "/country/FR", "/language/sw", "/tier/coding", "/tiers",
    "/guides", "/guide/how-pay-works", "/guide/real-or-false", "/changes", "/status", "/method", "/about", "/privacy",
    "/corrections", "/recruiter?a=mercorr.com", "/report?listing=acme/k1", "/feeds", "/alerts/new?tier=coding",
    "/saved", "/browse", "/values/skill?country=US", "/nowhere", "/fr/?country=KE",
    "/ar/?country=KE", "/ar/listing/acme/k1",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    page, found = context.new_page(), []
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.evaluate(AXE)
        report = page.evaluate("(tags) => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
        found += [(path, one["id"], one["nodes"][0]["html"][:200]) for one in report["violations"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 375, 640, 1280])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    """640 is what remains of 1280 at a zoom of 200 per cent."""
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    page, wide = context.new_page(), []
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        across = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, across)] if across > width else []
    context.close()
    assert wide == []


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
