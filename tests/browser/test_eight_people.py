"""Eight people, each on the way to an answer: from the first page, on a phone and a desk, with and without our script.

On the demo, and on real tapes where they lie beside the repository. What a listing says there is not ours, so nothing
of it stands here: what is looked at are verdicts, counts and the order of what is shown. `-s` prints a line a way.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import feedparser
import pytest
from playwright.sync_api import Browser, Page

from tests.support.filled import DEMO, REAL, filled

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1_200)]
PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
WAYS = {"phone, no script": (PHONE, False), "phone": (PHONE, True), "desk": (DESK, True)}
ORDER = ("open", "silent", "doubt", "closed")


@pytest.fixture(scope="module", params=["demo", "real"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Which tapes, and the address of a site that is filled with them."""
    tapes = DEMO if request.param == "demo" else REAL
    if not tapes.is_dir():
        pytest.skip(f"the eight ways were walked on the demo only: {tapes} is not here")
    with filled(tapes, tmp_path_factory.mktemp(request.param)) as address:
        yield request.param, address


@dataclass
class Walk:
    """One person in a browser: what is clicked or typed into is counted."""

    page: Page
    narrow: bool
    clicks: int = 0
    began: float = field(default_factory=time.monotonic)

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()

    def go(self, selector: str) -> None:
        """A click that leads to another page, which has come when this returns."""
        with self.page.expect_navigation():
            self.click(selector)

    def type(self, selector: str, text: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.fill(text)

    def search(self, words: str = "", country: str = "", speak: str = "") -> None:
        """Says who reads and what they look for, and sends it."""
        for selector, text in (("#q", words), ("#me-country", country), ("#me-speak", speak)):
            if text:
                self.type(selector, text)
        self.go("form.find .box button")

    def narrow_by(self, key: str, *values: str) -> None:
        """Chooses values of a filter among those beside the results; one that is not listed is typed."""
        if self.narrow:
            self.click(".filters > summary")
        facet = self.page.locator(f"details.facet:has(input[name={key}])")
        if facet.get_attribute("open") is None:
            self.clicks += 1
            facet.locator("summary").click()
        for value in values:
            box = facet.locator(f'input[name={key}][value="{value}"]')
            self.clicks += 1
            box.check() if box.count() else facet.locator(".more input").fill(value)
        self.go(".filters p button")

    def total(self) -> int:
        """How many listings the page says were found."""
        return number(self.page.locator(".total").inner_text())

    def group(self, kind: str) -> int:
        """How many of them are open, silent or closed to the reader's country."""
        return number(self.page.locator(f".groups li.{kind}").first.inner_text())

    def verdicts(self) -> list[str]:
        """What each card says of the reader's country, in its order: open, silent, doubt or closed."""
        lines = self.page.locator(".cards .card .line:not(.tongue):not(.quote)")
        return [str(name).split()[1] for name in lines.evaluate_all("all => all.map((one) => one.className)")]

    def shown(self) -> str:
        """The first card in its verdict and pay; the first screen holds its title."""
        card = self.page.locator(".cards .card").first
        box = card.locator("h3").bounding_box()
        viewport = self.page.viewport_size
        assert box is not None
        assert viewport is not None
        assert box["y"] + box["height"] <= viewport["height"], "the first listing is below the first screen"
        return f"{self.verdicts()[0]}, {'pay stated' if card.locator('.pay:not(.unknown)').count() else 'no pay'}"


def number(text: str) -> int:
    """The first number of a text, thousands grouped as in English or German."""
    found = re.search(r"\d[\d.,]*", text)
    assert found is not None, text
    return int(re.sub(r"[.,]", "", found[0]))


def answers(walk: Walk) -> str:
    """What holds of any search for a country: counts agree, nothing closed is shown, open comes before silent."""
    shown = walk.verdicts()
    assert walk.total() == walk.group("open") + walk.group("silent")
    assert len(shown) == min(25, walk.total())
    assert shown == sorted(shown, key=ORDER.index)
    assert "closed" not in shown
    return f"{walk.total()} found, first: {walk.shown()}"


def nurse_in_nairobi(walk: Walk) -> str:
    walk.search("nurse", "Kenya")
    said = answers(walk)
    assert walk.page.locator(".card >> nth=0").locator("mark").count(), "why it was found is marked"
    title = walk.page.locator(".card h3 a").first.inner_text()
    walk.go(".card h3 a")
    assert " ".join(walk.page.inner_text("h1").split()) == " ".join(title.split())
    assert walk.page.locator(".take .line").first.is_visible()
    assert walk.page.locator(".take .line.silent").first.is_visible() or walk.page.locator(".take blockquote").count()
    return said


def coder_in_recife(walk: Walk) -> str:
    walk.search("programador recife")
    assert "Brazil" in walk.page.inner_text(".meant")
    said = answers(walk)
    assert walk.verdicts()[0] == "open"
    money = walk.page.locator(".local").all_inner_texts()
    assert all(text.startswith("≈") and "R$" in text for text in money)
    assert len(money) == 0 or walk.page.locator(".cards + .note").count() == 1, "the day of the rates is said"
    return f"{said}, {len(money)} in reais"


def no_degree_in_manila(walk: Walk) -> str:
    walk.search(country="Philippines", speak="English, Filipino")
    before = walk.total()
    walk.narrow_by("degree", "unstated")
    said = answers(walk)
    assert 0 < walk.total() < before
    assert walk.verdicts()[0] == "open"
    return said


def student_in_the_us(walk: Walk) -> str:
    walk.search(country="United States")
    walk.narrow_by("degree", "student")
    assert walk.page.locator(".chips a:not(.plain)").count() == 2
    said = answers(walk)
    assert walk.verdicts()[0] == "open"
    return said


def german_rater(walk: Walk) -> str:
    walk.click(".tongues summary")
    walk.go(".tongues [hreflang=de]")
    walk.search("Bewerter", "Deutschland", "Deutsch")
    assert walk.page.get_attribute("html", "lang") == "de"
    assert walk.page.locator(".trouble").count() == 0
    said = answers(walk)
    assert walk.verdicts()[0] == "open"
    return said


def fears_a_scam(walk: Walk) -> str:
    walk.go(".foot a[href*=recruiter]")
    walk.type("#a", "Dear friend, I am from hr@mercorr.com. Pay the training fee of $50 and write to t.me/hiring_now")
    walk.go("main form button")
    found = walk.page.locator(".banner.bad")
    assert found.count() >= 2, "the address that only looks right, and the fee"
    assert "mercor.com" in found.first.inner_text()
    return f"{found.count()} warnings, first: the address"


def compares_two(walk: Walk) -> str:
    walk.go(".top a[href*='/platforms']")
    walk.go("main a[href*='/compare']")
    for slug in ("mindrift", "outlier"):
        walk.clicks += 1
        walk.page.check(f"main input[name=p][value={slug}]")
    walk.go("main form button")
    heads = walk.page.locator(".compare thead th").all_inner_texts()
    assert heads == ["Mindrift", "Outlier"]
    opened = walk.page.locator(".compare tbody tr").first.locator("td").all_inner_texts()
    assert all(number(text) > 0 for text in opened)
    return f"open: {' and '.join(opened)}"


def law_feed_for_poland(walk: Walk) -> str:
    walk.search(country="Poland")
    walk.narrow_by("domain", "law")
    walk.narrow_by("pay", "50")
    said, total = answers(walk), walk.total()
    walk.go(".tools a[href*='/feeds']")
    address = walk.page.locator("input[readonly]").first.input_value()
    path = address[address.index("/feed.") :]
    answer = walk.page.request.get(path)
    entries = feedparser.parse(answer.body()).entries
    assert len(entries) == total > 0, path
    return f"{said}, {len(entries)} in the feed"


EIGHT: tuple[Callable[[Walk], str], ...] = (
    nurse_in_nairobi,
    coder_in_recife,
    no_degree_in_manila,
    student_in_the_us,
    german_rater,
    fears_a_scam,
    compares_two,
    law_feed_for_poland,
)
MOST = 12  # clicks and boxes: the longest way, a feed of a search by three filters on a phone


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("person", EIGHT, ids=lambda person: person.__name__)
def test_from_the_first_page_to_an_answer(
    browser: Browser, place: tuple[str, str], person: Callable[[Walk], str], way: str
) -> None:
    (kind, address), (viewport, script) = place, WAYS[way]
    context = browser.new_context(base_url=address, viewport=viewport, java_script_enabled=script)
    page = context.new_page()
    page.goto("/")
    walk = Walk(page, viewport is PHONE)
    said = person(walk)
    took = time.monotonic() - walk.began
    context.close()
    print(f"\n{kind:5} {way:17} {person.__name__:20} {walk.clicks:2} clicks {took:5.1f} s  {said}", end=" ")
    assert walk.clicks <= MOST
