"""RWS TrainAI: one board for everything; AI work is one team. The location is a city that stands for its country."""

from typing import Any

from crawler.boards.lever import Lever


class RWS(Lever):
    title = "RWS TrainAI"
    homepage = "https://www.rws.com"
    token = "rws"
    cadence_hours = 12
    floor = 5
    location = "residence"
    basis = "seen"
    source = "https://github.com/lever/postings-api"
    note = "Only the team TrainAI is kept; pay stands in the text."

    def before(self, raw: Any) -> Any | None:
        return raw if raw["categories"].get("team") == "TrainAI" else None
