"""Carries the mail to the maintainer (`directory.store.notices`): plain text, signed and sent as letters are."""

import logging
import re
from datetime import datetime
from email.utils import parseaddr
from html import escape
from urllib.parse import urlsplit

from directory.config import Settings
from directory.logs import scrub
from directory.operation import missed, weekly
from directory.store import Store, notices
from directory.store.notices import Notice
from schedules.mail import Envelope, message
from schedules.smtp import Carrier

log = logging.getLogger(__name__)
_ODD = re.compile(r"[^A-Za-z0-9-]+")


def watch(store: Store, now: datetime) -> None:
    """Queues what the maintainer should be told: platforms that stand still, once a standstill, and the week."""
    for slug in missed.tell(store, now):
        log.warning("%s: three cadences without a good run; the maintainer is told", slug)
    weekly.tell(store, now)
    notices.sweep(store, now)


def deliver(store: Store, settings: Settings, carrier: Carrier, now: datetime) -> int:
    """Hands over what waits; how many were taken. A mail that fails waits by itself."""
    if settings.maintainer is None:
        return 0
    taken = 0
    for notice in notices.waiting(store, now):
        if _carried(notice, settings, settings.maintainer, carrier, now):
            notices.sent(store, notice.key, now)
            taken += 1
        else:
            notices.later(store, notice.key, now)
    return taken


def _carried(notice: Notice, settings: Settings, recipient: str, carrier: Carrier, now: datetime) -> bool:
    name = _ODD.sub("-", notice.key)
    id = f"<{name}@{urlsplit(settings.public_url).hostname}>"
    text = f"{notice.text.rstrip()}\n\n{settings.public_url}\n"
    try:
        envelope = Envelope(settings.mail_from, recipient, id, now, None)
        raw = message(envelope, notice.subject, text, f"<pre>{escape(text)}</pre>").as_bytes()
        outcome = carrier.carry(raw, parseaddr(settings.mail_from)[1], recipient, f"notice-{name}")
    except Exception:  # a border: one mail never harms the round
        log.exception("the mail %s to the maintainer failed", notice.key)
        carrier.reset()
        return False
    if outcome.state != "sent":
        log.warning("the mail %s to the maintainer was not taken: %s", notice.key, scrub(outcome.words))
    return outcome.state == "sent"
