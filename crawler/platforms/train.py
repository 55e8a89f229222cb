"""trAIn: not readable; its tasks appear after sign-in. What its public pages may offer one day would be read."""

from datetime import date

from crawler.boards.jobpages import JobPages


class Train(JobPages):
    """Not crawled while `readable` is False; then the sitemap (XML) and the JobPosting markup of its pages would be.

    Nothing of it was ever read here, so the floor of 1 asks for no more than a posting.
    """

    title = "trAIn"
    homepage = "https://train-ai.io"
    token = "https://train-ai.io/sitemap.xml"
    cadence_hours = 168
    floor = 1
    location = "residence"
    basis = "guess"
    source = "nothing public is known; the sitemap is the usual place"
    readable = False
    unreadable_reason = "its tasks are shown after sign-in only"
    unreadable_since = date(2026, 11, 21)
    note = "Look at its pages now and then: a public list would be read by itself."
