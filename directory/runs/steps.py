"""What a maintainer does about a run that was not applied: the cause that it was held for, and the next step."""

from directory.store.platforms import Health

CLOCK = "nobody has asked it since: is `python -m schedules` running? `python -m scrapy crawl {slug}` asks it now"
NEW_HOME = "find its new board and change `token`"
LOOK = "`python -m scrapy see` its address, mend the spider, then `python -m scrapy record {slug}`"
AGAIN = "nothing to do now; it is asked again at its next time"
COUNT = "look at its own page: if so few is right, `python -m directory accept {slug}`, or wait for three such runs"
APART = "play it into a database of its own (`make run TAPES=folder RUN_DIR=elsewhere`), or `make clean` first"

STEPS: tuple[tuple[str, str], ...] = (
    ("behind a challenge", "set `readable = False` with the reason and the day: a challenge is not worked around"),
    ("host's name is unknown", NEW_HOME),
    ("robots.txt could not be read", AGAIN),
    ("robots.txt", "set `readable = False` with the reason and the day: robots.txt is obeyed"),
    ("asked to slow down", "give it a longer `cadence_hours` if this goes on"),
    ("refused:", "set `readable = False` with the reason and the day if this goes on: a refusal is respected"),
    ("may have moved", NEW_HOME),
    ("an undeclared host", "see where it leads; if that is its own, add it to `hosts`"),
    ("shape changed", LOOK),
    ("the list never ends", LOOK),
    ("where JSON was expected", LOOK),
    ("where a page was expected", LOOK),
    ("where XML was expected", LOOK),
    ("could not be read", LOOK),
    ("the ids", LOOK),
    ("the reader failed", "mend the spider: the log holds the traceback"),
    ("could not be finished", "the log holds the traceback; `python -m directory doctor` looks at the database"),
    ("could not be stored", "the log holds the traceback; `python -m directory doctor` looks at the database"),
    ("fewer than the floor", COUNT),
    ("less than half", COUNT),
    ("too much memory", "give it a smaller `size_limit` or `detail_limit`"),
    ("it took too long", "give it a smaller `detail_limit`"),
    ("passed the filter", "look at its `before`: the words that it keeps postings by have changed"),
    ("over its size limit", "see whether it still is a list; then give it a larger `size_limit`"),
    ("before what is stored", APART),
    ("opted out", "leave it alone; its row stands in data/opt-outs.tsv"),
)
"""Words that stand in a cause, and what is done about it; the first that fits counts."""


def next_step(cause: str, slug: str) -> str:
    """What to do about a held run, by its cause in words; what gives no hint is asked again by itself."""
    found = next((step for words, step in STEPS if words in cause), AGAIN)
    return found.format(slug=slug)


def told(cause: str, slug: str) -> str:
    """The cause and the next step in one line, as log, `/status` and doctor print it; "" where there is no cause."""
    return f"{cause}; next: {next_step(cause, slug)}" if cause else ""


def next_of(health: Health) -> str:
    """What to do about a platform's health; "" where nothing is wrong or nothing can be done."""
    if health.state in ("good", "never", "unreadable"):
        return ""
    ended = next((run for run in health.runs if run.state != "running"), None)
    if ended is not None and ended.state == "applied":
        return CLOCK.format(slug=health.slug)
    return next_step(health.reason, health.slug)
