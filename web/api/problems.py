"""What the API says when it cannot answer: problem+json (RFC 9457), naming the parameter and what would be accepted."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask import Response, request

from web import context as here

PREFIX = "/api/"
TYPE = "application/problem+json"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit, RateLimit-Policy, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Headers that let any page on the web read an answer: nothing here is anybody's own."""
Odd = dict[str, Any]
"""One parameter that was not understood: `parameter`, `value`, `detail`, `accepted`, and `near` where there is any."""


class RequestRefused(Exception):
    """A request that is not answered: `code` is the status, `name` the kind of problem, `odd` the parameters."""

    def __init__(self, code: int, name: str, detail: str, odd: Iterable[Odd] = (), retry: int | None = None) -> None:
        super().__init__(detail)
        self.code, self.name, self.detail, self.odd, self.retry = code, name, detail, tuple(odd), retry


def odd(parameter: str, value: str, detail: str, accepted: object, near: Iterable[str] = ()) -> Odd:
    """One parameter of a problem: what was said, why it is not taken, what is, and the nearest known values."""
    said: Odd = {"parameter": parameter, "value": value, "detail": detail, "accepted": accepted}
    return said | ({"near": list(near)} if near else {})


def misread(*parameters: Odd) -> RequestRefused:
    """A refusal (400) that names every parameter that is unknown or holds a value that is; the caller raises it."""
    names = ", ".join(dict.fromkeys(one["parameter"] or "(none)" for one in parameters))
    return RequestRefused(400, "parameter", f"not understood: {names}", parameters)


def asked_of_api() -> bool:
    """True when the running request's path lies under the API: its errors are JSON, not pages."""
    return request.path.startswith(PREFIX)


def problem(code: int, name: str = "", detail: str = "", odd: Iterable[Odd] = ()) -> Response:
    """The answer for a problem. `type` is "about:blank" where the status says everything."""
    parameters = list(odd)
    public = here.site().settings.public_url.rstrip("/")
    told = {
        "type": f"{public}/api#problem-{name}" if name else "about:blank",
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": detail or HTTPStatus(code).description or HTTPStatus(code).phrase,
        "instance": request.path,
    } | ({"parameters": parameters} if parameters else {})
    return Response(json.dumps(told, ensure_ascii=False), code, OPEN, content_type=TYPE)


def refused(cause: RequestRefused) -> Response:
    """The answer for a refusal: problem details (RFC 9457), with Retry-After in seconds where it has one."""
    answer = problem(cause.code, cause.name, cause.detail, cause.odd)
    if cause.retry is not None:
        answer.headers["Retry-After"] = str(cause.retry)
    return answer
