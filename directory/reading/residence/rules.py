"""The sentences that say who may take the work, as a table: data/reading/residence.tsv."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from ahocorasick_rs import AhoCorasick

from directory.config import ROOT
from directory.reading.literals import RarePattern
from directory.reading.residence.rule_words import BEFORE_PLACES, WORDS
from directory.terms.files import lines

Subject = Literal["residence", "citizenship", "right_to_work"]
Meaning = Literal["only", "any", "not", "others"]
Weight = Literal["must", "strong", "weak"]
Side = Literal["before", "after", "any", "section"]


@dataclass(frozen=True, slots=True)
class ResidenceRule:
    """A form of words: on which side of the places it stands, what it means and how much it weighs."""

    name: str
    kind: Subject
    meaning: Meaning
    weight: Weight
    side: Side
    needs: tuple[str, ...]
    rare: RarePattern

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern over words as written, without regard to case."""
        return self.rare.pattern


@cache
def rules(side: Side) -> tuple[ResidenceRule, ...]:
    """The rows of one side, in the order of the file: the first that matches is taken."""
    written = lines(ROOT / "data" / "reading" / "residence.tsv")
    rows = csv.DictReader(
        (line for line in written if line and not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return tuple(_rule(row) for row in rows if row["side"] == side)


@cache
def _needed() -> tuple[AhoCorasick, list[tuple[int, ...]], tuple[int, ...]]:
    """The pieces that rules of the side "before" need, the rules of each, and the rules that need none."""
    wanted: dict[str, list[int]] = {}
    for at, rule in enumerate(rules("before")):
        for piece in rule.needs:
            wanted.setdefault(piece, []).append(at)
    free = tuple(at for at, rule in enumerate(rules("before")) if not rule.needs)
    return AhoCorasick(list(wanted)), [tuple(some) for some in wanted.values()], free


def rules_before(small: str) -> list[ResidenceRule]:
    """The rules whose pieces stand in words before a place, in small letters; in the order of the file."""
    automaton, wanted, free = _needed()
    hits = automaton.find_matches_as_indexes(small, overlapping=True)
    found = sorted({*free, *(at for piece, _, _ in hits for at in wanted[piece])})
    every = rules("before")
    return [every[at] for at in found if every[at].rare.may_match(small)]


@cache
def _any_after() -> re.Pattern[str]:
    """All rules of the side "after" at once."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules("after")), re.IGNORECASE)


def rules_after(words: str) -> tuple[ResidenceRule, ...]:
    """The rules of which one may match at the beginning of words after a place; () where none does."""
    return rules("after") if _any_after().match(words) else ()


def _rule(row: dict[str, str]) -> ResidenceRule:
    pattern = re.sub("<([A-Z]+)>", lambda word: WORDS[word[1]], row["pattern"])
    ends = {
        "before": rf"(?:{pattern})\s*{BEFORE_PLACES}",
        "after": rf"(?:{pattern})",
        "any": pattern,
        "section": rf"(?:{pattern})$",
    }
    side = cast("Side", row["side"])
    return ResidenceRule(
        row["name"],
        cast("Subject", row["kind"]),
        cast("Meaning", row["stance"]),
        cast("Weight", row["weight"]),
        side,
        tuple(filter(None, row["needs"].split("|"))),
        RarePattern(re.compile(ends[side], re.IGNORECASE)),
    )


CONDITION = re.compile(
    r"\b(?:(?<!only )if|when|whether|unless|depending on|e\.g\.?|such as|for example)\b[^.;\n]{0,60}\Z", re.IGNORECASE
)
"""Words before a place that make it an example or a case."""

ASKED = re.compile(
    r"\b(?:do|must|can|may|should|could|am|will|would|shall)\s+(?:I|we|one|people|(?:\w+ )?(?:residents|applicants)"
    r"|candidates|someone|somebody)\b"
    r"|\b(?:is|are)\s+(?:it|there|living|residence)\s+[^.;\n]{0,20}?(?:necessary|required|mandatory|possible|a must)\b",
    re.IGNORECASE,
)
"""Words before a place that only ask: "Do I have to live in"; "Do you live in" is how people are sought."""

MANY_KINDS = re.compile(
    r"\b(?:race|religion|religious|colou?r|creed|gender|sex|disability|veteran|ethnicity|ancestry|marital"
    r"|pregnancy|discriminat\w*)\b"
    r"[^.;\n]{0,200}\Z",
    re.IGNORECASE,
)
"""Words of a sentence against discrimination: its citizenship and nationality ask for nothing."""

TURNED = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|other than|apart from|but not|sanction\w*|embargo\w*|must not)\b",
    re.IGNORECASE,
)
"""Words inside a form of words that turn it round: "open to people everywhere except in"."""

ELSEWHERE_BEFORE = re.compile(
    r"\b(?:(?:rates?|pay|paid|paying|compensation|salar(?:y|ies)|ranges?|wages?|bonus(?:es)?|earn\w*|insurance"
    r"|benefits?"
    r"|401k|payments?|payouts?|paypal|tax(?:es)?(?! residen)"
    r"|receipts?|accounts?|invoices?|phone numbers?|products?"
    r"|degrees?|diplomas?|universit\w+|colleges?|institutions?|schools?"
    r"|licen[sc](?:es?|ing|ure)|licensed (?:in|by|to)"
    r"|admitted|accredit\w+|practi[cs]ing|headquarter\w*|offices?|founded|investors?|customers?|clients?"
    r"|compan(?:y|ies)|employers?|businesses|firms?|start-?ups?|banks?|brands?|studios?|hospitals?|market\w*|apply to"
    r"|feedback|(?:be|is|are|posts|tasks|questions|content|topics|news|stories|facts|life) about"
    r"|(?:posts|ads|adverts|content|topics) (?:for|by|from|of|to|shown to|made by)"
    r"|apply for|apply through|see|visit|culture|experience (?:in|with|of|working)"
    r"|(?:photos?|pictures?|images?|videos?|clips?|recordings?|screenshots?|footage)\b[^.;\n]{0,20}\b(?:took|taken|shot"
    r"|made|recorded|filmed|from)|hotels?|restaurants?|recipes?)\b"
    r"(?:(?!,? we(?:['’]re| are)? (?:look|seek|hir|recruit|need|want|invit|search))[^.;\n]){0,50}\Z"
    r"|\b(?:our|(?:we are|we['’]re)(?! (?:\w+ )?(?:hir|look|seek|recruit|accept|open|only"
    r"|onboard|sourc|invit|enlist|search))|teams? (?:is|are)|platform is|it is"
    r"|which is|we (?:do |will |also )?(?:operate|work|support|serve|help|send|ship|give|issue|train))"
    r"\s+(?:\w+\s+){0,3})\Z",
    re.IGNORECASE,
)
"""Words before a place that make it a place of something else: of pay, of a school, of the company."""

ELSEWHERE_AFTER = re.compile(
    r"\s*(?:['’]s\b|\s+(?:work from home|work remotely|receive)\b|:\s*(?:see|please|read|click)\b"
    r"|\s+(?:have|has) (?:the|a) right\b"
    r"|\s+(?:may|can) (?:request|ask|see|find)\b"
    r"|[-‐–]?\s*(?:sanction|embargo|export|law|tax|market|english|gaap|accents?|dialects?|dollars?|time ?zones?|east"
    r"|west|western|eastern|central|pacific|[ECMP][SD]?T\b|(?:business |working )?hours|time\b|culture|history"
    r"|healthcare|politics|government|universit\w+|institutions?|degrees?|licen[cs]\w*|bar\b|customers?|clients?"
    r"|content|news|standards?"
    r"|-?centric|-?specific(?!ally)|-?founded|legal|federal|constitution|geography|equities|stocks?|format|edition"
    r"|version|phone|spelling"
    r"|keyboard|curriculum|school|driver)"
    r"|[-‐–]?\s*(?:headquartered|based)\s+(?:[\w-]+\s+){0,4}?(?:company|start-?up|firm|clients?|customers?|team"
    r"|organi[sz]ation|lab|business|compan\w+|employees|brand|studio|hospital|bank|salar\w+|pay|support|platform))",
    re.IGNORECASE,
)
"""Words after a place that make it a place of something else."""

OPEN_LIST_BEFORE = re.compile(
    r"\b(?:most|some|select(?:ed)?|several|many|certain|various|a few|multiple|other(?! than)"
    r"|(?<!any )parts?)\s+(?:\w+\s+){0,2}"
    r"(?:(?:in|of|within|across)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
OPEN_LIST_AFTER = re.compile(
    r"\s*[,;]?\s*(?:(?:and|or|&|as well as|,|plus)\s+"
    r"(?:most|some|many|several|other|select\w*|certain|more|a few|similar|so (?:forth|on)|the like)\b"
    r"|,?\s*(?:among others|to name (?:a few|but a few|some)|and so (?:forth|on))\b|,?\s*etc\b"
    r"|\s*(?:and|or) (?:more|elsewhere|beyond)\b|\.\.\.|…)",
    re.IGNORECASE,
)
"""Words around a list that leave it open: nobody can tell who else is meant."""

WISH = re.compile(
    r"\b(?:preferabl[ey]|preferred|prefer|preference|ideally|ideal (?:candidates?|applicants?)|is ideal|a plus"
    r"|(?:particularly|especially|strongly|very) (?:welcome|encouraged)"
    r"|would be (?:handy|helpful|useful|convenient|nice|good|great|an? (?:advantage|bonus|plus))"
    r"|nice[- ]to[- ]have|desir(?:ed|able)|advantage\w*|beneficial|a bonus|would be great|not required|optional"
    r"|priority|bevorzugt|idealerweise|de preferencia|preferiblemente|de préférence|preferência|preferencialmente)\b",
    re.IGNORECASE,
)
"""Words of a sentence that make its place a wish."""

UNNAMED = re.compile(
    r"\b(?:only|eligible|supported|select(?:ed)?|certain|accepted|approved|limited)\b"
    r"[^.;\n]{0,30}?\b(?:countr(?:y|ies)|geographies|regions)\b(?! of residen)[^.;\n:]{0,40}"
    r"|\b(?:must|reside|live|located|based)\b[^.;\n]{0,40}?\b(?:the|an?|this|that|these|one of the) "
    r"(?:\w+ )?(?:country|countries|regions?)\b(?! of residen)[^.;\n:]{0,60}",
    re.IGNORECASE,
)
"""Words that limit the work to countries which stand somewhere else."""

NEEDLESS = re.compile(
    r"\b(?:need not|needn['’]t|(?:do|does|need|will) not (?:have|need) to|(?:don|doesn|won)['’]t (?:have|need) to"
    r"|no (?:need|requirement|obligation|necessity)(?: for you)? (?:to|that)|without (?:having|needing) to"
    r"|not (?:required|necessary|obliged|obligated|mandatory|essential|compulsory)(?: for you)? to"
    r"|not (?:a )?(?:requirement|condition|must) to)\b[^.;,\n]{0,40}\Z",
    re.IGNORECASE,
)
"""Words before a place that say that nobody has to live there."""
NEEDLESS_AFTER = re.compile(
    r"\s*\)?,?\s*(?:is|are|will be)\s+(?:not|n['’]t|neither)\s+(?:\w+\s+)?"
    r"(?:required|necessary|needed|mandatory|essential|compulsory|obligatory|a (?:must|requirement|condition))\b",
    re.IGNORECASE,
)

NON_PEOPLE = re.compile(
    r"[\s\-–]*(?:based|residents?|residing|citizens?|nationals?|locals?|only\b|candidates?|applicants?|applications?"
    r"|people|persons?|participants?|contributors?|freelancers?|contractors?|workers?|annotators?|raters?|writers?"
    r"|speakers?|experts?|talents?|professionals?)\b|\s*(?:[).,;!]|$)",
    re.IGNORECASE,
)
"""What "non-UK" is said of when it is said of people; payroll, law and markets are no people."""

UNREAD_MEMBER = re.compile(
    r"(?:\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+|\s*/\s*)(?:in\s+)?(?:the\s+)?"
    r"(?P<word>[A-Z][a-zà-ÿ]{3,}(?:-[A-Z][a-zà-ÿ]+)?)\s*(?:(?=[.;)]|\n|$)|(?=,?\s+(?:or|and)\s+[A-Z])|(?=,\s+[A-Z]))"
)
"""A name behind a list of places that continues it; see `NO_MEMBERS`."""
NO_MEMBERS = frozenset((
    "Remote", "Remotely", "Hybrid", "Onsite", "Worldwide", "Global", "Globally", "Anywhere", "Elsewhere", "Fully",
    "Freelance", "Contract", "Contractor", "Flexible", "Online", "Home", "Office", "Full", "Part", "Please", "Note",
    "Must", "Native", "Fluent", "Bachelor", "Master", "Masters", "Doctorate", "Technology", "Engineering", "Science",
    "Finance", "Medicine", "Healthcare", "Business", "Data", "Project", "Company", "Team", "Other", "Others", "Similar",
    "Apply", "Equivalent", "Law", "Education", "Independent",
))  # fmt: skip
"""Words with a capital that follow a place and name none."""

UNREAD_HOME = re.compile(
    r"\b(?:must|have to|has to|needs? to|required to|only|should)\b[^.;\n]{0,60}?"
    r"\b(?:live|living|based|reside|residing|located|residents?)\s+(?:in|of|within)\s+(?:the\s+)?"
    r"(?P<what>[A-Z][a-zà-ÿ]+(?:[ -][A-Z][a-zà-ÿ]+)*)"
)
"""A verb of residence with a name behind it."""
