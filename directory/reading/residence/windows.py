"""Where in a text a statement about place can stand, found by the words that every such statement needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from directory.terms import fold

Span = tuple[int, int]

_NEED = (
    "must ", "present in", "seeking", "base a", "bases a", "base en", "bases en", "basee", " leben",
    "warga negara", "仅限", "僅限", "只限", "住んで", "on-site", "onsite", "in-person", "in person", "commut",
    "you to be", "to be in", " be in", "person (", "resid", "located", "location:", "locations:", "location ",
    "location*", "location\n", "location-", "based in", "-based", " based", "be from", "based:", "based)", "based at",
    "live in", "lives in", "living in", "live and work", " only", "only ", "citizen", " nationals",
    "nationalit", "authori", "eligib", "right to", "right-to", "accepting", "accepted", "we accept", "accept a",
    "accept p", "accept c", "countr", "remote", "remoto", "hiring", "nts from", "ers from", "rs from",
    "ple from", "als from", "ors from", "ists from", "tes from", "sts from", "geograph", "region", "outside",
    "exclu", "excl.", "except ", "except:", "except for", "other than", "apart from", "non-", "non ", "open to",
    "open in", "open for", "available in", "available to", "available for", "looking for", "permit", "passport",
    "work from home", "unable to", "cannot", "can't", "do not ", "don't", "no candidates", "no applicants",
    "no residents", "not eligible", "wohn", "ansassig", "leben in", "lebst", "vivi", "vive ", "vives ", "viva ",
    "ubica", "radica", "morar", "morador", "mora em", "mora no", "more no", "baseado", "domicil", "domisili",
    "legally", "restrict", "limited to", "exclusive", "ideally", "preferabl", "habit", "tinggal", "berbasis",
    "menetap", "standort", "lokasi", "woon", "wonen", "pais:", "paises:", "lieu", "situe", "risied",
    "work visa", "居住", "常住", "住在", "在住", "居民", "身处", "位于", "地点", "所在地", "勤務地", "국내",
    "거주", "살고", "国家", "vivant", "vivez", "reserve", "encontrar", "home for", "home since", "home is", "you call",
    "is where you", "who can", "who may", "where:", "where you", "take on", "aceit", "acept", "nicht offen", "suchen",
    "working rights", "you live", "who:", "ople in", "nts in", "(no ", ", no ", "minus ",
    "open across", "taking on", "we hire", "we recruit",
    "physically", "residenza", "bosatt", "bopæl", " bor ", "song tai", "song o", "cu tru", "現居", "现居",
    "only country",
    "no one ", "recruiting", "onboard", "inviting", "we invite", "sourcing", "we engage", " is for ",
    "currently in", "we need", "we want", "ciudadan", "cidada", "inwoner", "sahaja", "peserta", "penduduk",
    "nobody ", "buscamos", "buscando", "necesitamos", "procuramos", "cherchons", " living", "mieszka",
    "przebywa", "zamieszk", " asu", "asuv", "asut ", "bydl", "zije", "pobyt", "byva", "прожива", "живе",
    "живут", "мешка", "находи", "locui", "rezid", "lakohely", "lakik", "laksz", "elsz", "κατοικ", "ζεις",
    "διαμεν", "مقيم", "تقيم", "قامة", "تعيش", "يعيش", "อาศัย", "พำนัก", "ikamet", "yasa", "bulun", "में रह",
    "में निवास",
)  # fmt: skip
_WORLD = (
    "anywhere", "world", "global", "any countr", "all countr", "every countr", "any locat", "all locat",
    "any geo", "any region", "all regions", "no geo", "no locat", "no countr", "no resid", "no region",
    "any nationalit", "all nationalit", "weltweit", "cualquier", "qualquer", "quel pays", "monde", "mundial",
    "mundo", "dunia", "全球", "世界", "international", "no matter", "regardless", "irrespective", ": any",
    "location any", "corner", "everywhere", "everybody", "where you live", "where you are", "of residence",
    "whichever",
    "restriction", "no limit", "aller welt", "wherever in the world", "anyone, any",
    "tous les pays", "todos los pais", "todos os pais", "wohnort", "nationality",
)  # fmt: skip
_VAGUE = ("countr", "geograph", "region")
_WORDS = (*_NEED, *_WORLD)
_FINDER = AhoCorasick(_WORDS, implementation=Implementation.DFA)
_BEFORE, _AFTER, _NEAR = 240, 160, 30


@dataclass(frozen=True, slots=True)
class Windows:
    """Stretches of a text, as offsets, in order: those that may state places, those that may say "everywhere", and
    those that speak of countries at large."""

    places: tuple[Span, ...]
    world: tuple[Span, ...]
    vague: tuple[Span, ...]


def windows(text: str) -> Windows:
    """The stretches of the text that are worth a closer look, mostly whole lines."""
    found = _FINDER.find_matches_as_indexes(fold(text), overlapping=True)
    spots = [(word, start, end) for word, start, end in found]
    world = [(start, end) for word, start, end in spots if word >= len(_NEED)]
    vague = [(start, end) for word, start, end in spots if _WORDS[word] in _VAGUE]
    every = [(start, end) for _, start, end in spots]
    return Windows(tuple(_merged(text, every)), tuple(_merged(text, world)), tuple(_merged(text, vague)))


def _merged(text: str, spots: Iterable[Span]) -> Iterator[Span]:
    begin = finish = -1
    for start, end in spots:
        first, last = _line_start(text, start), _line_end(text, end)
        if first > finish:
            if finish > begin:
                yield begin, finish
            begin = first
        finish = max(finish, last)
    if finish > begin:
        yield begin, finish


def _line_start(text: str, at: int) -> int:
    """Where the line of a word begins, or a word border some way before it."""
    far = max(at - _BEFORE, 0)
    line = text.rfind("\n", far, at)
    if line >= 0 or far == 0:
        return max(text.rfind("\n", 0, max(line, 0)) if at - line < _NEAR else line, -1) + 1
    return text.rfind(" ", 0, far) + 1


def _line_end(text: str, at: int) -> int:
    """Where the line of a word ends, or the next one if it stands at the end; a word border in a long line."""
    line = text.find("\n", at + _NEAR)
    end = len(text) if line < 0 else line
    return end if end < at + _AFTER else max(text.find(" ", at + _AFTER), at + _AFTER)
