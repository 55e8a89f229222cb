"""Remotasks (Scale AI): a handful of public posts; everything else appears after sign-in."""

from crawler.boards.greenhouse import Greenhouse


class Remotasks(Greenhouse):
    title = "Remotasks"
    homepage = "https://www.remotasks.com"
    token = "remotasks"
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "seen"
    source = "the board as it was seen in January 2026"
    note = "Four posts in January 2026; the location is written in many ways (two spaces, 'Non-US')."
