"""The lists of words that rows of data/reading/residence.tsv name in angle brackets."""

from directory.reading.literals import by_letter

_PEOPLE = by_letter(
    r"candidates?|applicants?|applications|people|persons?|individuals?|participants?|contributors?|contractors?"
    r"|freelancers?|professionals?|experts?|specialists?|workers?|talents?|speakers?|annotators?|raters?|evaluators?"
    r"|assessors?|analysts?|linguists?|translators?|transcribers?|writers?|editors?|students?|graduates?|residents?"
    r"|members?|engineers?|developers?|tutors?|trainers?|teachers?|those|anyone|someone|everyone|locals?|natives?"
    r"|physicians?|doctors?|nurses?|lawyers?|attorneys?|actors?|artists?|users?|testers?|reviewers?|labelers?"
    r"|academics?|professors?|lecturers?|scientists?|researchers?|scholars?|designers?|journalists?|accountants?"
    r"|programmers?|coders?|musicians?|players?|gamers?|listeners?|psychologists?|pharmacists?"
    r"|economists?|consultants?|recorders?|adults?"
    r"|parents?|folks?|peeps|guys|women|men|families|households?|drivers?|owners?|you"
)
_ADV = r"(?:currently|physically|legally|permanently|presently|already|actually|now|all|also|both|either)\s+"
_LIVE = (
    rf"(?:(?:be|are|is|being)\s+)?(?:(?:a|an|the)\s+)?(?:{_ADV})*(?:legal\s+|permanent\s+|current(?:ly)?\s+|lawful\s+)*"
    r"(?:based|located|situated|residing|residents?|resides?|lives?|living|sits?|sitting"
    r"|stays?|staying|domiciled|present)\b"
)
_MUST = (
    r"\b(?:must|ha(?:ve|s) to|needs? to|required? to|require[sd]?|should|shall|only|eligible|(?:you|we)['’]ll need|"
    r"currently|mandatory|requirement)\b"
)
_YOURS = (
    r"(?:(?:is|are|remains?|stays?|being)\s+(?:\w+\s+){0,3}?(?:up to you|yours to \w+|your (?:own )?(?:business|choice"
    r"|affair|decision|call|matter)|(?:none of|not) our (?:business|concern|affair)|of no (?:\w+ )?(?:concern"
    r"|importance|interest|consequence|relevance|significance)|no (?:concern|business) of ours"
    r"|no (?:problem|obstacle|issue|concern)|all the same to us|all one to us)"
    r"|plays? no (?:role|part)|makes? no odds|has no bearing"
    r"|(?:does|do)(?: not|n['’]t) (?:concern us|interest us|bother us|affect|come into it))\b"
)
WORDS = {
    "PEOPLE": _PEOPLE,
    "ADV": _ADV,
    "LIVE": _LIVE,
    "MUST": _MUST,
    "YOURS": _YOURS,
    "IN": r"(?:in|within|from|at|of|across|inside|throughout|into|to)?",
    "ITEM": r"(?:^|\n)(?:[^\w…\"“”'‘’]|\d)*",
}
BEFORE_PLACES = (
    r"[\s:*_\-–—(\[“\"'’]*(?:(?:the|an?|either|both|all|any|one|of|in|within|following|these|listed|states?"
    r"|countr(?:y|ies)|regions?|areas?|provinces?|cities|city|locations?|territor(?:y|ies)"
    r"|continental|mainland|contiguous|greater|U\.S\.|and|only|(?-i:[A-Z]{2,3}(?= ?\()))[\s:,(]+)*$"
)
"""What may stand between words before a place and the place."""
