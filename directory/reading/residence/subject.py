"""What a list of places that nothing denies speaks of: a home, a passport or a right to work."""

from directory.reading.residence.cases import comes_there, is_there
from directory.reading.residence.clause import CLOSE, NEAR, Clause, is_people, labelled, points_back
from directory.reading.residence.rules import Subject
from directory.reading.residence.wide import all_of


def subject_of(clause: Clause) -> Subject | None:
    """What the list of a clause is about, None if nothing makes it a statement."""
    if clause.beside("right", reach=2 * NEAR):
        return "right_to_work"
    if clause.beside("citizen") or is_people(clause):
        return "citizenship"
    if (
        clause.beside("live")
        or (clause.beside("address") and clause.anywhere("need"))
        or labelled(clause)
        or all_of(clause)
    ):
        return "residence"
    if points_back(clause):
        return "residence"
    if comes_there(clause) or is_there(clause):
        return "residence"
    if clause.has("only") and (clause.has("person", "accept", "label", "live") or clause.beside("only", reach=CLOSE)):
        return "residence"
    return None
