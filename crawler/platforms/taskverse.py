"""TaskVerse: named among the platforms whose work is behind a login; declared, not read."""

from datetime import date

from crawler.declared import Declared


class TaskVerse(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/taskverse.toml."""

    title = "TaskVerse"
    homepage = "https://taskverse.com"
    hosts = ("taskverse.com",)
    source = "a public list of platforms of 2026 gives its name and address; nothing else is on record"
    unreadable_reason = "its work is said to be shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
