"""The fields that a title names, less those that are only what is pictured, taught or talked about."""

import re

from directory.claims import Claim, Label
from directory.reading.labels.named import Named, distinct, named_in
from directory.reading.page import Sheet
from directory.reading.tables import regex

_LABELLED = regex("domains.labelled")
_OF_A_FIELD = regex("domains.of_a_field")
_SPEECH = regex("domains.speech")
_GAMES = regex("domains.games")
_MODERATED = re.compile(r"\bmoderat\w+")
"""Whoever moderates social media judges content, not search or ads."""
_TESTED = re.compile(r"\bl?qa\b|\btest\w*|\bkvalit\w*|\bqualit\w*")
_THINGS = frozenset(("business", "visual-arts", "engineering", "trades"))
_PRODUCTS = frozenset(("business", "finance", "software", "visual-arts", "trades"))
"""What a study is about, when people are only asked: a bank's app makes nobody a banker."""
_TRANSLATED = re.compile(
    r"trans|tradu|vertal|overs|ubers|prekl|tlum|перев|перекл|tafsiri|terjem|mtpe|post-?edi|翻|번역"
)
_PROFESSIONS = frozenset(("medicine", "law", "mathematics", "physics", "chemistry", "biology", "engineering"))
_STUDY = frozenset((Label("interview"),))
_SCIENCES = frozenset(("mathematics", "physics", "chemistry", "biology", "earth-science", "engineering"))
_ENGLISH_TEACHERS = re.compile(r"\b(?:teach\w*|lecturers?|schools?|gcse|k-12)\b")
"""An English title that says teacher buys teaching; elsewhere "teacher of physics" is who knows the physics."""


def titled(title: Sheet, work: list[Claim]) -> list[Named]:
    """The fields named in a title, each once, in order; `work` are the posting's tasks."""
    found = distinct(named_in(title, 0, len(title.low), "title"))
    dropped: set[str] = set()
    if _MODERATED.search(title.low):
        dropped.add("search-and-ads")
    if _LABELLED.search(title.low) and not _OF_A_FIELD.search(title.low):
        dropped |= _THINGS
    if work and {claim.value for claim in work} <= _STUDY:
        dropped |= _PRODUCTS
    if _is_written_by_others(found):
        dropped.add("writing")
    if {one.id for one in found} & _SCIENCES:
        dropped |= set() if _ENGLISH_TEACHERS.search(title.low) else {"education"}
    return [one for one in found if one.id not in dropped]


def _is_written_by_others(found: list[Named]) -> bool:
    """Whether who writes is known by a profession ("medical writer"), or edits what is translated."""
    fields = {one.id for one in found}
    translated = any(one.id == "linguistics" and _TRANSLATED.search(one.rule) for one in found)
    return translated or bool(fields & _PROFESSIONS)


def of_speech(title: Sheet) -> list[Named]:
    """Linguistics, where a title that names no field seeks voices or speakers."""
    match = _SPEECH.search(title.low)
    return [Named("linguistics", "title", match.start(), match.end(), "domain: speech")] if match else []


def of_games(title: Sheet, text: Sheet, named: list[Named]) -> list[Named]:
    """Video games, where a title of localisation names nothing else and the text speaks of games."""
    if {one.id for one in named} != {"linguistics"} or not _TESTED.search(title.low):
        return []
    match = _GAMES.search(text.low)
    return [Named("video-games", "text", match.start(), match.end(), "domain: games")] if match else []
