"""What the doctor says of letters and of the secret."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directory.commands.doctor import letters, secret, unsigned
from directory.config import load

RELAY = {"smtp_url": "smtp+starttls://user:word@relay.example", "mail_from": "Atlas <letters@atlas.example>"}
KEY = {"dkim_key": Path("here.pem"), "dkim_selector": "nov"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "letters: not sent, only written to {folder}/letters; SMTP_URL is not set"),
        (RELAY, "letters: not signed here; the relay relay.example is assumed to sign them for atlas.example"),
        (RELAY | KEY, "letters: signed here, checked by nov._domainkey.atlas.example"),
    ],
)
def test_it_says_who_signs(tmp_path: Path, given: dict[str, Any], said: str) -> None:
    settings = replace(load({"RUN_DIR": str(tmp_path)}), **given)
    assert letters(settings) == said.format(folder=tmp_path)


@pytest.mark.parametrize(
    ("given", "complaints"),
    [
        ({}, []),
        ({"dkim_key": Path(__file__), "dkim_selector": "nov"}, []),
        ({"dkim_selector": "nov"}, ["letters: DKIM_KEY and DKIM_SELECTOR are needed both; letters are not signed"]),
        ({"dkim_key": Path("gone.pem"), "dkim_selector": "nov"}, ["letters: the DKIM key gone.pem is not there"]),
    ],
)
def test_half_a_signature_is_a_complaint(tmp_path: Path, given: dict[str, Any], complaints: list[str]) -> None:
    assert list(unsigned(replace(load({"RUN_DIR": str(tmp_path)}), **given))) == complaints


def test_it_says_where_the_secret_comes_from(tmp_path: Path) -> None:
    kept = load({"RUN_DIR": str(tmp_path)})
    assert secret(kept).startswith(f"secret: kept in {tmp_path}/secret;")
    assert secret(load({"RUN_DIR": str(tmp_path), "SECRET_KEY": "k" * 32})) == "secret: given by SECRET_KEY"
