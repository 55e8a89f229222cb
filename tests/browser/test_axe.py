"""axe finds nothing on any kind of page, in any language, light or dark, and none is wider than a small phone."""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from directory.presenting.locale import LOCALES, path_in
from tests.browser.kinds import PAGES

pytestmark = pytest.mark.heavy
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast"]}
"""What the dark scheme can change: our styles set nothing but colours there (without motion, so that they are set)."""
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, address: str, locale: str) -> None:
    context = browser.new_context(base_url=address, bypass_csp=True, reduced_motion="reduce")
    page, found = context.new_page(), []
    for path in (path_in(locale, one) for one in PAGES):
        page.emulate_media(color_scheme="light")
        page.goto(path)
        page.evaluate(OPEN)
        page.evaluate(AXE)
        found += [(path, "light", *one) for one in violations(page, ALL)]
        page.emulate_media(color_scheme="dark")
        found += [(path, "dark", *one) for one in violations(page, COLOURS)]
        found += [(path, "wide", str(width), str(across)) for width, across in too_wide(page)]
    context.close()
    assert found == []


def too_wide(page: Page) -> list[tuple[int, int]]:
    """The widths of a screen beyond which the page reaches, and how far; 640 is 1280 at a zoom of 2."""
    reached = []
    for width in (320, 375, 640, 1280):  # pixels; the last is what the next page starts with
        page.set_viewport_size({"width": width, "height": 800})
        reached.append((width, int(page.evaluate("document.documentElement.scrollWidth"))))
    return [(width, across) for width, across in reached if across > width]


def violations(page: Page, rules: dict[str, Any]) -> list[tuple[str, str]]:
    """What axe finds against these rules: the rule, and the first element against it."""
    report = page.evaluate("(rules) => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in report["violations"]]
