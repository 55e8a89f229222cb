"""What a facet is: one thing that a search can filter and count by, said in one row of `facets.py`."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from directory.listing import Listing

UNSTATED = "unstated"
"""The value of a listing that does not say, in every facet where that can happen."""
Texts = tuple[str, ...]
Kind = Literal[
    "words", "country", "groups", "speak", "terms", "platform", "without", "listing", "choice", "of_platform", "bars",
    "one", "number", "checked", "order", "page",
]  # fmt: skip
MANY: frozenset[Kind] = frozenset(
    {"groups", "speak", "terms", "platform", "without", "listing", "choice", "of_platform", "bars", "checked"}
)
PICKED: frozenset[Kind] = frozenset(
    {"terms", "platform", "without", "listing", "choice", "of_platform", "bars", "number", "checked"}
)
FORM: frozenset[Kind] = frozenset({"terms", "platform", "choice", "of_platform", "bars", "one", "number", "checked"})
CARRIED: frozenset[Kind] = frozenset({"groups", "without", "listing", "order"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet with few values: its words in the form, and in chip and sentence (by default the same)."""

    id: str
    option: str
    chip: str


@dataclass(frozen=True, slots=True)
class Number:
    """What a facet of kind "number" compares: `measure` gives a listing's own figure, negative for none.

    "floor": the figure reaches the number times `scale`; "age": the figure is a moment in seconds since 1970, not
    longer ago than so many days. `steps` are offered in the form. `option` words one of them: with %(amount)s in
    `currency` (ISO 4217), or with %(n)s as a pair of singular and plural.
    """

    measure: Callable[[Listing], int]
    sense: Literal["floor", "age"]
    steps: tuple[int, ...]
    option: str | tuple[str, str]
    scale: int = 1
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One key of a query string and everything that is made from it.

    `takes` (made from the values where it is empty) and `says` are its line in docs/searches.md; `problem` says that
    {value} was not understood. `of` gives a listing's values, `by_platform` those of all listings of a platform by its
    slug and the reader's country (ISO 3166-1, None for none). Of kind "bars", `of` gives the values that take a listing
    away. `chip` is what chip and sentence say, with {value} as its
    name; `unstated` what they say of listings that do not say, empty where every listing does. `legend` heads it in
    the form. `usual` are the choices in force when none is made; `every` is a value that stands for all of them.
    `beside` names a number whose filter this one's values are alternatives to, and the choice that the number itself
    makes. `excludes` names the facet whose values this one leaves out. `unfolded`: open in the form from the start;
    `announced`: a hub is told of feeds with one value of it; `shared`: how much one value in common makes two listings
    alike; `former` are earlier names.
    """

    key: str
    kind: Kind
    says: str
    problem: str
    takes: str = ""
    of: Callable[[Listing], Iterable[Hashable]] | None = None
    by_platform: Callable[[str, str | None], Texts] | None = None
    chip: str = "{value}"
    unstated: str = ""
    legend: str = ""
    vocabulary: str = ""
    choices: tuple[Choice, ...] = ()
    usual: Texts = ()
    every: str = ""
    limit: int = 0
    number: Number | None = None
    beside: tuple[str, str] | None = None
    excludes: str = ""
    unfolded: bool = False
    announced: bool = False
    shared: float = 0.0
    former: Texts = ()
    ids: Texts = field(init=False)
    """The values of a facet with few values in the order of its row, "unstated" last where it may be."""

    def __post_init__(self) -> None:
        ids = (*(choice.id for choice in self.choices), *([UNSTATED] if self.unstated else []))
        object.__setattr__(self, "ids", ids)  # the row itself stays as it is: counts ask for it fifty times a page

    @property
    def many(self) -> bool:
        """Whether a search may hold several values of it, any of which is enough."""
        return self.kind in MANY

    @property
    def control(self) -> Literal["checkbox", "radio", ""]:
        """How the form asks for it: several values, or one; "" for what other parts of the page ask."""
        if self.kind not in FORM:
            return ""
        return "checkbox" if self.many else "radio"

    @property
    def ground(self) -> str:
        """The key under which its filter is kept: a facet beside a number shares that number's."""
        return self.beside[0] if self.beside else self.key

    def choice(self, id: str) -> Choice | None:
        """The choice with this id; None where it has none, as for a value of a vocabulary."""
        return next((choice for choice in self.choices if choice.id == id), None)

    def messages(self) -> tuple[str | tuple[str, str], ...]:
        """Everything that it says to a reader, for the catalogues; a pair is singular and plural."""
        said = (self.problem, self.chip, self.unstated, self.legend)
        option = (self.number.option,) if self.number else ()
        words = (text for choice in self.choices for text in (choice.option, choice.chip))
        return tuple(text for text in (*said, *words, *option) if text and text != "{value}")
