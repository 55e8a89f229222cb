"""A brief look: the first list until rows came, and one detail."""

import pytest

from crawler.discover import platforms
from crawler.replay import replay
from crawler.scaffold import RECORDINGS
from crawler.tape import load


@pytest.mark.parametrize(
    ("slug", "pages", "details"), [("telus", 1, 0), ("opentrain", 1, 1), ("handshake", 8, 0), ("dataannotation", 1, 1)]
)
def test_a_brief_look(slug: str, pages: int, details: int):
    """Of a list of several pages, of several lists, of files that lead to the rows, of a page with details."""
    spider = platforms()[slug](brief=True)
    replay(spider, load(RECORDINGS / slug))
    assert (spider.walk.pages, spider.walk.details, spider.walk.faults) == (pages, details, [])
