"""The interface's language by the address: /es/… is the same site in Spanish; English has no prefix."""

from collections.abc import Callable, Iterable
from typing import Any

from babel.support import NullTranslations
from flask import Flask, request
from flask_babel import Babel

from directory.presenting.locale import LOCALES, SOURCE, Tongue, tongue
from web.asked import found_out

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class ByAddress:
    """Takes the language off the front of the path and makes it the script name, so that every link keeps it."""

    def __init__(self, app: Wsgi, locales: Iterable[str]) -> None:
        self._app, self._locales = app, frozenset(locales)

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        first, _, rest = environ.get("PATH_INFO", "/").removeprefix("/").partition("/")
        if first in self._locales:
            environ["PATH_INFO"] = f"/{rest}"
            environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{first}"
            environ["atlas.locale"] = first
        return self._app(environ, start)


class Catalogues:
    """Flask-Babel's texts, from the catalogues that letters and feeds use too."""

    domain = ("messages",)

    def get_translations(self) -> NullTranslations:
        """The catalogue of the request's language, for Flask-Babel's own functions in templates."""
        return spoken().catalogue


def spoken() -> Tongue:
    """The tongue of the running request: of the locale in its path, English without one. Asked 80 times a page."""
    known = found_out()
    found = known.get("tongue")
    if found is None:
        found = known["tongue"] = tongue(request.environ.get("atlas.locale", SOURCE))
    assert isinstance(found, Tongue)
    return found


def speak(app: Flask, extra: Iterable[str] = ()) -> None:
    """Gives the site its languages; `extra` locales are for tests (a right-to-left layout)."""
    prefixed = (*(code for code in LOCALES if code != SOURCE), *extra)
    vars(app)["wsgi_app"] = ByAddress(app.wsgi_app, prefixed)
    Babel(app, locale_selector=lambda: spoken().locale).domain_instance = Catalogues()
