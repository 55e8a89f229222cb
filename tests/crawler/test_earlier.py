"""The demo's history: some platforms were recorded twice, and what changed between becomes events."""

from pathlib import Path
from typing import Any

import pytest

from crawler.discover import platforms
from crawler.replay import replay
from crawler.tape import load
from directory.store import Store, events, shelf
from tests.support.making import crawl

EARLIER = Path(__file__).parents[1] / "earlier"
RECORDINGS = Path(__file__).parents[1] / "recordings"


def hourly(low: float, high: float) -> dict[str, Any]:
    return {"min": low, "max": high, "currency": "USD", "unit": "hour", "qualifier": None}


def only(*places: str) -> dict[str, Any]:
    return {"rule": "only", "places": list(places), "excluded": []}


CHANGES: dict[str, list[tuple[str, str, Any, Any]]] = {
    "g2i": [("AI Trainer, Spanish", "countries", only("CO", "ES"), only("CO", "ES", "PE"))],
    "lilt": [("Somali Linguist for AI Evaluation", "countries", only("ET", "SO"), only("ET", "KE", "SO", "UG"))],
    "micro1": [
        ("Contract Law Expert", "pay", hourly(60, 90), hourly(80, 110)),
    ],
    "remotasks": [
        ("Photo Labelling Contributor", "pay", hourly(4, 4), hourly(4.5, 4.5)),
        ("Traffic Sign Checker", "closed", None, None),
        ("Receipt Transcription Contributor", "opened", None, None),
    ],
    "welo": [
        ("Search Quality Rater - Swahili (Kenya)", "pay", hourly(5.75, 5.75), hourly(6.5, 6.5)),
        ("Audio Transcriber - Portuguese (Brazil)", "opened", None, None),
        ("Words for Machines - Basque Talent Hub", "opened", None, None),
        ("Music Tagger - Norwegian", "opened", None, None),
    ],
}


def changes(store: Store, slug: str) -> list[tuple[str, str, Any, Any]]:
    """Title, kind, before and after of every event that is news, in their order."""
    for folder in (EARLIER, RECORDINGS):
        spider, tape = platforms()[slug](), load(folder / slug)
        record = spider.record.model_copy(update={"floor": 1})
        summary = crawl(store, replay(spider, tape), tape.at, record, live=False)
        assert summary.state == "applied"
    titles = {listing.id: listing.title for listing in shelf.listings(store)}
    news = (event for event in events.after(store, 0, 1_000) if not event.baseline)
    return [(titles[event.listing], event.kind, event.before, event.after) for event in news]


@pytest.mark.parametrize("slug", CHANGES)
def test_what_changed_between_two_recordings(store: Store, slug: str) -> None:
    assert changes(store, slug) == CHANGES[slug]


def test_every_earlier_recording_is_older_than_the_later() -> None:
    assert {path.name for path in EARLIER.iterdir()} == set(CHANGES)
    assert all(load(EARLIER / slug).at < load(RECORDINGS / slug).at for slug in CHANGES)
