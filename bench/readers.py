"""What two parsers of npm make of our feeds: python -m bench.readers (needs npm and its registry)."""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from bench.alerts import START, crawl
from directory.config import load
from directory.presenting.feeds import WRITERS
from directory.search import open_finder
from directory.store import Store, migrate
from web import create_app

PACKAGES = ("rss-parser@3.13.0", "feedsmith@3.0.1")
SCRIPT = Path(__file__).with_name("readers.mjs")
LISTINGS = 30


def main(real: Path | None = None) -> None:
    """Prints a table: what each parser finds in each format, and 1 as status if it is not what the feed says."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not here")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        expected = _feeds(place)
        shutil.copy(SCRIPT, place)
        subprocess.run([npm, "install", "--silent", "--prefix", folder, *PACKAGES], check=True, cwd=folder, timeout=300)
        asked = ["node", str(place / SCRIPT.name), folder]
        told = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True, timeout=60).stdout)
    print("parser             entries  ids  links  dates  titles")
    wrong = [name for name, found in told.items() if not _row(name, found, expected)]
    if wrong:
        sys.exit(f"not as the feed says: {', '.join(wrong)}")


def _feeds(folder: Path) -> list[tuple[str, str, str, str]]:
    """Writes the feed of one site in three formats; what it says of each entry: id, link, when published, title."""
    settings = load({"RUN_DIR": str(folder / "run"), "CLOCK": START.isoformat()})
    store = Store(settings.database_url)
    migrate(store)
    crawl(store, LISTINGS, START)
    finder = open_finder(store, settings)
    finder.catch_up()
    with create_app(settings, store, finder).test_client() as client:
        for kind in WRITERS:
            (folder / f"feed.{kind}").write_bytes(client.get(f"/feed.{kind}").data)
    store.close()
    feed = json.loads((folder / "feed.json").read_bytes())
    return [(one["id"], one["url"], one["date_published"], one["title"]) for one in feed["items"]]


def _row(name: str, found: list[list[str]], expected: list[tuple[str, str, str, str]]) -> bool:
    """Prints one row of yes and no; whether all is as the feed says."""
    said = [(id, link, _seconds(date), title) for id, link, date, _, title in found]
    wanted = [(id, link, _seconds(date), title) for id, link, date, title in expected]
    fine = [[one[at] for one in said] == [one[at] for one in wanted] for at in range(4)]
    print(f"{name:<18} {len(found):>7}  " + "  ".join("yes" if one else "NO " for one in fine))
    return all(fine)


def _seconds(date: str) -> float:
    """A date of any of the three spellings as seconds since 1970."""
    return (parsedate_to_datetime(date) if "," in date else datetime.fromisoformat(date)).timestamp()


if __name__ == "__main__":
    main()
