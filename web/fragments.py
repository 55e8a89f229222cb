"""Parts of pages as markup that was made before, each by everything that it is made from.

The markup itself stands in the macros of `templates/parts.html`. `drawn` asks one of them once for the same values.
Where only a few words differ from page to page (a count, an address, the marked words of a title), a `Mould` is drawn
once and its gaps are filled for each page: that costs a join, not a template.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import cache, lru_cache
from typing import Any

from babel.support import NullTranslations
from flask import current_app
from markupsafe import Markup, escape

from directory.presenting.direction import isolated
from web import context as here

GAP = Markup("\x1a")
"""Stands for what will differ. No text that is shown holds it: control characters are taken out at the border."""

NOTHING = Markup()

Values = Callable[[], tuple[object, ...]]


class Mould:
    """Markup with gaps in it, cut where a macro was given GAP; immutable, so that threads may share it."""

    __slots__ = ("_parts",)

    def __init__(self, markup: str) -> None:
        parts = markup.split(GAP)
        self._parts = [""] * (2 * len(parts) - 1)  # every second one is a gap
        self._parts[::2] = parts

    def filled(self, *values: str) -> Markup:
        """The markup with these values in its gaps, in their order, escaped unless they are markup.

        ValueError where there are more or fewer than gaps, as for a text that holds a gap itself.
        """
        made = self._parts.copy()
        made[1::2] = [value if type(value) is Markup else escaped(value) for value in values]
        return joined(made)


def joined(parts: Iterable[str]) -> Markup:
    """Parts that are markup already, one after another: what macros made, and values that were escaped."""
    return str.__new__(Markup, "".join(parts))


@lru_cache(8_192)  # some 2 MB: words, names, numbers and addresses that stand on one page after another
def escaped(text: str) -> str:
    """A text as it stands in markup."""
    return str(escape(text))


def draw(macro: str, *values: object) -> Markup:
    """What a macro of parts.html makes of these values now."""
    made: Markup = vars(_parts())[macro](*values)
    return made


def drawn(macro: str, made_from: Hashable, *values: object) -> Markup:
    """The markup of a macro for these values, by the reader's language; `made_from` tells it from others.

    What was made from the same before is not made again; from None it is made every time.
    """
    if made_from is None:
        return draw(macro, *values)
    return here.site().made.get((macro, here.say().locale, made_from), lambda: draw(macro, *values))


def mould(macro: str, made_from: Hashable, values: Values) -> Mould:
    """The mould of a macro by the reader's language; `values`, GAPs among them, are made only where it is not kept."""
    key = ("mould", macro, here.say().locale, made_from)
    return here.site().made.get(key, lambda: Mould(draw(macro, *values())))


@cache
def wrap(macro: str) -> Mould:
    """The mould of a macro that takes one value and says nothing in any language."""
    return Mould(draw(macro, GAP))


def message(text: str, **values: object) -> Markup:
    """A template's message in the reader's language, for `_`: markup as it stands in the catalogue, values escaped.

    What Flask-Babel installs asks for its domain and its catalogue anew each time, forty times a page.
    """
    say = here.say()
    said = _message(say.catalogue, text)
    return said % isolated(values, say.locale) if values else said


@lru_cache(8_192)  # all messages of templates in all languages, some 100 bytes each
def _message(catalogue: NullTranslations, text: str) -> Markup:
    return joined([catalogue.gettext(text)])


def _parts() -> Any:
    return current_app.jinja_env.get_template("parts.html").module
