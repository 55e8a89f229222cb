"""Labelbox: the company behind Alignerr; its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class Labelbox(Greenhouse):
    """The Greenhouse board `labelbox`, one JSON answer; 16 posts on 5 January 2026, and the floor is a third."""

    title = "Labelbox"
    homepage = "https://labelbox.com"
    token = "labelbox"
    cadence_hours = 24
    floor = 5
    location = "residence"
    employment = "employee"
    basis = "rebuilt"
    source = "titles and places of the board of 5 January 2026; developers.greenhouse.io/job-board.html"
    seen_on = "2026-01-05"
    note = "Contract work is on Alignerr."
