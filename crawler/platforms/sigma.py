"""Sigma AI: annotation of speech, text and images; declared, not read."""

from datetime import date

from crawler.declared import Declared


class Sigma(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/sigma.toml."""

    title = "Sigma AI"
    homepage = "https://sigma.ai"
    hosts = ("careers.sigma.ai",)
    source = "public notes of 2026"
    unreadable_reason = "its list of jobs is behind a check for browsers"
    unreadable_since = date(2026, 11, 30)
