"""How far a crawl may reach: a table of addresses with the words that refuse them."""

import asyncio
from ipaddress import IPv4Network

import pytest
from scrapy.exceptions import IgnoreRequest

from crawler.reach import Reach

HOSTS = ("acme.example", "odd.example:8443", "inside.example", "10.0.0.7", "0x7f.1")
NAMES = {
    "acme.example": "93.184.215.14",
    "odd.example": "93.184.215.15",
    "inside.example": "192.168.1.9",
    "0x7f.1": "127.0.0.1",
}


async def address_of(host: str) -> str:
    return NAMES.get(host, host)


def refused(url: str, came_from: tuple[str, ...] = (), reach: Reach | None = None) -> str:
    """The words that an address is refused with; empty when it may be asked."""
    try:
        asyncio.run((reach or Reach(address_of)).check(url, HOSTS, came_from))
    except IgnoreRequest as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://acme.example/jobs", ""),
        ("http://acme.example/robots.txt", ""),
        ("https://odd.example:8443/jobs", ""),
        ("https://acme.example:443/jobs", ""),
        ("ftp://acme.example/jobs", "a request to another scheme: ftp"),
        ("file:///etc/hosts", "a request to another scheme: file"),
        ("https://other.example/jobs", "a request to an undeclared host: other.example"),
        ("https://acme.example.other.example/", "a request to an undeclared host: acme.example.other.example"),
        ("https://acme.example:22/jobs", "a request to an undeclared port: acme.example:22"),
        ("http://acme.example:443/jobs", "a request to an undeclared port: acme.example:443"),
        ("https://odd.example:9000/", "a request to an undeclared host: odd.example"),
        ("https://acme.example:99999/", "a request to an undeclared port: acme.example:0"),
        ("https://me:secret@acme.example/", "a request to an address with a password: acme.example"),
        ("https://inside.example/", "a request to an address that is not public: inside.example is 192.168.1.9"),
        ("http://10.0.0.7/", "a request to an address that is not public: 10.0.0.7 is 10.0.0.7"),
        ("http://0x7f.1/", "a request to an address that is not public: 0x7f.1 is 127.0.0.1"),
    ],
)
def test_requests(url: str, words: str):
    """Scheme, declared host, port, password and a public address, each with its own words."""
    assert refused(url) == words


@pytest.mark.parametrize(
    ("url", "came_from", "words"),
    [
        ("https://acme.example/b", ("https://acme.example/a",), ""),
        ("https://acme.example/b", ("http://acme.example/a",), ""),
        ("http://acme.example/b", ("https://acme.example/a",), "a redirect away from https: acme.example"),
        ("https://other.example/", ("https://acme.example/a",), "a redirect to an undeclared host: other.example"),
        ("ftp://acme.example/", ("https://acme.example/a",), "a redirect to another scheme: ftp"),
    ],
)
def test_redirects(url: str, came_from: tuple[str, ...], words: str):
    """Every hop is looked at like a request of our own, and none leaves https."""
    assert refused(url, came_from) == words


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"])
def test_a_name_that_leads_inside(address: str):
    """However harmless the name, the address behind it decides."""

    async def inside(host: str) -> str:
        return address

    assert refused("https://acme.example/", reach=Reach(inside)).endswith(f"is not public: acme.example is {address}")


def test_tests_may_allow_a_network():
    """What a test allows is allowed, and nothing beside it; a name is resolved once."""
    asked = []

    async def here(host: str) -> str:
        asked.append(host)
        return "127.0.0.1"

    reach = Reach(here, (IPv4Network("127.0.0.0/8"),), (8080,))
    assert [refused(f"http://acme.example:8080/{n}", reach=reach) for n in range(3)] == ["", "", ""]
    assert asked == ["acme.example"]
    assert refused("http://acme.example:8081/", reach=reach) == "a request to an undeclared port: acme.example:8081"
