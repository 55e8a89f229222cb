"""English remarks on those who live somewhere: "US residents will get a 1099", "if you live in the UK, do apply"."""

import re

INVITING = "if-then-apply"
"""The rule of words behind a list that call people to take part; they count where a case of living stands before."""
_LEVIED = re.compile(
    r"[^.;\n]*?\b(?:tax(?:es|ed|able)?\b(?! resid)|withh(?:eld|old\w*)|deduct\w*|1099\S*|w-?[89]\b|t4a?\b|tds\b|vat\b"
    r"|gst\b|ir35\b|superannuation|invoice us|gdpr\b|privacy|data protection|everyone else (?:gets?|is paid))",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"\b(?:must|only|need|needs|have to|has to|requir\w+|looking for|seek\w*|hir\w+|accept\w*|open to|recruit\w*|want"
    r"|(?<!if )you(?:['’]re| are| live| reside| have)?)\b(?!.*\bif\b)",
    re.IGNORECASE,
)
_IF_LIVING = re.compile(
    r"\bif\s+(?:you|your)\b(?:(?!\b(?:not|never|outside)\b|n['’]t)[^.;\n]){0,40}?"
    r"(?:live|living|reside|based|located|residents?|home is|['’]re|are)\s+(?:currently\s+)?(?:in|of|from)\b[^.;\n]*\Z",
    re.IGNORECASE,
)


def is_levy_told(before: str, after: str) -> bool:
    """Whether an English sentence only says so: the words before a list ask nothing, those behind it speak of tax."""
    return bool(_LEVIED.match(after)) and not _ASKED_FOR.search(before)


def lives_if(before: str) -> bool:
    """Whether English words before a list are a case of living there: "If you live in"."""
    return bool(_IF_LIVING.search(before))
