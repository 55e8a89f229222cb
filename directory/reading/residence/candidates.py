"""Everything that could be a statement about place, with its weight, and why it does not count if it does not."""

from collections.abc import Iterator

from directory.claims import Statement
from directory.posting import Posting
from directory.reading.page import sheet
from directory.reading.residence import clauses
from directory.reading.residence import text as residence_text
from directory.reading.residence.around import arounds
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.windows import windows
from directory.reading.sections import Parts


def candidates(posting: Posting, parts: Parts) -> Iterator[Evidence]:
    """The candidates of the text: those of English sentences first, then those of all other languages."""
    page = sheet(posting.text)
    for around in arounds(page.plain, windows(page), parts):
        match, reason = residence_text.judged(page.plain, around, parts)
        if match is None:
            continue
        rule, before, after = match
        stance = "any" if rule.meaning == "others" else rule.meaning
        start, end = around.group.start - before, around.group.end + after
        yield Evidence(rule.kind, Statement(stance, around.group.places), rule.weight, start, end, rule.name, reason)
    foreign = [line for line in page.lines if page.paragraphs.at(line.start) != "en"]
    yield from clauses.read(page, parts, foreign)
