"""Does a platform's location field say where the worker lives, or only where the role is advertised? The evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from directory.posting import Posting
from directory.runs.roles import title_key

SHOWN = 6
CLONED = 3  # a role in two places may be two roles; in three it is one that is shown in many places
Location = Literal["residence", "advertised"]


@dataclass(frozen=True, slots=True)
class Placing:
    """What speaks for each reading of the location field. `lines` is the evidence in words."""

    lines: tuple[str, ...]
    suggests: Location


def placing(postings: Iterable[Posting]) -> Placing:
    """The evidence in these postings; "advertised" unless texts repeat their places: a guess must close nobody out."""
    every = list(postings)
    said = Counter(one.location for one in every if one.location)
    if not said:
        return Placing(("no posting has a location",), "advertised")
    repeats = [one for one in every if one.location and _repeats(one)]
    clones = _clones(every)
    lines = [f"{said.total()} of {len(every)} postings have a location: " + _commonest(said)]
    lines.append(f"{len(repeats)} of them name the same place in their text or title" + _example(repeats))
    if clones:
        lines.append(
            f"{len(clones)} titles stand in {CLONED} or more places, such as {clones[0]!r}: one role, many cities?"
        )
    many = 2 * len(repeats) >= said.total()
    return Placing(tuple(lines), "residence" if many and not clones else "advertised")


def _repeats(one: Posting) -> bool:
    first = one.location.split(",")[0].split("(")[0].removeprefix("Remote - ").strip()
    return len(first) > 1 and (first in one.text or first in one.title)


def _clones(every: list[Posting]) -> list[str]:
    places: defaultdict[str, set[str]] = defaultdict(set)
    titles = {title_key(one.title): one.title for one in every}
    for one in every:
        places[title_key(one.title)].add(one.location)
    return [titles[key] for key, found in places.items() if len(found) >= CLONED]


def _commonest(said: Counter[str]) -> str:
    shown = ", ".join(f"{words[:60]} ({count})" for words, count in said.most_common(SHOWN))
    return shown + (f" and {len(said) - SHOWN} more" if len(said) > SHOWN else "")


def _example(repeats: list[Posting]) -> str:
    if not repeats:
        return ""
    one = repeats[0]
    place = one.location.split(",")[0].split("(")[0].removeprefix("Remote - ").strip()
    at = one.text.find(place)
    return "" if at < 0 else f', such as "…{one.text[max(0, at - 40) : at + 40].strip()}…"'.replace("\n", " ")
