"""The version of the readers: changes with all that a reading is made from."""

from pathlib import Path

from directory import imports
from directory.config import ROOT

READERS = (
    "directory.reading",
    "directory.eligibility.statements",
)  # what is stored is read by the one, folded by the other
TABLES = ("data/vocabulary", "data/reading")


def made_from(root: Path) -> tuple[Path, ...]:
    """Every file below `root` that decides a reading: imported sources, and all of the tables' folders."""
    tables = (path for folder in TABLES for path in (root / folder).rglob("*") if path.is_file())
    return (*imports.closure(READERS, root), *tables)


def fingerprint(root: Path) -> str:
    """Twelve hexadecimal digits over the places and contents of everything that decides a reading."""
    return imports.fingerprint(made_from(root), root)


VERSION: str = fingerprint(ROOT)
