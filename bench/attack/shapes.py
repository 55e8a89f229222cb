"""Hostile requests as bytes for a raw socket: seeded, harmless, one function a kind."""

import random
from collections.abc import Callable
from urllib.parse import quote

HOST = b"Host: 127.0.0.1\r\nConnection: close\r\n"
PATHS = (
    "/", "/listing/acme/r1", "/platform/acme", "/country/KE", "/language/sw", "/tier/coding", "/feed.atom", "/feed.rss",
    "/feed.json", "/api/v1/listings", "/api/v1/changes", "/api/v1/facets", "/api/v1/eligibility", "/suggest", "/data/",
    "/status", "/status.json", "/changes", "/compare", "/recruiter", "/report", "/alerts/new", "/u/", "/guide/", "/es/",
    "/alerts/confirm/", "/sitemap-listings-1.xml", "/desk", "/healthz", "/readyz", "/opensearch.xml", "/static/",
)  # fmt: skip
KEYS = ("q", "country", "speak", "tier", "pay", "page", "sort", "since", "cursor", "limit", "kind", "listing", "a", "p")
ODD = (
    "", "0", "-1", "99999999999999999999999", "1e309", "NaN", "null", "true", "[]", "{}", "'", '"', "<b>x</b>", "%",
    "%%", "%00", "%0d%0aX-A: b", "..%2f..%2f", "\u202e", "\U0001f600", "\u00e9" * 40, "a" * 2_000, "(" * 200, "* OR *",
    "-" * 90, "q=q&q=q", ";", "|", "\\", "$(true)", "{{7*7}}", "%c0%af", "%f0%9f", "T\u00fcrkiye", "\u4e2d\u6587",
    "\t", "\x7f", "\u0639\u0631\u0628\u064a", "\ud800", '"' * 99, "a OR " * 90, "NEAR/9", "title:", "2026-13-45",
    "2026-11-01T00:00:00Z", "9" * 400, "region:LATAM", "KE,BR", "\u0660\u0661", "K\u0301E", "ke", "sw:native",
)  # fmt: skip
HEADERS = (
    "If-None-Match", "If-Modified-Since", "Accept-Language", "Accept", "Range", "Cookie", "Referer", "User-Agent",
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Origin", "Accept-Encoding", "X-Request-ID",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get", "PROPFIND", "CONNECT")
Shape = Callable[[random.Random], bytes]


def value(dice: random.Random) -> str:
    """An odd value, or bytes at random, percent-encoded or not."""
    if dice.random() < 0.7:
        raw = dice.choice(ODD)
    else:
        raw = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 60))).decode("latin-1")
    return quote(raw.encode("utf-8", "surrogatepass"), safe="%=&") if dice.random() < 0.8 else _plain(raw)


def _plain(raw: str) -> str:
    return "".join(sign for sign in raw if sign > " " and sign not in "\x7f#") or "x"


def query(dice: random.Random) -> str:
    """Some parameters, known and unknown, some twice."""
    keys = [dice.choice(KEYS) if dice.random() < 0.8 else value(dice)[:40] for _ in range(dice.randrange(1, 6))]
    return "&".join(f"{key}={value(dice)}" for key in keys)


def line(dice: random.Random, path: str, method: str = "GET", headers: bytes = b"", body: bytes = b"") -> bytes:
    """The bytes of a whole request: first line, headers, an empty line and the body."""
    target = path.encode("utf-8", "surrogatepass")
    return b"%s %s HTTP/1.1\r\n%s%s\r\n%s" % (method.encode(), target, HOST, headers, body)


def odd_query(dice: random.Random) -> bytes:
    """A page of ours with odd parameters."""
    return line(dice, f"{dice.choice(PATHS)}?{query(dice)}")


def odd_path(dice: random.Random) -> bytes:
    """An address that is not there, or has odd parts."""
    parts = "/".join(value(dice)[:200] for _ in range(dice.randrange(1, 5)))
    return line(dice, f"{dice.choice(PATHS).rstrip('/')}/{parts}")


def odd_key(dice: random.Random) -> bytes:
    """A key of a letter that nobody made."""
    number = dice.choice(("0", "1", "-1", "2147483647", "2147483648", "9" * 30, "١", "1 ", "", "0x1"))
    proof = "".join(dice.choice("ABCabc012_-") for _ in range(dice.choice((0, 21, 22, 23, 500))))
    room = dice.choice(("/u/", "/alerts/confirm/", "/alerts/stop/", "/alerts/more/", "/u/x/search/", "/u/x/erase/"))
    return line(dice, f"{room}{quote(number)}.{quote(number)}.{proof}", dice.choice(("GET", "POST")), LENGTH0)


LENGTH0 = b"Content-Length: 0\r\n"


def odd_header(dice: random.Random) -> bytes:
    """Headers that are too long, twice, contradictory or nonsense."""
    odd = value(dice).encode("latin-1", "replace")[:4_000]
    name = dice.choice(HEADERS).encode()
    return line(dice, dice.choice(PATHS), headers=b"%s: %s\r\n" % (name, odd) * dice.choice((1, 1, 2, 30)))


def odd_method(dice: random.Random) -> bytes:
    """A request whose method no address of the site answers to."""
    return line(dice, dice.choice(PATHS), dice.choice(METHODS), LENGTH0)


def odd_form(dice: random.Random) -> bytes:
    """A form that is none of ours: wrong token, odd fields, odd types."""
    fields = [("form", value(dice)), ("address", value(dice)), ("query", query(dice)), (value(dice)[:30], value(dice))]
    body = "&".join(f"{key}={text}" for key, text in fields).encode("utf-8", "surrogatepass")
    kind = dice.choice(
        ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "a/b", "")
    )
    headers = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n".encode()
    room = dice.choice(("/alerts/new", "/report", "/desk/login", "/desk/hide", "/alerts/feedback", "/"))
    return line(dice, room, "POST", headers, body)


def long_body(dice: random.Random) -> bytes:
    """A form whose body is longer than the site takes from anybody."""
    size = dice.choice((64 * 1024 + 1, 100_000))
    headers = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n" % size
    return line(dice, dice.choice(("/alerts/new", "/report")), "POST", headers, b"a=" + b"x" * (size - 2))


def odd_length(dice: random.Random) -> bytes:
    """Lengths that contradict the body, and chunks that are none."""
    headers = dice.choice(
        (
            b"Content-Length: -5\r\n", b"Content-Length: x\r\n", b"Content-Length: 5\r\nContent-Length: 6\r\n",
            b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
            b"Content-Length: 99999999999999999999\r\n", b"Transfer-Encoding: gzip\r\n",
        )
    )  # fmt: skip
    return line(dice, "/report", "POST", headers, b"zz\r\n\r\n0\r\n\r\n")


def noise(dice: random.Random) -> bytes:
    """Bytes that are no request, and requests of other versions."""
    whole = (
        b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n", b"\r\n\r\n\r\n", b"GET  / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost\r\n\r\n",
        b"GET http://else.example/ HTTP/1.1\r\nHost: else.example\r\nConnection: close\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    )  # fmt: skip
    if dice.random() < 0.5:
        return dice.choice(whole)
    return bytes(dice.randrange(256) for _ in range(dice.randrange(1, 300))) + b"\r\n\r\n"


SHAPES: tuple[tuple[str, int, Shape], ...] = (
    ("odd parameters", 30, odd_query),
    ("odd addresses", 20, odd_path),
    ("keys that nobody made", 10, odd_key),
    ("odd headers", 12, odd_header),
    ("odd methods", 6, odd_method),
    ("forms that are not ours", 10, odd_form),
    ("bodies beyond the limit", 1, long_body),
    ("lengths that contradict", 4, odd_length),
    ("no requests at all", 7, noise),
)
"""Each kind with its share in a hundred."""


def made(n: int, seed: int) -> list[tuple[str, bytes]]:
    """That many requests with their kind, always the same for a seed."""
    dice = random.Random(seed)
    names = [name for name, share, _ in SHAPES for _ in range(share)]
    by_name = {name: shape for name, _, shape in SHAPES}
    return [(name, by_name[name](dice)) for name in (dice.choice(names) for _ in range(n))]
