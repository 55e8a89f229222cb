"""What ten pages weigh on the wire, as they are and in gzip, and their first byte: python -m bench weights.

A page is asked by a new connection each time, the middle of five is printed; the first time it is made, then kept.
"screen" is all that a first visit fetches for it, in gzip: the page with the sheets and scripts that it names.
"""

import gzip
import http.client
import re
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from bench.alerts import START
from bench.page import fill
from bench.serving import served
from directory.config import load

SIZE, WORKERS, TIMES = 1_000, 1, 5
NAMED = re.compile(rb'(?:href|src)="(/static/[^"]+[.](?:css|js)[^"]*)"')
PAGES = (
    *("/", "/?country=KE&speak=sw", "/hi/?q=rater", "/listing/acme/r1?country=KE", "/platforms", "/platform/acme"),
    *("/country/KE", "/tiers", "/status", "/feed.atom"),
)


def main(real: Path | None) -> None:
    """Fills a table, serves it and prints a row a page: bytes of both, milliseconds to the first byte."""
    with tempfile.TemporaryDirectory(prefix="bench-weights-") as folder:
        fill(load({"RUN_DIR": folder}), SIZE)
        with served({"RUN_DIR": folder, "CLOCK": f"{START:%Y-%m-%dT%H:%M:%SZ}"}, WORKERS) as port:
            print(f"  {'page':34} {'bytes':>8} {'gzip':>8} {'screen':>8} {'first ms':>9} {'kept ms':>8} {'in gzip':>8}")
            for path in PAGES:
                _, first = asked(port, path, "identity")
                plain, packed = (kept(port, path, coding) for coding in ("identity", "gzip"))
                sizes = f"{plain[0]:>8,} {packed[0]:>8,} {screen(port, path):>8,}"
                print(f"  {path:34} {sizes} {first:>9.1f} {plain[1]:>8.1f} {packed[1]:>8.1f}")


def screen(port: int, path: str) -> int:
    """Bytes in gzip of a page with the sheets and scripts that it names."""
    packed, _ = read(port, path, "gzip")
    named = NAMED.findall(gzip.decompress(packed))
    return len(packed) + sum(asked(port, one.decode(), "gzip")[0] for one in named)


def kept(port: int, path: str, coding: str) -> tuple[int, float]:
    """Bytes of a page that was asked before, and the middle of its times."""
    found = [asked(port, path, coding) for _ in range(TIMES)]
    return found[0][0], median(took for _, took in found)


def asked(port: int, path: str, coding: str) -> tuple[int, float]:
    """Bytes of the body in a coding, and milliseconds to its first byte; raises OSError for anything but 200."""
    body, took = read(port, path, coding)
    return len(body), took


def read(port: int, path: str, coding: str) -> tuple[bytes, float]:
    """The body in a coding, and milliseconds to its first byte; raises OSError for anything but 200."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.connect()
        began = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": coding})
        answer = connection.getresponse()
        head = answer.read(1)
        took = (time.perf_counter() - began) * 1e3
        if answer.status != 200:
            raise OSError(f"{path}: {answer.status}")
        return head + answer.read(), took


if __name__ == "__main__":
    main(None)
