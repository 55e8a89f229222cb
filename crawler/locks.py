"""One connection a host across all crawls of this machine: a lock file a host, freed when its process dies."""

import fcntl
import re
from pathlib import Path
from typing import IO


class HostLock:
    """An exclusive lock on one host. `take` never waits; `free` may be called twice."""

    def __init__(self, folder: Path, host: str) -> None:
        self.path = folder / f"{re.sub(r'[^a-z0-9.-]', '_', host.lower())}.lock"
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """True when the lock is ours, now or from before; False while another process holds it. Makes the folder."""
        if self._file is not None:
            return True
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def free(self) -> None:
        """Lets the next crawl in; nothing happens when the lock is not ours."""
        if self._file is not None:
            self._file.close()
            self._file = None
