"""The folder of a words index is its owner's alone: its files hold pickles."""

from pathlib import Path

import pytest

from directory.search.engines.folder import Folder


@pytest.mark.parametrize("mode", [None, 0o755, 0o777])
def test_nobody_else_may_look_into_it_or_write(tmp_path: Path, mode: int | None) -> None:
    path = tmp_path / "index" / "whoosh"
    if mode is not None:
        path.mkdir(parents=True, mode=mode)
        path.chmod(mode)
    with Folder(path, "test").writing():
        assert path.stat().st_mode & 0o777 == 0o700
