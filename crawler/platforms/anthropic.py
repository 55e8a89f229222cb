"""Anthropic: an AI company; its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class Anthropic(Greenhouse):
    title = "Anthropic"
    homepage = "https://www.anthropic.com"
    token = "anthropic"
    cadence_hours = 24
    floor = 150
    location = "residence"
    employment = "employee"
    basis = "seen"
    source = "https://developers.greenhouse.io/job-board.html"
    note = "398 posts in 2026; pay ranges stand in the text."
