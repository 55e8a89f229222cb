"""Labelbox: the company behind Alignerr; its board lists employees' posts."""

from crawler.boards.greenhouse import Greenhouse


class Labelbox(Greenhouse):
    title = "Labelbox"
    homepage = "https://labelbox.com"
    token = "labelbox"
    cadence_hours = 24
    floor = 5
    location = "residence"
    employment = "employee"
    basis = "seen"
    source = "https://developers.greenhouse.io/job-board.html"
    note = "Contract work is on Alignerr."
