"""One sentence about languages: which are asked for, how well, as alternatives, for the work or not at all."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from directory.reading.languages.cues import against, cue, parted, wished
from directory.reading.languages.level import Graded, grade
from directory.reading.languages.pieces import cut
from directory.reading.languages.varieties import LanguageName
from directory.reading.languages.words import LanguageToken, tokens, tongues

Choice = Literal["or", "many", ""]
_LISTED = frozenset(("and", "or", "fill", "in", "label", "one"))
_APART = frozenset(("level", "know", "speaker"))
_SIGNS = frozenset(",/&+|\"'()[]<>*•–→↔-\n")
_PAIR = frozenset(("to", "into", "<", ">", "→", "↔"))
_WIDE = str.maketrans("，、：；（）［］／،؛।", ",,:;()[]/,;.")
_LONGEST_GAP = 40  # characters between two names of one list, a level and an "or" among them
GUIDES = "en"
# What says that the work itself is done in a language.
_WORKING = frozenset(("work in", "translate", "texts of it", "worker"))
# How words begin that ask for both of two languages.
_TWO = ("bilin", "zweisprach", "tweetal", "tvasprak", "tosprog", "kaksikiel", "dwujezycz", "dvojjazyc", "ketnyelv",
        "двуязыч", "билингв", "двомовн", "білінгв", "dwibahasa", "双语", "雙語", "バイリンガル", "이중")  # fmt: skip
# A list of more languages than this asks for one of them: nobody is asked to speak four.
_ALL = 3
# Languages that call a language by its country, with a word before it that a list names once; and how many words such
# a list may set between two of them, a level included.
_BARE = frozenset(("id", "vi"))
_CHAINED = 4
_NAME_LENGTH = 4  # letters of a name of a language; its list or phrase ends behind it at one of these
_ENDS = frozenset(".;)\n,/")


class LanguageAsked(NamedTuple):
    """A named language as the sentence asks for it: its number among the names, its level, what states it (None where
    nothing does), the number of its list, whether the work is done in it, and where behind it another member of the
    list stands that no table knows."""

    name: int
    level: Graded | None
    told: str | None
    list: int
    choice: Choice
    worked: bool
    unread: tuple[int, int] | None = None
    guided: bool = False


@lru_cache(maxsize=4096)
def parse(low: str, names: tuple[LanguageName, ...], language: str | None = None) -> tuple[LanguageAsked, ...]:
    """What a folded sentence asks for of these names, whose offsets are into it; () if it is about something else.

    `language` is that of its paragraph, if it is known.
    """
    low = low.translate(_WIDE)
    pieces = cut(low)
    spoken = tongues(pieces).union((language,) if language else ())
    strong = frozenset().union(*(name.of for name in names if not name.weak and GUIDES not in name.of))
    kept = [at for at, name in enumerate(names) if not name.weak or _is_meant(low, names, at, spoken | strong)]
    of = spoken.union(*(names[at].of & spoken or names[at].of for at in kept))
    found = tokens(low, pieces, [(names[at].start, names[at].end) for at in kept], of)
    if not kept or against(found):
        return ()
    return tuple(_asked(found, names, kept))


def _is_meant(low: str, names: tuple[LanguageName, ...], at: int, spoken: frozenset[str]) -> bool:
    """Whether a word that means something else too names a language here: among words of its own language, and where
    every country is called like its language, right behind another name: "bahasa Jepang atau Korea"."""
    name = names[at]
    if not name.of & spoken:
        return False
    if not name.of <= _BARE:
        return True
    headed = low[: name.start].rstrip(" :-").endswith(("bahasa", "bahasa ibu"))
    return headed or (at > 0 and len(low[names[at - 1].end : name.start].split()) <= _CHAINED)


def _asked(found: list[LanguageToken], names: tuple[LanguageName, ...], kept: list[int]) -> list[LanguageAsked]:
    lists = _lists(found)
    levels = grade(found, lists)
    guides = any("guide" in token.kinds for token in found)
    guide: frozenset[str] = frozenset()
    asked: list[LanguageAsked] = []
    last: tuple[int, str | None] = (0, None)
    for number, group in enumerate(_groups(found, lists)):
        places = [at for part in group for at in part]
        choice = _choice(found, places, [names[kept[found[at].name]] for at in places])
        for part in group:
            told = cue(found, part[0], part[-1])
            if wished(found, part[0], part[-1]):
                continue
            graded = any(at in levels for at in part)
            told = told or ("level of it" if graded else None) or _beside(found, last, part[0])
            told = told or ("translate" if _is_between(found, part) else None)
            last = (part[-1], told)
            worked = _is_worked(found, part, told, guides)
            unread = _unread(found, part[-1]) if told else None
            here = {tag.split("-")[0] for at in part for tag in names[kept[found[at].name]].tags}
            guide = guide | here if _is_guided(found, part) else guide
            guided = told not in _WORKING and here <= guide
            for at in part:
                behind = unread if at == part[-1] else None
                name = kept[found[at].name]
                asked.append(LanguageAsked(name, levels.get(at), told, number, choice, worked, behind, guided))
    return asked


def _is_guided(found: Sequence[LanguageToken], part: list[int]) -> bool:
    """Whether the words around the languages speak of guidelines or meetings, but for those in the next language."""
    first = next((at for at in range(part[0] - 1, -1, -1) if found[at].name >= 0 or found[at].text in ";."), -1)
    after = range(part[-1] + 1, len(found))
    last = next((at for at in after if found[at].name >= 0 or found[at].text in ";."), len(found))
    behind = found[part[-1] + 1 : last]
    if last < len(found) and found[last].name >= 0 and any("in" in token.kinds for token in behind[-1:]):
        behind = behind[: next((at for at, token in enumerate(behind) if token.text == ","), len(behind))]
    elif last < len(found) and found[last].name >= 0:
        behind = behind[: next((at for at in range(len(behind) - 1, 0, -1) if behind[at].text == ","), len(behind))]
    return any("guide" in token.kinds for token in (*found[first + 1 : part[0]], *behind))


def _is_between(found: Sequence[LanguageToken], part: list[int]) -> bool:
    """Whether a word of translation stands between two languages, as in Chinese, or they are a pair to translate."""
    between = found[part[0] : part[-1]]
    paired = any("pair" in token.kinds for token in between) and any("translate" in token.kinds for token in found)
    return paired or any("translate" in token.kinds for token in between)


def _unread(found: Sequence[LanguageToken], last: int) -> tuple[int, int] | None:
    """Where a list ends with a word that we do not know: "fluent in French or Wakashan"."""
    if last + 2 >= len(found) or not (found[last + 1].kinds & {"or", "and"} or found[last + 1].text in (",", "/")):
        return None
    word = found[last + 2]
    if word.kinds or len(word.text) < _NAME_LENGTH or not word.text.isalpha():
        return None
    then = found[last + 3] if last + 3 < len(found) else None
    ends = then is None or then.text in _ENDS or bool(then.kinds & {"level", "speaker", "know", "label", "need"})
    return (word.start, word.end) if ends else None


def _beside(found: Sequence[LanguageToken], last: tuple[int, str | None], here: int) -> str | None:
    """What states a language named right behind another one and its level: "German (C1) and English"."""
    at, told = last
    between = found[at + 1 : here]
    listed = all(token.text in _SIGNS or token.kinds & (_LISTED | {"level"}) for token in between)
    return "beside another" if told and listed and found[here].start - found[at].end <= _LONGEST_GAP else None


def _lists(found: Sequence[LanguageToken]) -> list[list[int]]:
    """The places of the names, those together that are joined by commas, "and", "or" and nothing else."""
    lists: list[list[int]] = []
    for at, token in enumerate(found):
        if token.name < 0:
            continue
        if lists and _joined(found, lists[-1][-1], at) and not _beyond(found, lists[-1], at):
            lists[-1].append(at)
        else:
            lists.append([at])
    return lists


def _beyond(found: Sequence[LanguageToken], listed: list[int], at: int) -> bool:
    """Whether a name comes on top of alternatives: "Dutch or German, plus English", "Dutch or German, English C1"."""
    last = found[listed[-1] + 1 : at]
    if len(listed) < 2 or _has_or(last) or not _has_or(found[listed[0] : listed[-1]]):
        return False
    apart = any("and" in token.kinds for token in last) or any(token.level for token in found[at + 1 : at + 3])
    return apart and any(token.text == "," for token in last)


def _joined(found: Sequence[LanguageToken], one: int, other: int) -> bool:
    if found[other].start - found[one].end > _LONGEST_GAP or parted(found, one, other):
        return False
    return all(
        token.text in _SIGNS or (token.kinds & _LISTED and not token.kinds & _APART) for token in found[one + 1 : other]
    )


def _groups(found: Sequence[LanguageToken], lists: list[list[int]]) -> list[list[list[int]]]:
    """The lists, those together that offer a choice with the level of each: "C2 Korean or C2 Japanese"."""
    groups: list[list[list[int]]] = []
    for part in lists:
        if groups and _offered(found, groups[-1][-1][-1], part[0]):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _offered(found: Sequence[LanguageToken], one: int, other: int) -> bool:
    between = found[one + 1 : other]
    if found[other].start - found[one].end > _LONGEST_GAP or not _has_or(between):
        return False
    return all(token.text in _SIGNS or token.kinds & (_LISTED | {"level", "know"}) for token in between)


def _has_or(between: Sequence[LanguageToken]) -> bool:
    """Whether an "or" stands there that does not part two levels: "native or fluent"."""
    weighty = [token for token in between if token.level or "or" in token.kinds]
    parted = {at + 1 for at in range(len(weighty) - 2) if weighty[at].level and weighty[at + 2].level}
    return any("or" in token.kinds and at not in parted for at, token in enumerate(weighty))


def _choice(found: Sequence[LanguageToken], places: list[int], names: list[LanguageName]) -> Choice:
    """Why one of these languages is enough: the words say so, or there are too many of them for one person."""
    tongues_named = {tag.split("-")[0] for name in names for tag in name.tags}
    if len(tongues_named) < 2 or _is_bilingual(found, places[0]):
        return ""
    between = [found[one + 1 : other] for one, other in pairwise(places)]
    slash = GUIDES not in tongues_named and any(token.text == "/" for part in between for token in part)
    if slash or any(map(_has_or, between)) or _is_one_of(found, places):
        return "or"
    return "many" if len(tongues_named) > _ALL else ""


def _is_bilingual(found: Sequence[LanguageToken], first: int) -> bool:
    return any(token.text.startswith(_TWO) for token in found[max(0, first - 3) : first])


def _is_one_of(found: Sequence[LanguageToken], places: list[int]) -> bool:
    """Whether "one of" stands just before the languages, or behind them in scripts that put it there."""
    # Tokens: "one of the following languages (native):".
    for at in range(places[0] - 1, max(-1, places[0] - 8), -1):
        if "one" in found[at].kinds:
            return True
        if not (found[at].kinds & (_LISTED | {"level", "know", "label"}) or found[at].text in _SIGNS | {":"}):
            break
    behind = found[places[-1] + 1 : places[-1] + 3]
    return any("one" in token.kinds and not token.text.isascii() for token in behind)


def _is_worked(found: Sequence[LanguageToken], part: list[int], told: str | None, guides: bool) -> bool:
    """Whether the sentence says that the work itself is done in the language, or between two languages."""
    between = found[part[0] + 1 : part[-1]]
    if len(part) > 1 and any(token.text in _PAIR for token in between):
        return True
    if len(part) > 1 and all(token.text == "-" for token in between) and any("translate" in one.kinds for one in found):
        return True
    if len(part) > 1 and any("pair" in token.kinds for token in between):
        return any(token.kinds & {"translate", "worker"} for token in found)
    if told in ("work in", "translate") and not guides:
        return True
    then = found[part[-1] + 1] if part[-1] + 1 < len(found) else None
    return len(part) == 2 and then is not None and "translate" in then.kinds
