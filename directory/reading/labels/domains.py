"""The fields of knowledge that the work belongs to: one to three, in the order in which they are named."""

import re
from collections.abc import Iterable, Iterator

from directory.claims import Claim, Doubt, Label, Language
from directory.posting import Posting
from directory.reading.begun import BegunPattern, begun
from directory.reading.labels.named import Named, distinct, named_in
from directory.reading.labels.titled import of_games, of_speech
from directory.reading.labels.titled import titled as titled_fields
from directory.reading.languages.names import names
from directory.reading.literals import RarePattern
from directory.reading.page import Line, Sheet, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.reading.tables import rare, regex

LIMIT = 3  # fields of a posting, as the reading spec says
LANGUAGE_FIELD = "linguistics"
_FEW = 3
"""Tasks of a posting of which one can still name the field: a list of all that is ever asked for names none."""
_UNSAFE_WORK = frozenset((Label("red-team"), Label("moderate")))
_WORDS_WORK = frozenset(
    map(Label, ("compare", "rate", "rewrite", "write", "red-team", "fact-check", "transcribe", "translate", "record"))
)
"""Work on words: pictures are no matter of language, whatever language their labels are in."""
_ANYBODY_AT_ALL = "generalist*"
_BROAD = regex("domains.broad")
_ANY_FIELD = regex("domains.any_field")
_NAMES_FIELDS = begun("domains.names_fields")
_LANGUAGE_JUDGED = BegunPattern(re.compile(r"\breview(?:ing)? (?:the )?language\b.{0,80}\bgrammar\b"))
_UNSAFE = RarePattern(
    re.compile(
        r"\b(?:review|filter|moderat|screen)\w*\b.{0,40}"
        r"\b(?:sensitive|adult|harmful|explicit|offensive|unsafe)\b.{0,30}"
        r"\b(?:content|material|posts|images|videos)\b"
    )
)
_ANYBODY = regex("domains.anybody")
_STUDIED = begun("domains.studied")
_TESTED_IN = regex("tier.tested_in")
_OF_TASKS = "domain: task"
_STEM = re.compile(
    r"\bSTEM\b|\b[Ss]cience (?:[Ss]pecialist|[Ee]xpert|[Tt]utor|[Tt]rainer)s?\b|\bScientific and [Tt]echnical\b"
)
"""In capitals: a "stem" is a voice in Dutch."""
_SEEKS = re.compile(r"\b(?:seeking|looking for|hiring|need)\b.{0,40}\bwriters\b")
_SEARCH = rare("domains.search")
_OF_A_MODEL = regex("domains.of_a_model")
_HELPS = regex("domains.helps")
_BEHIND = 90  # characters before a cue that may speak of a model instead: "a model that reasons about"
_OF_A_SETTING = re.compile(r"language|-")
_SOON = len(" language")
# A title whose field a model is taught: that it is attacked now and then is no field of such work.
_TAUGHT = re.compile(r"\btrain(?:er|ing) (?:for|in)\b")
# Of a list below "degrees in:": characters of an item that is a field and no sentence, and how many items are read.
_SHORT, _ITEMS = 60, 12
_WITH = re.compile(r"(?:^\W*|\bwith |\(|- |– |\) )$")


def read(
    posting: Posting, parts: Parts, languages: Iterable[Claim] = (), work: Iterable[Claim] = ()
) -> tuple[list[Claim], list[Doubt]]:
    """The domain claims, at most three, and the title as a doubt where no field is named in it or in the text.

    `languages` and `work` are the posting's claims of languages and tasks.
    """
    spoken = [claim for claim in languages if _is_foreign(claim)]
    named = _chosen(posting, parts, spoken, list(work))
    named = ([one for one in named if one.id != "general"] or named)[:LIMIT]
    claims = [_claim(posting, one) for one in named or [_general(posting)]]
    known = bool(named) or bool(_ANYBODY.search(sheet(posting.title).low))
    return claims, [] if known else [Doubt("domain", claims[0].quote)]


def fields(title: str) -> list[str]:
    """The fields that the phrases of a title name, in order; nothing else of a posting is looked at."""
    page = sheet(title)
    return [one.id for one in distinct(named_in(page, 0, len(page.low), "title"))]


def _chosen(posting: Posting, parts: Parts, spoken: list[Claim], work: list[Claim]) -> list[Named]:
    title = sheet(posting.title)
    titled = bool(spoken) and any(tag.split("-")[0] != "en" for name in names(title) for tag in name.tags)
    if _STUDIED.search(title):
        return []
    named = titled_fields(title, work)
    broad = bool(_BROAD.search(title.low))
    if not named and not broad:
        named = _sought(posting, parts) or ([] if titled else distinct(_listed(posting, parts)))
    elif not named or (broad and {one.id for one in named} <= {LANGUAGE_FIELD}):
        named = distinct([*named, *_listed(posting, parts)])
    named = named or _of_any_science(posting.title)
    if not named or (titled and {one.id for one in named} == {LANGUAGE_FIELD}):
        named = [*named, *_of_unsafe_work(work)]
    spoken = spoken if titled or not work or any(claim.value in _WORDS_WORK for claim in work) else []
    named = [*named, *_of_language(posting, named, spoken, titled, work)]
    named += of_games(title, sheet(posting.text), named)
    taught = _TAUGHT.search(title.low) or "safety" in {one.id for one in named}
    named += _of_unsafe_work(work) if _is_unsafe(work) and not taught else []
    return named or of_speech(title) or _of_unsafe_content(posting, parts)


def _of_unsafe_work(work: list[Claim]) -> list[Named]:
    """Safety, where a model is attacked or people's posts are moderated and the title names no field."""
    unsafe = [claim for claim in work if claim.value in _UNSAFE_WORK] if len(work) <= _FEW else []
    proofs = [claim.quote for claim in unsafe[:1]]
    return [Named("safety", said.source, said.start, said.start + len(said.text), _OF_TASKS) for said in proofs]


def _is_unsafe(work: list[Claim]) -> bool:
    """Whether the work is about harm beside its field: posts are moderated, or hardly more than attacks is asked."""
    return any(claim.value == Label("moderate") for claim in work) or len(work) < _FEW


def _of_any_science(title: str) -> list[Named]:
    """What a title that says only "STEM" comes to."""
    match = _STEM.search(title)
    if not match:
        return []
    return [Named(id, "title", match.start(), match.end(), "domain: stem") for id in ("mathematics", "engineering")]


def _of_unsafe_content(posting: Posting, parts: Parts) -> list[Named]:
    """Safety, where the work is to review sensitive or harmful content."""
    match = _UNSAFE.search(sheet(posting.text).low)
    if not match or not parts.states(match.start()):
        return []
    return [Named("safety", "text", match.start(), match.end(), "domain: unsafe content")]


def _of_language(
    posting: Posting, named: list[Named], spoken: list[Claim], titled: bool, work: list[Claim]
) -> Iterator[Named]:
    """Linguistics for work in another language: beside writing and voice, and where no field of its own is named."""
    ids = {one.id for one in named if not one.rule.endswith(_ANYBODY_AT_ALL)}
    if not spoken or LANGUAGE_FIELD in ids:
        return
    text = sheet(posting.text)
    judged = _LANGUAGE_JUDGED.search(text)
    proof = spoken[0].quote
    tested = titled and ids == {"software"} and bool(_TESTED_IN.search(sheet(posting.title).low))
    voice = titled and ids == {"music-audio"}
    bought = not ids and (titled or any(_is_mastered(claim) for claim in spoken))
    moderated = all(claim.value == Label("moderate") for claim in work)
    judged_answers = titled and ids == {"safety"} and named[0].rule == _OF_TASKS and not moderated
    if "writing" in ids or voice or ids == {"video-games"} or bought or tested or judged_answers:
        yield Named(
            LANGUAGE_FIELD, proof.source, proof.start, proof.start + len(proof.text), "domain: another language"
        )
    elif judged and titled and ids == {"search-and-ads"}:
        yield Named(LANGUAGE_FIELD, "text", judged.start(), judged.end(), "domain: language is judged")
    elif ids == {"search-and-ads"} and (name := _bought(sheet(posting.title), text.paragraphs.whole)):
        yield Named(LANGUAGE_FIELD, "title", *name, "domain: a language is sought")


def _bought(title: Sheet, own: str | None) -> tuple[int, int] | None:
    """Where a title seeks the language itself ("Danish Ads Rater", "Rater (Dutch)"), not a market or a setting.

    "Search Analyst Italy (German language)" names the setting of a project whose field is search alone; so does the
    page's `own` language.
    """
    for name in names(title):
        foreign = any(tag.split("-")[0] not in ("en", own) for tag in name.tags)
        setting = _OF_A_SETTING.search(title.low, name.start, name.end + _SOON)
        if foreign and not setting and _WITH.search(title.low[: name.start]):
            return name.start, name.end
    return None


def _sought(posting: Posting, parts: Parts) -> list[Named]:
    """For a title that names a language only: writing or search, where the text says whom it seeks."""
    page = sheet(posting.text)
    for line in page.lines if "writers" in page.low else ():
        match = _SEEKS.search(page.low, line.start, line.end)
        if match and stating(parts, page, line):
            return [Named("writing", "text", match.start(), match.end(), "domain: seeks writers")]
    search = _SEARCH.search(page.low)
    if search and parts.states(search.start()):
        return [Named("search-and-ads", "text", search.start(), search.end(), "domain: search")]
    return []


def _is_mastered(claim: Claim) -> bool:
    """Whether a language must be known like one's own: work that asks for so much of one language is about it."""
    return isinstance(claim.value, Language) and claim.value.level in ("native", "fluent")


def _is_foreign(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Language) and value.role == "work" and value.tag.split("-")[0] != "en"


def _listed(posting: Posting, parts: Parts) -> list[Named]:
    """Fields that the text names where it says whom it looks for, or in the list below such a line."""
    page = sheet(posting.text)
    cues = _NAMES_FIELDS.by_line(page)
    found: list[Named] = []
    below = 0
    for line in page.lines if cues else ():
        cue = None if line.wish else cues.get(line)
        if cue and stating(parts, page, line) and not _is_aside(page, line, cue):
            found += named_in(page, cue.start(), line.end, "text", strong_only=True)
            below = _ITEMS if page.low[cue.end() : line.end].rstrip().endswith(":") else 0
        elif below and line.end - line.start <= _SHORT:
            found += named_in(page, line.start, line.end, "text", strong_only=True)
            below -= 1
        else:
            below = 0
        if len({one.id for one in found}) >= LIMIT:
            break
    return found


def _is_aside(page: Sheet, line: Line, cue: re.Match[str]) -> bool:
    """Whether the fields are those of a model or a product, or would only be of help."""
    ahead = page.low[max(line.start, cue.start() - _BEHIND) : cue.end()]
    return bool(_OF_A_MODEL.search(ahead) or _HELPS.search(page.low, cue.end(), line.end))


def _general(posting: Posting) -> Named:
    return Named("general", "title", 0, len(posting.title), "domain: no field is named")


def _claim(posting: Posting, one: Named) -> Claim:
    proof = quote(posting.source(one.source), one.start, one.end, one.source)
    return Claim("domain", Label(one.id), proof, one.rule)
