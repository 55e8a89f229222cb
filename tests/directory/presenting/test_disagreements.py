"""Disagreements of a posting: two sentences, two quotes, names of places, folded beyond eight."""

import pytest

from directory.claims import Claim, Contradiction, Kind, Pay, Quote, Statement, Value
from directory.presenting.disagreements import quotes, sentences
from directory.presenting.locale import tongue

SAY = tongue("en")
MANY = "only AR, BO, BR, CL, CO, CR, CU, EC, GT, MX"

EIGHT = "only Argentina, Bolivia, Brazil, Chile, Colombia, Costa Rica, Cuba, Ecuador"


def claim(kind: Kind, value: Value, text: str) -> Claim:
    return Claim(kind, value, Quote(text, "text", 0), "rule")


def against(taken: str, other: str, text: str = "Apply from anywhere") -> Claim:
    return claim("contradiction", Contradiction("residence", taken, other), text)


HOURLY = claim("contradiction", Contradiction("pay", "$20 per hour", "15 USD"), "15 USD")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([against("only AR", "anywhere")], "It counts as: only Argentina. It also says: anywhere."),
        ([against("anywhere", "only region:LATAM")], "It counts as: anywhere. It also says: only Latin America."),
        ([against("anywhere", MANY)], f"It counts as: anywhere. It also says: {EIGHT} and 2 more."),
        (
            [against("only AR", "anywhere"), against("only AR", "only BR")],
            "It counts as: only Argentina. It also says: anywhere. and 1 more",
        ),
        ([HOURLY], "It counts as: “$20 per hour”. It also says: “15 USD”."),
        ([], ""),
    ],
)
def test_two_sentences(found: list[Claim], said: str) -> None:
    assert sentences(found, SAY) == said


def test_two_quotes() -> None:
    lives = claim("residence", Statement("only", ("AR",)), "You live in Argentina.")
    pay = claim("pay", Pay(20, 20, "USD", "hour"), "$20 per hour")
    found = [against("only AR", "anywhere"), HOURLY]
    assert [(one.says, one.text) for one in quotes(found, [lives, pay], SAY)] == [
        ("only Argentina", "You live in Argentina."),
        ("anywhere", "Apply from anywhere"),
        ("$20 an hour", "$20 per hour"),
        ("“15 USD”", "15 USD"),
    ]
