"""The site: Flask over the table and the finder. `web:create_app()` reads the environment."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from directory.collecting import kept

with kept():  # importing the site makes half a million objects, all of them live to the end of the process
    from flask import Flask
    from werkzeug.middleware.proxy_fix import ProxyFix

    from directory import logs, metrics
    from directory.config import BadSetting, Settings, load
    from directory.letters.ways import open_ways
    from directory.metrics import Meter
    from directory.operation.gauges import gauges
    from directory.search import Finder, open_finder
    from directory.store import WEB_PATIENCE, Away, Store, open_store, ready
    from directory.store.kept import KeptShelf
    from web.context import Site, bind
    from web.errors import answer_errors
    from web.journal import Journal
    from web.keeping import Keeping
    from web.layout import surround
    from web.locales import speak
    from web.pages import PAGES
    from web.search import ahead
    from web.security import guard
    from web.slots import BODY_LIMIT, Slots

CANNOT_START = 3
"""gunicorn's own number of a worker that will never start: it ends instead of starting another one for ever."""
YEAR = 31_536_000
YOUNG = 50_000
"""Objects between two of the collector's looks, those of ten pages: they leave next to none that refer to each other.

A full round walked through all kept listings and tables in the middle of one page in forty, so those are `kept`.
"""
STATIC = Path(__file__).parent / "static"


def create_app(
    settings: Settings | None = None,
    store: Store | None = None,
    finder: Finder | None = None,
    extra_locales: tuple[str, ...] = (),
) -> Flask:
    """The application. Without arguments its parts come from the environment; `extra_locales` are for tests."""
    if settings is not None:
        return _made(settings, store, finder, extra_locales)
    with _one_line(), kept():
        gc.set_threshold(YOUNG)
        return _made(settings, store, finder, extra_locales)


def _made(settings: Settings | None, store: Store | None, finder: Finder | None, locales: tuple[str, ...]) -> Flask:
    known = settings or _begun()
    shelf = store or ready(open_store(known, WEB_PATIENCE))
    app = Flask("web", static_folder="static", static_url_path="/static")
    app.config.update(MAX_CONTENT_LENGTH=BODY_LIMIT, SEND_FILE_MAX_AGE_DEFAULT=YEAR, SECRET_KEY=None)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    app.url_map.strict_slashes = False
    found = finder or open_finder(shelf, known)
    listings = KeptShelf(shelf)
    bind(app, Site(known, shelf, found, listings, ways=open_ways(known)))
    speak(app, locales)
    surround(app)
    guard(app)
    answer_errors(app)
    app.jinja_env.globals["asset"] = _assets()
    for pages in PAGES:
        app.register_blueprint(pages)
    # Only a site that was started from the environment serves figures: a test makes many in one process.
    meter = Meter(None) if settings else metrics.begin(known, lambda: gauges(shelf, known.now()))
    keeping = Keeping(app.wsgi_app, lambda: (listings.look().number, found.followed()), lambda: _minute(known))
    journal = Journal(Slots(keeping), meter)
    vars(app)["wsgi_app"] = journal
    if known.trusted_proxies:
        hops = known.trusted_proxies
        vars(app)["wsgi_app"] = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    if settings is None:
        ahead.begin(app, journal.idle)
    return app


def _minute(settings: Settings) -> int:
    """The minute that pages show, since 1970."""
    return int(settings.now().timestamp()) // 60


def _begun() -> Settings:
    """The settings of the environment, with logs as they ask."""
    settings = load()
    logs.begin(settings)
    return settings


@contextmanager
def _one_line() -> Iterator[None]:
    """A bad setting, whichever part reads it, or a store that has no tables or does not answer, ends the process.

    With one line. At the first two the server ends too; a database that is away comes back, so gunicorn starts
    another process.
    """
    try:
        yield
    except BadSetting as problem:
        _end(problem, CANNOT_START)
    except Away as problem:
        _end(problem, 1)


def _end(problem: Exception, code: int) -> NoReturn:
    print(problem, file=sys.stderr)
    sys.exit(code)


def _assets() -> "_Asset":
    return _Asset(
        {path.name: sha256(path.read_bytes()).hexdigest()[:10] for path in STATIC.iterdir() if path.is_file()}
    )


class _Asset:
    """Addresses of our own files with a mark of their content, so that they may be kept for a year."""

    def __init__(self, prints: dict[str, str]) -> None:
        self._prints = prints

    def __call__(self, name: str) -> str:
        return f"/static/{name}?{self._prints[name]}"
