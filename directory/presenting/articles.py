"""Names of places inside a sentence: "para o Quênia", "aux Philippines", "in der Schweiz", "only the United States".

A name that may want an article is marked with its id while the sentence is made; `settled` then puts the form that
the preposition before it asks for. The lists and forms of each language are `data/vocabulary/articles.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from directory.config import ROOT
from directory.terms import countries

FILE = ROOT / "data" / "vocabulary" / "articles.toml"
# Characters of Unicode's private use: no text that we print holds them, so a mark cannot be taken for a word.
OPEN, CLOSE, SPLIT = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(rf"(?:(?<!\w)(\w+) )?{OPEN}([^{SPLIT}]*){SPLIT}([^{CLOSE}]*){CLOSE}")


@dataclass(frozen=True, slots=True)
class Articles:
    """One language: the kind of each place's name, and what stands before each kind, by preposition ("" is none).

    `whole` are names that change with their case, by preposition and id; `bare` the kinds that lists leave as they are.
    """

    kinds: dict[str, str]
    forms: dict[str, dict[str, str]]
    whole: dict[str, dict[str, str]]
    bare: str


@cache
def _tables() -> dict[str, Articles]:
    made = {}
    for locale, table in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        kinds = {code: kind for kind, codes in table["names"].items() for code in codes.split()}
        for kind, names in table["regions"].items():
            kinds |= {f"region:{name}": kind for name in names.split()}
        made[locale] = Articles(kinds, table["forms"], table.get("whole", {}), table.get("bare", ""))
    return made


def marked(code: str, locale: str) -> str:
    """The name of a country (ISO 3166-1, CLDR's name) for a place in a sentence of that locale; not yet for readers.

    Whoever puts it into a sentence gives that to `settled`; a name without article is returned as it is.
    """
    name = countries.label(code, locale) if code in countries else code
    table = _tables().get(locale)
    return _mark(code, name) if table and code in table.kinds else name


def among(id: str, name: str, locale: str) -> str:
    """The name of a place (a country or a region, by its id) as one of a list in a sentence, not yet for readers."""
    table = _tables().get(locale)
    kind = table.kinds.get(id, "") if table else ""
    return _mark(id, name) if table and kind and kind not in table.bare else name


def _mark(id: str, name: str) -> str:
    return f"{OPEN}{id}{SPLIT}{name}{CLOSE}"


def settled(text: str, locale: str) -> str:
    """The sentence with every marked name behind its article: "Aberto para o Quênia"; others stay as they are."""
    return _MARKED.sub(lambda match: _said(match, _tables()[locale]), text) if OPEN in text else text


def _said(match: re.Match[str], table: Articles) -> str:
    before, code, name = match[1] or "", match[2], match[3]
    key = before.casefold()
    known = key if key in table.forms else ""
    whole = table.whole.get(known, {}).get(code)
    said = whole or f"{table.forms[known].get(table.kinds[code], '')}{name}"
    if known and before[0].isupper():
        return said[0].upper() + said[1:]
    return said if known or not before else f"{before} {said}"
