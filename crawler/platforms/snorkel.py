"""Snorkel AI: its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class Snorkel(Greenhouse):
    """The Greenhouse board `snorkelai`, one JSON answer; 22 posts on 5 January 2026, and the floor is a quarter of
    them.
    """

    title = "Snorkel AI"
    homepage = "https://snorkel.ai"
    token = "snorkelai"
    cadence_hours = 24
    floor = 5
    location = "residence"
    employment = "employee"
    basis = "rebuilt"
    source = "titles and places of the board of 5 January 2026; developers.greenhouse.io/job-board.html"
    seen_on = "2026-01-05"
    note = "Expert work starts with a form at snorkel.ai/expert-community; it is not listed."
