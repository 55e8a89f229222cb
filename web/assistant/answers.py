"""What an assistant is told of an answer of the API: what a person needs, each fact with the words that prove it.

An assistant pays for each word that it reads, so a row of a list is a tenth of the API's; `listing` gives all of it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Told = dict[str, Any]
ROW = ("id", "platform", "title", "state", "url", "says", "marks", "days_open", "last_seen", "demo")
PROVEN = ("residence", "language", "pay", "right_to_work", "degree", "experience")
"""The kinds of claim whose quotes a row of a list carries: what decides whether somebody may take it, and pay."""
WHY = ("residence", "citizenship", "right_to_work", "language", "location")
STATES = {
    "open_named": "the posting names the country as allowed",
    "open_region": "the posting names a region that holds the country as allowed",
    "open_worldwide": "the posting says that it is open anywhere",
    "likely_policy": "the posting is silent; what the platform says of itself allows the country",
    "unlikely_policy": "the posting is silent; what the platform says of itself leaves the country out",
    "unstated": "neither posting nor platform says who may take it by place: nobody knows",
    "closed_listed": "the posting lists who may take it, and the country is not among them",
    "closed_excluded": "the posting says that people in the country may not take it",
}
"""What each of the eight states of a verdict rests on (directory/eligibility/verdict.py)."""


def row(one: Mapping[str, Any]) -> Told:
    """One listing of a list: the answer to the person, and quotes of what decides."""
    told = {key: one[key] for key in ROW}
    return told | {"answer": verdict(one), "quotes": quotes(one["claims"], PROVEN)}


def quotes(claims: Iterable[Mapping[str, Any]], kinds: Iterable[str]) -> list[Told]:
    """The claims of these kinds in words, each with its quote, the same words once."""
    wanted = frozenset(kinds)
    told = {(one["says"], one["quote"]["text"]): one for one in claims if one["kind"] in wanted}
    return [{"kind": one["kind"], "says": says, "quote": text} for (says, text), one in told.items()]


def verdict(one: Mapping[str, Any]) -> Told | None:
    """Whether this person may take it, by place and by language, with the quote that decides and where to apply."""
    place, spoken, opens = one["verdict"], one["spoken"], one["opens"]
    if place is None and spoken is None:
        return None
    told: Told = {"apply": opens["url"] if opens else None}
    if place:
        quote = place["quote"]["text"] if place["quote"] else None
        told["place"] = {
            "state": place["state"], "group": place["group"], "says": place["says"], "quote": quote,
            "means": STATES[place["state"]], "only_in": place["within"], "statements_disagree": place["conflict"],
        }  # fmt: skip
    if spoken:
        told["languages"] = {"state": spoken["state"], "says": spoken["says"]}
    return told


def reasons(one: Mapping[str, Any]) -> list[Told]:
    """Every statement about place, right to work and language, with quote, source and the rule that read it."""
    found = [claim for claim in one["claims"] if claim["kind"] in WHY]
    return [
        {"kind": claim["kind"], "says": claim["says"], "quote": claim["quote"]["text"]}
        | {"source": claim["quote"]["source"], "rule": claim["rule"]}
        for claim in found
    ]
