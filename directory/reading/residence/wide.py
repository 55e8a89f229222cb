"""Words that make a list of places all of where one may live: "anywhere in the EU", "any state but Jalisco"."""

from directory.eligibility.areas import area_of, is_part
from directory.reading.lattice import Token, tokens
from directory.reading.residence.clause import BEHIND, CLOSE, Clause, distance, heads
from directory.reading.residence.wholes import whole_alone, wholly
from directory.terms import PlaceHit

_NEXT = 2
"""Characters between "each" and the name it belongs to."""


def any_part_of(clause: Clause) -> str | None:
    """The country of which all parts but those of the list are meant: "any federal state except Bavaria"."""
    countries = {place[:2] for place in clause.listed.places if is_part(place)}
    whole = len(countries) == 1 and all(map(is_part, clause.listed.places))
    said = tokens(clause.page).between(clause.line.start, clause.listed.start)
    part = any(token.kind == "area" and token.language == clause.language for token in said)
    if whole and part and clause.anywhere("live", "accept", "person") and not clause.anywhere("not", "barred"):
        return countries.pop()
    return None


def all_but(clause: Clause) -> str | None:
    """The country or region of which all but the list is meant: "all of Germany except Bavaria", "日本全国"."""
    return any_part_of(clause) or _whole_of(clause)


def _whole_of(clause: Clause) -> str | None:
    said = tokens(clause.page).between(clause.line.start, clause.line.end)
    wholes = [token for token in said if token.kind == "all" and token.value == "whole"]
    apart = [
        token
        for token in said
        if token.kind == "place" and (token.end <= clause.listed.start or token.start >= clause.listed.end)
    ]
    held = (token.value for token in apart if any(wholly(token, whole) for whole in wholes))
    out = set(area_of(clause.listed.barred))
    return next((place for place in held if out <= set(area_of([place])) and place not in clause.listed.barred), None)


def all_of(clause: Clause) -> bool:
    """ "Anywhere in the EU", "from each EU state": everywhere, but only there."""
    wide = [token for token in clause.near if token.kind in ("any", "open") or _all_there(clause, token)]
    behind = any(
        token.end <= clause.listed.start
        and distance(token, clause.listed) <= (2 * _NEXT if token.value == "whole" else CLOSE)
        for token in wide
        if token.kind != "open"
    )
    each = clause.beside("each", reach=_NEXT) and clause.anywhere("accept", "person", "live")
    return behind or each or any(heads(clause.listed, token) for token in wide) or whole_alone(clause)


def some_of(clause: Clause) -> bool:
    """Whether a region is named of which only some countries are meant: "aus ausgewählten Ländern Europas"."""
    first, last = clause.listed.hits[0], clause.listed.hits[-1]
    said = tokens(clause.page).between(clause.line.start, clause.line.end)
    parts = [token for token in said if token.kind == "some" and token.value == "part"]
    if any(hit.kind == "region" and any(_touches(hit, token) for token in parts) for hit in clause.listed.hits):
        return True
    return any(
        token.kind == "some"
        and token.value != "part"
        and (
            (first.kind == "region" and 0 <= first.start - token.end <= CLOSE)
            or (clause.language in BEHIND and last.kind == "region" and 0 <= token.start - last.end <= CLOSE // 2)
        )
        for token in clause.all
    )


def _touches(hit: PlaceHit, token: Token) -> bool:
    """Whether a word makes a region a part of it: "Afrique francophone", "Восточная Европа"."""
    return 0 <= token.start - hit.end <= 1 or 0 <= hit.start - token.end <= 1


def _all_there(clause: Clause, token: Token) -> bool:
    """Whether "any city of" or "all of" is said of where one works or lives, not of where others are."""
    said = clause.anywhere("work", "remote", "accept", "live", "person")
    return token.kind == "all" and said and not clause.has("seat")


def welcome(clause: Clause) -> bool:
    """Whether people of the place are looked for, who are not there already, without a word that nobody else is."""
    if clause.has("already"):
        return False
    if clause.beside("remote", reach=CLOSE) or clause.beside("accept", reach=CLOSE - 4):
        return not clause.has("seat")
    return clause.beside("person", reach=CLOSE + 6) and clause.has("accept") and not clause.has("seat")
