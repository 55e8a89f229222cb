"""Listings kept as values: always what the table says, and read again only where it says something else."""

from directory.store import Store, hidden, shelf
from directory.store.kept import KeptShelf, Look
from tests.support.making import DAY, START, crawl, platform, posting

SLUGS = ("acme", "beta")


class Clock:
    """Seconds that pass when they are told to."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def seen(store: Store, slug: str, *titles: str, day: int = 0) -> None:
    found = [posting(f"r{at}", title, f"Rate {title}.", platform=slug) for at, title in enumerate(titles)]
    crawl(store, found, START + day * DAY, platform(slug))


def as_the_table_says(kept: KeptShelf, store: Store) -> bool:
    ids = [f"{slug}/r{at}" for slug in SLUGS for at in range(3)]
    told = [(one.id, one.title, one.state, one.last_seen, one.pulse, one.claims) for one in kept.cards(ids)]
    return told == [
        (one.id, one.title, one.state, one.last_seen, one.pulse, one.claims) for one in shelf.cards(store, ids)
    ]


def test_what_is_kept_is_what_the_table_says_after_every_change(store: Store) -> None:
    clock = Clock()
    kept = KeptShelf(store, clock)
    for slug in SLUGS:
        seen(store, slug, "Poem rater", "Song rater")
    looks = list[Look]()

    def looked() -> None:
        clock.seconds += 1
        assert as_the_table_says(kept, store)
        looks.append(kept.look())

    looked()
    seen(store, "acme", "Poem rater", "Opera rater", "Chess rater", day=1)
    looked()
    seen(store, "beta", "Poem rater", "Song rater", day=1)  # nothing changed, but it was read again
    looked()
    with store.writing() as session:
        hidden.hide_in(session, "acme/r1", "asks for money", START)
    looked()
    with store.writing() as session:
        hidden.show_in(session, "acme/r1")
    looked()
    assert len({one.number for one in looks}) == len(looks)


def test_what_did_not_change_is_not_read_again(store: Store) -> None:
    clock = Clock()
    kept = KeptShelf(store, clock)
    for slug in SLUGS:
        seen(store, slug, "Poem rater")
    first, look = kept.cards(["acme/r0", "beta/r0", "beta/r9"]), kept.look()
    seen(store, "acme", "Poem rater and singer", day=1)
    assert kept.cards(["acme/r0"])[0] is first[0]  # looked less than half a second ago
    assert kept.look() is look
    clock.seconds = 1.0
    again = kept.cards(["acme/r0", "beta/r0"])
    assert ([one is before for one, before in zip(again, first, strict=True)]) == [False, True]
