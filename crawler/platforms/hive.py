"""Hive: labels for images by registered workers; declared, not read."""

from datetime import date

from crawler.declared import Declared


class Hive(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/hive.toml."""

    title = "Hive"
    homepage = "https://thehive.ai"
    hosts = ("thehive.ai",)
    source = "a review of 2018; nothing newer is in our sources"
    unreadable_reason = "its tasks are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
