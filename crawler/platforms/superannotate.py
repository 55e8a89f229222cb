"""SuperAnnotate: not readable; no public list of expert roles is known and its job board is empty."""

from datetime import date

from crawler.boards.jobpages import JobPages


class SuperAnnotate(JobPages):
    """Not crawled while `readable` is False; then the sitemap (XML) and the JobPosting markup of its pages would be.

    Nothing of it was ever read here, so the floor of 1 asks for no more than a posting.
    """

    title = "SuperAnnotate"
    homepage = "https://www.superannotate.com"
    token = "https://www.superannotate.com/sitemap.xml"
    cadence_hours = 168
    floor = 1
    location = "residence"
    basis = "guess"
    source = "no list is known; the sitemap is the usual place"
    readable = False
    unreadable_reason = "no public list of expert roles is known"
    unreadable_since = date(2026, 11, 21)
    note = "Its boards on Ashby (empty) and Lever are for the company itself."
