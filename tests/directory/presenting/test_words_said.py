"""How we say things: money, pay, ages, verdicts, links out; in English and in three more languages."""

from datetime import UTC, datetime, timedelta

import pytest

from directory import links
from directory.claims import Claim, Kind, Language, Pay, Quote, Residence, Stance, Statement
from directory.eligibility.verdict import verdict
from directory.presenting import words
from directory.presenting.locale import ENGLISH, Tongue, tongue
from directory.terms.labels import joined

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SPANISH, FRENCH = tongue("es"), tongue("fr")


@pytest.mark.parametrize(
    ("pay", "said"),
    [
        (Pay(20, 45, "USD", "hour"), "$20–$45 an hour"),
        (Pay(None, 16, "USD", "hour", "up_to"), "up to $16 an hour"),
        (Pay(35, None, "USD", "hour", "from"), "from $35 an hour"),
        (Pay(0.05, 0.05, "USD", "word"), "$0.05 per word"),
        (Pay(12.5, 12.5, "EUR", "audio_hour"), "€12.50 per audio hour"),
        (Pay(1800, 1800, "JPY", "hour"), "¥1,800 an hour"),
        (Pay(30, 30, "USD", "hour", "estimated"), "about $30 an hour"),
        (Pay(0.01, 0.01, "USD", "once", "placeholder"), "$0.01 once (a placeholder, says the posting)"),
        (None, "Pay not stated"),
    ],
)
def test_pay_in_words(pay: Pay | None, said: str) -> None:
    assert words.pay(pay) == said


@pytest.mark.parametrize(
    ("seconds", "said", "spanish"),
    [
        (20, "just now", "ahora mismo"),
        (60, "1 minute ago", "hace 1 minuto"),
        (7_200, "2 hours ago", "hace 2 horas"),
        (3 * 86_400, "3 days ago", "hace 3 días"),
        (61 * 86_400, "2 months ago", "hace 2 meses"),
        (800 * 86_400, "2 years ago", "hace 2 años"),
        (-7_200, "in 2 hours", "en 2 horas"),
    ],
)
def test_ages(seconds: int, said: str, spanish: str) -> None:
    moment = NOW - timedelta(seconds=seconds)
    assert (words.ago(moment, NOW), words.ago(moment, NOW, SPANISH)) == (said, spanish)


def claim(kind: Kind, stance: Stance, *places: str) -> Claim:
    return Claim(kind, Statement(stance, places), Quote(f"{kind} {stance}", "text", 0), "test")


@pytest.mark.parametrize(
    ("residence", "claims", "policy", "said"),
    [
        (Residence("only", ("KE",)), (), None, "Open to Kenya: named in the listing"),
        (Residence("only", ("region:AFRICA",)), (), None, "Open to Kenya: “Africa”"),
        (Residence("any"), (), None, "Worldwide, as stated"),
        (Residence(), (), None, "Does not say"),
        (Residence(), (), Residence("only", ("KE",)), "Does not say; the platform’s rule takes Kenya"),
        (Residence(), (), Residence("only", ("US",)), "Does not say; the platform’s rule leaves Kenya out"),
        (Residence("only", ("US", "CA")), (), None, "Closed to Kenya: only Canada, the United States"),
        (Residence("any", (), ("KE",)), (), None, "Closed to Kenya: excluded"),
        (
            Residence("only", ("US",)),
            (claim("citizenship", "only", "US"),),
            None,
            "Closed to Kenya: asks for citizenship (United States)",
        ),
    ],
)
def test_verdicts(residence: Residence, claims: tuple[Claim, ...], policy: Residence | None, said: str) -> None:
    found = verdict(residence, claims, "KE", policy)
    assert words.verdict(found, "KE", residence, claims) == said


def test_languages() -> None:
    asked = (
        Language("es-MX", "native", "work"),
        Language("pt", None, "work", 1),
        Language("fr", "fluent", "work", 1),
        Language("en", "fluent", "instructions"),
    )
    said = "Spanish (Mexico), native; Portuguese or French, fluent; English, fluent (for the guidelines)"
    assert words.spoken(asked) == said
    assert words.spoken(()) == "Language not stated"


def test_the_spanish_or_changes_before_its_own_sound() -> None:
    asked = [Language(tag, None, "work", 1) for tag in ("hi", "om", "en")]
    assert words.spoken(asked, SPANISH) == "hindi u oromo o inglés"
    assert [joined(pair, "o") for pair in (("Kenia", "Honduras"), ("uno", "Omán"))] == [
        "Kenia u Honduras",
        "uno u Omán",
    ]
    assert joined(("inglês", "oromo"), "ou") == "inglês ou oromo"


@pytest.mark.parametrize(
    ("say", "money", "number", "day"),
    [
        (ENGLISH, "$20", "1,204", "20 Nov 2026"),
        (SPANISH, "20\xa0US$", "1204", "20 nov 2026"),
        (FRENCH, "20\xa0$US", "1\u202f204", "20 nov. 2026"),
    ],
)
def test_numbers_in_the_locale(say: Tongue, money: str, number: str, day: str) -> None:
    assert (say.money(20, "USD"), say.number(1_204), say.day(NOW)) == (money, number, day)


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/j?id=7&utm_source=x", "https://a.example/j?id=7"),
        ("https://a.example/j?ref=me&referralCode=1&gh_jid=5", "https://a.example/j?gh_jid=5"),
        ("https://a.example/j#top", "https://a.example/j"),
        ("javascript:alert(1)", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_links_out(url: str, clean: str) -> None:
    assert links.out(url) == clean


def test_addresses_are_escaped() -> None:
    assert links.listing("acme/a b&c", "country=KE") == "/listing/acme/a%20b%26c?country=KE"
    assert links.tag("https://atlas.example", "listing", "acme/r1") == "tag:atlas.example,2026:listing/acme/r1"
