"""`make attack`: prints a table, and ends with 1 if anything gave way. Only our own server on this machine is asked.

python -m bench.attack [--requests 12000] [--forms 400] [--only sqlite] [--seed 7]
"""

import argparse
import logging
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.alerts import crawl
from bench.attack import forms, mailing, ours, shapes, sockets
from bench.databases import KINDS, database
from bench.serving import served
from directory.config import Settings, load
from directory.store import Store

SECRET = "s" * 32
LISTINGS = 200


def main() -> int:
    """Every part on every database."""
    parser = argparse.ArgumentParser(prog="python -m bench.attack", description=__doc__)
    parser.add_argument("--requests", type=int, default=12_000)
    parser.add_argument("--forms", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=KINDS, help="one database only")
    parser.add_argument("--short", action="store_true", help="every fifth answer of a relay only")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    kinds = [options.only] if options.only else KINDS
    fine = [attack(kind, options) for kind in kinds]
    print("nothing gave way" if all(fine) else "SOMETHING GAVE WAY, see the lines with !")
    return 0 if all(fine) else 1


def attack(kind: str, options: argparse.Namespace) -> bool:
    """One database: requests, forms, letters; whether all held."""
    print(f"\n== {kind}: {options.requests:,} requests, seed {options.seed} ==", flush=True)
    with tempfile.TemporaryDirectory(prefix="attack-") as folder, database(kind, Path(folder)) as url:
        settings = replace(load({"RUN_DIR": folder}), database_url=url, secret_key=SECRET)
        store = Store(url)
        crawl(store, LISTINGS, datetime.now(UTC))
        own = {"RUN_DIR": folder, "DATABASE_URL": url, "SECRET_KEY": SECRET, "TRUSTED_PROXIES": "1"}
        with served(own, 2) as port:
            sockets.until_ready(port)
            fine = _requests(port, options.requests, options.seed)
            fine &= _said(forms.flood(port, store, SECRET, options.forms))
            for one in forms.half_sent(port, 16):
                fine &= _said(one)
            fine &= _said(ours.odd_fields(port, store, SECRET, options.forms, options.seed))
            fine &= _said(forms.held_table(port, store, 8))
            alive = sockets.ask(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            fine &= _said(
                (f"afterwards the site answers {alive.status} of a clock that never ran", alive.status == 503)
            )
        fine &= _letters(store, settings, 5 if options.short else 1)
        store.close()
    return fine


def _requests(port: int, n: int, seed: int) -> bool:
    began = time.perf_counter()
    found = sockets.tallied(port, shapes.made(n, seed))
    took = time.perf_counter() - began
    heads = ("2xx 3xx", "4xx", "501 505", "503", "closed", "late", "failed")
    cells = " ".join(f"{name:>7}" for name in heads)
    print(f"  {'kind':28} {'requests':>8}  {cells}  slowest")
    for name, _, _ in shapes.SHAPES:
        tally = found[name]
        by = [sum(n for status, n in tally.statuses.items() if status in wanted) for wanted in GROUPS]
        cells = " ".join(f"{n:>7}" for n in (*by, len(tally.late), len(tally.failures)))
        print(f"  {name:28} {sum(tally.statuses.values()):>8}  {cells}  {tally.slowest * 1e3:>5.0f} ms")
    print(f"  {n / took:,.0f} requests a second", flush=True)
    failures = [one for tally in found.values() for one in tally.failures]
    for one in failures[:10]:
        print(f"! {one}")
    return not failures


GROUPS: tuple[range | tuple[int, ...], ...] = (range(200, 400), range(400, 500), (501, 505), (503,), (0,))


def _letters(store: Store, settings: Settings, step: int) -> bool:
    now = datetime.now(UTC)
    fine = _said(mailing.poisoned(store, settings, now))
    answers = [(stage, words) for stage in mailing.STAGES for words in mailing.CLASSES][::step]
    for stage, words in answers:
        fine &= _said(mailing.refused(store, settings, now, words, stage), quiet=True)
    print(f"  {len(answers)} answers of a relay that refuses everybody: no alert lost")
    return fine & _said(mailing.one_old_address(store, settings, now))


def _said(told: tuple[str, bool], quiet: bool = False) -> bool:
    words, fine = told
    if not quiet or not fine:
        print(f"{' ' if fine else '!'} {words}", flush=True)
    return fine


if __name__ == "__main__":
    sys.exit(main())
