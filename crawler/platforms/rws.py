"""RWS TrainAI: one board for everything; AI work is a team or is told by its title.

The location is a city where a posting is shown: work in Bengali stands in Toronto, so the text decides.
"""

import re
from typing import Any

from crawler.boards.lever import Lever

OURS = re.compile(
    r"\bTrainAI\b|\bAI (?:data|dubb|language|train|tutor|evaluat|annotat|audit|rat)|\bannotat"
    r"|\bsubject matter expert\b|\bdata (?:annotat|collect|label)|\brater\b",
    re.IGNORECASE,
)


class RWS(Lever):
    """The Lever site `rws`, one JSON list; 95 postings were AI work on 19 June 2026: the floor of 5 allows for a wrong
    guess of the words that pick them.
    """

    title = "RWS TrainAI"
    homepage = "https://www.rws.com"
    token = "rws"
    cadence_hours = 12
    floor = 5
    location = "advertised"
    basis = "documented"
    source = "https://github.com/lever/postings-api; two public readers pick its AI work by title"
    note = "No source confirms a team named TrainAI: team or title words keep a row. Pay stands in the text."

    def before(self, raw: Any) -> Any | None:
        """None for a row that is neither of the team "TrainAI" nor told as AI work by its title (`OURS`).

        KeyError without `categories` or a title (`text`), which refuses the row.
        """
        ours = raw["categories"].get("team") == "TrainAI" or OURS.search(raw["text"])
        return raw if ours else None
