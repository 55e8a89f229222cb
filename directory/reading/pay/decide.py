"""What the work pays: the main advertised pay first, with the words that say so.

Decided in this order:
1. Every amount is evidence (`evidence.py`); one that is other money, stands in a section that states no pay, has no
   currency or is hardly said to be pay is dropped, and keeps the reason. Where nothing else may be pay, one with a unit
   that no word calls pay counts all the same, with a doubt.
2. The plainest amount of the text is the main one; one worked out from another counts last, one without a unit less.
3. Of the same pay in several currencies the one in US dollars counts, else the first.
4. Neighbours in the same currency and unit are bands of the same work: the main one covers them ("up to" covers all).
5. The text beats the platform's pay field, its unit too, and the disagreement is a claim of its own; a field that the
   text disowns is a placeholder. Nothing is ever rescaled.
6. A rival as plain as the main one, a unit that is unknown or guessed, and money that is told by nothing are doubts.
"""

from collections.abc import Sequence
from dataclasses import replace

from directory.claims import Claim, Contradiction, Doubt, Pay, Quote
from directory.posting import Posting
from directory.reading.page import sheet
from directory.reading.pay.context import Offer
from directory.reading.pay.doubts import PayQuestion, doubts
from directory.reading.pay.evidence import NOT_SAID, field_offers, offers, titled_offers
from directory.reading.pay.field import agree, hourly_basis, reconciled, restated
from directory.reading.pay.lexicon import stretch
from directory.reading.pay.named import named_in
from directory.reading.pay.plain import plain
from directory.reading.pay.purse import Purse
from directory.reading.pay.ranking import main_of, rank
from directory.reading.pay.sittings import sat, sentence
from directory.reading.pay.sizes import FIRM_UNITS, dollars
from directory.reading.quote import quote
from directory.reading.sections import Parts

_MOST_CLAIMS = 8  # beside the main one: bands of countries or levels; a longer price list is not shown whole
_MOST_DOUBTS = 3  # of a posting: a maintainer needs one to see the gap


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """The pay claims, the main one first, then what contradicts it; and money words that could not be read."""
    purse = Purse(posting)
    text = sheet(posting.text).plain
    every = _evidence(text, purse, parts)
    said = [offer for offer in every if offer.dropped is None and not _copied(text, offer, posting.pay)]
    field = _with_unit(main_of(field_offers(purse)), every) if posting.pay else None
    likely = [] if said or field else [offer for offer in every if _is_likely(text, offer)]
    main = sat(text, _of_sound(_on_its_basis(text, main_of(said or likely)), said))
    if main and main.pay.qualifier == "average" and any(_heads(offer, main) for offer in every if offer not in said):
        main = None  # the field's "up to" is said again right before what people come to on average
    if main and main.pay.unit == "once":  # where the text says the field's rate too, a sum is for a test or a start
        main = next((offer for offer in every if _confirms(offer, field)), main)
    claims = _decide(posting, text, field, main)
    more = [offer for offer in sorted(said, key=lambda offer: -rank(offer)) if _beside(offer, main)]
    claims += [_claim(posting, offer) for offer in more[:_MOST_CLAIMS] if claims]
    return _each_once(claims), doubts(posting, claims, PayQuestion(field, main, every))


def evidence(posting: Posting, parts: Parts) -> list[Offer]:
    """Every amount of the posting in the order field, text, title, with its score, or the reason why it is no pay."""
    purse = Purse(posting)
    return field_offers(purse) + _evidence(sheet(posting.text).plain, purse, parts)


def _evidence(text: str, purse: Purse, parts: Parts) -> list[Offer]:
    return offers(text, purse, parts) + titled_offers(purse)


def _with_unit(field: Offer | None, every: Sequence[Offer]) -> Offer | None:
    """The field with the unit that stands beside its figure in the text, under whatever heading: perks name it too."""
    if field is None or field.pay.unit != "unknown":
        return field
    alike = (one for one in every if (one.amount.low, one.amount.high) == (field.amount.low, field.amount.high))
    units = {one.amount.unit for one in alike if one.amount.unit and one.pay.currency == field.pay.currency}
    return (
        replace(field, pay=replace(field.pay, unit=units.pop()), rule="unit in the text") if len(units) == 1 else field
    )


def _heads(offer: Offer, main: Offer) -> bool:
    """Whether an offer that was left out as a copy of the field is a ceiling in the unit of the main one."""
    ceiling = offer.dropped is None and offer.pay.qualifier == "up_to"
    return ceiling and (offer.pay.unit, offer.pay.currency) == (main.pay.unit, main.pay.currency)


def _confirms(offer: Offer, field: Offer | None) -> bool:
    """Whether an offer says the field's hourly rate again, unit and all."""
    return field is not None and field.pay.unit == "hour" and offer.dropped is None and offer.pay == field.pay


def _beside(offer: Offer, main: Offer | None) -> bool:
    """Whether an offer is a claim of its own beside the main one."""
    return not offer.weak and (main is None or offer.pay != main.pay)


def _is_likely(text: str, offer: Offer) -> bool:
    """Whether an amount, the only money of its posting that may be pay, has a unit though no word calls it pay."""
    allowance = offer.pay.unit == "year" or offer.amount.unit == "month"
    guessed = offer.amount.guessed or offer.pay.unit == "unknown" or allowance
    if offer.dropped != NOT_SAID or offer.score < 0 or offer.source != "text" or guessed or offer.weak:
        return False
    start, end = sentence(text, offer)
    return not any(token.kind in ("other", "after", "near") for token in stretch(plain(text[start:end])).tokens)


def _copied(text: str, offer: Offer, field: str) -> bool:
    """Whether its line only repeats the pay field ("pay: $20 - $30 hourly") and names no unit before it."""
    start = text.rfind("\n", 0, offer.start) + 1
    # Characters of a label and its value: a longer line says more than the field.
    if not field or offer.source != "text" or offer.start - start > 40:
        return False
    name, _, value = plain(text[start : offer.end]).partition(":")
    return len(name) < 20 and named_in(name) is None and " ".join(value.split()) == " ".join(plain(field).split())


def _on_its_basis(text: str, main: Offer | None) -> Offer | None:
    """An amount without a unit is hourly where the text says elsewhere that the work is paid by the hour."""
    # Dollars: what an hour may pay; beyond is a project's sum.
    if main is None or main.pay.unit != "unknown" or not 1 <= dollars(main.amount.high, main.pay.currency) <= 500:
        return main
    return replace(main, pay=replace(main.pay, unit="hour")) if hourly_basis(text) else main


def _of_sound(main: Offer | None, said: Sequence[Offer]) -> Offer | None:
    """An hour's pay that the text also gives as that of an hour of audio, in the same figures, is of audio."""
    if main is None or main.pay.unit != "hour":
        return main
    alike = (one for one in said if (one.amount.low, one.amount.high) == (main.amount.low, main.amount.high))
    return next((one for one in alike if one.pay.unit == "audio_hour"), main)


def _decide(posting: Posting, text: str, field: Offer | None, main: Offer | None) -> list[Claim]:
    """The main claim, and the contradiction if the text overrules the field."""
    if field is None:
        return [_claim(posting, main)] if main else []
    alone = main is None or _is_repeated(field, main)
    field = restated(f"{plain(posting.pay)}\n{text}", field, alone=alone)
    if main is None or field.pay.qualifier == "placeholder":
        return [_claim(posting, field)]
    if (main.weak or _is_typical(field, main)) and not agree(field.pay, main.pay):
        return [_claim(posting, field)]
    taken = reconciled(field, main)
    if taken is field or _is_lower_end(field.pay, main.pay):
        return [_claim(posting, field)]
    if taken.source == "pay" or agree(field.pay, taken.pay):
        return [_claim(posting, taken)]
    against = _quote(posting, field)
    told = Contradiction("pay", _quote(posting, taken).text[:80], against.text[:80])
    return [_claim(posting, taken), Claim("contradiction", told, against, "pay: text against field")]


def _is_repeated(field: Offer, told: Offer) -> bool:
    """Whether the text only names the field's figure: "the $20 above means nothing"."""
    same = (field.amount.low, field.amount.high) == (told.amount.low, told.amount.high)
    return same and told.pay.unit in (field.pay.unit, "unknown")


def _is_lower_end(field: Pay, told: Pay) -> bool:
    """Whether the text only says where the field's range begins: "$15 - $45 / hour", "raters start at $15 an hour"."""
    begins = told.qualifier == "from" and told.min == field.min and field.max is not None
    return begins and (told.currency, told.unit) == (field.currency, field.unit)


def _is_typical(field: Offer, main: Offer) -> bool:
    """Whether the text only estimates what an hour comes to, of work that the field pays by the piece."""
    guess = main.pay.unit == "hour" and main.pay.qualifier in ("estimated", "average")
    return guess and field.pay.unit in FIRM_UNITS and field.pay.unit != "hour"


def _quote(posting: Posting, offer: Offer) -> Quote:
    return quote(posting.source(offer.source), offer.start, offer.end, offer.source)


def _claim(posting: Posting, offer: Offer) -> Claim:
    return Claim("pay", offer.pay, _quote(posting, offer), f"pay: {offer.rule}")


def _each_once(claims: list[Claim]) -> list[Claim]:
    return list({(claim.kind, claim.value): claim for claim in reversed(claims)}.values())[::-1]
