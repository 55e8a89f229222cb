"""What a run stages of a posting: pure, so that whoever reads the posting makes it, in whatever process."""

from typing import NamedTuple

from directory.claims import Reading
from directory.posting import Posting
from directory.reading.premise import Premise
from directory.runs.roles import text_key, title_key
from directory.store.codec import pack_reading
from directory.store.engine import Written
from directory.store.rows import fingerprint


class Sighting(NamedTuple):
    """The columns of a staged posting that are made of its words; posting and reading as JSON text, None for none."""

    fingerprint: str
    title_key: str
    text_key: str
    version: str
    posting: Written | None
    reading: Written | None


def sighting(posting: Posting, reading: Reading | None, ground: Premise, *, known: bool = False) -> Sighting:
    """The sighting of a posting and of its reading on this ground; words that are `known` are not written again."""
    return Sighting(
        fingerprint(posting),
        title_key(posting.title),
        text_key(posting.text),
        ground.version_of(posting),
        None if known else Written(posting.model_dump_json()),
        None if reading is None else pack_reading(reading),
    )
