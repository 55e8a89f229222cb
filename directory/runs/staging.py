"""A crawl's sightings, kept apart from the shelf until the run ends well."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.claims import Reading
from directory.platform import PlatformRecord
from directory.posting import Posting
from directory.reading.premise import Premise, premise
from directory.record import Record
from directory.runs.boilerplate import Boilerplate, Lists, keys
from directory.runs.roles import title_key
from directory.runs.sighting import Sighting, sighting
from directory.store.engine import Store
from directory.store.rows import fingerprint
from directory.store.sql import upsert
from directory.store.tables import SightingRow

FLOORS = 3  # a platform's floor is about a third of what was counted there
FLUSH = 500  # sightings written in one short transaction: a crawl holds no more of them in memory


class Run:
    """One crawl of one platform, as started by `runs.start`; used by one thread.

    `known` maps the ref of every stored posting to the fingerprint of its words; `known_roles` holds the normalised
    titles (`roles.title_key`) of the roles whose whole description is stored; `open` maps the refs of open postings to
    their addresses.
    """

    def __init__(
        self,
        store: Store,
        id: int,
        platform: str,
        known: "dict[str, Known]",
        roles: frozenset[str],
        open: Mapping[str, str],
        ground: "Ground",
    ) -> None:
        self.id, self.platform, self.known_roles = id, platform, roles
        self.open, self._ground = open, ground
        self._listed: dict[str, Posting] = {}
        self._settle()
        self._store, self._known = store, known
        self._waiting: dict[str, dict[str, Any]] = {}
        self._whole: set[str] = set()
        self._in_lists: set[str] = set()
        self._count = 0
        self.repeated = 0

    @property
    def known(self) -> dict[str, str]:
        """Every stored ref of the platform with the fingerprint of its words, open or closed."""
        return {ref: known[0] for ref, known in self._known.items()}

    @property
    def unread(self) -> int:
        """About how many postings will have to be read: those that older readers read; of a new platform, a guess."""
        stale = sum(known[2] not in self.premise.versions for known in self._known.values())
        return stale if self._known else FLOORS * self._ground.record.floor

    def knows_role(self, title: str) -> bool:
        """Whether the whole description of a role with this title, in any case and punctuation, is stored."""
        return title_key(title) in self.known_roles

    def knows(self, posting: Posting) -> bool:
        """Are these very words stored, and read by the readers of today? Then no reading is needed."""
        known = self._known.get(posting.ref)
        if known is None:
            return False
        words, list_print, version, list_only = known
        same = (list_print or words) if posting.list_only and not list_only else words
        return version == self.premise.version_of(posting) and same == fingerprint(posting)

    def read(self, posting: Posting) -> Reading | None:
        """The reading of a posting; None where `knows` says that none is needed."""
        return None if self.knows(posting) else self.premise.read(posting)

    def sight(self, posting: Posting, reading: Reading | Sighting | None) -> None:
        """Note a posting and its reading, None where `knows` says so. A row of a list never hides a whole posting.

        Whoever read it on this run's premise may have made the `Sighting` as well.

        The same posting again is counted in `repeated`, unless a whole one follows its row of a list.
        """
        again = posting.ref in self._whole or (posting.list_only and posting.ref in self._in_lists)
        self.repeated += again
        self._in_lists.add(posting.ref)
        if posting.list_only and posting.ref in self._whole:
            return
        if not posting.list_only:
            self._whole.add(posting.ref)
            if self._ground.lists.add(posting.ref, posting.location, posting.fields):
                self._listed[posting.ref] = posting
        self._stage(posting, reading)

    def settle(self) -> None:
        """Once everything was seen: a list that turns out to be shared is taken from the postings that carry it."""
        before = self.premise
        self._settle()
        changed = [one for one in self._listed.values() if self.premise.version_of(one) != before.version_of(one)]
        for posting, reading in zip(changed, self.premise.read_all(changed), strict=True):
            self._stage(posting, reading)

    def _settle(self) -> None:
        self.boilerplate: tuple[Boilerplate, ...] = self._ground.lists.shared(self._ground.facts)
        self.premise: Premise = premise(self._ground.record, keys(self.boilerplate))

    def _stage(self, posting: Posting, reading: Reading | Sighting | None) -> None:
        known = reading is None and self.knows(posting)
        seen = reading if isinstance(reading, Sighting) else sighting(posting, reading, self.premise, known=known)
        self._count += 1
        row = {"run": self.id, "ref": posting.ref, "n": self._count}
        own = {"list_only": posting.list_only, "role": posting.role}
        self._waiting[posting.ref] = row | own | seen._asdict()
        if len(self._waiting) >= FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what waits; the run's rows are seen by nobody before it ends well."""
        if self._waiting:
            with self._store.writing() as session:
                upsert(session, SightingRow, list(self._waiting.values()))
            self._waiting.clear()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a run starts from: the platform's declaration, its hand-kept facts, the lists in its open postings."""

    record: PlatformRecord
    facts: Record | None
    lists: Lists


Known = tuple[str, str | None, str, bool]
