"""What has to hold at the end: nothing lost or twice, the index equals the table, backups whole, nothing grows."""

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import select

from bench.others import BotApi, PushService
from bench.soak.readers import ToldListing
from directory.config import Settings
from directory.search import Finder, Search, open_finder
from directory.store import Store, shelf
from directory.store.backup import BadBackup, check
from directory.store.ledger import ledger
from directory.store.letter_tables import LetterRow, WayRow
from directory.store.sql import table
from directory.store.tables import EventRow, RunRow
from schedules.mail import message_id

Found = Iterator[tuple[str, bool]]
QUERIES = ("", "platform=mover", "q=python", "q=swahili+OR+chemistry", "state=any", "pay=25", "q=%22answers+of+kind%22")
STEPS = {"opened": ("", "closed"), "reopened": ("closed",), "closed": ("opened", "reopened")}
MORE_FILES, MORE_MEMORY, LONG = 8, 1.25, 10
"""How much more a process may hold in its last third than in its second, each of ten looks at least. Files: the fewest,
for a new index is open beside the old until nobody reads that; memory: the median, for pages are kept up to 32 MB."""


def letters(store: Store, told: Sequence[ToldListing], taken: Mapping[str, list[bytes]], public_url: str) -> Found:
    """Every opening that was there to be told is in a letter; each letter came, and only ever with the same bytes."""
    opened = _openings(store)
    accounts = _accounts(store)
    double = sum(n > 1 for counted in accounts.values() for n in counted.values())
    for name, mine in _by_way(store, told).items():
        n = sum(event > one.after for one in mine for event in opened)
        lost = sum(
            event > one.after and event not in accounts[one.subscriber, one.way] for one in mine for event in opened
        )
        yield f"{n} openings were to be told to {len(mine)} readers by {name}: {lost} lost", not lost and n > 0
    yield f"{sum(map(len, accounts.values()))} events were told, {double} of them twice in one way", not double
    missing = [id for id in _sent(store, public_url) if id not in taken]
    twice = sum(len(set(raws)) > 1 for raws in taken.values())
    again = sum(len(raws) - 1 for raws in taken.values())
    said = f"{len(taken)} letters at the relay, {len(missing)} missing, {twice} with two texts"
    yield f"{said}, {again} carried again by the same id after a kill", not missing and not twice


def changes(store: Store) -> Found:
    """Each listing's openings and closings take turns; no run hangs."""
    last: dict[str, str] = defaultdict(str)
    odd = 0
    events = table(EventRow).c
    with store.reading() as session:
        rows = session.connection().execute(select(events.listing, events.kind).order_by(events.id)).all()
        runs = table(RunRow).c
        states = [str(row[0]) for row in session.connection().execute(select(runs.state))]
    for listing, kind in rows:
        if kind in STEPS:
            odd += last[listing] not in STEPS[kind]
            last[listing] = kind
    yield f"{len(rows)} changes, {odd} out of turn", odd == 0 and len(rows) > 0
    ended = {state: states.count(state) for state in sorted(set(states))}
    yield f"{len(states)} runs: {ended}", states.count("running") == 0


def index(store: Store, settings: Settings) -> Found:
    """The index that was followed under fire answers as one that is built anew from the table."""
    with tempfile.TemporaryDirectory(prefix="soak-anew-") as folder:
        followed, anew = (open_finder(store, one) for one in (settings, replace(settings, run_dir=Path(folder))))
        for finder in (followed, anew):
            finder.catch_up()
        now = datetime.now(UTC)  # one for both: an hour or a day may turn between two looks
        differing = [query for query in QUERIES if _answer(followed, query, now) != _answer(anew, query, now)]
        total = len(vars(followed)["_state"].columns)  # no search finds all: jobs of employees and pools stand aside
    kept = shelf.count(store)
    yield f"{len(QUERIES)} searches beside a new index: {len(differing)} differ {differing}", not differing
    yield f"{kept} listings in the table, {total} in the index", kept == total


def backups(folder: Path) -> Found:
    """Every backup that stands under its name is whole; halves of killed ones have another."""
    good, bad = 0, []
    for one in sorted(folder.iterdir()) if folder.exists() else []:
        if one.name.startswith("."):
            shutil.rmtree(one)
            continue
        try:
            check(one)
            good += 1
        except BadBackup as problem:
            bad.append(str(problem))
    yield f"{good} backups whole, {len(bad)} not {bad[:2]}", good > 0 and not bad


def flat(samples: Mapping[int, Sequence[tuple[int, int]]], weighed: bool) -> Found:
    """Files and memory of each server process that lived long enough: its last third beside its second.

    In a run that is long enough to weigh some (`weighed`), some must have been.
    """
    files, memory = [], []
    for seen in samples.values():
        third = len(seen) // 3
        if third >= LONG:
            middle, end = seen[third : 2 * third], seen[2 * third :]
            files.append(min(one[0] for one in end) - min(one[0] for one in middle))
            memory.append(median(one[1] for one in end) / max(1.0, median(one[1] for one in middle)))
    most = max((one for seen in samples.values() for one in seen), default=(0, 0))
    said = f"{len(files)} of {len(samples)} server processes lived long; open files {max(files, default=0):+d}"
    said += f", memory x{max(memory, default=1.0):.2f}; at most {most[0]} files, {most[1] / 1024:.0f} MB"
    fine = max(files, default=0) <= MORE_FILES and max(memory, default=1.0) <= MORE_MEMORY
    yield said, fine and bool(files) >= weighed


def _answer(finder: Finder, query: str, now: datetime) -> tuple[object, ...]:
    found = finder.find(Search.parse(f"{query}&checked=any" if query else "checked=any")[0], now=now)
    return found.total, found.ids, found.facets, found.words_ready


def _openings(store: Store) -> list[int]:
    """Openings of roles that have not closed since and are open now."""
    events = table(EventRow).c
    standing: dict[str, int] = {}
    query = select(events.id, events.listing, events.kind).where(events.listing.like("mover/%")).order_by(events.id)
    with store.reading() as session:
        for id, listing, kind in session.connection().execute(query):
            if kind == "closed":
                standing.pop(listing, None)
            elif kind == "opened":
                standing[listing] = int(id)
    return sorted(standing.values())


def _accounts(store: Store) -> Mapping[tuple[int, int | None], Counter[int]]:
    """The events that letters account for, by subscriber and way, each with the number of letters that do."""
    letters = table(LetterRow).c
    found: dict[tuple[int, int | None], Counter[int]] = defaultdict(Counter)
    with store.reading() as session:
        rows = session.connection().execute(select(letters.subscriber, letters.way, letters.events)).all()
    for who, way, events in rows:
        found[who, way].update({event for ids in ledger(events).values() for event in ids})
    return found


def _by_way(store: Store, told: Sequence[ToldListing]) -> Mapping[str, list[ToldListing]]:
    ways = table(WayRow).c
    with store.reading() as session:
        names = {id: str(name) for id, name in session.connection().execute(select(ways.id, ways.name))}
    found: dict[str, list[ToldListing]] = {"mail": [], "telegram": [], "push": []}
    for one in told:
        found["mail" if one.way is None else names[one.way]].append(one)
    return found


def others(store: Store, bot: BotApi, service: PushService) -> Found:
    """Every letter that left by another way was taken there; a repeat said the same, and only after a kill."""
    letters, ways = table(LetterRow).c, table(WayRow).c
    query = select(ways.name, letters.state).where(letters.way == ways.id)
    with store.reading() as session:
        states = Counter((str(name), str(state)) for name, state in session.connection().execute(query))
    for name, side, key in (("telegram", bot, "text"), ("push", service, "tag")):
        sent, waiting = states[name, "sent"], states[name, "queued"] + states[name, "refused"]
        same = side.by(key)
        again = sum(len(each) - 1 for each in same.values())
        odd = sum(len({repr(one) for one in each}) > 1 for each in same.values())
        said = f"{len(side.messages)} taken by {name}, {sent} of ours went, {waiting} did not, {odd} with two texts"
        yield f"{said}, {again} carried again after a kill", (len(same), waiting, odd) == (sent, 0, 0) and sent > 0


def _sent(store: Store, public_url: str) -> list[str]:
    """The Message-IDs of the letters that the table says were taken."""
    letters = table(LetterRow).c
    query = select(letters.kind, letters.id, letters.subscriber).where(letters.state == "sent", letters.way.is_(None))
    with store.reading() as session:
        rows = session.connection().execute(query).all()
    return [message_id(public_url, str(kind), int(id), int(person)) for kind, id, person in rows]
