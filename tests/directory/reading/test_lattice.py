"""Words as typed tokens: every row is found, in its language only; paragraphs know theirs; tables name their lines."""

from pathlib import Path

import pytest

from directory.reading import tables
from directory.reading.lattice import lattice, tokens
from directory.reading.names import local_places
from directory.reading.page import Sheet, sheet
from directory.reading.paragraphs import Paragraphs
from directory.reading.tables import BadRow, Entry, entries

WORDS = sorted((tables.FOLDER / "words").glob("*.tsv"))


def spoken(words: str, language: str) -> Sheet:
    """A sheet of these words whose language is told."""
    page = sheet(words)
    page.__dict__["paragraphs"] = Paragraphs((0,), (language or None,), language or None)
    return page


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.stem)
def test_every_word_of_every_row_is_found(path: Path) -> None:
    missed = []
    for entry in entries(f"words/{path.stem}"):
        for word in entry["words"].split("|"):
            page = spoken(f", {word.strip('*')},", entry["language"])
            found = {token[2:] for token in lattice().scan(page).all}
            if (entry["kind"], entry["value"], entry["language"]) not in found:
                missed.append((entry.place, word))
    assert missed == []


def test_no_word_is_found_inside_another() -> None:
    assert tokens(sheet("Unworldwide worldwidely")).all == ()


def test_a_word_counts_in_its_own_language_only() -> None:
    polish = "Szukamy osób, które mieszkają w Polsce lub w Niemczech i znają nasz język."
    found = [(token.value, token.language) for token in tokens(sheet(polish)).of("place")]
    assert found == [("PL", "pl"), ("DE", "pl")]
    english = "We are looking for people who live in the village of Polsce and who can write to us."
    assert tokens(sheet(english)).of("place") == ()


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Asut Suomessa tai Ruotsissa", "FI SE"),
        ("Проживание в Казахстане или Узбекистане", "KZ UZ"),
        ("Magyarországon vagy Romániában él", "HU RO"),
        ("Türkiye'de ikamet eden", "TR"),
        ("日本または韓国に在住", "JP KR"),
        ("مقيم في مصر أو بالمغرب", "EG MA"),
        ("v České republice nebo na Slovensku", "CZ SK"),
        ("भारत या नेपाल में", "IN NP"),
    ],
)
def test_bent_names_of_countries_are_places(words: str, place: str) -> None:
    assert " ".join(dict.fromkeys(token.value for token in tokens(sheet(words)).of("place"))) == place


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("We are looking for people who can read and write", "en"),
        ("Buscamos personas que vivan en el país y que hablen con los clientes", "es"),
        ("Wir suchen Menschen, die in der Schweiz wohnen und auch für uns schreiben", "de"),
        ("Hledáme lidi, kteří jsou pro nás ochotni psát a musí být v Praze", "cs"),
        ("Мы ищем людей, которые живут в стране и могут писать для нас", "ru"),
        ("Ми шукаємо людей, які живуть у країні та можуть писати для нас", "uk"),
        ("ვეძებთ ადამიანებს, რომლებიც ცხოვრობენ საქართველოში", "ka"),
        ("日本に住んでいる方を募集しています", "ja"),
        ("招聘居住在中国的人", "zh"),
        ("نبحث عن أشخاص يعيشون في هذا البلد", "ar"),
        ("हम ऐसे लोगों की तलाश में हैं जो यह काम कर सकते हैं", "hi"),
        ("Tunatafuta watu wanaoishi nchini na ambao wanaweza kuandika kwa ajili ya kazi", "sw"),
        ("Xyzzy plugh", None),
    ],
)
def test_the_language_of_a_line_is_known(line: str, language: str | None) -> None:
    assert sheet(line).paragraphs.whole == language


def test_each_paragraph_has_its_own_language() -> None:
    text = (
        "We are looking for people who can write for us.\nBuscamos personas que puedan escribir para nosotros en casa."
    )
    said = sheet(text).paragraphs
    assert (said.at(3), said.at(60)) == ("en", "es")


def test_tokens_stand_at_their_words() -> None:
    page = sheet("Open to any country, worldwide!")
    assert [page.plain[token.start : token.end] for token in tokens(page).of("any")] == ["any country", "worldwide"]
    assert [token.value for token in tokens(page).between(7, 10)] == ["world"]


def test_names_of_countries_are_known_in_every_language() -> None:
    assert {language for language, _, _ in local_places()} >= {"pl", "fi", "hu", "ja", "ar", "hi", "vi", "sw"}


def test_a_bad_row_names_its_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.tsv").write_text("# words\nkind\twords\nplace\there\nplace\n", encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(BadRow, match=r"odd\.tsv:4: 1 values for 2 columns"):
        entries("odd")
    row = Entry("odd.tsv:3", {"kind": "place", "words": "in {people}"})
    assert row.pattern("words", {"people": "men|women"}).pattern == "in (?:men|women)"
    for column, names, words in (("kin", {}, "no column"), ("words", {}, "no words are called 'people'")):
        with pytest.raises(BadRow, match=rf"odd\.tsv:3: {words}"):
            row.pattern(column, names)
