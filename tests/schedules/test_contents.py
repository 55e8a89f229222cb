"""A letter is true: subject, lines and counts follow from what is shown of each listing."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from directory.claims import Facts, Language, Pay, Residence
from directory.letters.compose import Alert, Draft, Match, Subscriber, compose
from directory.listing import Event, Listing
from directory.presenting.direction import by_itself
from directory.presenting.listing import show
from directory.presenting.locale import ENGLISH
from directory.search import Search
from directory.terms import countries
from schedules.contents import A_PLATFORM, ORDER, chapters, cut, facts, standing
from schedules.letter import LIMIT, Addresses, Desk, LetterWords, write

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
PERSON = Subscriber(1, "reader@mail.example", "en", "UTC", 7, 1, NOW)
RULES = (Residence("only", ("PL",)), Residence("any"), Residence("unstated"), Residence("only", ("US", "KE")),
         Residence("any", excluded=("PL",)))  # fmt: skip
SEARCHES = ("country=PL", "country=KE", "", "country=PL&speak=pl", "speak=sw", "country=PL&show=open", "state=any",
            "country=KE&speak=en&speak=unstated", "lang=pl")  # fmt: skip
TONGUES = ((), (Language("pl", "native", "required"),), (Language("sw", "fluent", "required"),))
NAMES = {f"p{n}": f"Platform {n}" for n in range(31)}


def listing(dice: random.Random, number: int, platforms: int = 6) -> Listing:
    platform = f"p{dice.randrange(platforms)}"
    pay = dice.choice((None, Pay(20, 45, "USD", "hour")))
    known = Facts(residence=dice.choice(RULES), languages=dice.choice(TONGUES), pay=pay)
    return Listing(
        id=f"{platform}/r{number}", platform=platform, ref=f"r{number}", url=f"https://jobs.example/{number}",
        title=dice.choice((f"Role {number}", "Legal expert", "Mathematician")), first_seen=NOW, last_seen=NOW,
        state=dice.choice(("open", "open", "open", "open", "unverified", "closed")), changed_at=NOW, version=number,
        facts=known,
    )  # fmt: skip


def event(dice: random.Random, number: int, about: Listing) -> Event:
    at = NOW - timedelta(minutes=dice.randrange(10_000))
    kind = "closed" if about.state == "closed" else dice.choice(("opened", "opened", "pay", "reopened"))
    first = kind == "opened" and dice.random() < 0.2
    return Event(number, about.id, kind, at, baseline=first)  # type: ignore[arg-type]


def draft(dice: random.Random, *, searches: int = 4, listings: int = 40, platforms: int = 6) -> Draft:
    """The letter of some searches about some listings: every listing is taken by the first that draws it."""
    found = [listing(dice, n, platforms) for n in range(1, 1 + dice.randint(1, listings))]
    matches = [Match(event(dice, n, one), one) for n, one in enumerate(found, 1)]
    alerts = [
        Alert(id, 1, dice.choice(SEARCHES), ("new",), "weekly", 0, NOW, NOW)
        for id in range(1, 1 + dice.randint(1, searches))
    ]
    asked = [(alert, dice.sample(matches, dice.randint(1, len(matches)))) for alert in alerts]
    made = compose(PERSON, asked)
    assert made is not None
    return made


def desk(made: Draft) -> Desk:
    ids = [part.alert.id for part in made.parts]
    home = "https://atlas.example"
    stops = {id: f"{home}/alerts/stop/{id}" for id in ids}
    manage = {id: f"{home}/u/1/search/{id}" for id in ids}
    return Desk(home, Addresses(home, f"{home}/u/1", f"{home}/u/1/stop"), manage, stops, f"{home}/more", NAMES, NOW)


def rows(words: LetterWords) -> list[str]:
    """The titles of the rows of the text, in order."""
    return re.findall(r"^\* (.*) \(Platform \d+\)", words.text, re.MULTILINE)


def standings(made: Draft) -> Iterable[tuple[str, str]]:
    """What each listing is to the person of its search, worked out from what is shown of it alone."""
    for part in made.parts:
        search = Search.parse(part.alert.query)[0]
        for line in part.lines:
            if line.baseline:
                yield "arrived", line.listing.platform
                continue
            shown = show(line.listing, search, NOW, ENGLISH)
            kind = standing(shown, search)
            if kind == "open":
                assert shown.place.group == "open"
                assert not shown.closed
            yield kind, search.country or "" if kind == "open" else ""


def check(made: Draft) -> None:
    words, counted = write(made, desk(made)), Counter(standings(made))
    said = facts(chapters(made, NOW, ENGLISH))
    assert dict(said) == counted
    assert [ORDER.index(kind) for (kind, _), _ in said] == sorted(ORDER.index(kind) for (kind, _), _ in said)
    titles = rows(words)
    news = sum(n for (kind, _), n in counted.items() if kind != "arrived")
    assert bool(titles) == bool(news)
    (best, about), n = said[0]
    if best == "open":
        named = countries.label(about, "en")
        plain = words.subject.replace(" for the ", " for ", 1)
        assert plain.startswith(f"{n} listing{'s' if n > 1 else ''} for {named}: {titles[0]}")
    else:
        assert " for " not in words.subject
    assert set(words.shown) <= {id for _, id in made.events}
    hidden = sum(int(number) for number in re.findall(r"^\+(\d+) more: ", words.text, re.MULTILINE))
    assert len(titles) + hidden == news
    assert words.weight <= LIMIT
    assert words.text.index("/u/1/stop") < 700
    assert words.text.rstrip().endswith("/u/1/stop")


@pytest.mark.parametrize("seed", range(60))
def test_a_letter_says_what_it_holds(seed: int) -> None:
    check(draft(random.Random(seed)))


@pytest.mark.heavy
@pytest.mark.parametrize("start", range(100, 600, 50))
def test_five_hundred_letters_say_what_they_hold(start: int) -> None:
    for seed in range(start, start + 50):
        check(draft(random.Random(seed), searches=8, listings=120))


@pytest.mark.parametrize(("searches", "listings", "platforms"), [(4, 2_000, 31), (60, 300, 31)])
def test_a_letter_stays_under_a_hundred_kilobytes(searches: int, listings: int, platforms: int) -> None:
    dice = random.Random(3)
    found = [replace(listing(dice, n, platforms), title=f"Пример {n} 🙂 " * 20) for n in range(1, listings + 1)]
    matches = [Match(replace(event(dice, n, one), baseline=False), one) for n, one in enumerate(found, 1)]
    share = len(matches) // searches
    alerts = [Alert(id, 1, f"q={'ж' * 150}{id}", ("new",), "weekly", 0, NOW, NOW) for id in range(1, searches + 1)]
    made = compose(PERSON, [(one, matches[(one.id - 1) * share :][:share]) for one in alerts])
    assert made is not None
    words = write(made, desk(made))
    assert words.weight <= LIMIT
    assert rows_of(words) >= 3
    assert "/u/1/stop" in words.html.partition("<h2>")[0]
    assert len(made.events) == share * searches
    unnamed = len(made.parts) - words.text.count("\n== ")
    assert (f"{unnamed} more searches have news" in words.text) is (unnamed > 0)


def rows_of(words: LetterWords) -> int:
    return len(rows(words))


def test_a_role_of_thirty_cities_is_one_line() -> None:
    known = Facts(residence=Residence("any"))
    made = _letter([_role(n, "Nurse", known) for n in range(30)], "country=PL")
    words = write(made, desk(made))
    assert rows(words) == ["Nurse"]
    assert words.subject == "30 listings for Poland: Nurse"
    assert "+29 more: Platform 1 (29)" in words.text


@pytest.mark.parametrize("title", ["Python coder 3", "(Remote) Writer (RWS)", "Редактор 3", "3D डिज़ाइनर", "3 قارئ"])
def test_an_arabic_subject_keeps_the_order_of_a_title_and_its_figures(title: str) -> None:
    """By marks that programs without isolates know, inside one embedding: a frame from left to right does no harm."""
    paid = Facts(residence=Residence("only", ("KE",)), pay=Pay(9, 9, "USD", "hour"))
    made = _letter([_role(1, title, paid)], "country=KE")
    draft = replace(made, subscriber=replace(PERSON, locale="ar"))
    subject = by_itself(write(draft, desk(draft)).subject, "ar")
    own = title if title == "3 قارئ" else f"\u200e{title}\u200e\u200f"
    assert subject.startswith("\u202bعرض واحد")
    assert f": {own}، \u200f9" in subject
    assert subject.endswith("\u202c")
    assert by_itself("1 listing", "en") == "1 listing"


def test_a_few_of_each_platform_then_a_number() -> None:
    made = _letter([_role(n, f"Role {n}", Facts()) for n in range(9)], "")
    (chapter,) = cut(chapters(made, NOW, ENGLISH), 40)
    assert (len(chapter.rows), dict(chapter.hidden)) == (A_PLATFORM, {"p1": 9 - A_PLATFORM})


def test_a_new_platform_stands_last_and_by_itself_is_the_subject() -> None:
    arrived = [replace(_role(n, f"Old {n}", Facts()), id=f"p2/r{n}", platform="p2") for n in range(4)]
    made = _letter(arrived, "country=PL", baseline=True)
    assert write(made, desk(made)).subject == "We now read Platform 2 too: 4 of its listings match."


def _role(number: int, title: str, known: Facts) -> Listing:
    return Listing(
        id=f"p1/r{number}", platform="p1", ref=f"r{number}", url=f"https://jobs.example/{number}", title=title,
        state="open", first_seen=NOW, last_seen=NOW, changed_at=NOW, version=number, facts=known,
    )  # fmt: skip


def _letter(found: Sequence[Listing], query: str, *, baseline: bool = False) -> Draft:
    matches = [Match(Event(n, one.id, "opened", NOW, baseline=baseline), one) for n, one in enumerate(found, 1)]
    made = compose(PERSON, [(Alert(1, 1, query, ("new",), "weekly", 0, NOW, NOW), matches)])
    assert made is not None
    return made
