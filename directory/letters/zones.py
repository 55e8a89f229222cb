"""Time zones of a country (IANA), by tzdata's own table of them: what a form offers to somebody who lives there."""

from functools import cache
from importlib.resources import files

LARGEST = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
"""Where most people of a country live, if the table begins with another: it goes by longitude there."""


def zones_of(country: str | None) -> tuple[str, ...]:
    """The zones of a country (ISO 3166-1), the one with most people first; () for none and for a code without any."""
    found = _zones().get(country or "", ())
    first = LARGEST.get(country or "", "")
    return tuple(sorted(found, key=lambda zone: zone != first))


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    lines = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    found: dict[str, tuple[str, ...]] = {}
    for country, _, zone, *_ in rows:
        found[country] = (*found.get(country, ()), zone)
    return found
