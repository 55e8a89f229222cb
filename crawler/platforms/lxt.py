"""LXT: speech, text and image data by freelancers; declared, not read."""

from datetime import date

from crawler.declared import Declared


class Lxt(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/lxt.toml."""

    title = "LXT"
    homepage = "https://www.lxt.ai"
    hosts = ("www.lxt.ai",)
    source = "public notes of 2026"
    unreadable_reason = "its projects are shown after sign-in only; the public page lists staff jobs"
    unreadable_since = date(2026, 11, 30)
