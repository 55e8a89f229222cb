"""DATAmundi: language and AI data work on a BambooHR board; text, pay and date stand in each opening's detail."""

from crawler.boards.bamboohr import BambooHR


class Datamundi(BambooHR):
    """The BambooHR site `datamundi`, a JSON list and a JSON detail each; nobody counted it, so the floor is 1."""

    title = "DATAmundi"
    homepage = "https://www.datamundi.ai"
    token = "datamundi"
    cadence_hours = 48
    floor = 1
    location = "residence"
    employment = "unknown"
    basis = "guess"
    source = "one public reader names the board, July 2026"
    note = "The board's name is a guess: an unknown one redirects, and the run is held."
