"""The post as the clock runs it, once a second, to the relay of SMTP_URL."""

import logging
import time
from datetime import UTC, datetime

from directory.config import load
from directory.store import open_store
from schedules.post import Post
from schedules.smtp import carrier


def main() -> None:
    """Rounds until it is killed."""
    logging.disable(logging.CRITICAL)
    settings = load()
    post = Post(open_store(settings), settings)
    while True:
        with carrier(settings.smtp_url, settings.letters_dir) as way:
            post.round(way, datetime.now(UTC))
        time.sleep(1)


if __name__ == "__main__":
    main()
