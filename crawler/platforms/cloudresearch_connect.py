"""CloudResearch Connect: research studies for registered participants; declared, not read."""

from datetime import date

from crawler.declared import Declared


class CloudresearchConnect(Declared):
    """Never crawled: stands for its page on the site and the facts in data/platforms/cloudresearch-connect.toml."""

    title = "CloudResearch Connect"
    homepage = "https://www.cloudresearch.com"
    hosts = ("connect.cloudresearch.com",)
    source = "its pages of help for researchers and participants"
    unreadable_reason = "its studies are shown after sign-in only"
    unreadable_since = date(2026, 11, 30)
