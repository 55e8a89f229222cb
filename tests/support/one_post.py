"""One round of the post in a process of its own, to be killed: python one_post.py DATABASE SMTP FOLDER MOMENT.

The ways beside mail are those of the environment (WAY_…).
"""

import os
import sys
from dataclasses import replace
from datetime import datetime

from directory.config import load
from directory.store import Store
from schedules.post import Post
from schedules.smtp import carrier


def main(url: str, smtp: str, folder: str, moment: str) -> None:
    """Says "ready" on standard output, then does its round."""
    ways = {name: value for name, value in os.environ.items() if name.startswith("WAY_")}
    settings = replace(load({"RUN_DIR": folder, **ways}), public_url="https://atlas.example", secret_key="s" * 32)
    post = Post(Store(url), settings)
    print("ready", flush=True)
    with carrier(smtp, settings.letters_dir) as way:
        post.round(way, datetime.fromisoformat(moment))


if __name__ == "__main__":
    main(*sys.argv[1:])
