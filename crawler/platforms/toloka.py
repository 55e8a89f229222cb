"""Toloka: the company behind Mindrift; its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class Toloka(Greenhouse):
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
