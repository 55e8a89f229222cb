"""Mindrift (Toloka): one posting a country of the same role, so roles fold by their text."""

from crawler.boards.workable import Workable


class Mindrift(Workable):
    """The Workable widget `toloka-ai`, one JSON answer; 647 postings on 19 June 2026: the floor of 40 only notices an
    answer that is nearly empty.
    """

    title = "Mindrift"
    homepage = "https://mindrift.ai"
    token = "toloka-ai"
    cadence_hours = 12
    floor = 40
    location = "residence"
    extent_words = True
    basis = "rebuilt"
    source = "1,203 postings of March 2025 put back into the form of Workable's widget; public readers agree on it"
    seen_on = "2025-03-26"
    note = "The host slows readers down after a few calls; the postings carry no pay field."
