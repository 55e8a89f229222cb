"""The mutation table: every key that is read, changed in four ways; nothing that changes the postings stays unsaid."""

import json
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Response, TextResponse

from crawler.declared import Declared
from crawler.discover import platforms
from crawler.framer import records
from crawler.pages import flight, flight_text
from crawler.scaffold import RECORDINGS
from crawler.shapes.file import load as shape_of
from crawler.shapes.mutation import How, changed, mutated
from crawler.shapes.pack import packed
from crawler.shapes.shape import Path
from crawler.shapes.table import MutationScore, total, trials
from crawler.tape import load

READ = [slug for slug, reader in platforms().items() if not issubclass(reader, Declared)]
QUICK = ("telus", "surge", "dataforce", "afterquery")
PAGE = (
    '<html><body><main><a class="card jb-item" href="/r/1"><h2>Rater</h2><span class="rate">$20</span></a></main>'
    '<script type="application/ld+json">{"@type":"JobPosting","title":"Rater"}</script>'
    '<script id="__NEXT_DATA__" type="application/json">{"props":{"job":{"title":"Rater"}}}</script></body></html>'
)
FEED = b"<rss><channel><item><title>Rater</title></item></channel></rss>"
STREAM = json.dumps('14:T5,<p>é1:["$",{"text":"$14","status":"open","n":[{"status":"x"}]}]\n')


def tried(slug: str) -> tuple[MutationScore, list[str]]:
    """The score of a platform, and the changes that nobody is told of."""
    kept, score = shape_of(slug), MutationScore(slug)
    assert kept is not None
    silent = []
    for trial in trials(platforms()[slug], load(RECORDINGS / slug), kept):
        score.add(trial)
        silent += [str(trial)] if trial.fate == "silent" else []
    return score, silent


@pytest.mark.parametrize("slug", QUICK)
def test_nothing_is_silent(slug: str):
    """Of a list by POST, a page, a feed and a sitemap with markup."""
    score, silent = tried(slug)
    assert silent == []
    assert score.held > 0
    assert score.tried == score.held + score.warned + score.lost + score.hinted + score.harmless


@pytest.mark.heavy
def test_nothing_is_silent_on_any_platform():
    """The whole table, as `python -m scrapy mutations` prints it."""
    scores = [tried(slug) for slug in READ]
    assert [words for _, silent in scores for words in silent] == []
    every = total(score for score, _ in scores)
    assert every.tried > 2_000
    assert every.held + every.warned > every.harmless


@pytest.mark.parametrize(
    ("path", "how", "value"),
    [
        (("a",), "renamed", {"a_x": [{"b": "1", "c": 2}], "d": None}),
        (("a",), "null", {"a": None, "d": None}),
        (("a", "*", "b"), "retyped", {"a": [{"b": 7, "c": 2}], "d": None}),
        (("a", "*", "c"), "retyped", {"a": [{"b": "1", "c": "2"}], "d": None}),
        (("a",), "retyped", {"a": "seven", "d": None}),
        (("a", "*", "b"), "wrapped", {"a": [{"b": ["1"], "c": 2}], "d": None}),
        (("d",), "wrapped", {"a": [{"b": "1", "c": 2}], "d": None}),
        (("x", "y"), "null", {"a": [{"b": "1", "c": 2}], "d": None}),
    ],
)
def test_values_that_are_changed(path: Path, how: How, value: Any):
    """One key, in every object that has it; null has no other type."""
    assert changed({"a": [{"b": "1", "c": 2}], "d": None}, path, how) == value


@pytest.mark.parametrize(
    ("path", "how", "there", "gone"),
    [
        (("page:", ".jb-item"), "renamed", 'class="card jb-item-x"', "jb-item\""),
        (("page:", ".jb-item", "*", "@href"), "renamed", 'href-x="/r/1"', ' href="'),
        (("page:", ".rate"), "null", '<span class="rate"></span>', "$20"),
        (("page:", "h2"), "renamed", "<div>Rater</div>", "<h2>"),
        (("page:", ".rate"), "wrapped", '<span class="rate"><div>$20</div></span>', "never"),
        (("ld:", "*", "title"), "renamed", '"title_x": "Rater"', '"JobPosting","title"'),
        (("next:", "props", "job", "title"), "null", '"job": {"title": null}', '{"title":"Rater"}'),
    ],
)  # fmt: skip
def test_pages_that_are_changed(path: Path, how: How, there: str, gone: str):
    """A class, an attribute, a text, an element, markup and data of scripts."""
    page = HtmlResponse("https://acme.example/", body=PAGE.encode(), headers={"Content-Type": "text/html"})
    made = mutated(page, path, how)
    assert isinstance(made, TextResponse)
    assert (there in made.text, gone in made.text) == (True, False)


def test_a_stream_that_is_changed():
    """Rows of text keep their length, and every object with the key is changed."""
    body = f"<html><body><script>self.__next_f.push([1,{STREAM}])</script></body></html>".encode()
    page = HtmlResponse("https://acme.example/", body=body, headers={"Content-Type": "text/html"})
    made = mutated(page, ("flight:", "status"), "null")
    assert isinstance(made, TextResponse)
    assert flight_text(flight(made), "text") == "<p>é"
    assert (flight(made).count('"status":null'), "open" in flight(made)) == (2, False)


def test_a_feed_that_is_changed():
    """An element of XML."""
    made = mutated(Response("https://acme.example/rss", body=FEED), ("xml:", "rss", "channel", "*", "item"), "renamed")
    assert made.body == b"<rss><channel><itemx><title>Rater</title></itemx></channel></rss>"


def test_a_content_file_is_written_as_it_is_read():
    """Every kind of value."""
    rows = [{"a": None, "b": ["x"], "c": True, "d": 7, "e": 7.5, "f": "words"}]
    assert records(packed(rows)) == rows
