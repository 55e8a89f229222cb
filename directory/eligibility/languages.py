"""Whether somebody speaks the languages that a listing asks for."""

from collections.abc import Mapping, Sequence
from typing import Literal

from directory.claims import LEVELS, Language, Level

Spoken = Literal["ok", "variety", "closed", "unstated"]


def language_verdict(
    languages: Sequence[Language], spoken: Mapping[str, Level | None]
) -> tuple[Spoken, Language | None]:
    """Whether the languages asked for are spoken, and the language that decided.

    `spoken` maps BCP 47 tags to levels (None: any). Alternatives of one `any_of` need one of them. "variety": the
    language is spoken, another variety of it is asked for.
    """
    asked: dict[tuple[int | None, str], list[Language]] = {}
    for language in languages:
        asked.setdefault((language.any_of, "" if language.any_of is not None else language.tag), []).append(language)
    answers = [min(((_speaks(one, spoken), one) for one in group), key=_worse) for group in asked.values()]
    return max(answers, key=_worse) if answers else ("unstated", None)


def _worse(answer: tuple[Spoken, Language]) -> int:
    return ("ok", "variety", "closed", "unstated").index(answer[0])


def _speaks(asked: Language, spoken: Mapping[str, Level | None]) -> Spoken:
    tongue = asked.tag.partition("-")[0].lower()
    known = [
        tag for tag, level in spoken.items() if tag.partition("-")[0].lower() == tongue and _suffices(level, asked)
    ]
    if not known:
        return "closed"
    exact = "-" not in asked.tag or any(tag.lower() == asked.tag.lower() for tag in known)
    return "ok" if exact else "variety"


def _suffices(level: Level | None, asked: Language) -> bool:
    return asked.level is None or level is None or LEVELS.index(level) >= LEVELS.index(asked.level)
