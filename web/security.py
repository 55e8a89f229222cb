"""Headers of every answer: nothing from elsewhere, no cookies, no frames, cached where that is safe."""

from flask import Flask, Response, request

from web import context as here

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
PAGE_SECONDS = 60
YEAR = 31_536_000


def guard(app: Flask) -> None:
    """Adds the headers of security and of caching to every answer of the application, errors included."""
    app.after_request(_headers)
    app.after_request(_cached)


def _headers(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if here.site().settings.demo:
        answer.headers["X-Robots-Tag"] = "noindex"
    if here.site().settings.public_url.startswith("https://"):
        answer.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
    return answer


def _cached(answer: Response) -> Response:
    """Good answers to GET may be kept for a minute and are asked for again by their tag (RFC 9111)."""
    if request.method not in ("GET", "HEAD") or answer.status_code != 200:
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = f"public, max-age={PAGE_SECONDS}"
    if answer.is_streamed or answer.direct_passthrough:
        return answer
    if "ETag" not in answer.headers:
        answer.add_etag()
    answer.make_conditional(request)
    return answer
