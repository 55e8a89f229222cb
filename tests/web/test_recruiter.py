"""A recruiter's address against the official domains: official, look-alike, unknown; never safe."""

from pathlib import Path

import pytest

from directory.store import Store
from tests.support.website import site
from web.platforms.recruiter import host_of, judge


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://work.mercor.com/jobs/1?x=2", "work.mercor.com"),
        ("Jobs@Mercor.com", "mercor.com"),
        ("mercor.com", "mercor.com"),
        ("http://user:pass@evil.example:8080/mercor.com", "evil.example"),
        ("https://mercor.com@evil.example/", "evil.example"),
        ("hello", ""),
        ("", ""),
        ("https://", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_the_host_in_what_was_pasted(text: str, host: str) -> None:
    assert host_of(text) == host


@pytest.mark.parametrize(
    ("text", "kind", "slug"),
    [
        ("https://work.mercor.com/jobs", "official", "mercor"),
        ("talent@mercor.com", "official", "mercor"),
        ("hr@mercorr.com", "lookalike", "mercor"),
        ("hr@rnercor.com", "lookalike", "mercor"),
        ("hr@mercor-jobs.com", "lookalike", "mercor"),
        ("hr@mercor.jobs-online.com", "lookalike", "mercor"),
        ("https://outl1er.ai", "lookalike", "outlier"),
        ("https://dataannotation.tech", "official", "dataannotation"),
        ("https://data-annotation.tech", "lookalike", "dataannotation"),
        ("https://dataannotation.jobs", "lookalike", "dataannotation"),
        ("friend@library.example", "unknown", ""),
        ("nothing", "unreadable", ""),
    ],
)
def test_judgement(text: str, kind: str, slug: str) -> None:
    found = judge(text)
    assert (found.kind, found.slug) == (kind, slug)


def test_the_page_never_says_safe_and_keeps_nothing(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path).test_client()
    page = client.get("/recruiter?a=talent@mercor.com").text
    assert "This is an official domain" in page
    assert " is safe" not in page
    assert "<script>" not in client.get("/recruiter?a=<script>alert(1)</script>").text
