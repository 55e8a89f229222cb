"""The words that were searched for are marked in the card, and nothing else."""

import re
from dataclasses import replace
from pathlib import Path

from directory.config import load
from directory.search import open_finder
from directory.store import Store
from tests.support.making import START, crawl, posting
from web import create_app


def marked(store: Store, folder: Path, query: str) -> list[str]:
    settings = replace(load({"RUN_DIR": str(folder), "CLOCK": "2026-11-02T06:00:00Z"}), secret_key="s" * 32)
    finder = open_finder(store, settings)
    finder.catch_up()
    with create_app(settings, store, finder).test_client() as client:
        return re.findall(r"<mark>([^<]*)</mark>", client.get(f"/?q={query}").text)


def test_a_word_of_the_title_is_marked_in_the_title(store: Store, tmp_path: Path) -> None:
    crawl(store, [posting("r1", "C++ developers <b>wanted</b>", "Write programs.")], START)
    assert marked(store, tmp_path, "developer") == ["developers"]
    assert marked(store, tmp_path, "c%2B%2B") == ["C++"]


def test_a_word_of_a_quote_is_shown_with_the_quote(store: Store, tmp_path: Path) -> None:
    crawl(store, [posting("r1", "Rater of answers", "You must live in Kenya.")], START)
    assert marked(store, tmp_path, '"kenya"') == ["Kenya"]


def test_without_words_nothing_is_marked(store: Store, tmp_path: Path) -> None:
    crawl(store, [posting("r1", "Rater of answers", "You must live in Kenya.")], START)
    assert marked(store, tmp_path, "") == []
