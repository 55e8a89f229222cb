"""Whether somebody speaks what a listing asks for."""

import pytest

from directory.claims import Language, Level
from directory.eligibility.verdict import language_verdict

MX = Language("es-MX", "native", "work")
ES = Language("es", "fluent", "work")
EN = Language("en", "fluent", "instructions")
EITHER = (Language("es", None, "work", 1), Language("pt", None, "work", 1))


@pytest.mark.parametrize(
    ("asked", "spoken", "answer"),
    [
        ((), {"en": "native"}, ("unstated", None)),
        ((ES,), {"es": "native"}, ("ok", ES)),
        ((ES,), {"es": None}, ("ok", ES)),
        ((ES,), {"es": "conversational"}, ("closed", ES)),
        ((ES,), {"es-MX": "native"}, ("ok", ES)),
        ((MX,), {"es": "native"}, ("variety", MX)),
        ((MX,), {"es-ES": "native"}, ("variety", MX)),
        ((MX,), {"es-mx": "native"}, ("ok", MX)),
        ((MX,), {"es-MX": "fluent"}, ("closed", MX)),
        ((ES, EN), {"es": "native"}, ("closed", EN)),
        ((ES, EN), {"es": "native", "en": "fluent"}, ("ok", ES)),
        ((MX, EN), {"es": "native", "en": "fluent"}, ("variety", MX)),
        (EITHER, {"pt": "basic"}, ("ok", EITHER[1])),
        (EITHER, {"en": "native"}, ("closed", EITHER[0])),
    ],
)
def test_languages_are_asked_for_one_by_one(
    asked: tuple[Language, ...], spoken: dict[str, Level | None], answer: tuple[str, Language | None]
) -> None:
    assert language_verdict(asked, spoken) == answer
