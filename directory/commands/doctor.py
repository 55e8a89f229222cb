"""Look for what is wrong: database, index, platforms, old facts."""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date, timedelta
from email.utils import parseaddr
from importlib.metadata import version
from urllib.parse import urlsplit

from directory import optouts, record
from directory.config import ROOT, BadSetting, Settings
from directory.letters import outbox
from directory.letters.ways import open_ways
from directory.record import due_again
from directory.runs import withdrawal
from directory.runs.steps import next_of
from directory.search import open_finder
from directory.store import Store, is_current, open_store, platforms, shelf
from directory.store.platforms import Health
from directory.store.probation import AGREEING_RUNS

TROUBLED = timedelta(days=14)  # letters are given up after five; a fortnight shows them at two weekly looks


def arguments(parser: ArgumentParser) -> None:
    """Whether all is looked at, only the hand-kept facts (--facts), or the platforms' answers (--live, --tapes)."""
    parser.add_argument("--facts", action="store_true", help="only hand-kept facts that are older than 120 days")
    parser.add_argument("--live", action="store_true", help="ask a page of each platform: is it as we read it?")
    parser.add_argument("--tapes", metavar="FOLDER", help="the same of the recordings in a folder, without network")
    parser.add_argument("platform", nargs="*", help="with --live or --tapes: only these")


def run(args: Namespace, settings: Settings) -> int:
    """Prints every complaint, a line each; the exit code is 1 if there is one. Only the index is brought up to date."""
    if args.live or args.tapes:
        return look(args)
    found = list(old_facts(settings.now().date()) if args.facts else complaints(settings))
    print("\n".join(found) or "nothing is wrong")
    if not args.facts:
        print("\n".join([*hints(settings), *probations(settings), letters(settings), secret(settings), zones()]))
    return 1 if found else 0


def look(args: Namespace) -> int:
    """The crawler's own look at the platforms, in a process of its own: this floor knows no crawler. Its exit code."""
    tapes = ["--tapes", args.tapes] if args.tapes else []
    words = [sys.executable, "-m", "scrapy", "doctor", *tapes, *args.platform]
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def complaints(settings: Settings) -> Iterator[str]:
    """Everything that is wrong, a line each in plain words: database, index, platforms, letters, keys, old facts.

    With a database of an older shape, that alone.
    """
    try:
        open_ways(settings)
    except BadSetting as problem:
        yield f"settings: {problem}"
    store = open_store(settings)
    if not is_current(store):
        yield "database: not in its newest shape; run `python -m directory init`"
        return
    newest = shelf.version(store)
    reached = open_finder(store, settings).catch_up().version
    if reached < newest:
        yield f"index: at version {reached} of {newest}; run `python -m directory reindex`"
    for health in platforms.healths(store, settings.now()):
        if health.state in ("late", "stopped", "held", "failed"):
            since = f"{health.last_good:%Y-%m-%d}" if health.last_good else "never"
            cause = f", {health.reason}" if health.reason else ""
            yield f"{health.slug}: {health.state}{cause}; next: {next_of(health)} (last good run: {since})"
        yield from changes_of(health)
    yield from outbox.troubles(store, settings.now() - TROUBLED)
    yield from unsigned(settings)
    yield from opted_out(store)
    yield from old_facts(settings.now().date())


def opted_out(store: Store) -> Iterator[str]:
    """Rows of opt-outs that cannot be read whole, and platforms that opted out and still have listings."""
    yield from (f"opt-outs: {problem}" for problem in optouts.faults())
    for slug in optouts.opt_outs():
        if n := withdrawal.left(store, slug):
            yield f"{slug}: opted out, and {n} listings are still here; run `python -m scrapy publish`"


def probations(settings: Settings) -> list[str]:
    """A line for each spider on probation: no complaint, but alerts are silent for its platform until it ends."""
    store = open_store(settings)
    if not is_current(store):
        return []
    trials = ((health.slug, health.probation) for health in platforms.healths(store, settings.now()))
    said = f"of {AGREEING_RUNS} good live runs agree; until then nothing of it is new"
    return [f"{slug}: on probation, {n} {said}" for slug, n in trials if n is not None]


def changes_of(health: Health) -> Iterator[str]:
    """What is otherwise about a platform's answers, and the fields that its postings state less often."""
    if health.shape:
        yield f"{health.slug}: its answers have another shape: {health.shape}"
    for name, (was, now) in health.losses.items():
        yield f"{health.slug}: {name} is stated by {now}% of its postings, {was}% before"


def hints(settings: Settings) -> Iterator[str]:
    """What is otherwise about a platform's answers and may be chance: worth a look, no complaint."""
    store = open_store(settings)
    if is_current(store):
        for health in platforms.healths(store, settings.now()):
            if health.hint:
                yield f"{health.slug}: {health.hint}"


def letters(settings: Settings) -> str:
    """A line that says who signs the letters (DKIM, RFC 6376), if they leave at all."""
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    if settings.smtp_url is None:
        return f"letters: not sent, only written to {settings.letters_dir}; SMTP_URL is not set"
    if settings.dkim_key and settings.dkim_selector:
        return f"letters: signed here, checked by {settings.dkim_selector}._domainkey.{domain}"
    relay = urlsplit(settings.smtp_url).hostname
    return f"letters: not signed here; the relay {relay} is assumed to sign them for {domain}"


def zones() -> str:
    """A line that says whose rules of time zones are used, with the release of the IANA data."""
    return f"time zones: by tzdata {version('tzdata')} of the lock, not by this machine's"


def secret(settings: Settings) -> str:
    """A line that says where the secret behind the links of letters comes from; never the secret itself."""
    kept = settings.run_dir / "secret"
    if kept.exists() and kept.read_text(encoding="ascii") == settings.secret_key:
        return f"secret: kept in {kept}; save it, and give it as SECRET_KEY to other machines"
    return "secret: given by SECRET_KEY"


def unsigned(settings: Settings) -> Iterator[str]:
    """Half a signature: a key without its selector, the other way round, or a key that cannot be read."""
    if (settings.dkim_key is None) != (settings.dkim_selector is None):
        yield "letters: DKIM_KEY and DKIM_SELECTOR are needed both; letters are not signed"
    if settings.dkim_key and not settings.dkim_key.is_file():
        yield f"letters: the DKIM key {settings.dkim_key} is not there"


def old_facts(today: date) -> Iterator[str]:
    """Files of facts that cannot be read, and facts that nobody has looked at for 120 days, with the day."""
    yield from (f"facts: {bad}" for bad in record.faults())
    for slug, one in record.load().items():
        for name, day in record.overdue(one, today).items():
            yield f"{slug}: the fact {name!r} was read on {day}; it should be looked at again since {due_again(day)}"
