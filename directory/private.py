"""Files that hold what is somebody's, addresses and the secret: for their owner, and for a group that was let in.

Nobody else ever opens them. A group is let in by whoever makes the folder and lets it write there (`chmod 2770`): the
site and the clock may then be two users over one file. SQLite gives its log and its shared memory the file's own mode.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

ALONE, TOGETHER, HOME = 0o600, 0o660, 0o700


def folder(path: Path) -> None:
    """Makes a folder for its owner alone; one that is there stays as whoever made it wants it."""
    path.mkdir(parents=True, exist_ok=True, mode=HOME)


def made(path: Path) -> None:
    """Makes a file that is missing, and takes one of ours from everybody else's eyes; raises OSError."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, ALONE))
    kept(path)


def kept(path: Path) -> None:
    """Takes a file that is ours from everybody else's eyes; one that is missing, or another user's, stays as it is."""
    with suppress(FileNotFoundError):
        found, right = path.stat(), mode(path)
        if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) != right:
            path.chmod(right)


def mode(path: Path) -> int:
    """Which mode a file has in its folder: with its group where the group may write there."""
    return TOGETHER if path.parent.stat().st_mode & stat.S_IWGRP else ALONE
