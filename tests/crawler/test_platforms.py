"""Every platform's recording through its spider against `expected.json`.

The first time a recording is seen its expectation is written and the test fails: read it, then commit it.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.declared import Declared
from crawler.discover import platforms
from crawler.replay import replay
from crawler.tape import load

RECORDINGS = Path(__file__).parents[1] / "recordings"
OLDER = Path(__file__).parents[1] / "older"
"""Answers in the form that a platform had before: still read, for a platform may go back."""
PLATFORMS = {slug: spider for slug, spider in platforms().items() if not issubclass(spider, Declared)}
"""Those that read something; a declared one has nothing to record."""


def outcome(folder: Path) -> dict[str, Any]:
    """What the spider makes of its recording, as JSON."""
    spider = PLATFORMS[folder.name]()
    postings = replay(spider, load(folder))
    return {
        "reason": spider.walk.reason,
        "missed": spider.walk.missed,
        "refused": dict(spider.walk.refused),
        "postings": [posting.model_dump(mode="json", exclude_defaults=True) for posting in postings],
    }


@pytest.mark.parametrize("slug", PLATFORMS)
def test_recording(slug: str):
    """The whole outcome of a recording is what was read and committed."""
    assert (RECORDINGS / slug / "recording.json").exists(), f"record it: python -m scrapy record {slug}"
    made, path = outcome(RECORDINGS / slug), RECORDINGS / slug / "expected.json"
    if not path.exists():
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
        pytest.fail(f"wrote {path.name} of {slug}: read it, and commit it if it is right")
    assert made == json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("folder", sorted(OLDER.glob("*")), ids=lambda folder: folder.name)
def test_an_older_form_is_still_read(folder: Path):
    """The whole outcome of the form before."""
    assert outcome(folder) == json.loads((folder / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("slug", PLATFORMS)
def test_recording_says_where_it_is_from(slug: str):
    """A recording and its platform agree on how the shape is known; its moment is told with its zone."""
    tape, record = load(RECORDINGS / slug), PLATFORMS[slug].record
    assert (tape.basis, tape.source) == (record.basis, record.source)
    assert tape.at >= datetime(2026, 11, 14, tzinfo=UTC)


@pytest.mark.parametrize("slug", PLATFORMS)
def test_recording_has_no_spare_files(slug: str):
    """Every file of a recording is played, and each is small."""
    folder = RECORDINGS / slug
    played = {exchange["file"] for exchange in load(folder).exchanges.values()}
    files = {path.name for path in folder.iterdir()} - {"recording.json", "expected.json"}
    assert files == played
    assert max(path.stat().st_size for path in folder.iterdir()) < 100_000


def test_recordings_have_platforms():
    """No recording without its platform."""
    assert {path.name for path in RECORDINGS.iterdir()} == set(PLATFORMS)
