"""AfterQuery: not readable; its list stands behind a challenge for browsers, which we do not work around."""

from datetime import date

from crawler.boards.jobpages import JobPages


class AfterQuery(JobPages):
    """Not crawled while `readable` is False; then the sitemap (XML) and the JobPosting markup of its pages would be.

    Nothing of it was ever read here, so the floor of 1 asks for no more than a posting.
    """

    title = "AfterQuery"
    homepage = "https://experts.afterquery.com"
    token = "https://experts.afterquery.com/sitemap.xml"
    cadence_hours = 168
    floor = 1
    location = "residence"
    basis = "guess"
    source = "notes on its list of 2026; the sitemap is the usual place"
    readable = False
    unreadable_reason = "its list answers with a challenge for browsers (429) since about September 2026"
    unreadable_since = date(2026, 9, 1)
    note = "Until then: GET /api/jobs/listings with docId, title, description, salary, department, link."
