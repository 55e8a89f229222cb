"""Toloka tasks: small tasks for annotators; declared, not read."""

from datetime import date

from crawler.declared import Declared


class TolokaTasks(Declared):
    """Nothing is asked of it, so there is no shape and no floor."""

    title = "Toloka tasks"
    homepage = "https://toloka.ai"
    hosts = ("platform.toloka.ai",)
    source = "its pages of help for annotators"
    unreadable_reason = "its tasks are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
