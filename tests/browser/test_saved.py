"""What is only the reader's: marks with a day, their page and files, a platform hidden, what is new since a visit."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.heavy


def button(page: Page, listing: str, text: str) -> None:
    page.click(f'[data-id="{listing}"] .keepers button:has-text("{text}")')


def give(page: Page, found: object) -> None:
    """Chooses a file that holds this; the page reads it in its own time."""
    text = json.dumps(found).encode()
    page.set_input_files("#kept-file", {"name": "a.json", "mimeType": "application/json", "buffer": text})


def test_marks_stand_on_their_page_and_leave_it_as_files(page: Page, address: str) -> None:
    asked: list[str] = []
    page.goto("/?country=KE")
    button(page, "acme/k1", "Save")
    page.goto("/listing/acme/s1")
    button(page, "acme/s1", "I applied")
    expect(page.locator('[data-id="acme/s1"] .keepers button >> nth=1')).to_have_text(re.compile("^Applied on "))
    page.goto("/?country=KE")
    button(page, "acme/l1", "Not for me")
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/saved")
    shown = {
        kind: page.eval_on_selector_all(f'[data-kept="{kind}"] h3', "found => found.map(one => one.textContent)")
        for kind in ("applied", "saved", "not")
    }
    assert shown == {"applied": ["Story writer"], "saved": ["Swahili rater"], "not": ["W" * 200]}
    assert page.get_attribute('[data-kept="saved"] h3 a', "href") == "/listing/acme/k1?country=KE"
    assert all("acme" not in url for url in asked), "nothing of it is sent"
    with page.expect_download() as taken:
        page.click('[data-export="json"]')
    kept = json.loads(taken.value.path().read_text(encoding="utf-8"))["listings"]
    assert [(one["id"], bool(one["saved"]), bool(one["applied"]), bool(one["not_for_me"])) for one in kept] == [
        ("acme/k1", True, False, False), ("acme/s1", False, True, False), ("acme/l1", False, False, True),
    ]  # fmt: skip
    assert kept[0]["address"] == f"{address}/listing/acme/k1?country=KE"
    with page.expect_download() as table:
        page.click('[data-export="csv"]')
    assert table.value.path().read_text(encoding="utf-8").startswith('"id","title","platform"')
    page.click("[data-forget]")
    expect(page.locator("#kept-none")).to_be_visible()
    give(page, [])
    expect(page.locator("#kept-problem")).to_be_visible()
    give(page, {"listings": kept[:1]})
    expect(page.locator("#kept-problem")).to_be_hidden()
    give(page, {"listings": [*kept, {"id": "acme/k9"}]})
    expect(page.locator("#kept-problem")).to_be_visible()
    page.click('[data-kept="saved"] button')
    expect(page.locator("[data-kept] h3"), "nothing of a file with a wrong line").to_have_count(0)
    give(page, {"listings": kept})
    expect(page.locator('[data-kept="saved"] h3')).to_have_text("Swahili rater")


def test_a_platform_is_hidden_from_its_card(page: Page) -> None:
    page.goto("/?country=KE&show=silent")
    button(page, "zeta/z1", "Hide Zeta")
    page.wait_for_url("**not_platform=zeta**")
    assert "country=Kenya" in page.url
    expect(page.locator('[data-id="zeta/z1"]')).to_have_count(0)


def test_what_came_since_the_last_visit_is_said(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".since")).to_have_count(0)
    page.evaluate("localStorage.atlas = JSON.stringify({upto: '2026-11-01T05:00:00Z', last: 1})")
    page.goto("/")
    expect(page.locator(".since")).to_contain_text("New since you were here: 25")
    expect(page.locator(".card .mark.new:has-text('new to you')")).to_have_count(25)
    page.reload()
    expect(page.locator(".since"), "one visit is one visit").to_have_count(1)
    page.click(".since a")
    page.wait_for_url("**fresh=**")


def test_without_a_script_the_page_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/saved")
    assert "Marks need JavaScript" in page.inner_text("main")
    context.close()
