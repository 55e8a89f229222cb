"""A vocabulary: the terms of one kind, found by any of their names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from directory.terms.files import VocabularyRow, rows
from directory.terms.finder import Name, NameFinder
from directory.terms.folding import fold, key

Label = Callable[[str, str], str]


class UnknownTerm(ValueError):
    """A text that names no term: `kind` of the vocabulary, `text` as given, `near` names that exist."""

    def __init__(self, kind: str, text: str, near: Sequence[str] = ()) -> None:
        hint = f"; near: {', '.join(near)}" if near else ""
        super().__init__(f"no {kind} is called {text!r}{hint}")
        self.kind, self.text, self.near = kind, text, tuple(near)


@dataclass(frozen=True, slots=True)
class Term:
    """One member of a vocabulary: its `id`, its English `name` and every other name it answers to."""

    kind: str
    id: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A term named in a text: `text` is exactly `source[start:end]`."""

    start: int
    end: int
    id: str
    text: str


class Vocabulary:
    """The terms of one kind. `ids` is the order to show them in; `terms` are rows as written in the file."""

    def __init__(
        self,
        kind: str,
        terms: Sequence[VocabularyRow],
        label: Label,
        *,
        extra: Sequence[VocabularyRow] = (),
        glued_digits: bool = False,
    ) -> None:
        self.kind = kind
        self.ids = tuple(row.id for row in terms)
        self._rows = {row.id: row for row in (*terms, *extra)}
        self._label = label
        self._glued_digits = glued_digits

    def __contains__(self, id: object) -> bool:
        return id in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, id: str) -> Term:
        """The term of an id; a text that is no id raises UnknownTerm."""
        row = self._rows.get(id)
        if row is None:
            raise UnknownTerm(self.kind, id, self.near(id))
        return Term(self.kind, id, self.label(id), (*row.aliases, *row.cased, *row.parse_only))

    def facts(self, id: str) -> dict[str, object]:
        """The other columns of the term's row ("digits", "usual", "definition"…), as written."""
        return dict(self._rows[self[id].id].facts)

    def parse(self, text: str) -> str:
        """The id that a whole text names, by id, name or alias; nothing close enough raises UnknownTerm."""
        id = self.get(text)
        if id is None:
            raise UnknownTerm(self.kind, text, self.near(text))
        return id

    def get(self, text: str) -> str | None:
        """The id that a whole text names, as `parse` reads it; None for a text that names no term."""
        return text if text in self._rows else self._ids_by_key.get(key(text))

    def find(self, text: str) -> list[Hit]:
        """Every mention in running text, left to right, longest first, never inside a word."""
        return [Hit(m.start, m.end, m.name.id, text[m.start : m.end]) for m in self._finder.find(text)]

    def label(self, id: str, locale: str = "en") -> str:
        """What readers of a locale (a code as CLDR has it) call the term of this id."""
        return self._label(id, locale)

    def near(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """At most `limit` names of terms that look most like the text, best first, one a term; () for none."""
        from rapidfuzz import fuzz, process

        choices = [text for text in self._ids_by_key if len(text) > 3]
        wanted = key(text)
        # 70 of 100: "Kenia" is near "Kenya" (80), a word that shares half its letters with a name is not.
        found = process.extract(wanted, choices, scorer=fuzz.ratio, limit=limit * 4, score_cutoff=70)
        names = dict.fromkeys(self.label(self._ids_by_key[match]) for match, _, _ in found)
        return tuple(names)[:limit]

    def names(self) -> Iterator[Name]:
        """Every spelling that is looked for in running text with its id; what is `parse_only` is left out."""
        for row in self._rows.values():
            careful = {fold(text) for text in (*row.cased, *row.parse_only)}
            name = row.name or self.label(row.id)
            for text in dict.fromkeys((name, *row.aliases)):
                if fold(text) not in careful:
                    yield Name(text, row.id)
            yield from (Name(text, row.id, cased=True) for text in row.cased)

    @cached_property
    def _finder(self) -> NameFinder:
        return NameFinder(self.names(), silent(self.kind), glued_digits=self._glued_digits)

    @cached_property
    def _ids_by_key(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        for row in self._rows.values():
            for text in self.spellings(row):
                known = ids.setdefault(key(text), row.id)
                if known != row.id:
                    raise ValueError(f"{self.kind}: {text!r} names both {known} and {row.id}")
        return ids

    def spellings(self, row: VocabularyRow) -> Iterator[str]:
        """Everything that `parse` takes for a row: id, code, name and all aliases."""
        yield row.id
        yield row.name or self.label(row.id)
        yield from (*row.aliases, *row.cased, *row.parse_only)
        if "alpha3" in row.facts:
            yield row.facts["alpha3"]


def silent(kind: str) -> Iterator[str]:
    """The phrases that hold a name of this kind ("country", "language"…) and do not mean it, from silent.tsv."""
    return (row.id for row in rows("silent") if row.facts["kind"] == kind)
