"""`/api` and its description: lines that work as they stand, and a document that says what is there."""

import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient

from directory.search.query.facets import FACETS
from directory.store import Store, migrate
from tests.support.website import KENYA, site
from web.api.all import DOORS
from web.api.page import PROBLEMS

PUBLIC = "https://atlas.example"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("page")
    store = Store(f"sqlite:///{folder / 'atlas.db'}")
    migrate(store)
    yield site(store, folder, [KENYA]).test_client()
    store.close()


@pytest.fixture(scope="module")
def told(client: FlaskClient) -> Any:
    return json.loads(client.get("/api/openapi.json").data)


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (one for key, one in value.items() if key == "$ref")
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from references(one)


def test_the_description_names_every_address_once(told: Any) -> None:
    assert (told["openapi"], told["servers"]) == ("3.1.1", [{"url": PUBLIC}])
    paths = {"/api/v1" + re.sub(r"<(?:path:)?(\w+)>", r"{\1}", one.path) for one in DOORS}
    assert set(told["paths"]) == paths
    assert len({row["get"]["operationId"] for row in told["paths"].values()}) == len(DOORS) == 12
    schemas = {f"#/components/schemas/{name}" for name in told["components"]["schemas"]}
    assert set(references(told)) <= schemas


def test_every_parameter_of_the_page_is_described(told: Any) -> None:
    parameters = {one["name"]: one for one in told["paths"]["/api/v1/listings"]["get"]["parameters"]}
    assert list(parameters) == ["limit", "cursor", *(facet.key for facet in FACETS)]
    assert parameters["state"]["schema"] == {"type": "string", "enum": ["open", "closed", "any", ""]}
    assert parameters["pay"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 1000}
    assert parameters["speak"]["schema"] == {"type": "array", "items": {"$ref": "#/components/schemas/SpeakValue"}}
    values = told["components"]["schemas"]
    assert values["PlatformValue"]["enum"] == ["acme", ""]
    assert {"KE", ""} <= set(values["CountryValue"]["enum"])
    for text, fits in (
        ("sw", True),
        ("sw:native", True),
        ("unstated", True),
        ("", True),
        ("sw:some", False),
        ("x", False),
    ):
        assert bool(re.search(values["SpeakValue"]["pattern"], text)) is fits, text


def test_what_a_path_names_is_described(told: Any) -> None:
    for path, row in told["paths"].items():
        named = {one["name"] for one in row["get"]["parameters"] if one["in"] == "path"}
        assert named == set(re.findall(r"{(\w+)}", path)), path


def test_the_examples_of_the_description_answer(client: FlaskClient, told: Any) -> None:
    for row in told["paths"].values():
        assert client.get(row["get"]["x-example"]).status_code == 200, row["get"]["x-example"]


def lines(client: FlaskClient) -> dict[str, str]:
    found = re.findall(r"<h2>(\w+)</h2><pre><code>(.*?)</code></pre>", client.get("/api").text, re.DOTALL)
    return {name: unescape(text) for name, text in found}


def test_the_lines_work_as_they_stand(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = lines(client)
    assert list(made) == ["Shell", "Python", "JavaScript"]
    (address,) = {re.search(r"https://[^\"']+", text)[0] for text in made.values()}  # type: ignore[index]

    def opened(url: str) -> BytesIO:
        return BytesIO(client.get(url.removeprefix(PUBLIC)).data)

    monkeypatch.setattr(f"{urlopen.__module__}.urlopen", opened)
    exec(made["Python"], {})
    assert capsys.readouterr().out == (
        f"Swahili rater | Open to Kenya: named in the listing | {PUBLIC}/listing/acme/k1\n"
    )
    items = json.loads(opened(address).read())["items"]
    assert [(one["title"], one["url"]) for one in items] == [("Swahili rater", f"{PUBLIC}/listing/acme/k1")]


def test_every_kind_of_problem_has_its_place(client: FlaskClient) -> None:
    page = client.get("/api").text
    for name, _ in PROBLEMS:
        assert f'id="problem-{name}"' in page
    for path in ("listings?x=1", "platforms/none"):
        kind = json.loads(client.get(f"/api/v1/{path}").data)["type"]
        assert kind.startswith(f"{PUBLIC}/api#")
        assert f'id="{kind.partition("#")[2]}"' in page


def test_a_search_leads_to_its_api(client: FlaskClient) -> None:
    assert '<a href="/api/v1/listings?country=KE">API</a>' in client.get("/?country=KE").text
    assert "/api/v1/listings" not in client.get("/?country=Atlantis").text
