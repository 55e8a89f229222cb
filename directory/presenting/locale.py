"""The reader's language: a callable that says a message, with plurals, numbers and dates of the same locale.

Catalogues are `data/messages/<locale>/LC_MESSAGES/messages.po`; English is the source and needs none. They are read
as they are, so a changed line shows without compiling.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, get_day_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent
from babel.support import NullTranslations, Translations

from directory.config import ROOT
from directory.presenting import direction
from directory.presenting.articles import settled

MESSAGES = ROOT / "data" / "messages"
LONE: dict[str, int] = {"es": 2}
"""How many digits stand before the first group at least (CLDR's minimumGroupingDigits), where that is not one: Spanish
writes 1204 and 12.040."""
COMMAS, SEMICOLONS, QUESTIONS = {"ar": "، "}, {"ar": "؛ "}, {"ar": "؟"}
"""What stands between the parts of a list and of a sentence and behind a question, where that is not Latin."""
_LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
"""Where CLDR's currencySpacing puts a space that Babel 2.18 leaves out: "KES 40"."""
SOURCE = "en"
"""The language that messages are written in; its pages have no prefix."""


@dataclass(frozen=True, slots=True)
class Interface:
    """A language of site and mail: its code (one that Babel knows), its own name for itself, where its catalogue is.

    `dates` is the locale whose order of day and month it writes, where that is not its own.
    """

    code: str
    name: str
    messages: Path = MESSAGES
    dates: str = ""


# One row a language: with its catalogue, a row here is all that a new one needs.
ROWS = (
    Interface("en", "English", dates="en_001"),  # readers of English are mostly outside the United States
    Interface("es", "Español"),
    Interface("pt", "Português"),
    Interface("fr", "Français"),
    Interface("de", "Deutsch"),
    Interface("id", "Bahasa Indonesia"),
    Interface("sw", "Kiswahili"),
    Interface("hi", "हिन्दी"),
    Interface("ar", "العربية"),
)
LOCALES: dict[str, Interface] = {row.code: row for row in ROWS}


def mark(text: str) -> str:
    """The text itself, unchanged: marks a message in a table for the catalogues, which look for calls of this name."""
    return text


def pair(one: str, more: str) -> tuple[str, str]:
    """Both texts themselves: marks a message with its plural in a table for the catalogues."""
    return one, more


@cache
def one_line(message: str) -> str:
    """A message as the catalogues hold it: a template may write it over several lines."""
    return " ".join(message.split()) if "\n" in message else message


class SourceMessages(NullTranslations):
    """The English source: says what it is given, in one line."""

    def gettext(self, message: str) -> str:
        """The English message itself, in one line: what an untranslated one falls back to."""
        return one_line(message)

    ugettext = gettext


class Catalogue(Translations):
    """A translation, asked with messages that templates write over several lines."""

    def gettext(self, message: str) -> str:
        """The message in this language (gettext's MO file); the English one where it is not translated."""
        return str(super().gettext(one_line(message)))

    ugettext = gettext


@dataclass(frozen=True, eq=False)  # one a locale, and known by itself: it stands in the key of all that is kept
class Tongue:
    """Says messages in one locale: `say("Open to %(country)s", country="Kenya")`; `say.many` chooses the plural."""

    locale: str = "en"
    catalogue: NullTranslations = field(default_factory=SourceMessages, repr=False)

    def __call__(self, text: str, /, **values: object) -> str:
        """The message in this language; `values` fill its %(names)s."""
        said = str(self.catalogue.gettext(text)) if text else ""
        return settled(said % direction.isolated(values, self.locale), self.locale) if values else said

    def many(self, one: str, more: str, n: int, /, **values: object) -> str:
        """The form that `n` asks for; `%(n)s` is the number as this locale writes it."""
        said = str(self.catalogue.ngettext(one, more, n))
        return settled(said % {"n": self.number(n), **direction.isolated(values, self.locale)}, self.locale)

    @property
    def comma(self) -> str:
        """What stands between the parts of a list: the comma of this language with its blank ("، " in Arabic)."""
        return COMMAS.get(self.locale, ", ")

    @property
    def semicolon(self) -> str:
        """What stands between clauses: the semicolon of this language with its blank ("؛ " in Arabic)."""
        return SEMICOLONS.get(self.locale, "; ")

    @property
    def question(self) -> str:
        """The sign behind a question in this language."""
        return QUESTIONS.get(self.locale, "?")

    def listed(self, parts: Iterable[str]) -> str:
        """Parts of a list with this language's commas between them: "Kenya, Ghana"."""
        return self.comma.join(direction.parts(parts, self.locale))

    def clauses(self, parts: Iterable[str]) -> str:
        """Parts of a sentence with this language's semicolons between them."""
        return self.semicolon.join(parts)

    @property
    def arrow(self) -> str:
        """The sign between before and after, in the direction of reading: Unicode mirrors no arrow by itself."""
        return "←" if self.rtl else "→"

    def number(self, value: float) -> str:
        """A number as this locale writes it (CLDR): "1,204" or "1.204"."""
        return _number(value, self.locale)

    def percent(self, share: float) -> str:
        """A share between 0 and 1 as whole per cent, as this locale writes it: "25%" or "25 %"."""
        return format_percent(share, locale=self.locale)

    def money(self, amount: float, currency: str) -> str:
        """An amount in whole units of a currency (ISO 4217), decimals only where there are any: "$20", "12,50 €"."""
        return _money(amount, currency, self.locale)

    def day(self, moment: date | datetime) -> str:
        """A date in words in the order of the locale (CLDR's medium): "18 Nov 2026"; of a moment, its day as it stands,
        in UTC.
        """
        row = LOCALES.get(self.locale)
        day = moment.date() if isinstance(moment, datetime) else moment
        return _day(day, row.dates if row and row.dates else self.locale)

    def weekday(self, number: int) -> str:
        """The name of a day of the week (0 is Monday) by itself, as CLDR writes it."""
        return str(get_day_names("wide", "stand-alone", locale=self.locale)[number])

    def moment(self, moment: datetime) -> str:
        """A moment (UTC) as its date and its time to the minute, with "UTC" behind it: no zone of
        the reader is known.
        """
        return self.listed((self.day(moment), f"{moment:%H:%M} UTC"))

    @property
    def rtl(self) -> bool:
        """Whether this language is written from right to left, by Unicode's CLDR: what `dir` of a page is made from."""
        return direction.rtl(self.locale)

    def path(self, target: str) -> str:
        """A path of ours in this language: "/es/status"; the source language has no prefix."""
        return path_in(self.locale, target)


def path_in(locale: str, target: str) -> str:
    """A path of ours in a language, as `Tongue.path`."""
    return target if locale == SOURCE else f"/{locale}{target}"


# Numbers, amounts and days of a site are few, and Babel reads its pattern anew for each: 30 µs a number, 80 an amount.
_KEPT = 16_384


@lru_cache(_KEPT)
def _number(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale, group_separator=_grouped(value, locale))


def _grouped(value: float, locale: str) -> bool:
    """Whether thousands are set apart: CLDR's minimum of digits before the first group, which Babel does not read."""
    return bool(abs(value) >= 10 ** (2 + LONE.get(locale, 1)))


@lru_cache(_KEPT)
def _money(amount: float, currency: str, locale: str) -> str:
    standard = Locale.parse(locale).currency_formats["standard"].pattern
    pattern = standard.replace(".00", "") if float(amount).is_integer() else None
    grouped = _grouped(amount, locale)
    said = format_currency(amount, currency, pattern, locale=locale, currency_digits=False, group_separator=grouped)
    said = _LETTER_BEFORE_DIGIT.sub("\N{NO-BREAK SPACE}", said)
    return direction.amount(said) if direction.rtl(locale) else said


@lru_cache(_KEPT)
def _day(day: date, locale: str) -> str:
    return format_date(day, "medium", locale=locale)


ENGLISH = Tongue()


def tongue(locale: str, folder: Path | None = None) -> Tongue:
    """The tongue of a locale; one without a catalogue says the English source in its own numbers and dates.

    `folder` holds the catalogues; None is where the locale's own row says.
    """
    row = LOCALES.get(locale)
    return _tongue(locale, folder or (row.messages if row else MESSAGES))


@cache
def _tongue(locale: str, folder: Path) -> Tongue:
    path = folder / locale / "LC_MESSAGES" / "messages.po"
    return Tongue(locale, _catalogue(path, locale) if path.exists() else SourceMessages())


def _catalogue(path: Path, locale: str) -> Catalogue:
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=locale))
    compiled.seek(0)
    return Catalogue(compiled)
