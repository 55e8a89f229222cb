"""OpenAI: an AI company; its board lists employees' posts."""

from crawler.boards.ashby import Ashby


class OpenAI(Ashby):
    """The Ashby board `openai`, one JSON answer of 13.5 MB with 838 posts; the floor is over a third of them."""

    title = "OpenAI"
    homepage = "https://openai.com"
    token = "openai"
    cadence_hours = 24
    floor = 300
    location = "residence"
    employment = "employee"
    basis = "documented"
    source = "https://developers.ashbyhq.com/docs/public-job-posting-api"
    note = "838 posts and 13.5 MB in one answer."
