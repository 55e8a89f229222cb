"""Clickworker: a marketplace of small jobs for registered workers; declared, not read."""

from datetime import date

from crawler.declared import Declared


class Clickworker(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/clickworker.toml."""

    title = "Clickworker"
    homepage = "https://www.clickworker.com"
    hosts = ("www.clickworker.com",)
    source = "public notes of 2026; its pages of help for workers"
    unreadable_reason = "its jobs are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
