"""xAI: AI tutors and other posts, nearly all as employees."""

from crawler.boards.greenhouse import Greenhouse


class XAI(Greenhouse):
    """The Greenhouse board `xai`, one JSON answer; 281 posts on 5 January 2026, and the floor is a tenth of them."""

    title = "xAI"
    homepage = "https://x.ai"
    token = "xai"
    cadence_hours = 24
    floor = 30
    location = "residence"
    employment = "employee"
    basis = "rebuilt"
    source = "titles and places of the board of 5 January 2026; developers.greenhouse.io/job-board.html"
    seen_on = "2026-01-05"
    note = "One requisition has many posts ('AI Tutor - Arabic', '- Danish'): they are roles of their own."
