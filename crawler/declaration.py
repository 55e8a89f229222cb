"""Checks what a platform's class declares, when the class is made."""

from typing import Any

from pydantic import ValidationError

from crawler.version import version_of
from directory.platform import PlatformRecord


class BadPlatform(TypeError):
    """Raised when a platform class is made that lacks or contradicts what it must declare; names class and field."""


def declared(cls: Any) -> PlatformRecord:
    """The record that the crawler publishes for this class; BadPlatform names what is missing or wrong."""
    stated = {key: getattr(cls, key) for key in PlatformRecord.model_fields if hasattr(cls, key)}
    stated["spider"] = version_of(cls)
    stated["hosts"] = tuple(host.format(token=cls.token) for host in cls.hosts)
    stated["addresses"] = tuple(_address(form, cls.token) for form in getattr(cls, "addresses", ()))
    try:
        record = PlatformRecord(**stated)
    except ValidationError as problem:
        wrong = "; ".join(f"{error['loc'][0]}: {error['msg']}" for error in problem.errors())
        raise BadPlatform(f"{cls.__module__}.{cls.__name__} declares {wrong}") from None
    _ask(hasattr(cls, "complete"), cls, "whether its list is complete")
    dated = record.basis in ("documented", "guess") or record.seen_on is not None
    _ask(dated, cls, f'the day behind its basis "{record.basis}" (seen_on)')
    _ask(record.hosts != (), cls, "hosts that it may read")
    _ask(record.readable or bool(record.unreadable_reason and record.unreadable_since), cls, "why it is not readable")
    _ask(record.way == "own" or bool(record.token), cls, "its token on the board")
    return record


def _address(form: str, token: str) -> str:
    """A board's form of address with the token in it: a locale in a path may be left out, a number is in the token."""
    return form.replace("{locale}/", "").replace("{token}.{number}", "{token}").replace("{token}", token)


def _ask(given: bool, cls: Any, what: str) -> None:
    if not given:
        raise BadPlatform(f"{cls.__module__}.{cls.__name__} must declare {what}")
