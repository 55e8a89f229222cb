"""Prolific studies: research and AI tasks for participants; declared, not read."""

from datetime import date

from crawler.declared import Declared


class ProlificStudies(Declared):
    """Nothing is asked of it, so there is no shape and no floor."""

    title = "Prolific studies"
    homepage = "https://www.prolific.com"
    hosts = ("app.prolific.com",)
    source = "its pages of help for participants"
    unreadable_reason = "its studies are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
