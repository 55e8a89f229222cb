"""One list of places in a sentence, with the words around it that say what it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directory.reading.lattice import Token, tokens
from directory.reading.page import Line, Sheet
from directory.reading.residence.listed import Listed
from directory.reading.residence.questions import HEADED, is_run_in

BEHIND = frozenset(("tr", "hi", "ja", "ko", "hu", "fi", "zh", "hi-Latn"))
"""Languages in which what a place belongs to stands behind it."""
NEAR, CLOSE = 45, 14
"""Characters between a place and its verb ("wohnst dauerhaft in der"), and between a place and a particle behind it."""
_PARTING = ",;，；、"
_OURS = 30
"""Characters between "our" and the verb of living of those that are ours."""
_BESIDE_ALSO = 60
"""Characters between "also" and the list: "Auch Bewerbungen von Menschen aus", "přijímáme také lidi, kteří žijí na"."""
_TOWN = re.compile(r"\W*(?:[^\W\d_][\w'’.-]*[ ]?){1,4}[(,]\s*")
"""A town that we do not know before its country: "Albacete (España)"."""
_SMALL = re.compile(r"[\W\d]*(?:[^\W\d_]{1,4}[,.、،]\s*)?[^\W\d_]{1,5}(?:[ '’][^\W\d_]{1,3})?\W*")
"""The words before the places of an answer: "In", "Desde", "Dans l'"."""
_LEAD = re.compile(
    r"[\s\-–•*·📍🌍🌎🌏]*(?:(?:côté|pour ce qui est d[eu]|quant (?:au|à la|aux)|niveau|concernant l[ea]|par rapport au"
    r"|en cuanto (?:al|a la)|respecto (?:al|a la)|sobre (?:el|la|os?|as?)|por|quanto (?:ao|à|al|alla)|relativamente ao"
    r"|zum|zur|betreffend|thema|was (?:das|den|die)|per (?:quanto riguarda )?(?:il|la)|riguardo (?:al|alla)|wat betreft"
    r"|qua|vad gäller|angående|hvad angår|når det gjelder|mitä tulee|jeśli chodzi o|co do|co se týče|cât despre"
    r"|что касается|щодо|стосовно|по|mengenai|soal|về|关于|關於|بخصوص|بالنسبة|kuhusu)\s*)?",
    re.IGNORECASE,
)
"""What may stand before a label: nothing, or that the sentence goes on to it: "Côté pays :"."""
_TINY = 3
"""Letters of a small word beside one of acceptance in a label."""
_MARKS = " \t-–•*·📍🌍🌎🌏:：\r"


@dataclass(frozen=True, slots=True)
class Clause:
    """One list of places with the cues of its part of the sentence (`near`, from `start`) and of all of it (`all`)."""

    page: Sheet
    line: Line
    listed: Listed
    start: int
    near: tuple[Token, ...]
    all: tuple[Token, ...]
    language: str | None
    heading: str

    def has(self, *kinds: str) -> bool:
        """Whether a cue of these kinds stands in the list's own part of the sentence."""
        return any(token.kind in kinds for token in self.near)

    def anywhere(self, *kinds: str) -> bool:
        """Whether a cue of these kinds stands anywhere in the sentence, other parts of it included."""
        return any(token.kind in kinds for token in self.all)

    def count(self, *kinds: str) -> int:
        """How many cues of these kinds stand in the list's own part of the sentence; those of one place count once."""
        last = found = 0
        for token in self.near:  # by their start, the longer first: a word inside another is none of its own
            if token.kind in kinds and token.end > last:
                found += token.start >= last
                last = token.end
        return found

    def beside(self, *kinds: str, reach: int = NEAR) -> bool:
        """Whether such a cue stands near the list, nothing that belongs elsewhere between."""
        return any(token.kind in kinds and distance(token, self.listed) <= reach for token in self.near)


def distance(token: Token, listed: Listed) -> int:
    """Characters between a cue and a list of places, on whichever side it stands; below 0 where they overlap."""
    return listed.start - token.end if token.end <= listed.start else token.start - listed.end


def heads(listed: Listed, token: Token) -> bool:
    """Whether a list stands right before "anywhere" in a language that says so: "EU内のどこでも"."""
    return token.language in (*BEHIND, "sw") and 0 <= token.start - listed.end <= CLOSE // 2


def takes_out(token: Token, listed: Listed) -> bool:
    """Whether a word of exception stands on its side of a list, near enough."""
    if token.kind != "except":
        return False
    if token.value == "before":
        return 0 <= listed.start - token.end <= NEAR
    return 0 <= token.start - listed.end <= CLOSE


def lives_there(nouns: Sequence[Token]) -> bool:
    """Whether what "is based" there is a company: "notre société basée à"; the last noun is the nearest."""
    if len(nouns) < 2 or nouns[-1].kind != "live":
        return False
    seat, live = nouns[-2:]
    return seat.kind == "seat" and max(live.start - seat.end, seat.start - live.end) <= CLOSE


def under_label(page: Sheet, line: Line) -> bool:
    """Whether the line above is a label ("Location:", "地点") and nothing else, so that it heads this line."""
    end = page.plain.rfind("\n", 0, line.start)
    start = page.plain.rfind("\n", 0, max(end, 0)) + 1
    above = page.plain[start : max(end, 0)].strip(" \t-–•*·📍🌍🌎🌏:：\r")
    found = tokens(page).between(start, max(end, 0))
    return bool(above) and any(
        token.kind == "label" and page.plain[token.start : token.end] == above for token in found
    )


def has_colon(ahead: str) -> bool:
    """Whether a colon stands in these characters, a wide one of Chinese included."""
    return ":" in ahead or "：" in ahead


def has_words(ahead: str) -> bool:
    """Whether any letter or digit stands in these characters: else they only join what is around them."""
    return any(char.isalnum() for char in ahead)


def bracketed(clause: Clause, token: Token) -> bool:
    """Whether a word stands in a bracket behind the list: "residents of Japan (abroad: not accepted)"."""
    between = clause.page.plain[clause.listed.end : token.start]
    return any(sign in between for sign in "(（") and not any(sign in between for sign in ")）")


def of_other(clause: Clause, token: Token) -> bool:
    """Whether a word of denial stands with another place in its part of the sentence: ", not in Germany"."""
    plain, line = clause.page.plain, clause.line
    start = max((at + 1 for at in range(line.start, token.start) if plain[at] in _PARTING), default=line.start)
    end = min((at for at in range(token.end, line.end) if plain[at] in _PARTING), default=line.end)
    known = tokens(clause.page).between(start, end)
    return any(
        other.kind in ("place", "city") and not clause.listed.start <= other.start < clause.listed.end
        for other in known
    )


def but_not(clause: Clause) -> bool:
    """Whether a sentence about where people live goes on ", but not in" the list, or denies it: ", Norway not"."""
    denied = [token for token in clause.near if token.kind == "not"]
    close = any(clause.listed.start - token.end <= CLOSE // 2 for token in denied if token.end <= clause.listed.start)
    behind = any(0 <= token.start - clause.listed.end <= 2 * CLOSE for token in denied)
    return (close and clause.anywhere("live")) or (behind and clause.anywhere("live", "label"))


def of_ours(clause: Clause) -> bool:
    """Whether it is told where those live who work there already: "our annotators live in"."""
    if clause.has("only", "accept", "barred", "not", "you") or clause.anywhere("need"):
        return False
    homes = [token.start for token in clause.near if token.kind == "live"]
    ours = [token.end for token in clause.near if token.kind == "ours"]
    return any(0 <= home - end <= _OURS for home in homes for end in ours)


def of_mine(clause: Clause) -> bool:
    """Whether somebody tells where they live themselves: "Ich wohne selbst in Spanien und mache das seit Jahren"."""
    asked = clause.page.plain[clause.line.start : clause.line.end + 1].rstrip().endswith(("?", "？", "؟"))
    return clause.has("mine") and not asked and not clause.anywhere("only", "accept", "need", "if")


def also_there(clause: Clause) -> bool:
    """Whether people of these places are said to be accepted, too, beside those of another list."""
    ahead = clause.page.plain[clause.line.start : clause.listed.start]
    bracketed_in = ahead.rfind("(") > ahead.rfind(")") and len(ahead) - ahead.rfind("(") <= CLOSE
    if bracketed_in and clause.has("also") and not clause.has("not", "barred", "only"):
        return True
    if clause.anywhere("need", "only", "not", "barred") or not clause.anywhere("accept"):
        return False
    return any(token.kind == "also" and distance(token, clause.listed) <= _BESIDE_ALSO for token in clause.all)


def labelled(clause: Clause) -> bool:
    """Whether the sentence is a label and the list: "Standort: Kassel", or the list alone under such a heading."""
    ahead = clause.page.plain[clause.line.start : clause.listed.start]
    labels = [token for token in clause.all if token.kind == "label" and token.end <= clause.listed.start]
    if (
        labels
        and has_colon(ahead)
        and (_LEAD.fullmatch(ahead, 0, labels[0].start - clause.line.start) or _qualified(clause, labels[0]))
    ):
        return True
    if is_run_in(clause.page, clause.listed.start):
        return True
    bare = not has_words(ahead) or bool(_TOWN.fullmatch(ahead)) or _answers(clause, ahead)
    return bare and (clause.heading in HEADED or under_label(clause.page, clause.line))


def _qualified(clause: Clause, label: Token) -> bool:
    """Whether a label has but words of acceptance before it: "Zugelassene Länder: …", "Mga tinatanggap na bansa: …"."""
    said = [token for token in clause.all if token.kind == "accept" and token.end <= label.start]
    rest = "".join(
        " " if any(token.start <= at < token.end for token in said) else clause.page.plain[at]
        for at in range(clause.line.start, label.start)
    )
    return bool(said) and all(len(word) <= _TINY for word in rest.split())


def _answers(clause: Clause, ahead: str) -> bool:
    """Whether a line under a heading of places is a small word and the list: "In Deutschland oder Österreich."."""
    behind = tokens(clause.page).between(clause.listed.end, clause.listed.end + 2)
    ends = [token.end for token in behind if token.kind == "bind"]
    rest = clause.page.plain[max([clause.listed.end, *ends]) : clause.line.end].strip(" \t.!।。)")
    closed = not rest or (clause.heading == "question" and rest[0] in _PARTING)
    return clause.heading in HEADED and closed and bool(_SMALL.fullmatch(ahead))


def points_back(clause: Clause) -> bool:
    """Whether a home "in one of the two" is asked for behind a list that is of something else."""
    back = [token for token in clause.all if token.kind == "back" and token.start >= clause.listed.end]
    return bool(back) and any(token.kind == "live" and token.start >= clause.listed.end for token in clause.all)


def is_people(clause: Clause) -> bool:
    """Whether a list is written as a word for the citizens themselves: "WNI"."""
    inside = tokens(clause.page).between(clause.listed.start, clause.listed.end)
    return any(token.kind == "citizen" and token.end <= clause.listed.end for token in inside)


def not_only(clause: Clause) -> bool:
    """Whether the list is said not to be all ("not only in …"), which closes nothing."""
    nots = [token for token in clause.near if token.kind == "not"]
    return any(token.kind == "only" and 0 <= token.start - other.end <= 2 for token in clause.near for other in nots)
