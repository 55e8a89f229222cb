"""A phone and a keyboard: the first listing is on the first screen, few stops away, in the reader's own language."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.heavy
PHONE = {"width": 375, "height": 812}


def test_the_first_card_is_on_the_first_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=PHONE)
    page = context.new_page()
    page.goto("/?country=KE&speak=sw&speak=en")
    box = page.locator(".card").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]
    assert not page.is_visible("#me-country"), "who reads is said in a line"
    page.click(".me > summary")
    expect(page.locator("#me-country")).to_be_visible()
    expect(page.locator("#me-country")).to_have_value("Kenya")
    page.goto("/compare?p=acme&p=zeta")
    page.locator(".compare td").last.scroll_into_view_if_needed()
    label = page.locator(".compare tbody th").first.bounding_box()
    assert label is not None
    assert label["x"] >= 0, "what a row is about stays beside it"
    context.close()


def test_who_reads_is_asked_openly_where_there_is_room(page: Page) -> None:
    page.goto("/?country=KE&speak=sw")
    assert page.is_visible("#me-country")
    assert not page.is_visible(".me > summary")


@pytest.mark.parametrize("path", ["/", "/?country=KE&speak=sw"])
def test_the_first_result_is_eight_stops_away(page: Page, path: str) -> None:
    page.goto(path)
    for stop in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "#results":
            page.keyboard.press("Enter")
        if page.evaluate("Boolean(document.activeElement.closest('.card h3'))"):
            assert stop < 4
            return
    pytest.fail("eight stops, and no result")


@pytest.mark.parametrize(("locale", "offered"), [("pt-BR", "Português"), ("en-GB", None), ("fi-FI", None)])
def test_the_reader_s_language_is_offered_at_the_top(
    browser: Browser, address: str, locale: str, offered: str | None
) -> None:
    context = browser.new_context(base_url=address, locale=locale)
    page = context.new_page()
    page.goto("/?country=KE")
    found = page.locator("header .offer")
    assert (found.inner_text() if found.count() else None) == offered
    if offered:
        found.click()
        expect(page).to_have_url(f"{address}/pt/?country=KE")
    else:
        page.click(".tongues summary")
        page.click("text=Kiswahili")
        expect(page).to_have_url(f"{address}/sw/?country=KE")
    context.close()
