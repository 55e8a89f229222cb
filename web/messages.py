"""The message catalogues: `python -m web.messages` brings data/messages up to date with the sources.

Messages are what `_()` and `ngettext()` say in templates, what `say()`, `many()`, `mark()` and `pair()` say in Python,
the tables of the search, and the names of our own vocabularies. Translations that are there stay.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from directory.config import ROOT
from directory.letters.match import NEEDS_COUNTRY
from directory.presenting.locale import LOCALES, MESSAGES, one_line
from directory.search.query import parse, sentence
from directory.search.query.facets import FACETS
from directory.terms import domains, regions, tasks, tiers, vocabulary

METHODS = [
    ("**/templates/**.html", "jinja2"),
    ("**/letters/**.txt", "jinja2"),
    ("**/letters/**.html", "jinja2"),
]
TEMPLATE_WORDS: dict[str, Any] = {"_": None, "say": None, "gettext": None, "ngettext": (1, 2), "many": (1, 2)}
OPTIONS: dict[str, dict[str, str]] = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}
ONE, TWO = frozenset({"say", "mark", "tongue"}), frozenset({"many", "pair"})
FOLDERS = ("directory", "web", "schedules")
WRITTEN = datetime(2026, 11, 21, tzinfo=UTC)
Message = str | tuple[str, ...]


def messages() -> tuple[Message, ...]:
    """Every message of sources, templates and tables, each once in a fixed order; a pair has a plural."""
    return tuple(dict.fromkeys((*_written(), *_tabled())))


def _written() -> Iterator[Message]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _spoken(ast.parse(path.read_text(encoding="utf-8")))
        for _, _, message, _, _ in extract_from_dir(
            str(ROOT / folder), METHODS, OPTIONS, keywords=TEMPLATE_WORDS, directory_filter=lambda _: True
        ):
            yield tuple(map(one_line, message)) if isinstance(message, list | tuple) else one_line(message)


def _spoken(tree: ast.AST) -> Iterator[Message]:
    """The literals given to `say`, `mark`, `many` and `pair`, also in `here.say()("…")`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        texts = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        name = _name(node.func.func if isinstance(node.func, ast.Call) else node.func)
        if name in ONE and texts and texts[0]:
            yield texts[0]
        elif name in TWO and len(texts) == 2:
            yield texts[0], texts[1]


def _name(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _tabled() -> Iterator[Message]:
    for facet in FACETS:
        yield from facet.messages()
    yield from (*parse.MESSAGES, *sentence.MESSAGES, NEEDS_COUNTRY)
    for known in (tiers, tasks, domains, regions):
        yield from (known.label(id) for id in known.ids)
    yield from (str(vocabulary("tiers").facts(id)["definition"]) for id in tiers.ids)


def path_of(locale: str) -> Path:
    """Where the catalogue of a locale is: data/messages/LOCALE/LC_MESSAGES/messages.po (GNU gettext)."""
    return MESSAGES / locale / "LC_MESSAGES" / "messages.po"


def read(locale: str) -> Catalog:
    """The catalogue of a locale as it is on disk, empty if there is none; nothing is written."""
    path = path_of(locale)
    return read_po(BytesIO(path.read_bytes()), locale=locale) if path.exists() else Catalog(locale=locale)


def _empty(locale: str) -> Catalog:
    """A catalogue whose header says nothing that changes with the day; its plurals are CLDR's."""
    made = Catalog(
        locale=locale,
        header_comment=f"# Task Atlas in {locale}: made by python -m web.messages, translated by hand.",
        project="Task Atlas",
        version="1",
        msgid_bugs_address="see CONTRIBUTING.md",
        creation_date=WRITTEN,
        revision_date=WRITTEN,
        last_translator="the project",
        language_team="the project",
        fuzzy=False,
    )
    plural = Locale.parse(locale).plural_form
    if plural.tags != {"one", "many"}:  # of Spanish, French and Portuguese "many" is whole millions: we count listings
        made.mime_headers = [("Plural-Forms", to_gettext(plural))]
    return made


def renewed(locale: str) -> Catalog:
    """The catalogue with exactly the messages of the sources and the translations that are there."""
    old, made = read(locale), _empty(locale)
    for message in messages():
        key = message if isinstance(message, str) else message[0]
        known = old.get(key)
        made.add(message, known.string if known and isinstance(known.id, str) == isinstance(message, str) else None)
    return made


def main() -> None:
    """Writes the catalogues of all locales but English anew, with the translations that still fit."""
    for locale in list(LOCALES)[1:]:
        path = path_of(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        made = BytesIO()
        write_po(made, renewed(locale), sort_output=True, width=120)
        path.write_bytes(made.getvalue())


if __name__ == "__main__":
    main()
