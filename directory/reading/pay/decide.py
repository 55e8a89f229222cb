"""What the work pays: the main advertised pay first, with the words that say so.

The platform's own pay field is tested against the text: where they disagree the text wins and the disagreement is a
claim of its own.
"""

from dataclasses import replace
from itertools import islice

from directory.claims import Claim, Contradiction, Doubt, Qualifier, Quote, Unit
from directory.posting import Posting
from directory.reading.page import sheet
from directory.reading.pay import words
from directory.reading.pay.amounts import Amount, find
from directory.reading.pay.context import (
    FIRM_UNITS,
    Offer,
    clause,
    dollars,
    is_titled,
    label,
    named_at,
    other_money,
    pay_of,
    qualifier_of,
    rule_of,
    score,
    unit_of,
    weak,
)
from directory.reading.pay.field import agree, reconciled, restated
from directory.reading.pay.figures import plain
from directory.reading.quote import quote
from directory.reading.sections import Parts

ENOUGH = 3
TITLE_POINTS = 2
SPAN_GAP = 220
# How much less plain another band may be said than the plainest one, and right beside it ("India $6/hr; Kenya $8/hr").
SLACK = 3
LINE_GAP, LINE_SLACK = 40, 5
_MOST_CLAIMS = 8
_MOST_DOUBTS = 3


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """The pay claims, the main one first, then what contradicts it; and money words that could not be read."""
    text = plain(sheet(posting.text).plain)
    amounts, title = find(text), plain(posting.title)
    found = _offers(text, amounts, "text", parts) + _offers(title, find(title), "title", None)
    field = _field(posting.pay)
    found = [offer for offer in found if not _copied(text, offer, posting.pay)]
    said = sorted(found, key=lambda offer: -_rank(offer))
    main = _on_its_basis(text, _span(said))
    claims = _decide(posting, text, field, main)
    more = [offer for offer in said if offer is not main and not offer.weak and (main is None or offer.pay != main.pay)]
    claims += [_claim(posting, offer) for offer in more[:_MOST_CLAIMS] if claims]
    return _each_once(claims), _doubts(posting, text, amounts, parts) if not claims else []


def _offers(text: str, amounts: list[Amount], source: str, parts: Parts | None) -> list[Offer]:
    return [offer for amount in amounts if (offer := _offer(text, source, parts, amount)) is not None]


def _offer(text: str, source: str, parts: Parts | None, amount: Amount) -> Offer | None:
    """The amount as pay, or None if its words say that it is something else or nothing at all."""
    if amount.currency is None or amount.high <= 0:
        return None
    section = parts.at(amount.start) if parts else None
    near = clause(text, amount)
    titled = is_titled(near)
    if section is not None and section.kind in ("legal", "form", "other_roles") and not titled:
        return None
    unit = unit_of(amount, near, section.heading if section and section.kind == "pay" else "")
    if other_money(amount, near, unit) or not _plausible(amount, unit):
        return None
    points = score(amount, near, unit, titled or (section is not None and section.kind == "pay"))
    points += TITLE_POINTS if source == "title" else 0
    perks = section is not None and section.kind == "benefits" and amount.unit not in FIRM_UNITS
    points -= 3 if perks or (section is not None and section.kind == "company") else 0
    if points < ENOUGH:
        return None
    pay = pay_of(amount, unit, qualifier_of(amount, near))
    rule, start = rule_of(amount, unit), named_at(amount, near)
    return Offer(pay, amount, source, points, weak(amount, near), rule, start, label(near))


def _copied(text: str, offer: Offer, field: str) -> bool:
    """Whether the offer only stands in a line that repeats the pay field ("pay: $20 - $30 hourly")."""
    start = text.rfind("\n", 0, offer.amount.start) + 1
    if not field or offer.source != "text" or offer.amount.start - start > 40:
        return False
    line = " ".join(text[start : offer.amount.end].split())
    name, _, value = line.partition(":")
    return len(name) < 20 and value.strip() == " ".join(plain(field).split())


def _plausible(amount: Amount, unit: Unit) -> bool:
    """Whether the figures can be pay at all; amounts are never rescaled to fit."""
    value = dollars(amount.high, amount.currency)
    if unit in ("hour", "year") and amount.high > amount.low * 20:
        return False
    return value < 5_000_000 and not (unit == "unknown" and value > 5_000)


def _field(words_of_it: str) -> Offer | None:
    """The platform's own pay field; it needs no words to be pay."""
    text = plain(words_of_it)
    disowned = bool(words.PLACEHOLDER.search(text))
    offers: list[Offer] = []
    for amount in find(text):
        near = clause(text, amount)
        unit = unit_of(amount, near)
        if amount.currency is None or amount.large or amount.high <= 0 or (offers and other_money(amount, near, unit)):
            continue
        pay = pay_of(amount, unit, "placeholder" if disowned else qualifier_of(amount, near))
        later = bool(offers) and weak(amount, near)
        offers.append(Offer(pay, amount, "pay", ENOUGH, later, rule_of(amount, unit), named_at(amount, near)))
    return _span(offers)


def _rank(offer: Offer) -> int:
    """How much an offer counts: derived ones least, and amounts without a unit less than those with one."""
    return offer.score - (10 if offer.weak else 0) - (3 if offer.pay.unit == "unknown" else 0)


def _span(said: list[Offer]) -> Offer | None:
    """The main offer of the text: the plainest one, widened over neighbours that are bands of the same work."""
    if not said:
        return None
    best = _in_dollars(said)
    if best.pay.qualifier in ("up_to", "from"):
        return best
    bands = [best]
    for offer in sorted(said, key=lambda offer: offer.amount.start):
        gap = min(abs(offer.amount.start - band.amount.start) for band in bands)
        slack = LINE_SLACK if gap <= LINE_GAP else SLACK
        if gap <= SPAN_GAP and _same_band(best, offer, slack) and _near_size(best, offer):
            bands.append(offer)
    low, high = min(band.amount.low for band in bands), max(band.amount.high for band in bands)
    return replace(best, pay=replace(best.pay, min=low, max=high, qualifier=_qualifier(best, said)))


def _on_its_basis(text: str, main: Offer | None) -> Offer | None:
    """An amount without a unit is hourly where the text says elsewhere that the work is paid by the hour."""
    if main is None or main.pay.unit != "unknown" or not 1 <= dollars(main.amount.high, main.pay.currency) <= 500:
        return main
    return replace(main, pay=replace(main.pay, unit="hour")) if words.HOURLY_BASIS.search(text) else main


def _in_dollars(said: list[Offer]) -> Offer:
    """The plainest offer; of the same one in several currencies, the one in US dollars."""
    best = said[0]
    if best.pay.currency == "USD":
        return best
    return next(
        (
            offer
            for offer in said
            if offer.pay.currency == "USD"
            and offer.pay.unit == best.pay.unit
            and offer.score >= best.score - 1
            and not offer.weak
        ),
        best,
    )


def _near_size(best: Offer, offer: Offer) -> bool:
    """Whether two offers can be ends of one range."""
    return max(best.amount.high, offer.amount.high) <= 20 * min(best.amount.low, offer.amount.low)


def _same_band(best: Offer, offer: Offer, slack: int) -> bool:
    """Whether an offer is another band of the same work, not the same pay said again under another name."""
    if (offer.source, offer.pay.currency, offer.pay.unit) != (best.source, best.pay.currency, best.pay.unit):
        return False
    if best.label and offer.label and best.label != offer.label:
        return False
    return (
        offer.weak == best.weak and offer.pay.qualifier not in ("up_to", "from") and offer.score >= best.score - slack
    )


def _qualifier(best: Offer, said: list[Offer]) -> Qualifier | None:
    """The best offer's qualifier, or the one that goes with the same figures elsewhere in the text."""
    alike = (offer.pay for offer in said if replace(offer.pay, qualifier=None) == replace(best.pay, qualifier=None))
    return best.pay.qualifier or next((pay.qualifier for pay in alike if pay.qualifier), None)


def _decide(posting: Posting, text: str, field: Offer | None, main: Offer | None) -> list[Claim]:
    """The main claim, and the contradiction if the text overrules the field."""
    if field is None:
        return [_claim(posting, main)] if main else []
    field = restated(f"{plain(posting.pay)}\n{text}", field, alone=main is None)
    if main is None or main.weak or field.pay.qualifier == "placeholder":
        return [_claim(posting, field)]
    taken = reconciled(field, main)
    if taken is field:
        return [_claim(posting, field)]
    if taken.source == "pay" or agree(field.pay, taken.pay):
        return [_claim(posting, taken)]
    against = _quote(posting, field)
    told = Contradiction("pay", _quote(posting, taken).text[:80], against.text[:80])
    return [_claim(posting, taken), Claim("contradiction", told, against, "pay: text against field")]


def _quote(posting: Posting, offer: Offer) -> Quote:
    return quote(posting.source(offer.source), offer.start, offer.amount.end, offer.source)


def _claim(posting: Posting, offer: Offer) -> Claim:
    return Claim("pay", offer.pay, _quote(posting, offer), f"pay: {offer.rule}")


def _each_once(claims: list[Claim]) -> list[Claim]:
    return list({(claim.kind, claim.value): claim for claim in reversed(claims)}.values())[::-1]


def _doubts(posting: Posting, text: str, amounts: list[Amount], parts: Parts) -> list[Doubt]:
    """Figures that look like pay in a posting whose pay was not understood: in its field, else in its text."""
    if any(char.isdigit() for char in posting.pay):
        return [Doubt("pay", quote(posting.pay, 0, len(posting.pay), "pay"))]
    doubtful = (amount for amount in amounts if parts.states(amount.start) and _doubtful(text, amount))
    return [Doubt("pay", quote(posting.text, one.start, one.end, "text")) for one in islice(doubtful, _MOST_DOUBTS)]


def _doubtful(text: str, amount: Amount) -> bool:
    near = clause(text, amount)
    unit = unit_of(amount, near)
    named = amount.unit or words.MONEY_WORDS.search(near.wide[-60:])
    timed = amount.currency is None and unit in ("day", "week", "month", "year")
    return bool(named) and not timed and not other_money(amount, near, unit)
