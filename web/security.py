"""Headers of every answer: nothing from elsewhere, no cookies, no frames, cached where that is safe."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import Flask, Response, request
from werkzeug.http import generate_etag, quote_etag

from directory import links
from web import context as here
from web.api import problems

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
API = problems.OPEN | {"Vary": "Accept-Encoding", "X-Robots-Tag": "noindex"}
ROOM, DESCRIPTION = "/api/v1/", "/api/openapi.json"
PAGE_SECONDS = 60
YEAR = 31_536_000


CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
Headers = list[tuple[str, str]]


def guard(app: Flask) -> None:
    """Adds the headers of security and of caching to every answer of the application, errors included."""
    app.after_request(_cached)
    with app.app_context():
        settings = here.site().settings
    own = dict(HEADERS)
    if settings.demo:
        own["X-Robots-Tag"] = "noindex"
    if settings.public_url.startswith("https://"):
        own["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    described = ("Link", f'<{links.absolute(settings.public_url, DESCRIPTION)}>; rel="service-desc"')
    vars(app)["wsgi_app"] = Guarded(app.wsgi_app, own, own | API, described)


class Guarded:
    """Puts headers behind those of every answer that does not say them itself, in one step.

    `api` are those of the API, whose answers say `link` beside others of their own.
    """

    def __init__(self, app: Wsgi, own: Mapping[str, str], api: Mapping[str, str], link: tuple[str, str]) -> None:
        self._app, self._link = app, link
        self._own, self._api = ([(name.lower(), (name, value)) for name, value in each.items()] for each in (own, api))

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        def started(status: str, headers: Headers, *more: Any) -> Any:
            said, api = {name.lower() for name, _ in headers}, environ["PATH_INFO"].startswith(ROOM)
            own = [pair for name, pair in (self._api if api else self._own) if name not in said]
            return start(status, [*headers, *own, *([self._link] if api else ())], *more)

        return self._app(environ, started)


def _cached(answer: Response) -> Response:
    """Good answers to GET may be kept for a minute and are asked for again by their tag (RFC 9111)."""
    if request.method not in ("GET", "HEAD") or answer.status_code != 200:
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer
    said = {name.lower() for name, _ in answer.headers}  # to be asked for one that is missing costs an exception
    if "cache-control" not in said:
        answer.headers.add("Cache-Control", f"public, max-age={PAGE_SECONDS}")
    if answer.is_streamed or answer.direct_passthrough:
        return answer
    if "etag" not in said:
        answer.headers.add("ETag", quote_etag(generate_etag(answer.get_data())))
    if any(name in request.environ for name in CONDITIONS):  # others have met those of a page that is kept
        answer.make_conditional(request)
    return answer
