"""Templates are compiled once a process, however many sites its tests make."""

from collections.abc import Iterator
from types import CodeType

import pytest
from flask.templating import Environment
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Keeps what was compiled, by template and its text's checksum."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.kept[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """Every environment made by Flask in these tests shares one cache."""
    kept, made = Compiled(), Environment.__init__

    def remembering(self: Environment, app: object, **options: object) -> None:
        made(self, app, bytecode_cache=kept, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "__init__", remembering)
        yield
