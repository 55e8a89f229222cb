"""Manners for crawls of this machine: a resolver from a table and a reach that holds 127.0.0.0/8 and every port."""

from ipaddress import IPv4Network
from typing import Any

from crawler import settings
from crawler.manners import Polite
from crawler.reach import Reach

ADDRESSES = {"localhost": "127.0.0.1", "inside.example": "10.0.0.7", "metadata.example": "169.254.169.254"}
MIDDLEWARES: dict[str, Any] = {
    name.replace("crawler.manners.Polite", "tests.support.near.Near"): order
    for name, order in settings.DOWNLOADER_MIDDLEWARES.items()
}


async def address_of(host: str) -> str:
    """The table's address; an address is its own, any other name is this machine."""
    return ADDRESSES.get(host, host if host.replace(".", "").isdigit() else "127.0.0.1")


class Near(Polite):
    """The crawl's manners, allowed to reach this machine."""

    def reach_of_crawl(self) -> Reach:
        return Reach(address_of, (IPv4Network("127.0.0.0/8"),), range(1, 65_536))
