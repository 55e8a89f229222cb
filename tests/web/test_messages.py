"""The catalogues: complete, with the same placeholders, and nothing left over."""

import re
from functools import cache

import pytest
from babel import Locale
from babel.messages import Catalog

from directory.presenting.locale import LOCALES
from web import messages as catalogues

_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
OTHERS = list(LOCALES)[1:]
IN_WORDS = {"ar": (0, 1, 2)}
"""The plural forms (by their place) that may say their number in words: none, one and two of Arabic, by its grammar."""
messages = cache(catalogues.messages)


@cache
def read(locale: str) -> Catalog:
    """A catalogue, parsed once."""
    return catalogues.read(locale)


def forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("locale", OTHERS)
def test_every_message_is_translated(locale: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id): message for message in read(locale)}
    untranslated = [one for one in messages() if one not in known or not all(forms(known[one].string))]
    assert untranslated == []


@pytest.mark.parametrize("locale", OTHERS)
def test_nothing_is_left_over(locale: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in read(locale) if message.id}
    assert known - set(messages()) == set()


@pytest.mark.parametrize("locale", OTHERS)
def test_placeholders_are_kept(locale: str) -> None:
    for message in read(locale):
        if message.id:
            wanted = set(_PLACEHOLDER.findall(forms(message.id)[-1]))
            for at, said in enumerate(forms(message.string)):
                counted = at in IN_WORDS.get(locale, ()) and not isinstance(message.id, str)
                assert set(_PLACEHOLDER.findall(said)) in (wanted, wanted - {"%(n)s"} if counted else wanted), said


@pytest.mark.parametrize("locale", OTHERS)
def test_every_plural_has_the_forms_of_its_language(locale: str) -> None:
    known = read(locale)
    tags = Locale.parse(locale).plural_form.tags
    assert known.num_plurals == (2 if tags == {"one", "many"} else len(tags) + 1)
    for message in known:
        if not isinstance(message.id, str):
            assert len(forms(message.string)) == known.num_plurals, message.id
