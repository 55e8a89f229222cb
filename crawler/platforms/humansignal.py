"""HumanSignal (Label Studio): only the department that hands out project work; the rest of the board is staff."""

from typing import Any

from crawler.boards.greenhouse import Greenhouse
from crawler.text import entries, record

PROJECTS = 4107655004  # the number of that department in the board's answer, by the reader of July 2026


class HumanSignal(Greenhouse):
    """The Greenhouse board `humansignal`, one JSON answer; nobody counted the project work alone, so the floor is 1."""

    title = "HumanSignal"
    homepage = "https://humansignal.com"
    token = "humansignal"
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "documented"
    source = "one public reader of its list, July 2026"

    def before(self, raw: Any) -> Any | None:
        """None for a post that is not in the department of project work, known by its number."""
        ours = any(record(part).get("id") == PROJECTS for part in entries(raw.get("departments")))
        return super().before(raw) if ours else None
