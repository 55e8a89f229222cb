"""Toloka: the company behind Mindrift; its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class Toloka(Greenhouse):
    """The Greenhouse board `toloka`, one JSON answer; nobody counted its posts, so the floor is 1."""

    title = "Toloka"
    homepage = "https://toloka.ai"
    token = "toloka"
    cadence_hours = 24
    floor = 1
    location = "residence"
    employment = "employee"
    basis = "guess"
    source = "https://developers.greenhouse.io/job-board.html"
    note = "The token comes from one source; annotators' tasks are behind sign-in."
