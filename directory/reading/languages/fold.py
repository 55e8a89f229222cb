"""Sentences about languages folded into one claim a language."""

import re
from collections.abc import Iterable

from directory.claims import LEVELS, Claim, Language, Level, Role
from directory.posting import Posting
from directory.reading.begun import begun
from directory.reading.languages.said import MENTION, LanguageStatement
from directory.reading.page import sheet
from directory.reading.quote import quote
from directory.reading.tables import rare, regex
from directory.terms import fold

_BOTH_SIGNS = ("both languages", "both in", "in both", "mix", "blend", "combin", "alternat", "switch")
_BOTH = re.compile(
    r"\b(?:across|in|between) both languages\b|\bboth in (?:english and \w+|\w+ and english)\b"
    r"|\bboth languages\b.{0,40}\bcontent\b"
    r"|\b(?:writ\w+|work\w*|answer\w*|chat\w*|post\w*|done|happen\w*)\b[^.;\n]{0,40}"
    r"\bin both\b(?= lang|\W*(?:$|[.,;:)\n]))"
    r"|\b(?:mix(?:es|ing|ture)?|blend(?:s|ing)?|combin\w+|alternat\w+|switch\w*)\W+(?:\w+ ){0,2}?"
    r"(?:english (?:and|&|with) \w+|\w+ (?:and|&|with) english)\b"
)
_NATIVES_ONLY = rare("languages_said.natives_only")
_MOTHER_TONGUE = begun("languages_said.mother_tongue")
_DENIED = re.compile(
    r"\b(?:not?|without|nicht|keine?|pas|non|niet|geen|inte|ikke|ei|nie|nem|nu|не|degil|bukan|tidak)\b"
)
_DENIED_WITHIN = 25  # characters before a mother tongue in which it is denied: "you need not be a native speaker"
_FOR_GUIDES = re.compile(
    r"\b(?:to|can|and) (?:read|follow|understand)\b[^.;\n]{0,40}\b(?:guid\w+|instruct\w+|polic\w+|manual)"
)
_OWN_TONGUE = re.compile(
    r"\b(?:proficien\w+|fluen\w+|speaker\w*|command|level)\b[^.;\n]{0,40}\b(?:your|the|a|their)\s+"
    r"(?:own |primary |native |mother |target |first |local )+(?:language|tongue)\b"
)
GUIDES = "en"
_TRANSLATES = regex("languages_said.translates")
# A title that asks for two languages at once, in the words of several languages.
_BILINGUAL = re.compile(
    r"\b(?:bilin|zweisprach|tweetal|tvasprak|tosprog|tospråk|kaksikiel|dwujezycz|dvojjazyc|ketnyelv)|двуязыч|двомовн"
)


def fold_statements(posting: Posting, found: list[LanguageStatement]) -> list[Claim]:
    """One claim for each language, or for each variety where several are accepted; work languages first."""
    by_tongue: dict[str, list[LanguageStatement]] = {}
    for one in found:
        if one.rank > MENTION:
            by_tongue.setdefault(tongue(one.tag), []).append(one)
    spoken_of = {one.tag for one in found if one.rank == MENTION}
    folded = [one for group in by_tongue.values() for one in _varieties(group, spoken_of)]
    folded = _natives(posting, folded, found)
    roles = {one.tag: _role(posting, one, by_tongue) for one in folded}
    numbers = _choices(folded, found)
    claims = [_claim(posting, one, roles[one.tag], numbers.get(one.tag)) for one in folded]
    return sorted(claims, key=lambda claim: isinstance(claim.value, Language) and claim.value.role == "instructions")


def _natives(
    posting: Posting, folded: list[LanguageStatement], found: list[LanguageStatement]
) -> list[LanguageStatement]:
    """The list at native level where none has a level and a sentence apart says so: "Native speakers only"."""
    foreign = [one for one in folded if tongue(one.tag) != GUIDES]
    if not foreign or any(one.level for one in foreign):
        return folded
    if not (_NATIVES_ONLY.search(sheet(posting.text).low) or _is_mother_tongue(posting, found)):
        return folded
    return [one._replace(level="native") if one in foreign else one for one in folded]


def _is_mother_tongue(posting: Posting, found: list[LanguageStatement]) -> bool:
    """Whether a sentence without a language speaks of a mother tongue: "It must be your mother tongue"."""
    page = sheet(posting.text)
    told = {page.line_at(one.start).start for one in found if one.source == "text" and one.level == "native"}
    for match in _MOTHER_TONGUE.finditer(page):
        line = page.line_at(match.start())
        denied = _DENIED.search(page.low, max(line.start, match.start() - _DENIED_WITHIN), match.start())
        if line.start not in told and not line.wish and not denied:
            return True
    return False


def tongue(tag: str) -> str:
    """The language of a BCP 47 tag ("es" of "es-MX"), without its variety."""
    return tag.split("-")[0]


def _varieties(group: list[LanguageStatement], spoken_of: set[str]) -> list[LanguageStatement]:
    """What one language comes to: its varieties where any is asked for, the text before the title."""
    named = [one for one in group if "-" in one.tag]
    told = [one for one in named if one.rank >= 2] or named
    kept = told or [one._replace(tag=_mentioned(one.tag, spoken_of)) for one in group]
    tags = dict.fromkeys(one.tag for one in kept)
    several = len(tags) > 1
    return [_best([one for one in kept if one.tag == tag], group, several) for tag in tags]


def _best(same: list[LanguageStatement], group: list[LanguageStatement], several: bool) -> LanguageStatement:
    """The best proof among the sentences, with the level that the highest of them ask for."""
    pool = same if several else group
    graded = [one for one in pool if one.level]
    top = max((one.rank for one in graded), default=0)
    levels = [one.level for one in graded if one.rank == top and one.level]
    level: Level | None = max(levels, key=LEVELS.index) if levels else None
    best = max(same + ([] if several else group), key=lambda one: (one.level == level, one.rank, -one.start))
    return best._replace(
        tag=same[0].tag,
        level=level,
        choice=several or _is_choice(pool),
        worked=any(one.worked for one in pool),
    )


def _is_choice(pool: list[LanguageStatement]) -> bool:
    """Whether the language is one of several to choose from; English beside a list of languages stays one of them."""
    chosen = [one.choice for one in pool if one.rank >= 2] or [one.choice for one in pool]
    return any(chosen) if tongue(pool[0].tag) == GUIDES else all(chosen)


def _mentioned(tag: str, spoken_of: set[str]) -> str:
    """The one variety of the language that the text speaks of anywhere, else the language itself."""
    near = {other for other in spoken_of if other.startswith(f"{tag}-")}
    return near.pop() if len(near) == 1 and tag != GUIDES else tag


def _role(posting: Posting, one: LanguageStatement, by_tongue: dict[str, list[LanguageStatement]]) -> Role:
    """English beside another language is for the instructions, unless the work is done in it."""
    others = [group for name, group in by_tongue.items() if name != GUIDES]
    if tongue(one.tag) != GUIDES and _for_guides(one, by_tongue):
        return "instructions"
    if tongue(one.tag) == GUIDES and not others and _of_own_tongue(posting, one):
        return "instructions"
    if tongue(one.tag) != GUIDES or not others or one.worked or one.choice:
        return "work"
    if _TRANSLATES.search(fold(posting.title)) and _is_counterpart(one, by_tongue):
        return "work"
    if (
        one.level == "native"
        and _BILINGUAL.search(fold(posting.title))
        and any(said.source == "title" for said in by_tongue[GUIDES])
    ):
        return "work"
    low = sheet(posting.text).low
    return "work" if any(sign in low for sign in _BOTH_SIGNS) and _BOTH.search(low) else "instructions"


def _is_counterpart(one: LanguageStatement, by_tongue: dict[str, list[LanguageStatement]]) -> bool:
    """Whether a translator of one other language, or of one of several, needs English as the other side of it."""
    others = [group for name, group in by_tongue.items() if name != GUIDES]
    guided = any(said.guided for said in by_tongue[GUIDES])
    return not guided and (len(others) == 1 or all(_is_choice(group) for group in others))


def _for_guides(one: LanguageStatement, by_tongue: dict[str, list[LanguageStatement]]) -> bool:
    """Whether a language beside another is asked for its guidelines only: "Catalan; Spanish, in which the guide is"."""
    own = [said for said in by_tongue[tongue(one.tag)] if said.rank > MENTION]
    others = (said for name, group in by_tongue.items() if name != tongue(one.tag) for said in group)
    guided = any(said.guided for said in own) and not any(said.worked or said.source == "title" for said in own)
    if any(said.guided for said in by_tongue.get(GUIDES, ())):
        return False
    return guided and not one.choice and any(not said.guided for said in others)


def _of_own_tongue(posting: Posting, one: LanguageStatement) -> bool:
    """Whether English is for the guidelines beside a language that is asked for without its name: "your own tongue"."""
    if one.source != "text":
        return False
    page = sheet(posting.text)
    line = page.line_at(one.start)
    return bool(_FOR_GUIDES.search(page.low, line.start, line.end) and _OWN_TONGUE.search(page.low))


def _choices(folded: Iterable[LanguageStatement], found: Iterable[LanguageStatement]) -> dict[str, int]:
    """A number for each group of alternatives, by tag.

    Alternatives are those of one sentence, and sentences with a language in common are about the same ones: "Spanish or
    Portuguese" and, a line later, "Japanese or Korean" ask for one of each. Varieties of a language stand together.
    """
    chosen = [one.tag for one in folded if one.choice]
    if len(chosen) < 2:
        return {}
    groups: list[set[str]] = [{tag for tag in chosen if tongue(tag) == name} for name in map(tongue, chosen)]
    sentences: dict[int, set[str]] = {}
    for one in found:
        if one.choice and one.rank > MENTION:
            sentences.setdefault(one.group, set()).add(tongue(one.tag))
    groups += [{tag for tag in chosen if tongue(tag) in names} for names in sentences.values()]
    numbered = [group for group in _connected(groups) if len(group) > 1]
    order = {tag: at for at, tag in enumerate(chosen)}
    numbered.sort(key=lambda group: min(order[tag] for tag in group))
    return {tag: number for number, group in enumerate(numbered, start=1) for tag in group}


def _connected(groups: Iterable[set[str]]) -> list[set[str]]:
    """The sets, those that share a member made one."""
    apart: list[set[str]] = []
    for group in groups:
        near = [other for other in apart if other & group]
        apart = [other for other in apart if not other & group] + [group.union(*near)]
    return apart


def _claim(posting: Posting, one: LanguageStatement, role: Role, number: int | None) -> Claim:
    proof = quote(posting.source(one.source), one.start, one.end, one.source)
    return Claim("language", Language(one.tag, one.level, role, number), proof, f"language: {one.rule}")
