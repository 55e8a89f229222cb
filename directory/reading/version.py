"""The version of the readers: changes with their sources, the vocabularies and the rule tables."""

from hashlib import sha256
from pathlib import Path

from directory.config import ROOT

SOURCES = (("directory/reading", "*.py"), ("directory/terms", "*.py"), ("data/vocabulary", "*"), ("data/reading", "*"))


def fingerprint(root: Path) -> str:
    """Twelve hexadecimal digits over the names and contents of everything that decides a reading."""
    digest = sha256()
    for folder, pattern in SOURCES:
        for path in sorted((root / folder).glob(pattern)):
            if path.is_file():
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


VERSION: str = fingerprint(ROOT)
