"""Letters under fire: every matching event in exactly one letter of each subscriber, whatever breaks, however often.

What an alert should tell is worked out anew here from the page's own finder and a plain loop over the events.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from sqlmodel import select

from bench.others import mail_server
from directory.config import Settings, load
from directory.eligibility.verdict import groups
from directory.letters import subscribers as alerts
from directory.letters.compose import EVENTS, WANTED, Alert, Wanted
from directory.letters.ways.way import Outcome
from directory.listing import Event
from directory.posting import Posting
from directory.search import Finder, Search, open_finder
from directory.store import Store, events, migrate
from directory.store.codec import residence_from
from directory.store.letter_tables import LetterRow
from schedules.post import Post
from tests.schedules.accounts import accounts, due_alerts
from tests.schedules.test_delivery import wish
from tests.support.making import DAY, START, crawl, posting

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1_500)]
ROOT = Path(__file__).parents[2]
SEED = int(os.environ.get("SEED", "17"))
"""What is there and asked for is the same in every run; at what a kill cuts in, the machine decides."""
KIND: dict[str, Wanted] = {kind: wanted for wanted, kind in EVENTS.items()}
PLACES = ("Kenya", "Brazil", "Kenya or Brazil", "Germany", "Kenya, Brazil or Germany")
WORK = ("Python developer", "Swahili translator", "Chemistry expert", "Search rater", "Story writer")
QUERIES = (
    "", "country=KE", "country=KE&show=open", "country=BR&tier=coding", "tier=languages", "q=python", "q=story+-python",
    "pay=30", "country=DE&show=closed", "lang=sw", "platform=acme&pay=20&country=KE", "state=any", "q=review*+OR+rater",
    "paid=unstated", "state=closed",
)  # fmt: skip


def role(at: int, pay: int, place: int) -> Posting:
    """A posting of role number `at` with this pay (0: none) and place."""
    work = WORK[at % len(WORK)]
    said = f"You review answers of kind {at}. You must live in {PLACES[place]}."
    return posting(f"r{at}", f"{work} {at}", said, pay=f"{pay} USD per hour" if pay else "")


def tale(store: Store) -> set[tuple[int, int]]:
    """(subscriber, event) of everything that letters account for."""
    return {(who, event) for who, event, *_ in accounts(store)}


def expected(store: Store, finder: Finder, alert: Alert, now: datetime) -> Iterator[Event]:
    """What an alert is to tell now, by the page's own search; a letter tells of stopped platforms too, as a count."""
    search = Search.parse(f"{alert.query}&checked=lately&checked=stopped")[0]
    live = set(finder.ids(search, now=now, limit=10_000))
    gone = set(finder.ids(replace(search, state="any"), now=now, limit=10_000))
    for event in events.after(store, alert.cursor, 100_000):
        found = gone if event.kind == "closed" else live
        if KIND.get(event.kind) in alert.kinds and event.listing in found and opens(event, search):
            yield event


def opens(event: Event, search: Search) -> bool:
    """Whether a change of countries let the searcher in; any other kind of event does for all."""
    if event.kind != "countries":
        return True
    before, after = (groups(residence_from(said))[0] for said in (event.before, event.after))
    return search.country is not None and search.country in after - before


@dataclass
class Frail:
    """A carrier that takes, puts off, or breaks the process before or after it has taken a letter."""

    fates: list[str]
    taken: list[bytes] = field(default_factory=list)

    def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
        fate = self.fates.pop(0) if self.fates else "sent"
        if fate == "before":
            raise KeyboardInterrupt
        if fate == "later":
            return Outcome("later", "451 later")
        self.taken.append(raw)
        if fate == "after":
            raise KeyboardInterrupt
        return Outcome("sent", "accepted")


ROLES = st.lists(st.tuples(st.integers(0, 13), st.sampled_from((0, 15, 25, 35)), st.integers(0, 4)), max_size=9)
FATES = st.lists(st.sampled_from(("sent", "later", "before", "after")), max_size=6)
STEPS = st.one_of(
    st.tuples(st.just("crawl"), ROLES),
    st.tuples(st.just("round"), FATES),
    st.tuples(st.just("round"), FATES),
)
ALERTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(QUERIES),
        st.sets(st.sampled_from(WANTED), min_size=1),
        st.sampled_from(("instant", "daily")),
    ),
    min_size=1,
    max_size=6,
)


class World:
    """A site with readers, one moment after another."""

    def __init__(self, folder: Path, template: Path) -> None:
        shutil.copy(template, folder / "atlas.db")
        self.store = Store(f"sqlite:///{folder / 'atlas.db'}")
        base = load({"RUN_DIR": str(folder)})
        known = replace(base, public_url="https://atlas.example", secret_key="s" * 32)
        self.finder = open_finder(self.store, known)
        self.posts = (Post(self.store, known), Post(self.store, known))
        self.now = START
        self.taken: list[bytes] = []
        self.crawl([])

    def crawl(self, changing: Sequence[tuple[int, int, int]]) -> None:
        """A complete crawl that sees ten lasting roles and these."""
        lasting = [posting(f"s{at}", f"Lasting role {at}", f"You do work of kind {at}.") for at in range(10)]
        crawl(self.store, [*lasting, *(role(*one) for one in {one[0]: one for one in changing}.values())], self.now)
        self.finder.catch_up()

    def round(self, clock: int, fates: list[str]) -> None:
        """One round that may break; what it accounts for is what the page's search says, nothing else."""
        before = tale(self.store)
        wanted = {
            (alert.subscriber, event.id)
            for alert in due_alerts(self.store, self.now)
            for event in expected(self.store, self.finder, alert, self.now)
        }
        carrier = Frail(fates)
        try:
            self.posts[clock].round(carrier, self.now)
        except KeyboardInterrupt:
            note(f"broken off at {self.now}")
        self.taken += carrier.taken
        assert tale(self.store) - before == wanted - before

    def tick(self, hours: int = 3) -> None:
        """Time passes."""
        self.now += timedelta(hours=hours)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "atlas.db"
    made = Store(f"sqlite:///{path}")
    migrate(made)
    made.close()
    return path


@settings(max_examples=40, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))
@given(asked=ALERTS, steps=st.lists(st.tuples(st.integers(0, 1), STEPS), min_size=2, max_size=10))
def test_every_event_that_matches_is_in_exactly_one_letter(
    template: Path, asked: list[tuple[int, str, set[Wanted], str]], steps: list[tuple[int, tuple[str, list]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), template)
        for person, query, kinds, cadence in asked:
            ordered = tuple(kind for kind in WANTED if kind in kinds)
            canonical = Search.parse(query)[0].to_query_string()
            id = alerts.ask(world.store, wish(canonical, ordered, f"p{person}@mail.example", cadence=cadence), START)
            assert id is not None
            assert alerts.confirm(world.store, id, START)
        for clock, (what, given) in steps:
            world.tick()
            if what == "crawl":
                world.crawl(given)
            else:
                world.round(clock, list(given))
        for _ in range(12):
            world.tick(25)
            world.round(0, [])
        check_wire(world.store, world.taken)
        world.store.close()


def check_wire(store: Store, taken: Sequence[bytes]) -> None:
    """Everything written has left; what came twice came under the same Message-ID with the same bytes."""
    with store.reading() as session:
        letters = session.exec(select(LetterRow)).all()
    told = {letter for _, _, letter, *_ in accounts(store)}
    assert {row.state for row in letters} <= {"sent"}
    same: dict[str, set[bytes]] = defaultdict(set)
    for raw in taken:
        same[str(message_from_bytes(raw)["Message-ID"])].add(raw)
    assert all(len(copies) == 1 for copies in same.values())
    mailed = [row for row in letters if row.id in told and row.way is None]
    assert {f"<letter-{row.id}-{row.subscriber}@atlas.example>" for row in mailed} == {
        id for id in same if id.startswith("<letter-")
    }


class Slow:
    """A server that takes every letter, some of them slowly."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        return "250 accepted"


@dataclass
class Field:
    """Two clocks by mistake, a server, and a hand that kills."""

    store: Store
    folder: Path
    port: int

    def start(self, moment: datetime) -> subprocess.Popen[str]:
        """A round in a process of its own, ready to be killed."""
        words = (self.store.url, f"smtp://127.0.0.1:{self.port}", str(self.folder), moment.isoformat())
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.one_post", *words],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()
        return process

    def finish(self, moment: datetime) -> None:
        """A round that nobody disturbs."""
        process = self.start(moment)
        _, complaint = process.communicate()
        assert process.returncode == 0, complaint


@pytest.fixture
def base(tmp_path: Path) -> Settings:
    return replace(load({"RUN_DIR": str(tmp_path)}), public_url="https://atlas.example", secret_key="s" * 32)


def test_ten_kills_and_two_clocks_lose_nothing_and_tell_nothing_twice(
    either: Store, base: Settings, tmp_path: Path
) -> None:
    dice = random.Random(SEED)
    lasting = [posting(f"s{at}", f"Lasting role {at}", f"You do work of kind {at}.") for at in range(10)]
    crawl(either, lasting, START - DAY)
    for person in range(40):
        kinds: tuple[Wanted, ...] = ("new",)
        for query in dice.sample(QUERIES[:10], 2):
            canonical = Search.parse(query)[0].to_query_string()
            id = alerts.ask(either, wish(canonical, kinds, f"p{person}@mail.example"), START)
            assert id is not None
            assert alerts.confirm(either, id, START)
    roles = [role(at, dice.choice((0, 15, 25, 35)), dice.randrange(5)) for at in range(14)]
    crawl(either, [*lasting, *roles], START + timedelta(hours=2))
    finder = open_finder(either, base)
    finder.catch_up()
    now = START + DAY
    wanted = {
        (alert.subscriber, event.id)
        for alert in due_alerts(either, now)
        for event in expected(either, finder, alert, now)
    }
    server = Slow()
    with mail_server(server) as port:
        kills = strike(Field(either, tmp_path, port), dice, now)
    assert tale(either) == wanted
    check_wire(either, server.taken)
    times = Counter(message_from_bytes(raw)["Message-ID"] for raw in server.taken)
    assert sum(times.values()) - len(times) <= kills


def strike(field: Field, dice: random.Random, now: datetime) -> int:
    """Kills ten of twenty rounds, two at a time, at any moment; then lets two clocks run to the end."""
    kills = 0
    for _ in range(5):
        pair = [field.start(now), field.start(now)]
        for process in pair:
            time.sleep(dice.uniform(0, 0.25))
            kills += process.poll() is None
            process.kill()
            process.communicate()
        now += timedelta(minutes=11)
    field.finish(now)
    field.finish(now + timedelta(minutes=11))
    return kills
