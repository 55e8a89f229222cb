"""Pareto: expert data work and the company's own posts on one board."""

from crawler.boards.ashby import Ashby


class Pareto(Ashby):
    title = "Pareto AI"
    homepage = "https://pareto.ai"
    token = "pareto-ai"
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "guess"
    source = "https://developers.ashbyhq.com/docs/public-job-posting-api"
    note = "The token comes from one source."
