"""Welo Data (Welocalize): one board for everything; AI work is one department."""

from typing import Any

from crawler.boards.lever import Lever


class Welo(Lever):
    title = "Welo Data"
    homepage = "https://welodata.ai"
    token = "weloglobal"
    cadence_hours = 12
    floor = 10
    location = "residence"
    basis = "seen"
    source = "https://github.com/lever/postings-api"
    note = "Earlier token: welocalize. Only the department of AI services is kept."

    def before(self, raw: Any) -> Any | None:
        return raw if raw["categories"].get("department") == "Welo Data - AI Services" else None
