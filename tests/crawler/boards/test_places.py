"""Places and ways of work in shapes that the boards' answers have had: a code in its own field is what the field is."""

from typing import Any

import pytest

from crawler.addresses import sample
from crawler.discover import boards
from crawler.job_markup import places_of

BAMBOO: dict[str, Any] = {"id": "12", "jobOpeningName": "Rater"}
SMART: dict[str, Any] = {"id": "74", "name": "Rater"}
WORKDAY: dict[str, Any] = {"title": "Rater", "externalPath": "/job/London/Rater_R-1679"}
LEVER: dict[str, Any] = {"id": "a", "text": "Rater", "hostedUrl": "https://x.example/a"}
NAIROBI = {"city": "Nairobi", "country": "ke"}
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("bamboohr", BAMBOO | {"locationType": {"id": "1", "label": "Remote"}}, "", "remote"),
    ("bamboohr", BAMBOO | {"locationType": {"id": 2, "name": "Hybrid"}}, "", "hybrid"),
    ("bamboohr", BAMBOO | {"locationType": {"label": "On-Site"}}, "", "on-site"),
    ("bamboohr", BAMBOO | {"locationType": 1}, "", "remote"),
    ("bamboohr", BAMBOO | {"locationType": None, "isRemote": True}, "", "remote"),
    ("bamboohr", BAMBOO | {"locationType": "7"}, "", ""),
    ("smartrecruiters", SMART | {"location": {}, "detail": {"location": NAIROBI}}, "Nairobi, Kenya", ""),
    (
        "workday",
        WORKDAY | {"detail": {"jobPostingInfo": {"location": "London", "country": {"id": "x", "alpha2Code": "CA"}}}},
        "London, Canada",
        "",
    ),
    ("lever", LEVER | {"country": "US", "categories": {"location": "Any"}}, "Any", ""),
]


@pytest.mark.parametrize(("way", "raw", "location", "workplace"), CASES)
def test_places_are_what_their_fields_are(way: str, raw: dict[str, Any], location: str, workplace: str) -> None:
    made = sample("acme", boards()[way], "acme")().posting(raw)
    assert (made["location"], made["fields"].get("workplace", "")) == (location, workplace)


def test_a_state_of_schema_org_is_no_country() -> None:
    assert places_of({"@type": "State", "name": "CA"}, by_name=True) == ["California, United States"]
    assert places_of({"@type": "Country", "name": "CA"}, by_name=True) == ["Canada"]
