"""What a list of places means, decided once from all the words around it.

`decide` is the table; its checks are below it, in its order.
"""

from collections.abc import Iterator

from directory.claims import Statement
from directory.reading.residence.cases import INVITED, LEVY, comes_there, inverted, invited, is_levy, is_taxed
from directory.reading.residence.clause import (
    BEHIND,
    CLOSE,
    Clause,
    also_there,
    bracketed,
    but_not,
    has_words,
    lives_there,
    not_only,
    of_mine,
    of_other,
    of_ours,
)
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.exceptions import excepted, torn
from directory.reading.residence.later import RULE as LATER
from directory.reading.residence.later import is_later
from directory.reading.residence.nonresidents import RULE as NONRESIDENTS
from directory.reading.residence.nonresidents import denied_beyond, no_matter, nonresidents_denied
from directory.reading.residence.others import ELSEWHERE, or_elsewhere, rest_is_open
from directory.reading.residence.others import RULE as REST
from directory.reading.residence.outside import ASKED_OUTSIDE, outside_asked, outside_denied
from directory.reading.residence.outside import RULE as OUTSIDE
from directory.reading.residence.rules import Subject
from directory.reading.residence.subject import subject_of
from directory.reading.residence.turned import others_denied, taken_back
from directory.reading.residence.wide import all_but, some_of, welcome

UNSURE = "except-unsure"
"""The rule of a list of which nobody can tell whether "except" takes it out: it opens and closes nothing."""


def decide(clause: Clause) -> Iterator[Evidence]:
    """The evidence of one list of places: the first of these lines that holds.

    nobody from outside, nobody who does not live there: only · taken out by "except" · later: barred ·
    a tax of theirs: nothing · perhaps so: a doubt ·
    denied twice: a doubt · "not only": a doubt · need not: nothing · another's place: nothing ·
    a case ("if you live in"): nothing · denied: barred · wished: preferred · stated: only · looked for: weakly only
    """
    listed, subject, denials = clause.listed, subject_of(clause), _denials(clause)
    statement = Statement("only", listed.places)
    if beyond := tuple(_of_others(clause, subject)):
        yield from beyond
    elif excepted(clause):
        yield from _out(clause, "except")
    elif is_later(clause) and not denials:
        yield from _out(clause, LATER)
    elif is_levy(clause):
        why = "a tax, a law or what they get is told of"
        yield _evidence(clause, "residence", statement, LEVY, why, doubtful=not is_taxed(clause))
    elif subject is None and not denials and not welcome(clause) and not others_denied(clause):
        return
    elif torn(clause):
        yield _evidence(clause, "residence", statement, UNSURE, "an exception stands before it", doubtful=True)
    elif denials > 1 or (denials and clause.has("not") and denied_beyond(clause)):
        why = "two words of denial in one sentence"
        yield _evidence(clause, "residence", statement, "denied-twice", why, doubtful=True)
    elif not_only(clause):
        yield _evidence(clause, "residence", statement, "not-only", "not only there", doubtful=True)
    elif _needless(clause):
        yield _evidence(clause, "residence", statement, "need-not", "it is not asked for")
    elif _of_another(clause) or of_ours(clause) or of_mine(clause):
        yield _evidence(clause, "residence", statement, "seat", "the place of a company, office or market")
    elif _denied_case(clause) and invited(clause):
        yield from _stated(clause, subject or "residence", INVITED)
    elif _denied_case(clause):
        yield _evidence(clause, "residence", statement, "case", "only a case", doubtful=bool(denials))
    elif some_of(clause):
        yield _evidence(clause, "residence", statement, "some-of", "it is not said which countries", doubtful=True)
    elif others_denied(clause):
        yield from _stated(clause, subject or "residence")
    elif denials:
        yield from _denied(clause)
    elif _wished(clause):
        yield _evidence(clause, subject or "residence", Statement("preferred", listed.places), "wish", None)
    else:
        yield from _stated(clause, subject)


def _of_others(clause: Clause, subject: Subject | None) -> Iterator[Evidence]:
    """The lines of what is said of people elsewhere, or of nobody's place; none where the list itself is spoken of."""
    statement, unread = Statement("only", clause.listed.places), clause.listed.unread
    if nonresidents_denied(clause):
        yield _evidence(clause, "residence", statement, NONRESIDENTS, None, doubtful=unread)
    elif no_matter(clause):
        yield _evidence(clause, "residence", statement, "need-not", "it is not asked for")
    elif or_elsewhere(clause):
        yield _evidence(clause, "residence", Statement("any"), ELSEWHERE, None)
    elif subject == "citizenship" and clause.has("even"):
        yield _evidence(clause, subject, statement, "even-citizens", "it is said of citizens, too")
    elif rest_is_open(clause):
        yield from _out(clause, REST)
        yield _evidence(clause, "residence", Statement("any"), REST, None)
    elif outside_denied(clause):
        yield _evidence(clause, subject or "residence", statement, OUTSIDE, None, doubtful=unread)
    elif outside_asked(clause):
        yield _evidence(clause, "residence", statement, ASKED_OUTSIDE, "it is a case or a question")


def _denied(clause: Clause) -> Iterator[Evidence]:
    """A list under one denial: barred if people, their acceptance or their home are denied."""
    if clause.has("barred") or clause.anywhere("person", "accept") or clause.has("live") or but_not(clause):
        yield from _out(clause, "barred")
    elif is_later(clause):
        yield from _out(clause, LATER)
    else:
        yield _evidence(
            clause,
            "residence",
            Statement("not", clause.listed.barred),
            "denied",
            "what is denied is unread",
            doubtful=True,
        )


def _out(clause: Clause, rule: str) -> Iterator[Evidence]:
    """The list as an exclusion; alone behind "outside" or "except" it leaves everywhere else."""
    places = clause.listed.barred
    if not places:
        yield _evidence(
            clause, "residence", Statement("not", clause.listed.places), rule, "a city bars nobody but itself"
        )
        return
    yield _evidence(clause, "residence", Statement("not", places), rule, None, doubtful=clause.listed.unread)
    if clause.listed.unread:
        yield _evidence(clause, "residence", Statement("not", places), UNSURE, "a member that is taken out is unknown")
    others = [token for token in clause.all if token.kind in ("any", "open")]
    whole = all_but(clause) if rule == "except" and not clause.listed.unread else None
    if whole:
        yield _evidence(clause, "residence", Statement("only", (whole,)), "any-part", None)
    elif (
        rule == "except"
        and not others
        and not clause.listed.unread
        and clause.anywhere("live", "accept")
        and not clause.anywhere("only", "not", "barred")
    ):
        yield _evidence(clause, "residence", Statement("any"), "all-but", None, weak=True)


def _stated(clause: Clause, subject: Subject | None, rule: str = "") -> Iterator[Evidence]:
    listed = clause.listed
    if listed.unread:
        yield _evidence(
            clause, subject or "residence", Statement("welcome", listed.places), "partly-read", None, doubtful=True
        )
    else:
        statement, there = Statement("only", listed.places), comes_there(clause)
        name = rule or _name(clause, subject)
        weak = subject is None or there
        yield _evidence(clause, subject or "residence", statement, name, None, weak=weak, doubtful=there)


def _name(clause: Clause, subject: Subject | None) -> str:
    cue = "looked-for" if subject is None else "only" if clause.has("only") else subject.replace("_", "-")
    if also_there(clause):
        cue = "also"
    return f"{clause.language or 'any'}-{cue}"


def _evidence(
    clause: Clause,
    kind: Subject,
    statement: Statement,
    rule: str,
    dropped: str | None,
    *,
    weak: bool = False,
    doubtful: bool = False,
) -> Evidence:
    """The candidate with the words from the first to the last cue of the list's part of the sentence as its proof."""
    spots = [token for token in clause.near if token.kind not in ("if", "you", "but", "seat")]
    start = min([clause.listed.start, *(token.start for token in spots)])
    end = max([clause.listed.end, *(token.end for token in spots)])
    return Evidence(kind, statement, "weak" if weak else "strong", start, end, rule, dropped, doubtful)


def _denials(clause: Clause) -> int:
    """How many times the list is denied: by words of its own part, or of a part that says who is not taken."""
    own = clause.count("not", "barred")
    if others_denied(clause):
        return 0
    if own or not clause.anywhere("person") or clause.has("accept", "need", "only"):
        return own
    beyond = [
        token
        for token in clause.all
        if token not in clause.near and not bracketed(clause, token) and not of_other(clause, token)
    ]
    denied = any(token.kind == "barred" for token in beyond)
    refused = any(token.kind == "not" for token in beyond) and any(token.kind == "accept" for token in beyond)
    return int(denied or refused)


def _needless(clause: Clause) -> bool:
    if (clause.has("needless") and not clause.has("only")) or taken_back(clause):
        return True
    return clause.has("need") and clause.has("not") and not clause.has("barred", "accept")


def _of_another(clause: Clause) -> bool:
    """Whether the place is a company's, an office's, a market's, where one need not come: the nearest noun decides."""
    if clause.anywhere("onsite"):
        return False
    nouns = [token for token in clause.near if token.kind in ("seat", "live", "person", "citizen", "right")]
    before = [token for token in nouns if token.end <= clause.listed.start]
    behind = [token for token in nouns if token.start >= clause.listed.end]
    if clause.language in BEHIND:
        if before and before[-1].kind == "seat" and not any(noun.kind in ("person", "citizen") for noun in nouns):
            return True
        nearest = behind[:1] or before[-1:]
        return bool(nearest) and (
            nearest[0].kind == "seat" or lives_there(behind[1::-1]) or (not behind and lives_there(before))
        )
    if before and (before[-1].kind == "seat" or lives_there(before)):
        return True
    close = [token for token in behind if token.start - clause.listed.end <= CLOSE + len("ansässiges")]
    return bool(close) and close[-1].kind == "seat" and not before


def _denied_case(clause: Clause) -> bool:
    """Whether a part of the sentence is a case: "if" begins it, or ends it where the verb stands last."""
    cases = [token for token in clause.near if token.kind == "if"]
    begun = any(
        clause.language in BEHIND or not has_words(clause.page.plain[clause.start : token.start]) for token in cases
    )
    if inverted(clause):
        return True
    return begun and not clause.has("only", "need", "barred") and not clause.anywhere("only")


def _wished(clause: Clause) -> bool:
    if clause.has("wish"):
        return True
    return clause.anywhere("wish") and not clause.has("need", "only")
