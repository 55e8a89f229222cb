"""Appen's CrowdGen projects; staff jobs are on another site (`appen-2`)."""

from crawler.boards.lever import Lever


class Appen(Lever):
    title = "Appen (CrowdGen)"
    homepage = "https://crowdgen.com"
    token = "appen"
    cadence_hours = 12
    floor = 40
    location = "residence"
    basis = "seen"
    source = "https://github.com/lever/postings-api"
    note = "The structured period lies at times: an hourly figure under two dollars is paid per item."
