"""A recording of a platform's answers: the value, and the download handler that plays it instead of the network.

A recording is a folder with `recording.json` (`recorded_at`, `basis`, `source`, `exchanges`) and one file a body.
An exchange has `method`, `url`, `status`, `type`, `file`, and where there is one the request's `body` (JSON) and the
response's `headers`; a recorded body `{}` asked for nothing in particular and answers any other body sent to its
address. A request that is not on the tape fails by name; robots.txt is on no tape and answers 404.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes

from crawler.faults import OF_A_ROW, Fault

Key = tuple[str, str, tuple[tuple[str, str], ...], str]

ANY_BODY = "{}"


@dataclass(frozen=True, slots=True)
class Tape:
    """One recording, read from its folder. `at` is the moment (UTC) that a replay takes for now."""

    folder: Path
    at: datetime
    basis: str
    source: str
    exchanges: dict[Key, dict[str, Any]]

    def answer(self, request: Request) -> Response:
        """The recorded response to this request; a Fault names one that was not recorded."""
        asked = key(request.method, request.url, request.body)
        exchange = self.exchanges.get(asked) or self.exchanges.get((*asked[:3], ANY_BODY))
        if exchange is None and urlsplit(request.url).path == "/robots.txt":
            return Response(request.url, status=404, request=request)
        if exchange is None:
            body = f" {request.body.decode('utf-8', 'replace')[:OF_A_ROW]}" if request.body else ""
            raise Fault(f"not on the tape: {request.method} {request.url}{body}")
        return _response(request, exchange, (self.folder / exchange["file"]).read_bytes())


def key(method: str, url: str, body: bytes | dict[str, Any] | None) -> Key:
    """What makes two requests the same: method, address without the order of its query, and the JSON of the body."""
    parts = urlsplit(url)
    value = json.loads(body) if isinstance(body, bytes) and body else body or None
    return (
        method.upper(),
        f"{parts.scheme}://{parts.netloc}{parts.path or '/'}",
        tuple(sorted(parse_qsl(parts.query, keep_blank_values=True))),
        "" if value is None else json.dumps(value, sort_keys=True),
    )


def load(folder: Path) -> Tape:
    """Reads a recording's folder; OSError, ValueError or KeyError for one that is not there or not of the form
    above.
    """
    said = json.loads((folder / "recording.json").read_text("utf-8"))
    exchanges = {key(one["method"], one["url"], _body(one)): one for one in said["exchanges"]}
    at = datetime.fromisoformat(said["recorded_at"])
    return Tape(folder, at, said.get("basis", ""), said.get("source", ""), exchanges)


class TapeHandler(BaseDownloadHandler):
    """Answers http and https from the tape in the setting TAPE; everything above it runs as in a live crawl."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self.tape = load(Path(crawler.settings["TAPE"]))

    async def download_request(self, request: Request) -> Response:
        """The recorded response, at once; a Fault, told as a failed request, when there is none."""
        return self.tape.answer(request)


def _body(exchange: dict[str, Any]) -> dict[str, Any] | bytes | None:
    if "body" not in exchange:
        return None
    return json.dumps(exchange["body"]).encode()


def _response(request: Request, exchange: dict[str, Any], body: bytes) -> Response:
    headers = Headers({"Content-Type": exchange["type"], **exchange.get("headers", {})})
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body[:1000])
    return kind(request.url, status=exchange["status"], headers=headers, body=body, request=request)
