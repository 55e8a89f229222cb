"""Babel Audio: recorded conversations for speech models; declared, not read."""

from datetime import date

from crawler.declared import Declared


class BabelAudio(Declared):
    title = "Babel Audio"
    homepage = "https://www.babel.audio"
    hosts = ("www.babel.audio",)
    source = "public notes and press of 2026"
    unreadable_reason = "its projects are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
