"""A look at one tape, in this process: what is read under another name already is no fault."""

import shutil
from pathlib import Path

import pytest

from crawler.checkup import Checkup, checkup
from crawler.discover import platforms
from crawler.replay import replay
from crawler.tape import load
from tests.support.crawling import RECORDINGS

OLDER = RECORDINGS.parent / "older"


def looked(folder: Path) -> Checkup:
    """The checkup of a platform on the tape in this folder."""
    spider, tape = platforms()[folder.name](), load(folder)
    replay(spider, tape)
    return checkup(spider, tape)


def test_a_key_that_is_read_under_another_name():
    """An older form that the spider reads, or a spider that was mended: the line says so, and what keeps the form."""
    words = "`pagination.pages` is gone, and `pagination.total_pages` is read in its place"
    keep = f"`python -m scrapy shapes telus --tapes {OLDER}` keeps that form"
    found = looked(OLDER / "telus")
    assert (found.well, str(found)) == (True, f"telus: {words}; {keep}")


@pytest.mark.parametrize(
    ("slug", "old", "line", "file"),
    [
        (
            "mercor",
            "rateMax",
            "`listings[].rateMax` is gone; `listings[].rateLimit` is new, integer",
            "platforms/mercor",
        ),
        ("openai", "secondaryLocations", "`jobs[].secondaryLocations` is gone; ", "boards/ashby"),
    ],
)
def test_a_key_that_nothing_reads_names_the_file_to_mend(tmp_path: Path, slug: str, old: str, line: str, file: str):
    """It is a fault, and the old key stands in that file: the platform's own, or its board's."""
    shutil.copytree(RECORDINGS / slug, tmp_path / slug)
    answer = tmp_path / slug / "1.json"
    answer.write_text(answer.read_text("utf-8").replace(f'"{old}"', '"rateLimit"'), "utf-8")
    found = looked(tmp_path / slug)
    assert (found.well, found.file, line in str(found)) == (False, f"crawler/{file}.py", True), str(found)
