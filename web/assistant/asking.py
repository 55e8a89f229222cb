"""Where an assistant's questions go: the API of this process's own site, or of a public one."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from flask import Flask
from werkzeug.test import Client

Values = Mapping[str, str | int | Sequence[str] | None]
Ask = Callable[[str, Values, str], Any]
"""Asks for a path below /api/v1 with parameters, on behalf of a network address ("" for this machine): the JSON."""
AGENT = "taskatlas-assistant (+https://modelcontextprotocol.io)"
SECONDS = 30.0
LONGEST = 8_000_000
"""Bytes of an answer that are read: a hundred listings with all their claims are a tenth of that."""


class ApiRefused(Exception):
    """A question that the API does not answer: its status, and its problem (RFC 9457) in words for a reader."""

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        super().__init__(told.get("detail") or told.get("title") or "no answer")
        self.status, self.told = status, told

    def __str__(self) -> str:
        """What was wrong, each parameter with what would be accepted."""
        lines = [f"{self.status}: {self.args[0]}"]
        for one in self.told.get("parameters", ()):
            near = f"; perhaps {', '.join(one['near'])}" if one.get("near") else ""
            lines.append(f"{one['parameter']}={one['value']}: {one['detail']} Accepted: {one['accepted']}{near}")
        return "\n".join(lines)


def inside(app: Flask) -> Ask:
    """Asks the site in this process, without a network; ApiRefused for all but 200."""
    client = Client(app)

    def ask(path: str, values: Values, who: str = "") -> Any:
        own = {"REMOTE_ADDR": who or "127.0.0.1"}
        answer = client.get(f"/api/v1{path}?{query(values)}", environ_base=own, follow_redirects=True)
        return read(answer.status_code, answer.get_data())

    return ask


def beyond(site: str) -> Ask:
    """Asks a public site by its address ("https://atlas.example"); ApiRefused for all but 200, and for no answer."""
    base = site.rstrip("/")

    def ask(path: str, values: Values, who: str = "") -> Any:
        request = Request(f"{base}/api/v1{path}?{query(values)}", headers={"User-Agent": AGENT})  # noqa: S310
        try:
            with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 (the scheme is checked where it is given)
                return read(answer.status, answer.read(LONGEST))
        except HTTPError as refused:
            return read(refused.code, refused.read(LONGEST))
        except (URLError, TimeoutError) as away:
            raise ApiRefused(503, {"detail": f"{base} does not answer: {away}"}) from None

    return ask


def query(values: Values) -> str:
    """Parameters as a query string; what is None or empty says nothing."""
    many = {key: [value] if isinstance(value, str | int) else list(value or ()) for key, value in values.items()}
    return urlencode([(key, one) for key, all in many.items() for one in all if one != ""])


def read(status: int, body: bytes) -> Any:
    """The JSON of an answer; ApiRefused for all but 200."""
    try:
        told = json.loads(body)
    except ValueError:
        told = {"detail": "the answer is no JSON"}
        status = 502 if status == 200 else status
    if status != 200:
        raise ApiRefused(status, told if isinstance(told, dict) else {})
    return told
