"""What is said of anything that is kept on disk or in a database beside the table: how far it goes, and what is wrong.

Apart from the engines, for columns are kept so too, and know nothing of words.
"""

from dataclasses import dataclass


class BrokenIndex(Exception):
    """The words index is missing, damaged or of another version: it must be built again."""


class Busy(Exception):
    """Another process is writing the words index; it will do the work."""


@dataclass(frozen=True, slots=True)
class IndexMark:
    """Up to which version of the table an index goes, how many documents it holds, and what made it."""

    version: int
    count: int
    made_by: str
