"""Prolific: public postings for AI trainers; its studies appear after sign-in."""

from crawler.boards.greenhouse import Greenhouse


class Prolific(Greenhouse):
    title = "Prolific"
    homepage = "https://www.prolific.com"
    token = "prolific"
    cadence_hours = 24
    floor = 3
    location = "advertised"
    basis = "seen"
    source = "the board as it was seen in January 2026"
    note = "Another source of August 2026 names the token prolificacademicltd."
