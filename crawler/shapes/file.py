"""Shapes as files: data/shapes/<slug>.tsv, a path a line, made by `python -m scrapy shapes` from recordings and tapes.

Columns: kind of answer, key (one blank more than its parent, which stands above it; "*" for entries), "read" where the
spider reads it, how many objects could hold it, how many did, how many with nothing in it, types and forms with their
counts, and the words of an interface that a field takes.
"""

from collections import Counter
from pathlib import Path as File

from crawler.shapes.shape import ENTRY, Path, Shape, Trait
from directory.config import ROOT

SHAPES = ROOT / "data" / "shapes"
HEAD = ("kind", "key", "read", "of", "there", "empty", "types", "forms", "codes")
WIDTH = 120
ROOT_KEY = "."
MADE_OF = "# made of "  # a tape's name stands behind it


class BadShape(ValueError):
    """A file of a shape that cannot be read; the message names file, line and what is wrong."""


def load(slug: str, folder: File = SHAPES) -> Shape | None:
    """The shape of a platform, None where none was made; raises BadShape."""
    file = folder / f"{slug}.tsv"
    if not file.exists():
        return None
    shape = Shape()
    above: Path = ()
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or number == 1 or not line:
            continue
        try:
            kind, key, read, of, there, empty, types, forms, codes = line.split("\t")
            depth = len(key) - len(key.lstrip(" "))
            above = (*above[: depth - 1], key.lstrip(" ")) if depth else ()
            counts = int(of), int(there), int(empty), _counts(types), _counts(forms), _counts(codes) or None
            trait = Trait(*counts, read == "read")
        except ValueError as problem:
            raise BadShape(f"{file}:{number}: {problem}") from None
        shape.kinds.setdefault(kind, {})[above] = trait
    return shape


def tapes_in(slug: str, folder: File = SHAPES) -> set[str]:
    """The names of the tapes that the file of a platform's shape was made of; none where there is no file."""
    file = folder / f"{slug}.tsv"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return {line.removeprefix(MADE_OF).split(" without its ")[0] for line in lines if line.startswith(MADE_OF)}


def save(shape: Shape, slug: str, made_of: list[str], folder: File = SHAPES) -> File:
    """Writes what matters of a shape: what is read, the objects it stands in, and the keys beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["\t".join(HEAD), *(f"# {name}" for name in made_of)]
    for kind in sorted(shape.kinds):
        traits = shape.kinds[kind]
        kept = _kept(traits)
        rows += [_row(kind, path, shape.of(kind, path), traits[path]) for path in sorted(kept)]
    file = folder / f"{slug}.tsv"
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return file


def _kept(traits: dict[Path, Trait]) -> set[Path]:
    """The paths that are read, all above them, and of data those beside them."""
    read = {path for path, trait in traits.items() if trait.read}
    above = {path[:length] for path in read for length in range(len(path))}
    beside = {path for path in traits if path[:-1] in above and not _is_page(path)}
    entries = {(*path, *deep) for path in read for deep in ((ENTRY,), (ENTRY, ENTRY))}
    return (read | above | beside | entries) & traits.keys()


def _is_page(path: Path) -> bool:
    return path[:1] in (("page:",), ("encoded:",), ("flight:",))


def _row(kind: str, path: Path, of: int, trait: Trait) -> str:
    codes = trait.codes if trait.read and trait.is_vocabulary else None
    name = " " * len(path) + path[-1] if path else ROOT_KEY
    cells = [kind, name, "read" if trait.read else "", str(of), str(trait.present), str(trait.empty)]
    row = "\t".join([*cells, _told(trait.types), _told(trait.forms), _told(codes or Counter())])
    return row if len(row) <= WIDTH else "\t".join([*cells, _told(trait.types), _told(trait.forms), ""])


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _counts(words: str) -> Counter[str]:
    pairs = (word.rsplit(" ", 1) for word in words.split(", ") if word)
    return Counter({name: int(n) for name, n in pairs})
