"""Answers in gzip for readers that take it (RFC 9110 section 12.5.3), each under a tag of its own.

Only what everybody may keep is compressed. Pages that hold somebody's key or a form's token never are: the length of a
compressed answer tells what stands beside what was sent (BREACH).
"""

import gzip

LEVEL = 6  # 60 kB of JSON to 7 kB in 1 ms; level 9 takes twice that for 1 % less
LEAST = 700  # bytes: below, head and packet are what is sent, and a body of one packet saves nothing
TYPES = frozenset(
    {"text/html", "text/css", "text/plain", "text/xml", "application/json", "application/xml", "image/svg+xml"}
    | {"application/atom+xml", "application/rss+xml", "application/feed+json", "text/javascript"}
)
GZIP = "gzip"
Headers = list[tuple[str, str]]


def coding(accepted: str) -> str:
    """The coding for an Accept-Encoding header: "gzip", or "" where it is not named or is refused (`q=0`)."""
    weights = {name.strip().lower(): weight for name, weight in map(_weighed, accepted.split(","))}
    return GZIP if weights.get(GZIP, weights.get("x-gzip", weights.get("*", 0.0))) > 0 else ""


def _weighed(part: str) -> tuple[str, float]:
    name, _, weight = part.partition(";")
    try:
        return name, float(weight.partition("=")[2]) if weight.strip() else 1.0
    except ValueError:  # a weight that is no number refuses nothing
        return name, 1.0


def varied(headers: Headers) -> Headers:
    """The headers of an answer that some get compressed: `Vary` says so, also to those who get it as it is."""
    if not _compressible(headers):
        return headers
    known = [value for name, value in headers if name.lower() == "vary"]
    if any("accept-encoding" in value.lower() for value in known):
        return headers
    return [*headers, ("Vary", "Accept-Encoding")]


def compressed(headers: Headers, body: bytes) -> tuple[Headers, bytes]:
    """An answer in gzip with length and tag of its own; as it is where it is short or of a type that is packed already.

    A strong tag names bytes, so the compressed bytes have another ("…-gzip"); a weak one names what both say.
    """
    if len(body) < LEAST or not _compressible(headers):
        return headers, body
    packed = gzip.compress(body, LEVEL, mtime=0)
    return [
        *map(_packed, _without_length(headers)),
        ("Content-Encoding", GZIP),
        ("Content-Length", str(len(packed))),
    ], packed


def _without_length(headers: Headers) -> Headers:
    return [pair for pair in headers if pair[0].lower() != "content-length"]


def _packed(header: tuple[str, str]) -> tuple[str, str]:
    name, value = header
    if name.lower() == "etag" and value.startswith('"'):
        return name, f'{value[:-1]}-{GZIP}"'
    return header


def _compressible(headers: Headers) -> bool:
    named = {name.lower(): value for name, value in headers}
    return named.get("content-type", "").partition(";")[0].strip() in TYPES and "content-encoding" not in named
