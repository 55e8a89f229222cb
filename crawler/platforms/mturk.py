"""Amazon Mechanical Turk: small tasks for registered workers; declared, not read."""

from datetime import date

from crawler.declared import Declared


class Mturk(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/mturk.toml."""

    title = "Amazon Mechanical Turk"
    homepage = "https://www.mturk.com"
    hosts = ("worker.mturk.com",)
    source = "its page of help for workers"
    unreadable_reason = "its tasks are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
