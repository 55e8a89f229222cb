"""Prolific: public postings for AI trainers; its studies appear after sign-in."""

from crawler.boards.greenhouse import Greenhouse


class Prolific(Greenhouse):
    """The Greenhouse board `prolific`, one JSON answer; 73 posts on 5 January 2026: the floor of 3 only notices an
    answer that is nearly empty.
    """

    title = "Prolific"
    homepage = "https://www.prolific.com"
    token = "prolific"
    cadence_hours = 24
    floor = 3
    location = "advertised"
    basis = "rebuilt"
    source = "titles and places of the board of 5 January 2026; developers.greenhouse.io/job-board.html"
    seen_on = "2026-01-05"
    note = "Another source of August 2026 names the token prolificacademicltd."
