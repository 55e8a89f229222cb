"""LILT: freelance linguists, and posts of the company itself."""

from crawler.boards.ashby import Ashby


class Lilt(Ashby):
    """The Ashby board `lilt`, one JSON answer, seen whole on 28 October 2025; the floor of 3 only notices an answer
    that is nearly empty.
    """

    title = "LILT"
    homepage = "https://lilt.com"
    token = "lilt"
    cadence_hours = 24
    floor = 3
    location = "residence"
    basis = "seen"
    source = "a whole answer of this board of 28 October 2025; developers.ashbyhq.com/docs/public-job-posting-api"
    seen_on = "2025-10-28"
    note = "A second board, lilt-production, is for linguists only."
