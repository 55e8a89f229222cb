"""Tier, domains, tasks and skills: titles and descriptions as a table, and proofs for every term."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.claims import Claim, Kind, Label
from directory.posting import Posting
from directory.reading.labels import domains, skills, tasks, tier
from directory.reading.languages import decide as languages
from directory.reading.sections import split
from directory.reading.tables import Lexicon, TableRow, table
from directory.terms import domains as fields_known
from directory.terms import skills as skills_known
from directory.terms import tasks as tasks_known
from directory.terms import tiers as tiers_known
from directory.terms.files import lines as table_lines

PHRASES = Path(__file__).parents[2] / "phrases" / "labels.tsv"
SENTENCES = PHRASES.with_name("tasks.tsv")
FIELDS = PHRASES.with_name("domains.tsv")
KNOWN = {"tier": tiers_known, "domain": fields_known, "task": tasks_known, "skill": skills_known}
LONG = 200_000


def posting(title: str = "Contributor", **said: object) -> Posting:
    """A posting of this title that says only this."""
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", "title": title, **said}
    return Posting.model_validate(whole)


def read(one: Posting) -> list[Claim]:
    """All label claims: the tier, then domains, tasks and skills."""
    parts = split(one)
    spoken, _ = languages.read(one, parts)
    work, _ = tasks.read(one, parts)
    fields, _ = domains.read(one, parts, spoken, work)
    band, _ = tier.read(one, parts, spoken, fields)
    return [*band, *fields, *work, *skills.read(one, parts)[0]]


def ids(claims: list[Claim], kind: Kind) -> list[str]:
    return [claim.value.id for claim in claims if claim.kind == kind and isinstance(claim.value, Label)]


def rows() -> list[list[str]]:
    """Title, text, tier, domains and tasks of each posting of the table."""
    found: list[list[str]] = []
    for line in table_lines(PHRASES)[3:]:
        title, *rest = line.split("\t")
        if title:
            found.append([title, "", *rest])
        else:
            found[-1][1] = f"{found[-1][1]} {rest[0]}".strip()
    return found


@pytest.mark.parametrize(("title", "text", "band", "fields", "work"), rows())
def test_what_a_posting_is_about(title: str, text: str, band: str, fields: str, work: str) -> None:
    claims = read(posting(title, text=text.replace("⏎", "\n")))
    shown = (ids(claims, "tier"), ids(claims, "domain"), sorted(ids(claims, "task")))
    assert shown == ([band], fields.split(), sorted(work.split()))


def test_every_phrase_names_its_fields() -> None:
    wrong = []
    for line in table_lines(FIELDS)[2:]:
        fields, titles = line.split("\t")
        for title in titles.split("|"):
            found = domains.fields(title)
            if (" ".join(found) or "-") != fields:
                wrong.append((title, fields, found))
    assert wrong == []


def test_each_term_has_words_of_its_own() -> None:
    claims = read(posting("Freelance Lawyer", text="You will write prompts.\nYou then rate model responses."))
    assert [(ids([claim], claim.kind)[0], claim.quote.text, claim.quote.source) for claim in claims] == [
        ("expert", "Lawyer", "title"),
        ("law", "Lawyer", "title"),
        ("write", "write prompts", "text"),
        ("rate", "rate model responses", "text"),
    ]


def test_fields_come_in_the_order_of_their_names_and_are_three_at_most() -> None:
    title = "Chemistry, Law, Physics and Music Expert"
    assert ids(read(posting(title)), "domain") == ["chemistry", "law", "physics"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Proficiency in Python, Go and R", ["python", "go", "r"]),
        ("Experience with React Native and PostgreSQL", ["react-native", "postgresql"]),
        ("You should be ready to Go anywhere; R&D is fun.", []),
        ("Our platform leverages PyTorch.", []),
        ("About us\nWe build with Django.", []),
        ("You check answers about contract law. A Master's degree or an MBA helps.", []),
        ("Your work improves models in areas such as computer vision.", []),
        ("You draft agreements; contract drafting is your daily work.", ["contract-drafting"]),
        ("Experience with Node.js, C++ and ASP.NET; CI/CD is known to you.", ["node-js", "cpp", "asp-net", "ci-cd"]),
    ],
)
def test_skills_are_those_that_the_work_asks_for(text: str, found: list[str]) -> None:
    assert ids(read(posting(text=text)), "skill") == found


def test_a_title_without_a_field_is_a_doubt() -> None:
    one = posting("Zorgle Helper")
    claims, doubts = domains.read(one, split(one))
    assert (ids(claims, "domain"), [doubt.quote.text for doubt in doubts]) == (["general"], ["Zorgle Helper"])


@pytest.mark.parametrize(
    ("title", "text", "doubted"),
    [
        ("Zorgle Expert", "You rate answers of a chatbot.", ["Zorgle Expert"]),
        ("Zorgle Rater", "You rate answers of a chatbot.", []),
        ("Accountant (Greek)", "You speak Greek.", ["Accountant"]),
        ("Lawyer (Greek)", "You speak Greek.", []),
        ("Physics Teacher", "You rate answers of a chatbot.", ["Teacher"]),
    ],
)
def test_a_tier_that_was_close_is_a_doubt(title: str, text: str, doubted: list[str]) -> None:
    one = posting(title, text=text)
    parts = split(one)
    spoken, _ = languages.read(one, parts)
    doubts = tier.read(one, parts, spoken, domains.read(one, parts, spoken)[0])[1]
    assert [(doubt.about, doubt.quote.text) for doubt in doubts] == [("tier", words) for words in doubted]


def test_responsibilities_that_no_rule_reads_are_doubts() -> None:
    one = posting(text="Responsibilities:\n- Juggle three balls with both hands\n- Sing a long song while you do it")
    claims, doubts = tasks.read(one, split(one))
    assert (claims, [(doubt.about, doubt.quote.text) for doubt in doubts]) == (
        [],
        [("task", "- Juggle three balls with both hands"), ("task", "- Sing a long song while you do it")],
    )


def test_skills_of_the_title_and_of_the_skills_field_count() -> None:
    one = posting("Python Developer", fields={"skills": "Docker, SQL"})
    assert ids(read(one), "skill") == ["python", "docker", "sql"]


@pytest.mark.parametrize(("name", "vocabulary"), [("domains", fields_known), ("tasks", tasks_known)])
def test_every_rule_names_a_term(name: str, vocabulary: frozenset[str]) -> None:
    column = 1 if name == "domains" else 0
    assert [row for row in table(name) if row[column] not in vocabulary] == []


def test_every_field_belongs_to_a_band() -> None:
    bands = {row[0]: row[1] for row in table("tiers")}
    assert set(bands) == set(fields_known)
    assert set(bands.values()) - {"soft", "open"} <= set(tiers_known)


def test_a_phrase_ends_at_a_word_border_unless_it_is_open() -> None:
    lexicon = Lexicon([TableRow("a", "rate", "rate"), TableRow("a", "write", "writ*")])
    found = lexicon.find("rate, rates; writing underwrite")
    assert [(hit.row.id, hit.start, hit.end) for hit in found] == [("rate", 0, 4), ("write", 13, 20)]


ASIDES = (
    "About us\nFounded in 2012 by lawyers and doctors, we serve banks whose teams speak German, French and Thai.",
    "Benefits:\n- Free French lessons\n- Health insurance\n- A budget to learn Python",
    "Referral bonus\n- Refer a physicist and earn $200",
    "Equal Opportunity Employer\nWe welcome people of every religion, history and background.",
)


def values(one: Posting) -> set[object]:
    parts = split(one)
    spoken = {claim.value for claim in languages.read(one, parts)[0]}
    return spoken | {(claim.kind, claim.value) for claim in read(one)}


@settings(deadline=None)
@given(st.sampled_from(rows()), st.lists(st.sampled_from(ASIDES), min_size=1, unique=True))
def test_history_benefits_and_bonuses_change_nothing(row: list[str], asides: list[str]) -> None:
    title, text = row[0], row[1].replace("⏎", "\n")
    assert values(posting(title, text="\n\n".join((text, *asides)))) == values(posting(title, text=text))


@settings(deadline=None)
@given(st.text(max_size=40).filter(lambda words: words.strip() and words.strip().isprintable()), st.text(max_size=300))
def test_any_posting_gives_known_terms_and_exact_proofs(title: str, text: str) -> None:
    check(posting(title, text=text))


@settings(deadline=None)
@given(st.lists(st.sampled_from([(row[0], row[1]) for row in rows()]), min_size=1, max_size=5))
def test_any_mixture_of_postings_gives_known_terms_and_exact_proofs(pieces: list[tuple[str, str]]) -> None:
    check(posting(pieces[0][0], text="\n".join(text for _, text in pieces).replace("⏎", "\n")))


def check(one: Posting) -> None:
    claims = read(one)
    assert len(ids(claims, "tier")) == 1
    assert 1 <= len(ids(claims, "domain")) <= 3
    for claim in claims:
        assert all(id in KNOWN[claim.kind] for id in ids([claim], claim.kind))
        quote = claim.quote
        assert 0 < len(quote.text) <= 200
        assert one.source(quote.source)[quote.start : quote.start + len(quote.text)] == quote.text


@pytest.mark.parametrize(
    "piece", ["rate model responses and ", "write ", "evaluate a ", "law, ", "code (", "- rate model\n", "review the "]
)
def test_a_huge_text_is_read_in_full_stride(piece: str) -> None:
    check(posting(text=(piece * LONG)[:LONG]))
