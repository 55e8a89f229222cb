"""/status says what is otherwise about a platform's answers, and which fields its postings state less often."""

from pathlib import Path

from directory.runs.run import Ending
from directory.search import open_finder
from directory.store import Store
from tests.support.making import DAY, START, crawl, posting
from tests.support.website import settings
from web import create_app

PAID = [posting(f"r{n}", f"Rater {n}", "You rate answers.", pay="12 USD per hour") for n in range(5)]
SHAPE = "`pagination.pages` is gone; `pagination.last` is new, integer"


def test_what_was_lost_stands_on_the_status_page(store: Store, tmp_path: Path) -> None:
    crawl(store, PAID)
    bare = [one.model_copy(update={"pay": ""}) for one in PAID]
    crawl(store, bare, START + DAY, ending=Ending(True, shape=SHAPE, hint="`a` is gone; may be chance)"))
    known = settings(tmp_path, clock=(START + DAY).isoformat())
    browser = create_app(known, store, open_finder(store, known)).test_client()
    page = " ".join(browser.get("/status").text.split())
    assert f'<span class="note" lang="en">{SHAPE}; `a` is gone; may be chance)</span>' in page
    assert 'fields lost</span> <span class="note">Pay: 100% → 0%</span>' in page
    spanish = " ".join(browser.get("/es/status").text.split())
    assert "campos perdidos</span>" in spanish
    (row,) = browser.get("/status.json").json["platforms"]
    assert (row["state"], row["shape"], row["may_be_chance"]) == ("good", SHAPE, "`a` is gone; may be chance)")
    assert row["fields_lost"]["posting.pay"] == {"before": 100, "now": 0}
