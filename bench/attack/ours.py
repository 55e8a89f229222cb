"""Forms that are ours, with tokens and keys that are right, and one field that nobody would send."""

import random
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from sqlalchemy import select

from bench.attack.shapes import ODD
from bench.attack.sockets import TRIES, ask
from bench.serving import page
from directory.letters import subscribers
from directory.store import Store
from directory.store.letter_tables import AlertRow, SubscriberRow
from directory.store.sql import table
from directory.tokens import derive, keyed_hash

VALUES = (*ODD, "\x00", "a\x00b", "a\r\nb", "2147483648", "9" * 5_000, "\ufdd0", "é" * 9_000, "a@b" * 800)


@dataclass(frozen=True, slots=True)
class RightForm:
    """Where a form is posted, and its fields as a person would send them."""

    path: str
    fields: Mapping[str, str]


def odd_fields(port: int, store: Store, secret: str, n: int, seed: int) -> tuple[str, bool]:
    """Each of so many forms with one field replaced, or one added: taken, refused or not there, never a fault."""
    dice, forms = random.Random(seed), _forms(port, store, secret)
    heard: Counter[int] = Counter()
    failed = []
    for at in range(n):
        form = dice.choice(forms)
        fields = dict(form.fields)
        name = dice.choice((*fields, "more"))
        fields[name] = dice.choice(VALUES)
        status = _status(port, _request(form.path, fields, at))
        heard[status] += 1
        if status not in (200, 303, 400, 404, 409, 413, 429):
            failed.append(f"{status} {form.path} {name}={fields[name][:40]!r}")
    said = f"{n} forms of ours with an odd field: {dict(sorted(heard.items()))} {failed[:3]}"
    return said, not failed and heard[400] > 0


def _status(port: int, request: bytes) -> int:
    """The status of a form; one that hears "busy" is sent again, as its sender is told to do."""
    tries = (ask(port, request).status for _ in range(TRIES))
    return next((status for status in tries if status != 503), 503)


def _forms(port: int, store: Store, secret: str) -> list[RightForm]:
    """All forms that change something, for a subscriber of their own."""
    person, version, alert = _subscriber(store, secret)
    own = f"/u/{derive(secret, 'manage', person, version)}"
    day = {"locale": "en", "zone": "UTC", "hour": "7", "weekday": "0"}
    wish = {"query": "tier=coding", "address": "odd@mail.example", "cadence": "daily", "kind": "new"}
    told = {"listing": "acme/r1", "kind": "pay", "message": "x", "website": ""}
    return [
        RightForm("/alerts/new", {**wish, **day, "form": _token(port, "/alerts/new?tier=coding")}),
        RightForm("/report", {**told, "form": _token(port, "/report?listing=acme/r1")}),
        RightForm(f"{own}/settings", day),
        RightForm(f"{own}/search/{alert}", {"q": "python", "tier": "coding", "kind": "new", "cadence": "weekly"}),
        RightForm(f"{own}/search/{alert}/pause", {"weeks": "1"}),
        RightForm(f"{own}/ways/mail", {"on": "1"}),
        RightForm(f"/alerts/confirm/{derive(secret, 'confirm', alert, version)}", {}),
    ]


def _subscriber(store: Store, secret: str) -> tuple[int, int, int]:
    """A subscriber with one alert: number, version of the keys, number of the alert."""
    now = datetime.now(UTC)
    key = keyed_hash(secret, "own@mail.example")
    subscribers.ask(
        store, subscribers.Wish("own@mail.example", key, "tier=coding", ("new",), "daily", "en", "UTC", 7, 0), now
    )
    people, alerts = table(SubscriberRow).c, table(AlertRow).c
    query = select(people.id, people.version, alerts.id).where(alerts.subscriber == people.id, people.key == key)
    with store.reading() as session:
        person, version, alert = session.connection().execute(query).one()
    subscribers.confirm(store, int(alert), now)
    return int(person), int(version), int(alert)


def _token(port: int, path: str) -> str:
    found = re.search(r'name="form" value="([^"]+)"', page(port, path))
    return found[1] if found else ""


def _request(path: str, fields: Mapping[str, str], at: int) -> bytes:
    body = urlencode(fields, errors="surrogatepass").encode()
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 203.{at // 250}.{at % 250}.1\r\n"
    head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
