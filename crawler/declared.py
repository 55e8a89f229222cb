"""A platform whose work is behind a login or a list that we must not read: it has a page with facts, and no crawl."""

from collections.abc import Iterable

from scrapy.http import Request

from crawler.platform import Platform


class Declared(Platform):
    """States what every platform states, and why it is not read; it asks for nothing and has no recording."""

    cadence_hours = 168  # a week: how often somebody may look whether it has a public list by now
    floor = 0
    location = "residence"
    complete = False
    basis = "documented"
    readable = False

    def first(self) -> Iterable[Request]:
        """No request at all: a run of such a platform, which nobody starts, would fetch nothing."""
        return ()
