"""Pareto: expert data work and the company's own posts on one board."""

from crawler.boards.ashby import Ashby


class Pareto(Ashby):
    """The Ashby board `pareto-ai`, one JSON answer; nobody counted its jobs, so the floor is 1."""

    title = "Pareto AI"
    homepage = "https://pareto.ai"
    token = "pareto-ai"
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "guess"
    source = "https://developers.ashbyhq.com/docs/public-job-posting-api"
    note = "The token comes from one source."
