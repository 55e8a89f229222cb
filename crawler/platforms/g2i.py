"""G2i: engineers and language experts for AI training; the text lists countries, each with its rate."""

from crawler.boards.ashby import Ashby


class G2i(Ashby):
    """The Ashby board `g2i`, one JSON answer; nobody counted its jobs, so the floor is 1."""

    title = "G2i"
    homepage = "https://www.g2i.co"
    token = "g2i"
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "documented"
    source = "https://developers.ashbyhq.com/docs/public-job-posting-api"
    note = "One role is often copied per language."
