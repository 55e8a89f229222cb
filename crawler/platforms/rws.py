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
        ours = raw["categories"].get("team") == "TrainAI" or OURS.search(raw["text"])
        return raw if ours else None
