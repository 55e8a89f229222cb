"""People at the site: they search, and they subscribe; a site that is killed meanwhile is asked again."""

import random
import re
import time
from collections import Counter
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlencode

from sqlalchemy import func, select

from bench.others import BotApi, PushService
from directory.store import Store
from directory.store.letter_tables import AlertRow, SubscriberRow, WayRow
from directory.store.sql import table
from directory.store.tables import EventRow
from directory.tokens import derive

PATHS = (
    "/?platform=mover", "/?q=python", "/?q=swahili+OR+chemistry&pay=25", "/feed.json?platform=mover", "/changes",
    "/api/v1/listings?platform=mover", "/listing/mover/r1", "/status", "/platform/mover", "/?country=KE&speak=sw",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldListing:
    """A reader whose alert was on, and came this way (a row of `ways`, None: mail), before the event after `after`."""

    subscriber: int
    after: int
    way: int | None = None


class Readers:
    """Some threads that search, and one that subscribes, confirms, and chooses other ways: two of three readers the
    bot, every second one a browser."""

    def __init__(self, port: int, store: Store, secret: str, most: int, bot: BotApi, service: PushService) -> None:
        self._port, self._store, self._secret, self._most = port, store, secret, most
        self._bot, self._service = bot, service
        self.answers: Counter[int] = Counter()
        self.confirmed: list[ToldListing] = []
        self._ways: set[str] = set()
        self._ended = Event()
        self._threads = [Thread(target=self._search, args=(seed,), daemon=True) for seed in range(2)]
        self._threads.append(Thread(target=self._subscribe, daemon=True))

    def start(self) -> None:
        """They come."""
        for one in self._threads:
            one.start()

    def come(self) -> bool:
        """Whether somebody is told of what opens from now on by mail, and somebody by each of the other ways."""
        return bool(self.confirmed) and {"telegram", "push"} <= self._ways

    def stop(self) -> None:
        """Ends the readers' threads and waits until the last answer has come."""
        self._ended.set()
        for one in self._threads:
            one.join(60)

    def _search(self, seed: int) -> None:
        dice = random.Random(seed)
        while not self._ended.wait(0.05):
            self.answers[self._ask("GET", dice.choice(PATHS))[0]] += 1

    def _subscribe(self) -> None:
        number = 0
        while not self._ended.wait(2) and number < self._most:
            number += 1
            with_alert = self._asked(number)
            if with_alert is not None and self._confirm(*with_alert):
                self.confirmed.append(ToldListing(with_alert[1], self._last_event()))
                self._choose(number, *with_alert[1:])
            self._connected()

    def _asked(self, number: int) -> tuple[int, int, int] | None:
        """Sends the form until it is taken; the alert, its subscriber and the version of their keys."""
        address = f"soak{number}@mail.example"
        form = {"query": "platform=mover", "address": address, "cadence": "instant", "kind": "new", "locale": "en"}
        while not self._ended.is_set():
            token = re.search(r'name="form" value="([^"]+)"', self._ask("GET", "/alerts/new?platform=mover")[1])
            if token is not None:
                body = urlencode({**form, "zone": "UTC", "hour": "7", "form": token[1]})
                status = self._ask("POST", "/alerts/new", body, f"198.51.{number // 250}.{number % 250}")[0]
                if status == 200:
                    return self._alert_of(address)
            time.sleep(0.3)
        return None

    def _confirm(self, alert: int, subscriber: int, version: int) -> bool:
        """Presses the button of the letter until the site has said that the alert is on."""
        token = derive(self._secret, "confirm", alert, version)
        while not self._ended.is_set():
            if self._ask("POST", f"/alerts/confirm/{token}", "")[0] == 200:
                return True
            time.sleep(0.3)
        return False

    def _choose(self, number: int, subscriber: int, version: int) -> None:
        """Presses Start in the bot, and the button for the browser until the site has taken it."""
        if number % 3:
            key = derive(self._secret, "connect", subscriber, version)
            self._bot.told(1_000 + number, f"/start {key.replace('.', '-')}")
        body = urlencode({"destination": self._service.browser(f"b{number}").subscription()})
        path = f"/u/{derive(self._secret, 'manage', subscriber, version)}/ways/push"
        while number % 2 and not self._ended.is_set() and self._ask("POST", path, body)[0] != 303:
            time.sleep(0.3)

    def _connected(self) -> None:
        """Notes the ways that are connected by now: what happens from here on is told there too."""
        known = {one.way for one in self.confirmed}
        ways = table(WayRow).c
        last = self._last_event()
        with self._store.reading() as session:
            rows = session.connection().execute(select(ways.subscriber, ways.id, ways.name)).all()
        self.confirmed += [ToldListing(int(who), last, int(way)) for who, way, _ in rows if way not in known]
        self._ways |= {str(name) for _, _, name in rows}

    def _alert_of(self, address: str) -> tuple[int, int, int] | None:
        people, alerts = table(SubscriberRow).c, table(AlertRow).c
        query = select(alerts.id, people.id, people.version).where(
            people.address == address, alerts.subscriber == people.id
        )
        with self._store.reading() as session:
            row = session.connection().execute(query.order_by(alerts.id.desc())).first()
            return None if row is None else (int(row[0]), int(row[1]), int(row[2]))

    def _last_event(self) -> int:
        with self._store.reading() as session:
            return int(session.connection().execute(select(func.max(table(EventRow).c.id))).scalar() or 0)

    def _ask(self, method: str, path: str, body: str | None = None, network: str = "") -> tuple[int, str]:
        """Status and text; status 0 where nobody answered."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=20)
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        headers |= {"X-Forwarded-For": network} if network else {}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, HTTPException):
            return 0, ""
        finally:
            connection.close()
