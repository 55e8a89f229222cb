"""All platforms there are: every class in `crawler/platforms`, by slug."""

from importlib import import_module
from pkgutil import iter_modules

import crawler.platforms
from crawler.platform import Platform


def platforms() -> dict[str, type[Platform]]:
    """The platform classes in the order of their slugs."""
    found: dict[str, type[Platform]] = {}
    for module in iter_modules(crawler.platforms.__path__):
        loaded = import_module(f"crawler.platforms.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, type) and issubclass(value, Platform) and value.__module__ == loaded.__name__:
                found[value.slug] = value
    return dict(sorted(found.items()))
