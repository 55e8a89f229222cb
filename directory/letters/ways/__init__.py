"""Ways to subscribers beside mail: one file a way. A file here is found by its name; nothing else has to name it.

A way is there when its setting is: WAY_TELEGRAM for `telegram.py`. It says how a reader connects, how a letter becomes
what it carries, and what became of what it carried; accounting, outbox, retries, the subscriber's page, export,
erasure, the desk and the figures are the same for all.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from directory.config import BadSetting, Settings
from directory.letters.ways.way import Opening, Way

PREFIX = "WAY_"
MAIL = "mail"


@cache
def names() -> tuple[str, ...]:
    """The names of all ways that there is a file for, in order of the alphabet, configured or not; mail has none."""
    return tuple(sorted(found.name for found in iter_modules(__path__) if found.name != "way"))


def open_ways(settings: Settings) -> Mapping[str, Way]:
    """The ways that are configured, by name; raises BadSetting for a value that is none, or one that no way reads."""
    for name in settings.ways:
        if name.removeprefix(PREFIX).lower().split("_")[0] not in names():
            raise BadSetting(f"{name}: there is no such way; ways are {', '.join(names())}")
    found = {name: _open(name, settings) for name in names()}
    return {name: way for name, way in found.items() if way is not None}


def _open(name: str, settings: Settings) -> Way | None:
    setting = PREFIX + name.upper()
    if setting not in settings.ways:
        return None
    try:
        module = import_module(f"directory.letters.ways.{name}")
    except ImportError as problem:
        raise BadSetting(f"{setting} needs {problem.name}, which is not installed (docs/running.md)") from None
    try:
        return cast(Opening, module.open_way)(settings)
    except ValueError as problem:
        raise BadSetting(f"{setting}=(hidden): {problem}; for example {setting}={module.EXAMPLE}") from None
