"""Meridial (Invisible): freelance AI training; every posting of this board is contract work."""

from crawler.boards.greenhouse import Greenhouse


class Meridial(Greenhouse):
    title = "Meridial"
    homepage = "https://www.meridial.ai"
    token = "agency"
    cadence_hours = 12
    floor = 20
    location = "advertised"
    basis = "seen"
    source = "https://developers.greenhouse.io/job-board.html"
    note = "A country in the location field is where the role is advertised: its form is said to accept any country."
