"""What eight languages call countries, in one small file that `python -m directory.search.words.cldr` makes.

Babel holds the names in tables of whole languages: opening eight of them for these alone took 25 ms of each process's
first page. A test compares the file with Babel, so a newer CLDR is noticed.
"""

from functools import cache
from pathlib import Path

from directory.config import ROOT

FILE = ROOT / "data" / "naming.tsv"


@cache
def by_language(path: Path = FILE) -> dict[str, str]:
    """Codes of countries (ISO 3166-1) by their names in those languages, as `as_typed` writes them."""
    lines = path.read_text("utf-8").splitlines()
    return {name: code for name, _, code in (line.partition("\t") for line in lines)}
