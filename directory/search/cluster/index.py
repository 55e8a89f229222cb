"""The index in the cluster: built beside the old one, swapped by its alias, caught up by versions, with its watermark.

Each version of our own code has an alias of its own, so that hosts of two versions never build over each other. What
the index goes up to stands in the `_meta` of its mapping. A document carries the version of its listing (external
versions), so that whatever arrives late is refused.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain
from typing import Any

from opensearchpy import AuthorizationException, TransportError
from opensearchpy.helpers import streaming_bulk

from directory import imports
from directory.config import ROOT
from directory.search.cluster import schema
from directory.search.cluster.connection import Connection, failing
from directory.search.cluster.lease import Lease
from directory.search.cluster.rows import Row
from directory.search.engines.folder import analysed_from, vocabularies
from directory.search.engines.marks import BrokenIndex, IndexMark

MADE_BY = ("directory.search.cluster.rows", "directory.search.cluster.schema")
BATCH = 250  # rows in one bulk: some three megabytes of JSON
OLD_SECONDS = 86_400  # an index of other code that nobody wrote for a day is nobody's
LATE, GONE = 409, 404
ALL_NODES_SECONDS = 30


@cache
def made_by() -> str:
    """Twelve hexadecimal digits over all code and data that a row is made from: another number, another index."""
    return imports.fingerprint({*imports.closure(MADE_BY, ROOT), *analysed_from(ROOT), *vocabularies(ROOT)}, ROOT)


class ClusterIndex:
    """The index behind the alias of this code, below a name that all hosts share."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection, self._client = connection, connection.writes
        self._name, self.alias = name, f"{name}-{made_by()}"

    def mark(self) -> IndexMark:
        """How far the index goes, by its metadata; raises BrokenIndex where there is none, and ClusterAway."""
        found = self._connection.mapping(self.alias)
        ((index, known),) = found.items()
        meta = known["mappings"].get("_meta")
        if meta is None:
            raise BrokenIndex(f"{index} says nothing of itself")
        return IndexMark(int(meta["version"]), int(meta["count"]), index)

    def build(self, rows: Iterable[Row], version: int, listings: int = 0) -> None:
        """Makes a new index of these rows, of about so many, and swaps it in when it is whole on all nodes.

        Raises Busy where another process is writing, ClusterAway.
        """
        with self._writing() as lease:
            made = f"{self.alias}-{time.time_ns()}"
            self._allow_long_questions()
            self._client.indices.create(index=made, body=schema.body(listings, self._meta(0, 0)))
            try:
                self._write(made, rows, (), version, lease)
                self._serve(made)
            except BaseException:
                with suppress(TransportError):
                    self._client.indices.delete(index=made)
                raise

    def update(self, rows: Iterable[Row], gone: Iterable[int], version: int) -> None:
        """Takes changed rows and forgets keys; the watermark moves when all can be found. Raises Busy, BrokenIndex."""
        known = self.mark()
        with self._writing() as lease:
            self._write(known.made_by, rows, gone, version, lease)

    def count(self) -> int:
        """How many listings can be found at this moment."""
        found = self._connection.search(self.alias, {"size": 0, "track_total_hits": True})
        return int(found["hits"]["total"]["value"])

    @contextmanager
    def _writing(self) -> Iterator[Lease]:
        with failing(), Lease(self._client, f"{self._name}-writer").held() as lease:
            yield lease

    def _write(self, index: str, rows: Iterable[Row], gone: Iterable[int], version: int, lease: Lease) -> None:
        actions = chain((_put(row) for row in rows), (_forget(key, version) for key in gone))
        for number, (fine, said) in enumerate(self._bulk(index, actions)):
            ((_, told),) = said.items()
            if not fine and told["status"] not in (LATE, GONE):
                raise BrokenIndex(f"{told['_id']} was not taken: {told.get('error')}")
            if number % BATCH == 0:
                lease.renew()
        self._client.indices.refresh(index=index)
        count = self._client.count(index=index)["count"]
        self._client.indices.put_mapping(index=index, body={"_meta": self._meta(version, count)})

    def _bulk(self, index: str, actions: Iterable[dict[str, Any]]) -> Iterable[tuple[bool, dict[str, Any]]]:
        found: Iterable[tuple[bool, dict[str, Any]]] = streaming_bulk(
            self._client, actions, index=index, chunk_size=BATCH, raise_on_error=False
        )
        return found

    def _serve(self, made: str) -> None:
        """Copies a whole index to the other nodes, puts it in the place of the old one, and lets old ones go."""
        self._client.indices.put_settings(index=made, body={"index": schema.SERVED})
        health = {"wait_for_status": "green", "timeout": f"{ALL_NODES_SECONDS}s"}
        with suppress(TransportError):  # one copy is enough to serve: a lost node must not stop a build
            self._client.cluster.health(index=made, params=health, request_timeout=2 * ALL_NODES_SECONDS)
        old = [index for index in self._indices() if index != made and self._is_old(index)]
        moved = [{"add": {"index": made, "alias": self.alias}}, *({"remove_index": {"index": one}} for one in old)]
        self._client.indices.update_aliases(body={"actions": moved})

    def _indices(self) -> list[str]:
        found = self._client.indices.get_mapping(index=f"{self._name}-*-*")
        return [index for index in found if index != f"{self._name}-writer"]

    def _is_old(self, index: str) -> bool:
        """Whether it is an earlier index of this code, or one of other code that nobody keeps up."""
        if index.startswith(f"{self.alias}-"):
            return True
        meta = self._client.indices.get_mapping(index=index)[index]["mappings"].get("_meta", {})
        return time.time() - float(meta.get("written", 0)) > OLD_SECONDS

    def _allow_long_questions(self) -> None:
        """A setting of the whole cluster; without it only phrases of very many words with two readings are refused."""
        allowed = {"persistent": {"indices.query.bool.max_clause_count": schema.TERMS}}
        with suppress(AuthorizationException):
            self._client.cluster.put_settings(body=allowed)

    def _meta(self, version: int, count: int) -> dict[str, Any]:
        return {"version": version, "count": count, "written": time.time()}


def _put(row: Row) -> dict[str, Any]:
    version = {"version": row.version, "version_type": "external"}
    return {"_op_type": "index", "_id": str(row.key), **version, "_source": dict(row.fields)}


def _forget(key: int, version: int) -> dict[str, Any]:
    return {"_op_type": "delete", "_id": str(key), "version": version, "version_type": "external"}
