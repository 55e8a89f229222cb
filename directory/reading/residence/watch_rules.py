"""The rows of data/reading/residence_doubts.tsv: which sentences about place were not wholly read."""

from dataclasses import dataclass
from functools import cache, lru_cache

from directory.reading.residence.clause import CLOSE, NEAR
from directory.reading.residence.watch import MADE, Sentence
from directory.reading.tables import Entry, entries

_REACHES = {"~": NEAR, "!": CLOSE}


@dataclass(frozen=True, slots=True)
class WatchRule:
    """A row of the table: `needs` is a list of alternatives that must all be met, `without` must not be.

    `words` are those alternatives that are kinds of words alone, `places` what must be found among places and names:
    without them the sentence need not be looked at.
    """

    name: str
    needs: tuple[tuple[str, ...], ...]
    words: tuple[frozenset[str], ...]
    places: frozenset[str]
    without: frozenset[str]
    claims: str

    def may_fire(self, kinds: frozenset[str], stances: frozenset[str], *, placed: bool, aside: bool) -> bool:
        """Whether it can doubt a sentence with words of these kinds, from which claims of these stances were read;
        `placed`: a place may stand in it, `aside`: something of it was put aside."""
        if not placed and self.places and ("name" not in self.places or "live" not in kinds):
            return False
        for some in self.words:
            if some.isdisjoint(kinds):
                return False
        return self.without.isdisjoint(kinds) and _said(self.claims, stances, aside=aside)

    def fires(self, sentence: Sentence) -> bool:
        """Whether the sentence, one that it may doubt by its words and claims, is one that this row doubts."""
        return not any(map(sentence.holds, self.without)) and all(
            any(_met(kind, sentence) for kind in some) for some in self.needs
        )


def _met(kind: str, sentence: Sentence) -> bool:
    if kind[-1] in _REACHES:
        return sentence.beside(kind[:-1], _REACHES[kind[-1]])
    return sentence.holds(kind)


def _said(claims: str, stances: frozenset[str], *, aside: bool) -> bool:
    if claims == "none":
        return not stances and not aside
    if claims == "no-not":
        return bool(stances) and "not" not in stances
    if claims == "not":
        return stances == {"not"}
    if claims == "no-any":
        return "any" not in stances
    return bool(stances & set(claims.split("|"))) and (claims != "only" or "not" not in stances)


@cache
def watch_rules() -> tuple[WatchRule, ...]:
    """The rows of the table in order."""
    return tuple(_rule(entry) for entry in entries("residence_doubts"))


@lru_cache(maxsize=8192)
def rules_for(kinds: frozenset[str], stances: frozenset[str], *, placed: bool, aside: bool) -> tuple[WatchRule, ...]:
    """The rows that may doubt a sentence with words of these kinds and claims of these stances: most are alike."""
    return tuple(rule for rule in watch_rules() if rule.may_fire(kinds, stances, placed=placed, aside=aside))


def _rule(entry: Entry) -> WatchRule:
    needs = tuple(tuple(some.split("|")) for some in entry["needs"].split(","))
    if set(entry["claims"].split("|")) - {"none", "only", "any", "not", "no-not", "no-any"}:
        raise entry.wrong(f"{entry['claims']!r} is no kind of claim")
    bare = [frozenset(kind.rstrip("~!") for kind in some) for some in needs]
    words = tuple(some for some in bare if not some & MADE.keys())
    without = frozenset(filter(None, entry["without"].split("|")))
    places = frozenset(kind for some in bare for kind in some & (MADE.keys() - {"apart", "whose"}))
    places |= {"name"} if "both" in places else set()
    return WatchRule(entry["name"], needs, words, places, without, entry["claims"])
