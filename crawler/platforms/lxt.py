"""LXT: speech, text and image data by freelancers; declared, not read."""

from datetime import date

from crawler.declared import Declared


class Lxt(Declared):
    title = "LXT"
    homepage = "https://www.lxt.ai"
    hosts = ("www.lxt.ai",)
    source = "public notes of 2026"
    unreadable_reason = "its projects are shown after sign-in only; the public page lists staff jobs"
    unreadable_since = date(2026, 11, 30)
