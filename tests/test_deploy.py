"""What runs others' linters and audits: it sees what is wrong, and says so when it saw nothing."""

from pathlib import Path
from typing import Any

import pytest

from deploy import audit, lint

GOOD: dict[str, Any] = {"name": "flask", "version": "3.1", "vulns": []}
BAD: dict[str, Any] = {"name": "jinja2", "version": "3.0", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED: dict[str, Any] = {"name": "nh3", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ([GOOD, GOOD], 0, "2 packages audited, 0 known faults"),
        ([GOOD, BAD], 1, "jinja2 3.0: PYSEC-1\n2 packages audited, 1 known faults"),
        ([GOOD, SKIPPED], 2, "NOT AUDITED: nh3\n1 packages audited, 0 known faults"),
        (
            [SKIPPED],
            2,
            "NOTHING WAS AUDITED: the advisory service could not be asked (offline, or it does not know us)",
        ),
        ([], 2, "NOTHING WAS AUDITED: the advisory service could not be asked (offline, or it does not know us)"),
    ],
)
def test_an_audit_that_asked_nothing_is_no_good_one(rows: list[dict[str, Any]], code: int, words: str) -> None:
    assert audit.judged(rows) == (words, code)


@pytest.mark.parametrize(
    ("name", "old", "new", "check"),
    [
        ("nginx.conf", "proxy_pass", "proxi_pass", lint.nginx),
        ("nginx.conf", "client_max_body_size 64k;", "client_max_body_size;", lint.nginx),
        ("Caddyfile", "request_buffers", "request_buffer", lint.caddy),
        ("Caddyfile", "request_body {", "request_body", lint.caddy),
        ("Dockerfile", "FROM python:3.13-slim", "FROM python", lint.dockerfile),
        ("taskatlas-web.service", "--threads 4", "--threads 8", lint.alike),
    ],
)
def test_what_is_wrong_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str, check: Any
) -> None:
    assert check() == []
    for path in lint.HERE.iterdir():
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            (tmp_path / path.name).write_text(text.replace(old, new) if path.name == name else text, encoding="utf-8")
    monkeypatch.setattr(lint, "HERE", tmp_path)
    assert check() != []


def test_units_are_looked_at_where_that_can_be_done() -> None:
    assert lint.units() == []
