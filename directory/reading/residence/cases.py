"""What is said of those who live somewhere, without asking it of anybody: "if you live in …, tax is deducted"."""

from directory.reading.residence.clause import BEHIND, Clause

LEVY, INVITED = "levy", "invited-if"
_ASKING = ("only", "barred", "needless")
_ELSE = ("also", "seat", "fine", "indifferent", "not", "needless", "wish", "others")


def is_taxed(clause: Clause) -> bool:
    """Whether a word of taxes, contracts or laws stands in the sentence, beside what people somewhere get."""
    return clause.anywhere("levy")


def is_levy(clause: Clause) -> bool:
    """Whether a sentence only says which tax or law is that of people of these places, or what they get."""
    levies = [token.start for token in clause.all if token.kind in ("levy", "gets")]
    if not levies or clause.anywhere(*_ASKING) or clause.has("need") or _sought(clause, levies[0]):
        return False
    return clause.has("if", "person", "citizen", "live", "right")


def _sought(clause: Clause, levy: int) -> bool:
    """Whether people of these places are looked for: before the list, or right behind it where verbs stand last."""
    taking = [token for token in clause.near if token.kind == "accept"]
    if clause.language in BEHIND:
        return any(clause.listed.end <= token.start < levy for token in taking)
    return any(token.end <= clause.listed.start for token in taking)


def invited(clause: Clause) -> bool:
    """Whether those who live there are called to take part: "Wenn du in Österreich wohnst, kannst du mitmachen"."""
    if clause.anywhere(*_ELSE) or not clause.has("live"):
        return False
    return any(token.kind == "join" and token.start >= clause.listed.end for token in clause.all)
