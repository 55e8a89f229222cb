"""Write the postings that a run touched, with their doubts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlmodel import Session

from directory.claims import Reading
from directory.reading.premise import Premise
from directory.runs.roles import text_key, title_key
from directory.runs.sorting import Sorted, StoredPosting
from directory.store.codec import pack_reading
from directory.store.engine import Written
from directory.store.rows import POSTING, fingerprint, posting_of
from directory.store.sql import batches, forget, insert, table, upsert, written
from directory.store.tables import DoubtRow, PostingRow, SightingRow

_P, _S = table(PostingRow), table(SightingRow).c
NOTHING = pack_reading(Reading())
WHOLE = frozenset(POSTING)  # what every staged posting says
LISTED = ("url", "title", "location", "pay", "category", "employment")


class Touch(NamedTuple):
    """A posting on its way to the shelf: its columns, the keys made of them, its reading as `pack_reading` gives it.

    What was staged goes through as it stands: it was validated when it came in.
    """

    said: Mapping[str, Any]
    fingerprint: str
    title_key: str
    text_key: str
    reading: Written
    version: str
    list_print: str | None


class PostingWriter:
    """Writes postings inside one transaction; `homes` says which listing a ref belongs to."""

    def __init__(self, session: Session, run: int, platform: str, premise: Premise, at: datetime) -> None:
        self._session, self._run, self._platform = session, run, platform
        self._premise, self._at = premise, at

    def write(self, found: Sorted, old: dict[str, StoredPosting], homes: Mapping[str, str]) -> None:
        """Everything new, edited, retold or reread; what came back is opened, what is gone is closed."""
        numbers = {ref: n for n, ref in enumerate(found.new, 1 + max((one.n for one in old.values()), default=0))}
        whole = [*found.new, *found.edited, *found.reread]
        for refs in batches(whole):
            self._put(self._staged(refs, old), old, homes, numbers)
        for refs in batches(found.retold):
            self._put(self._retold(refs), old, homes, numbers)
        for refs in batches(found.teased):
            self._tease(refs)
        self._switch(found.back, open=True, closed_at=None)
        self._switch(found.gone, open=False, closed_at=self._at)
        self._rehome(homes, {*whole, *found.retold})

    def _sightings(self, refs: list[str]) -> Iterable[Any]:
        texts = (written(_S.posting), written(_S.reading))
        query = select(_S.ref, *texts, _S.version, _S.fingerprint, _S.title_key, _S.text_key)
        return self._session.connection().execute(query.where(_S.run == self._run, _S.ref.in_(refs)).order_by(_S.n))

    def _staged(self, refs: list[str], old: dict[str, StoredPosting]) -> Iterator[Touch]:
        for row in self._sightings(refs):
            before = old.get(row.ref)
            was_list = before is not None and before.list_only
            teaser = before.fingerprint if before and was_list else before.list_print if before else None
            posting = json.loads(row.posting)
            if not posting.keys() >= WHOLE:
                raise ValueError(
                    f"{row.ref}: validation error: a staged posting lacks {sorted(WHOLE - posting.keys())}"
                )
            at = posting["posted_at"]
            said = posting | {"posted_at": at and datetime.fromisoformat(at)}
            keys = (row.fingerprint, row.title_key, row.text_key)
            yield Touch(said, *keys, Written(row.reading) if row.reading else NOTHING, row.version, teaser)

    def _retold(self, refs: list[str]) -> Iterator[Touch]:
        query = _P.select().where(_P.c.platform == self._platform, _P.c.ref.in_(refs))
        whole = {row.ref: posting_of(row) for row in self._session.connection().execute(query)}
        for row in self._sightings(refs):
            listed = json.loads(row.posting)
            told = {name: listed[name] for name in LISTED if listed[name]}
            posting = whole[row.ref].model_copy(update=told)
            said = {name: getattr(posting, name) for name in POSTING}
            keys = (fingerprint(posting), title_key(posting.title), text_key(posting.text))
            reading, version = pack_reading(self._premise.read(posting)), self._premise.version_of(posting)
            yield Touch(said, *keys, reading, version, row.fingerprint)

    def _put(
        self, touches: Iterable[Touch], old: dict[str, StoredPosting], homes: Mapping[str, str], numbers: dict[str, int]
    ) -> None:
        rows: list[dict[str, Any]] = []
        doubts: list[dict[str, Any]] = []
        for touch in touches:
            ref = touch.said["ref"]
            before = old.get(ref)
            rows.append(self._row(touch, before, homes.get(ref) or (before.listing if before else ""), numbers))
            doubts += doubt_rows(self._platform, ref, touch.reading)
        upsert(self._session, PostingRow, rows)
        forget(self._session, DoubtRow, platform=self._platform, ref=[row["ref"] for row in rows])
        insert(self._session, DoubtRow, doubts)

    def _row(self, touch: Touch, before: StoredPosting | None, home: str, numbers: dict[str, int]) -> dict[str, Any]:
        return {name: touch.said[name] for name in POSTING} | {
            "n": before.n if before else numbers[touch.said["ref"]],
            "listing": home,
            "fingerprint": touch.fingerprint,
            "list_print": touch.list_print,
            "title_key": touch.title_key,
            "text_key": touch.text_key,
            "reading": touch.reading,
            "version": touch.version,
            "open": True,
            "first_seen": before.first_seen if before else self._at,
            "last_seen": self._at,
            "closed_at": None,
        }

    def _tease(self, refs: list[str]) -> None:
        for row in self._sightings(refs):
            self._update([row.ref], list_print=row.fingerprint)

    def _switch(self, refs: list[str], **values: object) -> None:
        for batch in batches(refs):
            self._update(batch, last_seen=self._at, **values)

    def _rehome(self, homes: Mapping[str, str], written: set[str]) -> None:
        for ref, listing in homes.items():
            if ref not in written:
                self._update([ref], listing=listing)

    def _update(self, refs: list[str], **values: object) -> None:
        where = (_P.c.platform == self._platform, _P.c.ref.in_(refs))
        self._session.connection().execute(update(_P).where(*where).values(**values))


def doubt_rows(platform: str, ref: str, reading: Written) -> Iterator[dict[str, Any]]:
    """The rows of `doubts` for a posting, numbered from 0 in the order of its reading as `pack_reading` gives it."""
    for n, doubt in enumerate(json.loads(reading)["doubts"]):
        quote = doubt["quote"]
        yield {
            "platform": platform, "ref": ref, "n": n, "about": doubt["about"],
            "quote": quote["text"], "source": quote["source"], "start": quote["start"],
        }  # fmt: skip
