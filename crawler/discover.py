"""All platforms and boards there are: every class in `crawler/platforms` by slug, in `crawler/boards` by way."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import crawler.boards
import crawler.platforms
from crawler.platform import Platform


def platforms() -> dict[str, type[Platform]]:
    """The platform classes by slug, in the order of the slugs; imports every module of `crawler/platforms`."""
    return dict(sorted((found.slug, found) for found in _classes(crawler.platforms)))


@cache
def boards() -> dict[str, type[Platform]]:
    """The board classes by `way`, in the order of the ways; imports every module of `crawler/boards` once a process."""
    return dict(sorted((found.way, found) for found in _classes(crawler.boards)))


def table_of_boards() -> str:
    """The boards as a Markdown table for the guide: each with the addresses that it is known by, one a line."""
    lines = ["| hiring system | addresses of its own |", "|---|---|"]
    for board in boards().values():
        own = board.__dict__.get("addresses", ())
        names = [board.__name__, *[""] * (len(own) - 1)]
        lines += [f"| {name} | `{address}` |" for name, address in zip(names, own, strict=False)]
    return "\n".join(lines)


def _classes(package: ModuleType) -> Iterator[type[Platform]]:
    for module in iter_modules(package.__path__):
        loaded = import_module(f"{package.__name__}.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, type) and issubclass(value, Platform) and value.__module__ == loaded.__name__:
                yield value
