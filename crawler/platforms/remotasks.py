"""Remotasks (Scale AI): a handful of public posts; everything else appears after sign-in."""

from crawler.boards.greenhouse import Greenhouse


class Remotasks(Greenhouse):
    """The Greenhouse board `remotasks`, one JSON answer; four posts on 5 January 2026, so the floor is 1."""

    title = "Remotasks"
    homepage = "https://www.remotasks.com"
    token = "remotasks"
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "rebuilt"
    source = "titles and places of the board of 5 January 2026; developers.greenhouse.io/job-board.html"
    seen_on = "2026-01-05"
    note = "Four posts in January 2026; the location is written in many ways (two spaces, 'Non-US')."
