"""Logs of every process: one line an entry, JSON or for eyes, without addresses, networks, keys or passwords.

Modules log by the standard library as ever; here is only said how a line looks. Words that are bound while a request or
a run lasts (`bound`) stand in each of its lines.
"""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog

from directory.config import Settings

MAIL = re.compile(r"[\w.+%!#$&'*/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
NETWORK = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{0,4}")
# A token of `directory.tokens`, a signed form, a cookie: anything long that is dotted like one.
TOKEN = re.compile(r"(?<![\w.])[\w-]+\.[\w-]+\.[\w-]{20,}")
PASSWORD = re.compile(r"(?<=://)[^/@\s]+@")
Entry = MutableMapping[str, Any]
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_QUOTED = re.compile(r"[ \t=\r\n\"']")
_AHEAD = ("timestamp", "level", "logger", "event")


class Lines(logging.StreamHandler[TextIO]):
    """Writes lines to a stream, or to the standard error of the moment: standard output belongs to answers."""

    def __init__(self, stream: TextIO | None) -> None:
        super().__init__(stream or sys.stderr)
        self._given = stream

    def emit(self, entry: logging.LogRecord) -> None:
        """Writes one entry."""
        self.stream = self._given or sys.stderr
        super().emit(entry)


def begin(settings: Settings, stream: TextIO | None = None) -> None:
    """Lets the root logger write in the way that LOG_FORMAT asks for, to standard error unless told otherwise.

    gunicorn's own warnings, which hold what was sent and by whom, go the same way.
    """
    handler = Lines(stream)
    handler.setFormatter(formatter(settings.log_format == "json"))
    root = logging.getLogger()
    root.handlers[:] = [*(one for one in root.handlers if not isinstance(one, Lines)), handler]
    root.setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    server = logging.getLogger("gunicorn.error")
    server.handlers[:], server.propagate = [], True


def formatter(as_json: bool) -> logging.Formatter:
    """How a line is written: a JSON object, or time, level, words and values."""
    if as_json:
        return _Formatter(structlog.processors.JSONRenderer(ensure_ascii=False), _ENCODER.encode)
    return _Formatter(structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, sort_keys=False), _for_eyes)


def _for_eyes(entry: "WholeEntry") -> str:
    said = [f"{key}={value if _is_plain(value) else repr(value)}" for key, value in entry.items() if key not in _AHEAD]
    ahead = f"{entry['timestamp']} [{entry['level']:<9}] {entry['event']} [{entry['logger']}]"
    return " ".join((ahead, *said))


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and not _QUOTED.search(value)


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Writes entries by `last`, those that are whole already (`told`) by `whole`, which spells them alike, sooner."""

    def __init__(self, last: Any, whole: Callable[["WholeEntry"], str]) -> None:
        meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
        steps = [meta, structlog.processors.format_exc_info, scrubbed, last]
        super().__init__(foreign_pre_chain=_shared(), processors=steps)
        self._whole = whole

    def format(self, record: logging.LogRecord) -> str:
        """One line of text."""
        return self._whole(record.msg) if isinstance(record.msg, WholeEntry) else super().format(record)


class WholeEntry(dict[str, Any]):
    """An entry to which nothing is added before it is written; its texts are scrubbed."""


def told(name: str, event: str, **values: object) -> None:
    """Writes what `logger(name).info(event, **values)` writes, at a fifth of its cost: for an entry a request.

    Nothing that is bound is put in.
    """
    log = logging.getLogger(name)
    if log.isEnabledFor(logging.INFO):
        at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        entry = WholeEntry(timestamp=at, level="info", logger=name, event=event)
        entry.update((key, scrub(value) if isinstance(value, str) else value) for key, value in values.items())
        log.handle(logging.LogRecord(name, logging.INFO, "", 0, entry, (), None))


def logger(name: str) -> Any:
    """A logger whose entries take values by name: `logger("web").info("request", path="/")`."""
    return structlog.stdlib.get_logger(name)


@contextmanager
def bound(**values: object) -> Iterator[None]:
    """Puts these values into every line that this thread logs inside the block."""
    with structlog.contextvars.bound_contextvars(**values):
        yield


def scrubbed(_logger: object, _name: str, entry: Entry) -> Entry:
    """The entry without what is somebody's: addresses, networks, tokens, passwords."""
    return {key: scrub(value) if isinstance(value, str) else value for key, value in entry.items()}


def scrub(text: str) -> str:
    """A text without mail addresses, network addresses, tokens and passwords in URLs."""
    dotted, addressed = "." in text, "@" in text  # most that is written has neither
    text = PASSWORD.sub("(password)@", text) if addressed else text
    text = TOKEN.sub("(token)", text) if dotted else text
    text = MAIL.sub("(address)", text) if addressed else text
    return NETWORK.sub("(network)", text) if dotted or ":" in text else text


def _shared() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


# Said at import: until `begin` was called, entries go to the standard library and no further.
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_shared(),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
