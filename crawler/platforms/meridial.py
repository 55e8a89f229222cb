"""Meridial (Invisible): freelance AI training; every posting of this board is contract work."""

from crawler.boards.greenhouse import Greenhouse


class Meridial(Greenhouse):
    """The Greenhouse board `agency`, one JSON answer; 181 postings in June 2025, 800 a year later: the floor of 20 only
    notices an answer that is nearly empty.
    """

    title = "Meridial"
    homepage = "https://www.meridial.ai"
    token = "agency"
    cadence_hours = 12
    floor = 20
    location = "advertised"
    extent_words = True
    basis = "rebuilt"
    source = "181 postings of 26 June 2025 put back into Greenhouse's form (developers.greenhouse.io/job-board.html)"
    seen_on = "2025-06-26"
    note = "A country in the location field is where the role is advertised: its form is said to accept any country."
