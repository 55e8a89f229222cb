"""Welo Data (Welocalize): one board for everything; AI work is three departments."""

from typing import Any

from crawler.boards.lever import Lever

DEPARTMENTS = ("Welo Data - AI Services", "Welo Data", "Welo Global")


class Welo(Lever):
    """The Lever site `weloglobal`, one JSON list of over 5 MB; 392 postings on 19 June 2026, and the floor is a
    quarter.
    """

    title = "Welo Data"
    homepage = "https://welodata.ai"
    token = "weloglobal"
    cadence_hours = 12
    floor = 100
    location = "residence"
    basis = "rebuilt"
    source = "392 rows of 19 June 2026 (wahojobs-ai-tracker) put into Lever's form (github.com/lever/postings-api)"
    seen_on = "2026-06-19"
    note = "Earlier token: welocalize. A third of the team of general applications are talent hubs, told by title."

    def before(self, raw: Any) -> Any | None:
        """None for a row of any other department than the three of AI work; KeyError without `categories`."""
        return raw if raw["categories"].get("department") in DEPARTMENTS else None
