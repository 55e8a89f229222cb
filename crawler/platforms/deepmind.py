"""Google DeepMind: an AI laboratory; its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class DeepMind(Greenhouse):
    """The Greenhouse board `deepmind`, one JSON answer; 91 posts on 5 January 2026, and the floor is a fifth."""

    title = "Google DeepMind"
    homepage = "https://deepmind.google"
    token = "deepmind"
    cadence_hours = 24
    floor = 20
    location = "residence"
    employment = "employee"
    basis = "rebuilt"
    source = "titles and places of the board of 5 January 2026; developers.greenhouse.io/job-board.html"
    seen_on = "2026-01-05"
    note = "Pay, where it is stated, is a yearly range in the text."
