"""How far a crawl may reach: declared hosts at their own ports, and only addresses of the public internet.

Every hop is asked about, redirects and robots.txt included: what a platform answers must not lead us into a network of
ours. A name is resolved once a crawl, and the address that was looked at is the one that is connected to, for the
connection takes it from the same cache (scrapy.resolver; IPv4 alone). Tests make a Reach of their own; no setting does.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, ip_address
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

USUAL_PORTS = {"http": 80, "https": 443}


async def address_of(host: str) -> str:
    """The address that a connection to this host would use; CannotResolveHostError when it has none."""
    from twisted.internet import reactor  # at import time Scrapy has not chosen one yet

    try:
        found = await maybe_deferred_to_future(cast(Any, reactor).resolve(host))
    except DNSLookupError as problem:
        raise CannotResolveHostError(str(problem)) from problem
    return str(found)


@dataclass(frozen=True, slots=True)
class Reach:
    """Which addresses a crawl may ask. `allowed` are networks beside the public ones, `ports` those beside the usual.

    `resolve` turns a host's name into the address that will be connected to.
    """

    resolve: Callable[[str], Awaitable[str]] = address_of
    allowed: Sequence[IPv4Network] = ()
    ports: Collection[int] = ()
    _known: dict[str, str] = field(default_factory=dict)

    async def check(self, url: str, hosts: Collection[str], came_from: Sequence[str] = ()) -> None:
        """IgnoreRequest, in plain words, for an address that may not be asked, by its words or by where it leads."""
        self.check_words(url, hosts, came_from)
        host = urlsplit(url).hostname or ""
        if host not in self._known:
            self._known[host] = await self.resolve(host)
        address = ip_address(self._known[host])
        public = address.is_global and not address.is_multicast
        if not public and not any(address in network for network in self.allowed):
            raise IgnoreRequest(f"{_what(came_from)} an address that is not public: {host} is {address}")

    def check_words(self, url: str, hosts: Collection[str], came_from: Sequence[str] = ()) -> None:
        """IgnoreRequest for another scheme, an undeclared host or port, a password, a step from https to http.

        `hosts` are the declared ones, with ":port" where it is not the scheme's own; `came_from` are the addresses that
        were redirected here, the last one last.
        """
        parts, what = urlsplit(url), _what(came_from)
        host, port = parts.hostname or "", _port(parts)
        if parts.scheme not in USUAL_PORTS:
            raise IgnoreRequest(f"{what} another scheme: {parts.scheme}")
        if host not in hosts and f"{host}:{port}" not in hosts:
            raise IgnoreRequest(f"{what} an undeclared host: {host}")
        if parts.username is not None or parts.password is not None:
            raise IgnoreRequest(f"{what} an address with a password: {host}")
        if port != USUAL_PORTS[parts.scheme] and port not in self.ports and f"{host}:{port}" not in hosts:
            raise IgnoreRequest(f"{what} an undeclared port: {host}:{port}")
        if came_from and came_from[-1].startswith("https:") and parts.scheme == "http":
            raise IgnoreRequest(f"a redirect away from https: {host}")


def _what(came_from: Sequence[str]) -> str:
    return "a redirect to" if came_from else "a request to"


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or USUAL_PORTS.get(parts.scheme, 0)
    except ValueError:  # no number, or none below 65536
        return 0
