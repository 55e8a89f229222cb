"""Snorkel AI: its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class Snorkel(Greenhouse):
    title = "Snorkel AI"
    homepage = "https://snorkel.ai"
    token = "snorkelai"
    cadence_hours = 24
    floor = 5
    location = "residence"
    employment = "employee"
    basis = "documented"
    source = "https://developers.greenhouse.io/job-board.html"
    note = "Expert work starts with a form at snorkel.ai/expert-community; it is not listed."
