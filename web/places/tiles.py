"""A map of the world in tiles, one a country: where listings are open. The places stand in `data/map.tsv`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from directory.config import ROOT
from directory.eligibility.verdict import groups
from directory.presenting import words
from directory.presenting.figures import FigureRow
from directory.presenting.locale import Tongue

PLACES = ROOT / "data" / "map.tsv"
SIDE, STEP = 20, 22  # a tile and the way to the next, in units of the picture
SIGNS = 4  # signs of a font of one width that a tile with its gap holds: the code and two blanks
SHADES = 4
NONE = "none"


@dataclass(frozen=True, slots=True)
class Shade:
    """The tiles of one shade as a path: "none" for no open listing, else "s1" (fewest) to "s4"; `text` says which n."""

    kind: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map: shades, the countries' codes as lines of text (height, signs, width), and rows of its table.

    `rows` are (how many open listings, which countries), most first.
    """

    text: str
    shades: tuple[Shade, ...]
    codes: tuple[tuple[int, str, int], ...]
    width: int
    height: int
    rows: tuple[tuple[str, str], ...]


@cache
def places() -> Mapping[str, tuple[int, int]]:
    """The row and column of each country (ISO 3166-1), from the north-west, counted from 0."""
    lines = PLACES.read_text(encoding="utf-8").splitlines()[2:]
    return {id: (int(row), int(column)) for id, row, column in (line.split("\t") for line in lines)}


def open_to(rows: Iterable[FigureRow]) -> Mapping[str, int]:
    """How many of these listings are open to each country by what they state, worldwide ones to every one."""
    alike: dict[object, list[FigureRow]] = defaultdict(list)
    for row in rows:
        alike[row.facts.residence].append(row)
    found: dict[str, int] = defaultdict(int)
    for members in alike.values():
        for code in groups(members[0].facts.residence)[0]:
            found[code] += len(members)
    return found


def tile_map(rows: Sequence[FigureRow], say: Tongue) -> TileMap | None:
    """The map of these open listings; None where none of them says where it is open."""
    counts = {code: n for code, n in open_to(rows).items() if code in places()}
    if not counts:
        return None
    most, n = max(counts.values()), len(counts)
    text = say.many("Open to people in %(n)s country", "Open to people in %(n)s countries", n)
    return TileMap(
        text=say("%(countries)s, at most %(n)s listings each", countries=text, n=say.number(most)),
        shades=_shades(counts, most, say),
        codes=_letters(),
        width=STEP * (1 + max(column for _, column in places().values())),
        height=STEP * (1 + max(row for row, _ in places().values())),
        rows=_table(counts, say),
    )


def _shades(counts: Mapping[str, int], most: int, say: Tongue) -> tuple[Shade, ...]:
    """One path a shade: a tile apart would make a page of it."""
    tiles: dict[int, list[str]] = defaultdict(list)
    for code, (row, column) in places().items():
        tiles[_shade(counts.get(code, 0), most)].append(f"M{column * STEP} {row * STEP}h{SIDE}v{SIDE}h-{SIDE}z")
    held: dict[int, list[int]] = defaultdict(list)
    for n in counts.values():
        held[_shade(n, most)].append(n)
    return tuple(
        Shade(f"s{shade}" if shade else NONE, "".join(tiles[shade]), _between(held.get(shade, [0]), say))
        for shade in sorted(tiles)
    )


def _shade(n: int, most: int) -> int:
    return 0 if not n else min(SHADES, 1 + n * SHADES // (most + 1))


def _between(counts: Sequence[int], say: Tongue) -> str:
    low, high = min(counts), max(counts)
    return say.number(low) if low == high else f"{say.number(low)}–{say.number(high)}"


@cache
def _letters() -> tuple[tuple[int, str, int], ...]:
    """A line of signs of one width for each row of tiles, four of them a tile: a place for each sign weighs more."""
    lines: dict[int, str] = defaultdict(str)
    for code, (row, column) in sorted(places().items(), key=lambda pair: pair[1]):
        lines[row] = lines[row].ljust(column * SIGNS) + code
    return tuple((row * STEP + 14, line, len(line) * STEP // SIGNS) for row, line in sorted(lines.items()))


def _table(counts: Mapping[str, int], say: Tongue) -> tuple[tuple[str, str], ...]:
    alike: dict[int, list[str]] = defaultdict(list)
    for code, n in counts.items():
        alike[n].append(words.country(code, say))
    return tuple((say.number(n), say.listed(sorted(alike[n]))) for n in sorted(alike, reverse=True))
