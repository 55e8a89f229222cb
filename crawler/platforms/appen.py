"""Appen's CrowdGen projects; staff jobs are on another site (`appen-2`), and a few may stand between the projects."""

from typing import Any

from crawler.boards.lever import Lever


class Appen(Lever):
    """The Lever site `appen`, one JSON list; 46 projects were open on 19 June 2026, and the floor is under half of
    them.
    """

    title = "Appen (CrowdGen)"
    homepage = "https://crowdgen.com"
    token = "appen"
    cadence_hours = 12
    floor = 20
    location = "residence"
    basis = "rebuilt"
    source = "362 postings of March 2025 put back into Lever's form (github.com/lever/postings-api)"
    seen_on = "2025-03-01"
    note = "The structured period lies at times: an hourly figure under two dollars is paid per item."

    def before(self, raw: Any) -> Any | None:
        """None for a row that is neither "Independent Contractor" by `commitment` nor "AI Trainers" by `department`: a
        post of the company's own staff. KeyError without `categories`, which refuses the row.
        """
        where = raw["categories"]
        hired = "Independent Contractor" in (where.get("commitment") or "")
        return raw if hired or "AI Trainers" in (where.get("department") or "") else None
