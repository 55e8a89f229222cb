"""Anthropic: an AI company; its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class Anthropic(Greenhouse):
    """The Greenhouse board `anthropic`, one JSON answer; 298 posts on 5 January 2026, and the floor is half of them."""

    title = "Anthropic"
    homepage = "https://www.anthropic.com"
    token = "anthropic"
    cadence_hours = 24
    floor = 150
    location = "residence"
    employment = "employee"
    basis = "rebuilt"
    source = "titles and places of the board of 5 January 2026; developers.greenhouse.io/job-board.html"
    seen_on = "2026-01-05"
    note = "398 posts in 2026; pay ranges stand in the text."
