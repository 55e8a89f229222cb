"""DataForce (TransPerfect): its jobs on a Teamtailor site of its own domain; its community has a file of its own."""

from crawler.boards.teamtailor import TeamtailorFeed


class DataForce(TeamtailorFeed):
    """The JSON Feed (1.1) of Teamtailor on community.transperfect.com; nobody counted its jobs, so the floor is 1."""

    title = "DataForce (TransPerfect)"
    homepage = "https://www.transperfect.com/dataforce"
    token = "community.transperfect.com"
    cadence_hours = 24
    floor = 1
    location = "residence"
    employment = "unknown"
    basis = "documented"
    source = "one public reader of its feed, September 2026"
