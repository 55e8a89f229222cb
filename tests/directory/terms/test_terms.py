"""The vocabularies: whole names, names in running text, labels, regions and money."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.terms import (
    Hit,
    PlaceHit,
    UnknownTerm,
    countries,
    currencies,
    domains,
    expand,
    fold,
    key,
    languages,
    members,
    places,
    rates_as_of,
    regions,
    skills,
    tasks,
    tiers,
    usd,
    vocabulary,
)
from directory.terms.files import rows
from directory.terms.loading import KINDS

NAMES = sorted(KINDS)
SHARED = {"subdivisions": {"Punjab"}}
"""Names of two terms, which say their country beside."""


def found(text: str) -> list[str]:
    return [hit.id for hit in places.find(text)]


def tongues(text: str) -> list[str]:
    return [hit.id for hit in languages.find(text)]


# The files


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_a_kind_parses_to_its_own_term(name: str) -> None:
    terms = vocabulary(name)
    for row in rows(name):
        for text in {*terms.spellings(row)} - SHARED.get(name, set()):
            assert terms.parse(text) == row.id, text


def test_a_name_of_two_parts_says_its_country() -> None:
    parts = vocabulary("subdivisions")
    assert (parts.get("Punjab"), parts.parse("Punjab (PK)"), parts.label("IN-PB")) == (None, "PK-PB", "Punjab (IN)")
    assert set(parts.near("Punjap")) == {"Punjab (IN)", "Punjab (PK)"}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_found_in_running_text_as_its_own_term(name: str) -> None:
    terms = vocabulary(name)
    for alias in terms.names():
        text = f"Here is {alias.text} as an example"
        assert [(hit.id, hit.text) for hit in terms.find(text)] == [(alias.id, alias.text)], alias


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_have_names(name: str) -> None:
    terms = vocabulary(name)
    assert len(terms.ids) == len(set(terms.ids)) == len(terms)
    assert list(terms) == list(terms.ids)
    for id in terms.ids:
        assert id in terms
        assert terms[id].name
        assert terms[id].kind == KINDS[name]


@pytest.mark.parametrize("name", [*NAMES, "subdivisions", "cities"])
def test_no_cell_is_padded_or_repeated(name: str) -> None:
    for row in rows(name):
        spellings = (*row.aliases, *row.cased, *row.parse_only)
        assert [text.strip() for text in spellings] == list(spellings), row.id
        assert len(spellings) == len(set(spellings)), row.id


def test_there_are_249_countries_and_kosovo_stands_apart() -> None:
    assert len(countries.ids) == 249
    assert {len(row.facts["alpha3"]) for row in rows("countries")} == {3}
    assert len({row.facts["alpha3"] for row in rows("countries")}) == 250
    assert "XK" not in countries.ids
    assert "XK" in countries
    assert countries.parse("Kosovo") == "XK"
    assert not {"EU", "UN", "ZZ", "UK", "AC", "IC"} & set(countries.ids)


def test_the_fixed_sets_are_those_that_readings_choose_from() -> None:
    assert tiers.ids == ("general", "coding", "stem", "expert", "languages")
    assert tasks.ids == (
        "compare",
        "rate",
        "rewrite",
        "write",
        "code",
        "red-team",
        "fact-check",
        "annotate",
        "transcribe",
        "translate",
        "record",
        "moderate",
        "interview",
        "review",
        "other",
    )
    assert domains.ids == (
        "software",
        "data-science",
        "mathematics",
        "physics",
        "chemistry",
        "biology",
        "earth-science",
        "engineering",
        "medicine",
        "law",
        "finance",
        "business",
        "education",
        "psychology",
        "humanities",
        "social-science",
        "linguistics",
        "writing",
        "visual-arts",
        "music-audio",
        "video-games",
        "search-and-ads",
        "safety",
        "trades",
        "general",
    )
    assert {id: tiers.facts(id)["usual"] for id in tiers} == {
        "general": [15, 25],
        "coding": [30, 55],
        "stem": [40, 80],
        "expert": [60, 150],
        "languages": [20, 60],
    }


def test_parts_and_members_lie_in_known_countries() -> None:
    for row in rows("regions"):
        assert all(code in countries for code in row.facts["members"].split()), row.id
    parts = {row.id for row in rows("subdivisions")}
    for row in rows("cities"):
        assert row.facts["country"] in countries
        assert row.id.startswith(row.facts["country"] + "/")
        assert row.facts["subdivision"] in parts | {""}, row.id
    assert {row.facts["use"] for name in ("subdivisions", "cities") for row in rows(name)} == {
        "", "ambiguous", "qualified", "shared",
    }  # fmt: skip


# Whole names


@pytest.mark.parametrize(
    ("name", "text", "id"),
    [
        ("countries", "Kenya", "KE"),
        ("countries", "ke", "KE"),
        ("countries", "KEN", "KE"),
        ("countries", "  south   korea ", "KR"),
        ("countries", "Korea, Republic of", "KR"),
        ("countries", "Cote d'Ivoire", "CI"),
        ("countries", "côte d’ivoire", "CI"),
        ("countries", "MEXICO", "MX"),
        ("countries", "U.S.A.", "US"),
        ("countries", "Bosnia & Herzegovina", "BA"),
        ("countries", "Malasya", "MY"),
        ("countries", "Österreich", "AT"),
        ("countries", "Osterreich", "AT"),
        ("countries", "日本", "JP"),
        ("countries", "Congo", "CG"),
        ("countries", "Congo, The Democratic Republic of the", "CD"),
        ("countries", "England", "GB"),
        ("regions", "latin america", "LATAM"),
        ("regions", "APJ", "APAC"),
        ("regions", "European Union", "EU"),
        ("regions", "Lateinamerika", "LATAM"),
        ("languages", "Tagalog", "fil"),
        ("languages", "tl", "fil"),
        ("languages", "Norwegian Bokmål", "no"),
        ("languages", "nb", "no"),
        ("languages", "Farsi", "fa"),
        ("languages", "Oriya", "or"),
        ("languages", "Deutsch", "de"),
        ("languages", "inglés", "en"),
        ("languages", "Spanish (Mexico)", "es-MX"),
        ("languages", "Russian (Kazakhstan)", "ru-KZ"),
        ("languages", "ru_kz", "ru-KZ"),
        ("languages", "zh-TW", "zh-Hant"),
        ("languages", "cmn", "zh"),
        ("languages", "deu", "de"),
        ("languages", "Portuguese (Brazil)", "pt-BR"),
        ("languages", "Flemish", "nl-BE"),
        ("languages", "Najdi Arabic", "ar-SA"),
        ("currencies", "US$", "USD"),
        ("currencies", "U.S. dollars", "USD"),
        ("currencies", "₹", "INR"),
        ("currencies", "R$", "BRL"),
        ("currencies", "pounds", "GBP"),
        ("skills", "C++", "cpp"),
        ("skills", "c#", "csharp"),
        ("skills", "golang", "go"),
        ("skills", "Registered Nurse", "registered-nurse"),
        ("domains", "Computer science", "software"),
        ("tasks", "Data labeling", "annotate"),
        ("tiers", "STEM & Math", "stem"),
    ],
)
def test_a_whole_name_parses(name: str, text: str, id: str) -> None:
    assert vocabulary(name).parse(text) == id


@pytest.mark.parametrize("text", ["", " ", "Atlantis", "in", "kr", "Klingon (Mars)", "xx-YY", "en-ZZ", "and"])
def test_other_texts_name_nothing(text: str) -> None:
    assert languages.get(text) is None
    assert regions.get(text) is None


def test_an_unknown_name_says_what_it_might_have_been() -> None:
    with pytest.raises(UnknownTerm, match="near: Germany") as caught:
        countries.parse("Germny")
    assert (caught.value.kind, caught.value.text, caught.value.near[0]) == (
        "country",
        "Germny",
        "Germany",
    )
    with pytest.raises(UnknownTerm) as caught:
        countries["Kenya"]
    assert caught.value.near[0] == "Kenya"
    with pytest.raises(UnknownTerm):
        vocabulary("planets")


# Running text


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("US only", ["US"]),
        ("tell us about it, in short", []),
        ("based in the U.S.", ["US"]),
        ("in the U.S, Canada, UK, or India", ["US", "CA", "GB", "IN"]),
        ("UK/US", ["GB", "US"]),
        ("citizens of US/CA/UK/NZ/AU only", ["US", "CA", "GB", "NZ", "AU"]),
        ("residents of US, CA and UK", ["US", "CA", "GB"]),
        ("DE/AT/CH", ["DE", "AT", "CH"]),
        ("AI/ML and QA, IT or HR", []),
        ("AI, ML, US", ["US"]),
        ("an MD, PA or RN", []),
        ("no one from CA, IL or VA.", ["US-CA", "US-IL", "US-VA"]),
        ("Remote (ON, AB, BC, or NS Only)", ["CA-ON", "CA-AB", "CA-BC", "CA-NS"]),
        ("Arizona (AZ) Florida (FL) Georgia (GA)", ["US-AZ", "US-FL", "US-GA"]),
        ("Democratic Republic of the Congo", ["CD"]),
        ("Republic of the Congo", ["CG"]),
        ("Korea, Republic of, Taiwan, Province of China, Austria", ["KR", "TW", "AT"]),
        ("Tanzania, United Republic of, Bahrain", ["TZ", "BH"]),
        ("Virgin Islands, British, Virgin Islands, U.S., Chile", ["VG", "VI", "CL"]),
        ("Guinea-Bissau", ["GW"]),
        ("Guinea\u2011Bissau and Guinea", ["GW", "GN"]),
        ("Papua New Guinea, Equatorial Guinea", ["PG", "GQ"]),
        ("Niger, Nigeria", ["NE", "NG"]),
        ("Nigerian, Indiana, Romanian, Omani", ["US-IN"]),
        ("New Mexico, New Jersey", ["US-NM", "US-NJ"]),
        ("Mexico, Jersey", ["MX", "JE"]),
        ("México, Perú y España", ["MX", "PE", "ES"]),
        ("Me\u0301xico", ["MX"]),
        ("Côte d'Ivoire or Cote d\u2019Ivoire", ["CI", "CI"]),
        ("São Paulo", ["BR/sao-paulo"]),
        ("Remoto · São Paulo", ["BR/sao-paulo"]),
        ("Georgia, USA", ["US-GA", "US"]),
        ("Atlanta, Georgia", ["US/atlanta", "US-GA"]),
        ("Tbilisi, Georgia", ["GE/tbilisi", "GE"]),
        ("Texas, Georgia and Ohio", ["US-TX", "US-GA", "US-OH"]),
        ("Armenia, Georgia, Turkey", ["AM", "GE", "TR"]),
        ("London, Ontario, Canada", ["CA/london", "CA-ON", "CA"]),
        ("London,England,United Kingdom", ["GB/london", "GB-ENG", "GB"]),
        ("Manchester, NH", ["US-NH"]),
        ("Lebanon, OH", ["US-OH"]),
        ("Chennai, TN, India", ["IN/chennai", "IN-TN", "IN"]),
        ("Columbus, Georgia", ["US/columbus", "US-GA"]),
        ("Granada, Spain", ["ES/granada", "ES"]),
        ("South Jordan, Utah", ["US-UT"]),
        ("Athens, Georgia, United States", ["US-GA", "US"]),
        ("residents of Mexico, California and Texas", ["MX", "US-CA", "US-TX"]),
        ("Norfolk, VA", ["US-VA"]),
        ("Rhode Island, Staten Island", ["US-RI"]),
        ("Ísland", ["IS"]),
        ("Nice", ["FR/nice"]),
        (
            "Durham, United Kingdom; Durham, NC",
            ["GB/durham", "GB", "US/durham", "US-NC"],
        ),
        ("Birmingham, AL", ["US/birmingham", "US-AL"]),
        ("Cambridge, MA", ["US/cambridge", "US-MA"]),
        ("San Jose, CA", ["US/san-jose", "US-CA"]),
        ("San Jose, Costa Rica", ["CR/san-jose", "CR"]),
        (
            "San Francisco, CA or New York, NY",
            ["US/san-francisco", "US-CA", "US-NY", "US-NY"],
        ),
        ("Sao Paulo, SP", ["BR/sao-paulo", "BR-SP"]),
        ("Dublin, IE", ["IE/dublin", "IE"]),
        ("Chantilly, VA", ["US-VA"]),
        ("Nice to have: Nice, France", ["FR/nice", "FR"]),
        ("reading, bath and split", []),
        ("read the New York Times and US GAAP", []),
        ("US$20 and C$30", []),
        ("roast turkey, fine china and a jersey", []),
        ("TURKEY and CHINA", ["TR", "CN"]),
        ("LATAM - Remote", ["region:LATAM"]),
        ("candidates NOT based in the US, Canada or EU", ["US", "CA", "region:EU"]),
        ("Europe, the Middle East and Africa", ["region:EMEA"]),
        ("APAC & EMEA", ["region:APAC", "region:EMEA"]),
        ("France / Europe (remote)", ["FR", "region:EUROPE"]),
        ("勤務地: 日本", ["JP"]),
        ("日本語と中国語", []),
        ("Germany\nAustria\nCosta\tRica", ["DE", "AT", "CR"]),
    ],
)
def test_places_in_running_text(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize("text", ["Jordan Smith", "Chad is our recruiter"])
def test_people_who_are_called_like_a_country_are_for_the_reader_to_tell(
    text: str,
) -> None:
    assert len(found(text)) == 1


def test_a_place_without_company_is_marked_as_ambiguous() -> None:
    assert [(hit.id, hit.ambiguous) for hit in places.find("Georgia; London; Kenya")] == [
        ("GE", True),
        ("GB/london", True),
        ("KE", False),
    ]
    assert [hit.ambiguous for hit in places.find("London, UK")] == [False, False]


def test_a_place_hit_says_kind_country_and_where() -> None:
    assert places.find("Arizona (AZ), LATAM; Oslo | Chile") == [
        PlaceHit(0, 12, "Arizona (AZ)", "subdivision", "US-AZ", "US"),
        PlaceHit(14, 19, "LATAM", "region", "region:LATAM", None),
        PlaceHit(21, 25, "Oslo", "city", "NO/oslo", "NO"),
        PlaceHit(28, 33, "Chile", "country", "CL", "CL"),
    ]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Polish the text", ["pl"]),
        ("polish the text", []),
        ("Native fluency inPolish", []),
        ("POLISH speakers", ["pl"]),
        ("Spanish (Mexico), German (Germany)", ["es-MX", "de-DE"]),
        ("(Italian-Italy)", ["it-IT"]),
        ("English (US) and English [UK]", ["en-US", "en-GB"]),
        ("English-Spanish pairs", ["en", "es"]),
        ("Brazilian Portuguese", ["pt-BR"]),
        ("Fluent in Spanish - Latin America", ["es-419"]),
        ("Traditional Chinese (Taiwan)", ["zh-Hant"]),
        ("Chinese (Simplified)", ["zh-Hans"]),
        ("Cantonese, Mandarin Chinese", ["yue", "zh"]),
        ("Native fluency in English and Odia", ["en", "or"]),
        ("Najdi Arabic, Gulf Arabic, Arabic (Egypt)", ["ar-SA", "ar-AE", "ar-EG"]),
        ("Ihre Deutschkenntnisse sind sehr gut", ["de"]),
        ("español e inglés", ["es", "en"]),
        ("langue maternelle française", []),
        ("en-US, fr_CA or pt-BR", ["en-US", "fr-CA", "pt-BR"]),
        ("end-to-end, de-IDs, co-CEO", []),
        ("Python, Finnish Language", ["fi"]),
        ("日本語", ["ja"]),
        ("Basque, Irish and Latin", ["eu", "ga", "la"]),
        ("Norwegian Bokmål", ["no"]),
    ],
)
def test_languages_in_running_text(text: str, ids: list[str]) -> None:
    assert tongues(text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Python, JavaScript, and C++", ["python", "javascript", "cpp"]),
        ("C, C# and C/C++", ["c", "csharp", "cpp"]),
        ("level C1, vitamin-C, R&D, go to market", []),
        ("Go, R and Rust", ["go", "r", "rust"]),
        ("the rest, swift rust, excel at it", []),
        ("REST APIs in Go", ["rest", "go"]),
        ("licensed RN or CPA", ["registered-nurse", "cpa"]),
        ("C.", ["c"]),
        ("ASP.NET and .NET", ["asp-net", "dotnet"]),
        ("React Native", ["react-native"]),
    ],
)
def test_skills_in_running_text(text: str, ids: list[str]) -> None:
    assert [hit.id for hit in skills.find(text)] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("$20 USD", ["USD"]),
        ("30USD/h, AUD140, 13.2€", ["USD", "AUD", "EUR"]),
        ("US$ 5, C$6, A$7, S$8, R$9", ["USD", "CAD", "AUD", "SGD", "BRL"]),
        ("₹500 or Rs. 500", ["INR", "INR"]),
        ("¥4529 JPY", ["JPY", "JPY"]),
        ("upto$15.00", ["USD"]),
        ("EURO 5, usd, try it", ["EUR"]),
    ],
)
def test_currencies_in_running_text(text: str, ids: list[str]) -> None:
    assert [hit.id for hit in currencies.find(text)][: len(ids)] == ids


def test_a_hit_is_cut_from_the_original_text() -> None:
    text = "Über  Me\u0301xico\u00a0 and Viet\u00a0 Nam"
    assert countries.find(text) == [
        Hit(6, 13, "MX", "Me\u0301xico"),
        Hit(19, 28, "VN", "Viet\u00a0 Nam"),
    ]


@given(st.text(max_size=80))
def test_folding_keeps_the_length_and_hits_keep_their_words(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert key(text) == key(key(text))
    for hit in (*countries.find(text), *places.find(text), *languages.find(text)):
        assert text[hit.start : hit.end] == hit.text


# Labels, regions, money


@pytest.mark.parametrize(
    ("name", "id", "locale", "label"),
    [
        ("countries", "KE", "en", "Kenya"),
        ("countries", "KE", "de", "Kenia"),
        ("countries", "CI", "en", "Côte d’Ivoire"),
        ("languages", "es-MX", "en", "Spanish (Mexico)"),
        ("languages", "es-419", "en", "Spanish (Latin America)"),
        ("languages", "ru-KZ", "de", "Russisch (Kasachstan)"),
        ("languages", "zh-Hant", "en", "Traditional Chinese"),
        ("languages", "sr-Latn", "en", "Serbian (Latin)"),
        ("languages", "fil", "en", "Filipino"),
        ("languages", "nah", "en", "Nahuatl"),
        ("currencies", "USD", "en", "US Dollar"),
        ("regions", "LATAM", "de", "Latin America"),
        ("tiers", "stem", "en", "STEM & Math"),
        ("countries", "KE", "xx", "Kenya"),
    ],
)
def test_labels(name: str, id: str, locale: str, label: str) -> None:
    assert vocabulary(name).label(id, locale) == label


def test_every_language_has_a_name_and_not_a_code() -> None:
    for id in languages.ids:
        assert languages.label(id) != id
        assert languages.label(id)[0].isupper() or id == "pcm", id


@pytest.mark.parametrize(
    ("id", "label"),
    [
        ("KE", "Kenya"),
        ("region:LATAM", "Latin America"),
        ("US-AZ", "Arizona"),
        ("GB/london", "London"),
    ],
)
def test_places_have_labels(id: str, label: str) -> None:
    assert places.label(id) == label


def test_composed_varieties_are_members() -> None:
    assert "ru-KZ" in languages
    assert languages["ru-KZ"].name == "Russian (Kazakhstan)"
    assert "ru-ZZ" not in languages
    assert "xx-US" not in languages
    assert 5 not in languages
    with pytest.raises(UnknownTerm):
        languages.label("xx-US")


def test_expand() -> None:
    assert expand(["KE", "US-AZ", "GB/london", "region:NORDICS"]) == {
        "KE",
        "US",
        "GB",
        "DK",
        "FI",
        "IS",
        "NO",
        "SE",
    }
    assert expand([]) == frozenset()
    for unknown in ("XX", "region:MARS", "US-ZZ", "Kenya"):
        with pytest.raises(UnknownTerm):
            expand([unknown])


@pytest.mark.parametrize(
    ("id", "count", "some"),
    [
        ("EU", 27, "DE FR IE CY"),
        ("EEA", 30, "IS LI NO"),
        ("LATAM", 26, "MX BR AR DO PR"),
        ("NORTH-AMERICA", 3, "US CA MX"),
        ("GCC", 6, "AE SA"),
        ("DACH", 3, "DE AT CH"),
        ("EUROPE", 53, "GB CH XK UA"),
    ],
)
def test_members(id: str, count: int, some: str) -> None:
    assert len(members(id)) == count
    assert set(some.split()) <= members(id)


def test_regions_nest() -> None:
    assert members("EU") < members("EEA") < members("EUROPE") < members("EMEA")
    assert members("GCC") < members("MENA")
    assert members("LATAM") < members("AMERICAS")
    assert members("SOUTHEAST-ASIA") < members("APAC")
    assert members("OCEANIA") < members("APAC")
    assert members("region:EU") == members("EU")


def test_money() -> None:
    assert usd(10, "USD") == 10.0
    assert usd(Decimal(100), "EUR") == pytest.approx(109, rel=0.2)
    assert rates_as_of == date(2026, 11, 2)
    assert currencies.facts("JPY")["digits"] == "0"
    with pytest.raises(UnknownTerm):
        usd(1, "XXX")


def test_synonyms_are_small_letters_in_groups_of_two_or_more() -> None:
    import tomllib

    from directory.terms.files import FOLDER

    groups = tomllib.loads((FOLDER / "synonyms.toml").read_text(encoding="utf-8"))["groups"]
    assert len(groups) >= 60
    for group in groups:
        assert len(group) == len(set(group)) >= 2
        assert all(word == word.lower() for word in group)


def test_a_name_that_is_no_vocabulary_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        attrgetter("planets")(import_module("directory.terms"))
