"""Pay: amounts, units and qualifiers in many words and languages, money that is no pay, and fields against texts."""

from pathlib import Path

import pytest

from directory.claims import Contradiction, Pay
from directory.posting import Posting
from directory.reading.border import enter
from directory.reading.pay import decide as pay
from directory.reading.pay.numbers import parse
from directory.reading.pay.words import languages
from directory.reading.sections import split
from directory.reading.summary import cents_an_hour
from directory.reading.tables import table
from directory.terms import currencies
from directory.terms.files import lines as table_lines

FOLDER = Path(__file__).parents[2] / "phrases"


def posting(**said: str) -> Posting:
    """A posting that says only this."""
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", "title": "Rater", **said}
    return Posting.model_validate(whole)


def rows(name: str) -> list[tuple[str, ...]]:
    lines = table_lines(FOLDER / name)[2:]
    return [tuple(cell.replace("\\n", "\n") for cell in line.split("\t")) for line in lines]


def read(of: Posting) -> tuple[str, str]:
    """The main pay in the words of the tables, and what the claims say is contradicted."""
    of = enter(of).posting
    claims, _ = pay.read(of, split(of))
    for claim in claims:
        quote = claim.quote
        assert quote.text == of.source(quote.source)[quote.start : quote.start + len(quote.text)]
        assert 0 < len(quote.text) <= 200
    found = [claim.value for claim in claims if isinstance(claim.value, Pay)]
    against = [claim.value.about for claim in claims if isinstance(claim.value, Contradiction)]
    return (shown(found[0]) if found else "nothing"), " ".join(against) or "-"


def shown(value: Pay) -> str:
    ends = ["" if end is None else f"{end:g}" if end < 1e6 else f"{end:.0f}" for end in (value.min, value.max)]
    amount = ends[0] if ends[0] == ends[1] else "-".join(ends)
    return " ".join(filter(None, (amount, value.currency, value.unit, value.qualifier)))


@pytest.mark.parametrize(("where", "words", "reads"), [*rows("pay.tsv"), *rows("pay_languages.tsv")])
def test_words_are_read(where: str, words: str, reads: str) -> None:
    assert read(posting(**{where: words}))[0] == reads


@pytest.mark.parametrize(("field", "text", "reads", "contradicts"), rows("pay_both.tsv"))
def test_text_wins_over_field(field: str, text: str, reads: str, contradicts: str) -> None:
    assert read(posting(pay=field, text=text)) == (reads, contradicts)


@pytest.mark.parametrize(
    ("words", "currency", "value"),
    [
        ("1,250.50", "USD", 1250.5),
        ("1.250,50", "EUR", 1250.5),
        ("26,67", "USD", 26.67),
        ("0.085", "USD", 0.085),
        ("52.000", "EUR", 52000),
        ("180.000", "USD", 180000),
        ("12.125", "USD", 12.125),
        ("1.200.000", "COP", 1200000),
        ("12,00,000", "INR", 1200000),
        ("40 000", "EUR", 40000),
        ("120'000", "CHF", 120000),
        ("1.2.3", None, None),
    ],
)
def test_numbers_are_read_as_written(words: str, currency: str | None, value: float | None) -> None:
    assert parse(words, currency) == value


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        (Pay(20, 45, "USD", "hour"), (2000, 4500)),
        (Pay(None, 40, "USD", "hour", "up_to"), (None, 4000)),
        (Pay(10, None, "EUR", "hour", "from"), (1090, None)),
        (Pay(1793, 1793, "JPY", "hour", "estimated"), (1183, 1183)),
        (Pay(0.01, 0.01, "USD", "hour", "placeholder"), None),
        (Pay(0.2, 0.2, "USD", "word"), None),
        (Pay(41, 41, "USD", "audio_hour"), None),
        (Pay(20, 20, "XAU", "hour"), None),
        (None, None),
    ],
)
def test_only_hourly_pay_has_cents_an_hour(value: Pay | None, cents: tuple[int | None, int | None] | None) -> None:
    assert cents_an_hour(value) == cents


def test_bands_are_claims_of_their_own() -> None:
    said = posting(text="Annotators: $20 per hour\nReviewers: $30 per hour")
    claims, _ = pay.read(said, split(said))
    assert [(claim.value, claim.quote.text) for claim in claims] == [
        (Pay(20, 30, "USD", "hour"), "$20 per hour"),
        (Pay(20, 20, "USD", "hour"), "$20 per hour"),
        (Pay(30, 30, "USD", "hour"), "$30 per hour"),
    ]


def test_all_evidence_is_kept_with_the_reason_why_it_is_no_pay() -> None:
    text = "Pay: $20 per hour.\nReferral bonus: $50.\nWe raised $40M.\nOn page 3 you see $7."
    said = posting(pay="$20 - $30 hourly", text=text)
    assert [(offer.source, offer.pay.max, offer.dropped) for offer in pay.evidence(said, split(said))] == [
        ("pay", 30, None),
        ("text", 20, None),
        ("text", 50, "bonus"),
        ("text", 40000000, "large sum"),
        ("text", 7, "not said to be pay"),
    ]


def test_the_qualifier_is_quoted() -> None:
    said = posting(text="You can get up to $40 USD per hour.")
    claims, _ = pay.read(said, split(said))
    assert claims[0].quote.text == "up to $40 USD per hour"


@pytest.mark.parametrize(
    ("field", "text", "doubted"),
    [
        ("25 to 30", "", ["25 to 30"]),
        ("", "The pay is 20 per hour.", ["20 per hour"]),
        ("", "Work 20 hours per week.", []),
        ("", "A referral bonus of $10 is paid.", []),
        ("", "The pay is $20 per hour and sometimes 5 per task.", []),
        ("", "Lön: 200 kr", ["200 kr"]),
        ("", "200 kr/ord", ["200 kr/ord"]),
        ("", "We pay 900 pesos per hour.", ["900 pesos per hour"]),
        ("", "The payment is $30.", ["$30"]),
        ("$15/widget", "", ["$15/widget"]),
        ("", "Compensation: $20 per hour.\nCompensation: $45 per session.", ["$45 per session"]),
        ("", "Pay rate: an allowance is paid at $12 per day.", ["$12 per day"]),
        ("", "Pagamos 120 la hora por revisar.", ["120 la hora"]),
        ("", "Płacimy 40 za godzinę pracy.", ["40 za godzinę"]),
        ("", "Nous payons 45 F le mot.", ["payons 45"]),
        ("", "Je krijgt 12 piek per uur.", ["12 piek"]),
        ("", "Te llevas 25 pavos por sesión.", ["25 pavos"]),
        ("", "Salaire: 1200 florins par mois.", ["Salaire: 1200"]),
        ("", "Es gibt einen Bonus von 12 € pro Aufgabe.", ["12 € pro Aufgabe"]),
        ("", "Nous travaillons 40 heures par semaine.", []),
        ("", "Für jede Sitzung mit einer Aufnahme gibt es 50 €.", ["50 €"]),
        ("", "Für jede Sitzung gibt es 50 €.", []),
        ("", "28 an hour, rising to 35.", ["28 an hour"]),
        ("", "You get 14.50 p/h.", ["14.50 p/h"]),
        ("", "On paie 18 de l'heure.", ["18 de l'heure"]),
        ("", "Óránként 2500-at fizetünk.", ["Óránként 2500"]),
        ("", "प्रति घंटा 300 मिलेंगे।", ["प्रति घंटा 300"]),
        ("", "时薪60。", ["时薪60"]),
        ("", "時給1200です。", ["時給1200"]),
        ("", "시급 12000입니다.", ["시급 12000"]),
        ("", "Rate: K120 per hour", ["Rate: K120"]),
        ("", "You answer 3 per hour.", []),
        ("", "You work 40 hours a week.", []),
    ],
)
def test_figures_that_look_like_pay_are_doubted(field: str, text: str, doubted: list[str]) -> None:
    said = posting(pay=field, text=text)
    _, doubts = pay.read(said, split(said))
    assert [doubt.quote.text for doubt in doubts] == doubted


@pytest.mark.parametrize(
    ("location", "text", "reads"),
    [
        ("Karachi, Pakistan", "Pay: Rs. 900 per hour", "900 PKR hour"),
        ("Nepal", "Rs 400 per task", "400 NPR task"),
        ("", "Rs 400 per task", "400 INR task"),
        ("Oslo, Norway", "200 kr/ord", "200 NOK word"),
        ("Stockholm", "2 kr/ord", "2 SEK word"),
        ("Bogotá, Colombia", "Pago: 20.000 pesos por hora", "20000 COP hour"),
        ("Buenos Aires, Argentina", "Pago: 9.000 pesos por hora", "9000 ARS hour"),
        ("Dar es Salaam", "Malipo: shilingi 10,000 kwa saa", "10000 TZS hour"),
        ("Doha, Qatar", "الأجر: 40 ريال في الساعة", "40 QAR hour"),
        ("Taipei, Taiwan", "時薪200元", "200 TWD hour"),
        ("Shanghai, China", "¥200/天", "200 CNY day"),
        ("Abidjan, Côte d'Ivoire", "Tarif : 60 FCFA par mot", "60 XOF word"),
        ("Douala, Cameroon", "Tarif : 60 FCFA par mot", "60 XAF word"),
        ("", "Tarif : 60 FCFA par mot", "nothing"),
        ("Laval, Canada", "Salaire : 24 $ de l'heure", "24 CAD hour"),
        ("Lyon, France", "Salaire : 24 $ de l'heure", "24 USD hour"),
        ("Toronto, Canada", "Pay: $24 per hour", "24 CAD hour"),
        ("Canada", "Pay: $24 per hour", "24 USD hour"),
        ("Remote", "Come to our studio in Hobart: $24 per hour", "24 AUD hour"),
        ("Remote", "From Hobart to Toronto: $24 per hour", "24 USD hour"),
        ("Luanda", "Recebe 20 000 Kz por mês.", "20000 AOA month"),
        ("Maputo", "Pagamos 300 MTn por hora de trabalho.", "300 MZN hour"),
        ("Egypt", "ندفع 3000 جنيه عن العمل كله.", "3000 EGP once"),
        ("Oslo, Norway", "Du får 300 kr per deltaker per opptak.", "300 NOK task"),
    ],
)
def test_a_name_of_several_currencies_is_told_by_the_country(location: str, text: str, reads: str) -> None:
    assert read(posting(location=location, text=text))[0] == reads


# How a word of each kind is tried: the pay field around it, and which part of what is read its meaning is.
TRIALS = {
    "unit": "€{}/{}",
    "alone": "€{} {}",
    "once": "€{} {}",
    "ahead": "{1} €{0}",
    "wage": "{1}: €{0}",
    "before": "{1} €{0}/h",
    "behind": "{} € {}",
    "cur": "{} {}/h",
}
SPOKEN = [
    "en",
    "es",
    "pt",
    "fr",
    "de",
    "it",
    "nl",
    "sv",
    "da",
    "fi",
    "pl",
    "cs",
    "ro",
    "hu",
    "ru",
    "uk",
    "tr",
    "ar",
    "hi",
    "id",
    "vi",
    "zh",
    "ja",
    "ko",
    "sw",
]
HAD = [
    *(("unit", name) for name in ("hour", "day", "week", "month", "year", "word", "session", "task", "minute")),
    *(("before", name) for name in ("up_to", "from", "average", "estimated")),
    *(("other", name) for name in ("referral", "bonus", "perk", "funding", "cost", "example", "role")),
    ("once", "once"), ("money", "money"), ("join", "and"), ("rise", "rise"), ("placeholder", "placeholder"),
]  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_every_word_of_the_tables_fires(language: str) -> None:
    wrong = []
    for kind, meaning, words in table(f"pay/{language}"):
        if kind not in TRIALS or not (kind != "cur" or meaning.isupper()):
            continue
        for word in words.split("|"):
            bare = word.lstrip("=!*").rstrip("*")
            said = TRIALS[kind].format("25000" if meaning == "year" else "25,50", bare)
            found = read(posting(pay=said.replace("€", "₴") if language == "uk" else said))[0]
            if meaning.replace("minute", "audio_minute") not in found.split():
                wrong.append((said, meaning, found))
    assert wrong == []


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_has_words_of_every_kind(language: str) -> None:
    had = {(kind, meaning) for kind, meaning, _ in table(f"pay/{language}")}
    assert set(HAD) - had == set()


@pytest.mark.parametrize("code", list(currencies))
def test_every_currency_is_read_before_and_behind(code: str) -> None:
    assert read(posting(text=f"Pay: 1500 {code} per hour"))[0] == f"1500 {code} hour"
    assert read(posting(text=f"Pay: {code} 1500 per hour"))[0] == f"1500 {code} hour"
    for name in currencies[code].aliases:
        read(posting(text=f"Pay: 100 {name} per hour, {name}100/hr, 100{name}/hr"))
