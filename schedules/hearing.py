"""What comes back by a way: somebody presses Start with the key of their page, or asks to be left alone."""

import logging
from datetime import datetime

from directory import links
from directory.config import Settings
from directory.letters.hearing import take
from directory.letters.ways.way import Brief, Heard, Way
from directory.presenting.locale import LOCALES, tongue
from directory.store import Store

log = logging.getLogger(__name__)


def hear(store: Store, settings: Settings, way: Way, now: datetime) -> int:
    """Takes what was told by a way since the last time; how many. A way that does not answer is asked the next time."""
    try:
        told = way.hear()
    except OSError as problem:
        log.warning("%s cannot be heard: %s", way.name, problem)
        return 0
    for one in told:
        if one.destination and take(store, settings.secret_key, way.name, one, now) == "unknown":
            _explain(settings, way, one)
        way.heard(one)
    return len(told)


def _explain(settings: Settings, way: Way, told: Heard) -> None:
    """Says how to connect, to somebody who wrote without a key that is ours; no matter whether it arrives."""
    say = tongue(told.locale if told.locale in LOCALES else "en")
    home = links.absolute(settings.public_url, say.path("/"))
    text = say("Make an alert there, open its page from any e-mail that it sends, and connect from that page.")
    packed = way.pack(Brief("help", "Task Atlas", (text,), (), home, ((home, home),)))
    if packed is not None:
        way.carry(packed, told.destination)
