"""Which hiring system an address belongs to, anchored on the host; and a platform made for one tape."""

import re
from collections.abc import Mapping
from typing import Any

from crawler.boards.ashby import Ashby
from crawler.boards.bamboohr import BambooHR
from crawler.boards.breezy import Breezy
from crawler.boards.greenhouse import Greenhouse
from crawler.boards.jazzhr import JazzHR
from crawler.boards.lever import Lever
from crawler.boards.personio import Personio
from crawler.boards.recruitee import Recruitee
from crawler.boards.rippling import Rippling
from crawler.boards.smartrecruiters import SmartRecruiters
from crawler.boards.teamtailor import Teamtailor
from crawler.boards.workable import Workable, WorkableList
from crawler.boards.workday import Workday
from crawler.platform import Platform

NAME = r"([A-Za-z0-9][A-Za-z0-9._-]*)"
HOST = r"([A-Za-z0-9][A-Za-z0-9-]*)"
PATTERNS: tuple[tuple[str, type[Platform]], ...] = (
    (rf"boards-api\.greenhouse\.io/v1/boards/{NAME}", Greenhouse),
    (rf"(?:job-)?boards(?:\.eu)?\.greenhouse\.io/{NAME}", Greenhouse),
    (rf"api\.lever\.co/v0/postings/{NAME}", Lever),
    (rf"jobs\.lever\.co/{NAME}", Lever),
    (rf"api\.ashbyhq\.com/posting-api/job-board/{NAME}", Ashby),
    (rf"jobs\.ashbyhq\.com/{NAME}", Ashby),
    (rf"apply\.workable\.com/api/v1/widget/accounts/{NAME}", Workable),
    (rf"apply\.workable\.com/api/v3/accounts/{NAME}/jobs", WorkableList),
    (rf"apply\.workable\.com/(?!api/){NAME}", Workable),
    (rf"api\.smartrecruiters\.com/v1/companies/{NAME}/postings", SmartRecruiters),
    (rf"(?:jobs|careers)\.smartrecruiters\.com/{NAME}", SmartRecruiters),
    (rf"api\.rippling\.com/platform/api/ats/v1/board/{NAME}", Rippling),
    (rf"ats\.rippling\.com/(?:[a-z]{{2}}-[A-Z]{{2}}/)?{NAME}", Rippling),
    (rf"{HOST}\.recruitee\.com(?:/|$)", Recruitee),
    (rf"{HOST}\.teamtailor\.com(?:/|$)", Teamtailor),
    (rf"{HOST}\.jobs\.personio\.(?:de|com)(?:/|$)", Personio),
    (rf"(?!www\.){HOST}\.bamboohr\.com(?:/|$)", BambooHR),
    (rf"{HOST}\.breezy\.hr(?:/|$)", Breezy),
    (rf"{HOST}\.applytojob\.com(?:/|$)", JazzHR),
    (r"([a-z0-9-]+\.wd\d+)\.myworkdayjobs\.com(?:/|$)", Workday),
)


def detect(url: str) -> tuple[type[Platform], str] | None:
    """The board and the token behind an address, or None: "evil.example/?u=jobs.lever.co/x" is not Lever."""
    for pattern, board in PATTERNS:
        if found := re.match(rf"https?://{pattern}", url):
            return board, found[1]
    return None


def sample(slug: str, board: type[Platform], token: str, **more: Any) -> type[Platform]:
    """A platform for an address or tape that has no file: on its board, with the least that must be declared."""
    stated: Mapping[str, Any] = {
        "slug": slug,
        "title": slug,
        "homepage": "https://example.org",
        "token": token,
        "cadence_hours": 24,
        "floor": 1,
        "location": "residence",
        "basis": "guess",
        "source": "made for one tape",
        **more,
    }
    return type("Sample", (board,), dict(stated))
