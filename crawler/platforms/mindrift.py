"""Mindrift (Toloka): one posting a country of the same role, so roles fold by their text."""

from crawler.boards.workable import Workable


class Mindrift(Workable):
    title = "Mindrift"
    homepage = "https://mindrift.ai"
    token = "toloka-ai"
    cadence_hours = 12
    floor = 40
    location = "residence"
    basis = "documented"
    source = "https://help.workable.com/hc/en-us/articles/115012771647"
    note = "The host slows readers down after a few calls; the postings carry no pay field."
