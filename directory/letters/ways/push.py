"""Web Push: notifications of a browser, while no page of ours is open (RFC 8030, 8291, 8292).

WAY_PUSH is the file of the server's key (PEM, P-256): `openssl ecparam -name prime256v1 -genkey -noout -out push.pem`.
WAY_PUSH_HOSTS, for tests and other browsers, names the push services that may be written to: a subscription is an
address that a stranger hands us. A repeat carries the same topic and tag, so it takes the place of the first.
"""

import base64
import json
import re
from collections.abc import Sequence
from email.utils import parseaddr, parsedate_to_datetime
from fnmatch import fnmatchcase
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from pywebpush import WebPushException, webpush
from requests import RequestException, Response, Session

from directory.config import Settings
from directory.letters.ways.way import BadDestination, Brief, Heard, Outcome, Say, WayOffer

EXAMPLE = "/etc/taskatlas/push.pem"
HOSTS = (
    "https://fcm.googleapis.com https://*.push.services.mozilla.com https://*.notify.windows.com "
    "https://*.push.apple.com"
)
"""The push services of Chrome and its kin, Firefox, Edge and Safari."""
TIMEOUT = 30.0  # seconds for an answer, as for mail
KEPT = 28 * 86_400  # seconds that a push service keeps it for a browser that is off: the four weeks that they grant
MOST = 3_000  # bytes before they are encrypted: RFC 8030 promises 4,096 with padding and header
LONGEST = 1_500  # characters of a subscription: real ones have 300 to 700
ROWS = 4  # lines of a notification that are seen
GONE = (404, 410)
ORIGIN = re.compile(r"(https?://[a-z0-9.-]+(?::\d+)?)/")
"""Plainer than an address may be: what two parsers read differently (a backslash, a user) is no push service."""


def open_way(settings: Settings) -> "Push":
    """Web Push with the key of WAY_PUSH; raises ValueError for a file that is none."""
    path = Path(settings.ways["WAY_PUSH"])
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, TypeError, UnsupportedAlgorithm) as problem:
        raise ValueError(f"cannot be read as a key ({type(problem).__name__})") from None
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise ValueError("must be a key of the curve P-256")
    hosts = settings.ways.get("WAY_PUSH_HOSTS", HOSTS).split()
    return Push(path, key, hosts, f"mailto:{parseaddr(settings.mail_from)[1]}")


class Push:
    """Pushes signed with one key; `subject` is whom a push service may write to (RFC 8292, section 2.1)."""

    name, linked = "push", False

    def __init__(self, path: Path, key: EllipticCurvePrivateKey, hosts: Sequence[str], subject: str) -> None:
        self._path, self._hosts, self._subject = path, tuple(hosts), subject
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self._public = base64.urlsafe_b64encode(point).decode().rstrip("=")
        self._session = _session()

    def offer(self, key: str, say: Say) -> WayOffer:
        """A button that asks the browser for its subscription and sends it."""
        text = say("This browser shows a notification when an alert has news, also while this page is closed.")
        title, button = say("Notifications of this browser"), say("Turn on in this browser")
        return WayOffer(title, text, button, script="push.js", data={"key": self._public})

    def destination(self, sent: str) -> str:
        """The subscription as one canonical JSON text; raises BadDestination for what is none of a known service."""
        if len(sent) > LONGEST:
            raise BadDestination(f"more than {LONGEST} characters")
        try:
            given = json.loads(sent)
            endpoint, keys = str(given["endpoint"]), {name: str(given["keys"][name]) for name in ("auth", "p256dh")}
            EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _bytes(keys["p256dh"]))
            secret = _bytes(keys["auth"])
        except (ValueError, KeyError, TypeError) as problem:
            raise BadDestination(f"no subscription of a browser ({type(problem).__name__})") from None
        if len(secret) != 16:
            raise BadDestination("auth must be 16 bytes (RFC 8291, section 3.2)")
        if not self._known(endpoint):
            raise BadDestination("a push service that we do not write to")
        return json.dumps({"endpoint": endpoint, "keys": keys}, separators=(",", ":"))

    def pack(self, brief: Brief) -> bytes | None:
        """What the browser's worker shows: title, some lines, and the address that a tap opens."""
        rows = [row.title for part in brief.parts for row in part.rows]
        shown = [*brief.lines[1:], *rows][:ROWS]
        told = {"title": brief.title, "body": "\n".join(shown), "url": brief.url, "tag": brief.name}
        packed = json.dumps(told, ensure_ascii=False).encode()
        return packed if len(packed) <= MOST else None

    def carry(self, packed: bytes, destination: str) -> Outcome:
        """Encrypts for the browser and hands it to its push service; a subscription that ended is "never"."""
        given = json.loads(destination)
        if not self._known(given["endpoint"]):
            return Outcome("later", "a push service that we do not write to")
        headers: dict[str, str | int | float] = {"Topic": json.loads(packed)["tag"][:32], "Urgency": "normal"}
        try:
            webpush(
                given, packed.decode(), str(self._path), {"sub": self._subject}, timeout=TIMEOUT, ttl=KEPT,
                headers=headers, requests_session=self._session,
            )  # fmt: skip
        except WebPushException as refused:
            return _refused(refused.response)
        except RequestException as problem:
            self.reset()
            return Outcome("later", type(problem).__name__)
        return Outcome("sent", "accepted")

    def reset(self) -> None:
        """Ends the connections to push services; the next push opens another."""
        self._session.close()
        self._session = _session()

    def hear(self) -> Sequence[Heard]:
        """Nothing: a browser tells its page, never the push service."""
        return ()

    def heard(self, told: Heard) -> None:
        """Nothing is ever told."""

    def _known(self, endpoint: str) -> bool:
        """Whether the whole origin is one of those that may be written to."""
        found = ORIGIN.match(endpoint)
        return found is not None and any(fnmatchcase(found[1], host) for host in self._hosts)


def _session() -> Session:
    session = Session()
    session.max_redirects = 0  # a known service that sends us elsewhere is not followed
    session.trust_env = False
    return session


def _refused(answer: Response | None) -> Outcome:
    """What became of a push that was not taken, in one line; without an answer it was never handed over."""
    if answer is None:
        return Outcome("later", "no answer")
    words = " ".join(f"{answer.status_code} {answer.reason} {answer.text}".split())[:300]
    if answer.status_code in GONE:
        return Outcome("never", words)
    wait = _wait(answer.headers.get("Retry-After", ""), answer.headers.get("Date", ""))
    return Outcome("failed" if answer.status_code == 413 else "later", words, wait=wait)


def _wait(told: str, now: str) -> int:
    """The seconds of Retry-After (RFC 9110, section 10.2.3): a number, or a day beside the other side's own clock."""
    if told.isascii() and told.isdigit():
        return int(told[:9])
    try:
        return max(0, int((parsedate_to_datetime(told) - parsedate_to_datetime(now)).total_seconds()))
    except (ValueError, TypeError):
        return 0


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
