"""Neevo (Defined.ai): speech and text tasks for registered contributors; declared, not read."""

from datetime import date

from crawler.declared import Declared


class Neevo(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/neevo.toml."""

    title = "Neevo (Defined.ai)"
    homepage = "https://neevo.ai"
    hosts = ("neevo.ai",)
    source = "its pages of help for contributors"
    unreadable_reason = "its jobs are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
