"""Types and forms of values."""

from typing import Any

import pytest

from crawler.shapes.forms import form_of, is_code, is_empty, type_of


@pytest.mark.parametrize(
    ("value", "kind", "form"),
    [
        (None, "null", ""),
        (True, "true or false", ""),
        (7, "integer", ""),
        (1_794_700_000, "integer", "seconds since 1970"),
        (1_794_700_000_000, "integer", "milliseconds since 1970"),
        (7.5, "number", ""),
        ([], "list", ""),
        ({}, "object", ""),
        ("2026-11-05", "text", "ISO date"),
        ("2026-11-05T10:00:00Z", "text", "ISO time"),
        ("https://acme.example/jobs/1", "text", "URL"),
        ("82c7d31a-79f1-48d6-bac5-a7cbca59304e", "text", "UUID"),
        ("042", "text", "digits"),
        ("USD", "text", "three capitals"),
        ("KE", "text", "two capitals"),
        ("per_hour", "text", "code"),
        ("<p>You rate answers.</p>", "text", "HTML"),
        ("&lt;p&gt;You rate answers.", "text", "escaped HTML"),
        ("Chat rater", "text", "text"),
        ("You rate answers.\nYou write.", "text", "long text"),
    ],
)
def test_types_and_forms(value: Any, kind: str, form: str):
    """Each once."""
    assert (type_of(value), form_of(value)) == (kind, form)


@pytest.mark.parametrize(("value", "empty"), [(None, True), ("", True), ([], True), (0, False), (False, False)])
def test_what_says_nothing(value: Any, empty: bool):
    """Nought is a statement."""
    assert is_empty(value) == empty


@pytest.mark.parametrize(
    ("value", "code"), [("per_hour", True), ("ACTIVE", True), ("Kenya", False), ("Chat rater", False), (7, False)]
)
def test_words_of_an_interface(value: Any, code: bool):
    """A name or a title is none."""
    assert is_code(value) == code
