"""Babel Audio: recorded conversations for speech models; declared, not read."""

from datetime import date

from crawler.declared import Declared


class BabelAudio(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/babel-audio.toml."""

    title = "Babel Audio"
    homepage = "https://www.babel.audio"
    hosts = ("www.babel.audio",)
    source = "public notes and press of 2026"
    unreadable_reason = "its projects are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
