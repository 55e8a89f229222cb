"""The ways a platform pays out, as its own pages say: which way, from which amount, how often, to which countries.

Kept by hand in `data/platforms/<slug>.toml` as rows `[[payouts]]`, each with the page that says so and its day. What a
page does not say is left out: a way without countries is offered somewhere, and we do not know where.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from directory.terms import UnknownTerm, currencies, expand

Way = Literal[
    "airtm", "bank", "cheque", "crypto", "deel", "dots", "gift-card", "hyperwallet", "mobile-money", "payoneer",
    "paypal", "payroll", "skrill", "stripe", "tipalti", "upwork", "venmo", "wise",
]  # fmt: skip
WAYS: tuple[Way, ...] = get_args(Way)
NAMES: Mapping[Way, str] = {
    "airtm": "Airtm", "bank": "bank transfer", "cheque": "cheque", "crypto": "cryptocurrency", "deel": "Deel",
    "dots": "Dots", "gift-card": "gift card", "hyperwallet": "Hyperwallet", "mobile-money": "mobile money",
    "payoneer": "Payoneer", "paypal": "PayPal", "payroll": "payroll", "skrill": "Skrill", "stripe": "Stripe",
    "tipalti": "Tipalti", "upwork": "Upwork", "venmo": "Venmo", "wise": "Wise",
}  # fmt: skip
"""What each way is called in English: messages of the catalogues, as choices of the filter."""
Form = Literal["W-8", "W-8BEN", "W-9"]  # of the tax office of the United States, which platforms there ask for
Cycle = Literal["daily", "weekly", "twice a month", "monthly", "after each project", "on demand"]
CYCLES: tuple[Cycle, ...] = get_args(Cycle)
Answer = Literal["yes", "not said", "no"]
HOPE: tuple[Answer, ...] = get_args(Answer)
Via = Literal["live", "copy", "notes", "report"]


class Seen(BaseModel):
    """Where and when something was read: the page's `source` address and the day we `read` it.

    `via` is how: "live" the page itself, "copy" a stored copy of it, "notes" our own notes on it, "report" what a
    public report says of the page, of the day on which its author read it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(pattern=r"^https?://[^\s]+$")
    read: date
    via: Via

    def age(self, today: date) -> int:
        """Whole days from when the page was read to `today`, never below zero (a `read` in the future is today)."""
        return max((today - self.read).days, 0)


class Least(BaseModel):
    """The least amount that is paid out: "10 EUR" in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: float = Field(gt=0)
    currency: str


def _least(said: object) -> object:
    if not isinstance(said, str):
        return said
    figure, _, code = said.partition(" ")
    if code not in currencies:
        raise ValueError(f'"{said}" is no amount with a currency, such as "10 EUR"')
    return {"amount": figure, "currency": code}


def _places(ids: tuple[str, ...]) -> tuple[str, ...]:
    try:
        expand(ids)
    except UnknownTerm as unknown:
        raise ValueError(f'"{unknown.text}" is neither an ISO 3166-1 code nor a region such as "region:EU"') from None
    return ids


Places = Annotated[tuple[str, ...], AfterValidator(_places)]


class Payout(Seen):
    """One thing that a page says of paying out. Without a `way` it holds for every way.

    `countries` are all to which this way pays, `some_countries` those that the page happens to name, `not_countries`
    some to which it does not pay (ISO 3166-1 or "region:EU"). Of a tax `form` they are those who fill it in, and who
    do not.
    """

    way: Way | None = None
    cycle: Cycle | None = None
    form: Form | None = None
    least: Annotated[Least | None, BeforeValidator(_least)] = None
    countries: Places = ()
    some_countries: Places = ()
    not_countries: Places = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Payout":
        if not (self.way or self.cycle or self.least or self.form):
            raise ValueError("a payout says a way, a cycle, the least amount or a tax form")
        if self.way is None and self.form is None and (self.countries or self.some_countries or self.not_countries):
            raise ValueError("countries belong to a way or a tax form")
        if self.countries and self.some_countries:
            raise ValueError("countries are all of them or some, not both")
        return self

    def reaches(self, country: str) -> Answer:
        """Does this way pay to a country (ISO 3166-1)? Of a tax form: is it asked for there?"""
        if country in expand(self.not_countries):
            return "no"
        if country in expand(self.some_countries):
            return "yes"
        if self.countries:
            return "yes" if country in expand(self.countries) else "no"
        return "not said"


def ways(payouts: Iterable[Payout], country: str) -> dict[Way, Answer]:
    """Each way that is named, and whether it pays to this country.

    Of two rows on one way (a bank in the US, a bank elsewhere) one that reaches wins, then one that does not say.
    """
    found: dict[Way, Answer] = {}
    for one in payouts:
        if one.way is not None:
            found[one.way] = min(found.get(one.way, "no"), one.reaches(country), key=HOPE.index)
    return found


def pays(payouts: Iterable[Payout], country: str, *, every_way: bool) -> Answer:
    """Can somebody in this country be paid? "yes" where some way pays there.

    "no" only where `every_way` there is is named, and each says no: a way that no source names may pay there.
    """
    answers = set(ways(payouts, country).values())
    if "yes" in answers:
        return "yes"
    return "no" if every_way and answers == {"no"} else "not said"
