"""What is different between the shape that a platform's answers had and the one they have now, a line a path.

Only what the spider reads counts. A line states a fact with its numbers; what could be chance is no line: shares are
compared by Wilson's interval, and a field that was there now and then is missed only where the runs of luck that would
hide it are rarer than one in a hundred.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from math import prod, sqrt

from crawler.shapes.forms import NUMBERS, STRICT
from crawler.shapes.shape import ENTRY, MARKUP, Path, Shape, Trait, said

RARE, LIKELY = 0.02, 1 / 3  # beyond chance; worth a word that it may be chance
Z = 2.58  # both intervals at 99%: three hundred paths a day may cry wolf once in a long while
ODD = 0.1  # of the values are of another type: below, it is that posting's fault (crawler/walk.py holds at a tenth)
NOTABLE = 0.25  # a share that rose from nothing to less is an ordinary week
ALIKE = 0.5  # "total_pages" and "pages" are, "status" and "salary" are not
NEARLY = 0.85  # of a page, whose landmarks are many: "[data-job=sub]" and "[data-job=pay]" are not
SHORTEST = 3  # letters of a name within another: "id" is in many
FEW = 3  # values that must show another form or word
MOST_LINES = 6
MOST_KEYS = 5  # of a new object are named
MOST_PERHAPS = 3  # landmarks that may stand for one that is gone
CHANCE = "may be chance)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One path that is otherwise; `says` is the line about it. `sure`: it is beyond chance.

    `settled`: what it held is read at another path already; only the kept shape does not know.
    """

    kind: str
    path: Path
    says: str
    sure: bool = True
    settled: bool = False


def differences(kept: Shape, seen: Shape) -> tuple[Difference, ...]:
    """What the answers that were seen have otherwise than the kept shape, in the order of the kept paths."""
    found: list[Difference] = []
    for kind, path in _read(kept):
        above = any(one.kind == kind and one.path == path[: len(one.path)] for one in found)
        if kind in seen.kinds and not above:
            found += _at(kept, seen, kind, path)
    return tuple(found)


def line(found: tuple[Difference, ...]) -> str:
    """The differences in one line; behind the sixth they are only counted."""
    told = [one.says for one in found[:MOST_LINES]]
    more = len(found) - MOST_LINES
    return "; ".join([*told, f"and {more} more"] if more > 0 else told)


def _read(kept: Shape) -> Iterator[tuple[str, Path]]:
    return ((kind, path) for kind, path in kept.paths() if kept.kinds[kind][path].read)


def _at(kept: Shape, seen: Shape, kind: str, path: Path) -> Iterator[Difference]:
    """What is otherwise at one path: gone, else missing in part, of another type, empty, of another form or word."""
    of, before, now = seen.of(kind, path), kept.kinds[kind][path], seen.kinds[kind].get(path)
    if not of:
        return
    if now is None:
        words = _gone(kept, seen, kind, path)
    else:
        of_before = kept.of(kind, path)
        words = _share(of - now.present, of, of_before - before.present, of_before, "is missing")
        for deep in ((), (ENTRY,), (ENTRY, ENTRY)):
            old, new = (shape.kinds[kind].get((*path, *deep), Trait()) for shape in (kept, seen))
            words = words or (_other(old, new) if new.present else "")
    if words:
        yield Difference(kind, path, f"`{said(path)}` {words}", sure=not words.endswith(CHANCE))


def _gone(kept: Shape, seen: Shape, kind: str, path: Path) -> str:
    """The words for a path that is in no answer any more, with the new key that may stand for it."""
    of_before, of = kept.of(kind, path), seen.of(kind, path)
    forms = _other_forms(kept, kind, path)
    if any(sum(seen.kinds[kind].get(one, Trait()).present for one in keys) == of for keys in forms):
        return ""
    missing = 0 if forms else of_before - kept.kinds[kind][path].present
    page = path[0] in MARKUP  # whose shape keeps only what is read: a landmark that it lacks need not be new
    new = _as_often(kept, seen, kind, path) if page else ""
    new = new or _successor(kept, seen, kind, path, NEARLY if page else ALIKE)
    chance = _chance(of, missing, of_before) if missing else 0.0
    if new or chance < RARE:
        new = new or ("" if page else _newcomer(kept, seen, kind, path))
        return f"is gone; {new}" if new else "is gone"
    return f"is gone from all {of} (it was missing in {missing} of {of_before}; {CHANCE}" if chance < LIKELY else ""


def _other_forms(kept: Shape, kind: str, path: Path) -> list[tuple[Path, ...]]:
    """The keys beside a key, one or two, that stood in the kept tapes wherever it did not: other forms of the same."""
    traits, above = kept.kinds[kind], kept.kinds[kind].get(path[:-1])
    without = above.types["object"] - traits[path].present if above else 0
    near = (
        one for one in traits if len(one) == len(path) and one[:-1] == path[:-1] and one != path and traits[one].read
    )
    alike = [one for one in near if traits[one].present and _same_type(traits[path], traits[one])]
    keys = (keys for count in (1, 2) for keys in combinations(alike, count))
    return [one for one in keys if without and sum(traits[key].present for key in one) == without]


def beside(kept: Shape, seen: Shape, found: Difference) -> list[Path]:
    """The keys that may stand now in the place of one that is gone: of its type, not read before, the likest first."""
    kind, path = found.kind, found.path
    if path in seen.kinds.get(kind, {}) or path[0] in MARKUP:
        return []
    read = {one for one, trait in kept.kinds[kind].items() if trait.read}
    near = (one for one in seen.kinds[kind] if len(one) == len(path) and one[:-1] == path[:-1] and one[-1] != ENTRY)
    fits = [one for one in near if one not in read and _same_type(kept.kinds[kind][path], seen.kinds[kind][one])]
    return sorted(fits, key=lambda one: _alike(path[-1], one[-1]), reverse=True)


def _successor(kept: Shape, seen: Shape, kind: str, path: Path, alike: float) -> str:
    """A new key beside the old one, of the same type and at least so much alike by name."""
    old = kept.kinds[kind][path]
    fits = [one for one in _new(kept, seen, kind, path) if _same_type(old, seen.kinds[kind][one])]
    best = max(fits, key=lambda one: _alike(path[-1], one[-1]), default=path)
    if best == path or _alike(path[-1], best[-1]) < alike:
        return ""
    return _is_new(seen, kind, best)


def _as_often(kept: Shape, seen: Shape, kind: str, path: Path) -> str:
    """The landmarks that stand as often now as what stood as often as the old one, those alike by name first.

    Six cards had six rates: six of something else may be the rates now. "" where nothing else was as many.
    """
    entries = _entries(kept, kind, path)
    beside = [one for one in kept.kinds[kind] if one[:-1] == path[:-1] and kept.kinds[kind][one].read and one != path]
    now = {_entries(seen, kind, one) for one in beside if _entries(kept, kind, one) == entries} - {0}
    fits = [one for one in _new(kept, seen, kind, path) if _entries(seen, kind, one) in now]
    alike = sorted(fits, key=lambda one: _alike(path[-1], one[-1]), reverse=True)[:MOST_PERHAPS]
    return f"perhaps now {' or '.join(f'`{said(one)}`' for one in alike)}" if alike else ""


def _entries(shape: Shape, kind: str, path: Path) -> int:
    """How many entries the lists at a path had together; 0 where it is not there."""
    found = shape.kinds[kind].get((*path, ENTRY))
    return found.present if found else 0


def _is_new(seen: Shape, kind: str, path: Path) -> str:
    """The words for a new key; an object's own keys are named, for what reads them must be told their names, too."""
    inner = [f"`{one[-1]}`" for one in seen.kinds[kind] if len(one) == len(path) + 1 and one[:-1] == path]
    keys = [key for key in inner if key != f"`{ENTRY}`"][:MOST_KEYS]
    holds = f" of {', '.join(keys)}" if keys else ""
    return f"`{said(path)}` is new, {_names(seen.kinds[kind][path].types)}{holds}"


def _alike(old: str, new: str) -> float:
    """How alike two keys are, from 0 to 1; a name that holds the other whole is as good as it."""
    within = min(len(old), len(new)) >= SHORTEST and (old.lower() in new.lower() or new.lower() in old.lower())
    return 1.0 if within else SequenceMatcher(None, old, new).ratio()


def _newcomer(kept: Shape, seen: Shape, kind: str, path: Path) -> str:
    """The only new key beside the old one that holds the same type; of several none is meant."""
    fits = [one for one in _new(kept, seen, kind, path) if _same_type(kept.kinds[kind][path], seen.kinds[kind][one])]
    return _is_new(seen, kind, fits[0]) if len(fits) == 1 else ""


def _new(kept: Shape, seen: Shape, kind: str, path: Path) -> list[Path]:
    there = (one for one in seen.kinds[kind] if len(one) == len(path) and one[:-1] == path[:-1])
    return [one for one in there if one not in kept.kinds[kind] and one[-1] != ENTRY]


def _same_type(old: Trait, new: Trait) -> bool:
    return bool(_types(old) & _types(new)) or not _types(old)


def _other(old: Trait, new: Trait) -> str:
    """What is otherwise about the values of a path that is still there."""
    full = new.present - new.empty
    odd = {name: n for name, n in new.types.items() if name not in _allowed(old)}
    if _types(old) and sum(odd.values()) >= ODD * new.present:
        return f"is {_names(Counter(odd))} where it was {_names(old.types)}"
    if words := _share(new.empty, new.present, old.empty, old.present, "is empty"):
        return words
    if words := _form(old, new, full):
        return words
    known = old.codes if old.is_vocabulary and old.codes else None
    if known and new.codes and full >= FEW and not known.keys() & new.codes.keys() and new.codes.total() == full:
        return f"says {_names(new.codes)} where it said {_names(known)}"
    return ""


def _form(old: Trait, new: Trait, full: int) -> str:
    """Words for values that all have one strict form and had another, or had one and have it no more."""
    few = 1 if (old.forms.keys() | new.forms.keys()) <= STRICT else FEW
    if min(full, old.forms.total()) < few or old.forms.keys() & new.forms.keys():
        return ""
    one_form = [forms for forms in (old.forms, new.forms) if len(forms) == 1 and forms.keys() <= STRICT]
    return f"is {_names(new.forms)} where it was {_names(old.forms)}" if one_form else ""


def _share(now: int, of: int, before: int, of_before: int, verb: str) -> str:
    """Words for values that are missing or empty more often than before: all where none was, else beyond chance."""
    if not now or not of_before or before == of_before:
        return ""
    chance = (0.0 if before == 0 else _chance(of, before, of_before)) if now == of else 1.0
    more = now >= NOTABLE * of and _interval(now, of)[0] > _interval(before, of_before)[1]
    if chance >= LIKELY and not more:
        return ""
    whole, was = f"in all {of}" if now == of else f"in {now} of {of}", f"it was in {before or 'none'} of {of_before}"
    return f"{verb} {whole} ({was})" if more or chance < RARE else f"{verb} {whole} ({was}; {CHANCE}"


def _chance(of: int, before: int, of_before: int) -> float:
    """How likely is it that all of `of` lack what `before` of `of_before` lacked? (Beta-binomial, uniform prior.)"""
    return prod((before + 1 + step) / (of_before + 2 + step) for step in range(of))


def _interval(n: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share."""
    share, square = n / of, Z * Z / of
    middle, half = share + square / 2, Z * sqrt(share * (1 - share) / of + square / (4 * of))
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


def _types(trait: Trait) -> set[str]:
    return {("number" if name in NUMBERS else name) for name in trait.types if name != "null"}


def _allowed(old: Trait) -> set[str]:
    return {*old.types, "null", *(NUMBERS if old.types.keys() & NUMBERS else ())}


def _names(counts: Counter[str]) -> str:
    """The names by how often they stand, without null beside others."""
    names = [name for name, _ in counts.most_common(3) if name != "null" or len(counts) == 1]
    return " or ".join(names)
