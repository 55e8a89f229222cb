"""What is known about a sender's host: official, a page at a hiring system, a look-alike, a chat; never safe."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import idna
from rapidfuzz.distance import DamerauLevenshtein

from directory.config import ROOT
from directory.platform import PlatformRecord
from directory.record import Record, load
from directory.terms import fold

FILE = ROOT / "data" / "senders.toml"
NEAR = 2
SHORT = 4
SenderKind = Literal[
    "official",
    "board",
    "system",
    "service",
    "lookalike",
    "shortener",
    "chat",
    "mailbox",
    "phone",
    "unknown",
    "unreadable",
]
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://|mailto:)?(?:[^/\s@]*@)?([^/\s:?#@]+)(?::\d+)?([^\s?#]*)", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_]([\w-]{0,61}[^\W_])?")
# Signs that look like a Latin letter at a glance: digits, Cyrillic, Greek, letters without a dot or with a hook.
_PAIRS = (
    "0o 1l 3e 5s іi ɩi ıi аa еe оo рp сc хx уy ѕs јj ԁd һh кk мm тt вb нh ԛq ԝw ɡg αa οo εe ιi κk ρp νv τt υu χx օo սu"
)
_TWINS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
# Names that anybody may have below: the part before them is what somebody registered.
_SECOND = frozenset({"co", "com", "org", "net", "ac", "gov", "edu"})


@dataclass(frozen=True, slots=True)
class JudgedSender:
    """What is known about a host, and the platform with its official domains that it is or looks like.

    `seen` is how a browser may draw a host that is written as "xn--…", or that ASCII form of one drawn in other
    letters; "" where both are the same. A look-alike of a hiring system has no `slug`, its `domains` are the system's.
    """

    kind: SenderKind
    host: str = ""
    slug: str = ""
    domains: tuple[str, ...] = ()
    seen: str = ""


@cache
def known() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The tables of `data/senders.toml`: "hosts", "added" and "words", each a kind with its entries."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: {kind: tuple(rows) for kind, rows in table.items()} for name, table in tables.items()}


def judge(text: str, published: Iterable[PlatformRecord] = ()) -> JudgedSender:
    """The judgement of one address, link or mail address; "unreadable" where it holds no host.

    `published` are the platforms' rows: their `addresses` are the pages that our buttons lead to. A look-alike is
    judged by spelling alone; platforms that are switched off are left out.
    """
    host, path = _parts(text)
    if not host:
        return JudgedSender("unreadable")
    records = {slug: record for slug, record in load().items() if not record.off}
    rows = [row for row in published if row.slug in records]
    kind, slug, domains = _official(host, records) or _listed(host) or _hired(host, path, rows) or _like(host, records)
    return JudgedSender(kind, host, slug, domains or _official_of(slug, records), _other_form(host))


def host_of(text: str) -> str:
    """The host of a web address, an e-mail address or a bare domain, in small letters as written; "" without one."""
    return _parts(text)[0]


Found = tuple[SenderKind, str, tuple[str, ...]]


def _parts(text: str) -> tuple[str, str]:
    match = _HOST.match(text.strip())
    host = match[1].strip("<>()[].,;!\"'").rstrip(".").lower() if match else ""
    labels = host.split(".")
    good = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    return (host, match[2] if match else "") if good else ("", "")


def _official(host: str, records: Mapping[str, Record]) -> Found | None:
    slug = next((slug for slug, record in records.items() if record.domains.official(host)), "")
    return ("official", slug, ()) if slug else None


def _official_of(slug: str, records: Mapping[str, Record]) -> tuple[str, ...]:
    return records[slug].domains.names if slug else ()


def _listed(host: str) -> Found | None:
    """A host of the table, or one below it: "web.whatsapp.com" of "whatsapp.com"."""
    kinds: tuple[SenderKind, ...] = ("shortener", "chat", "mailbox", "service")
    below = {host, *(host[at + 1 :] for at, sign in enumerate(host) if sign == ".")}
    for kind in kinds:
        if met := below & set(known()["hosts"][kind]):
            return kind, "", tuple(met) if kind == "service" else ()
    return None


def _hired(host: str, path: str, rows: Iterable[PlatformRecord]) -> Found | None:
    """A platform's page at its hiring system; that system without a platform of ours; or what is drawn like it."""
    systems: set[str] = set()
    for row in rows:
        for address in row.addresses:
            there, _, under = address.partition("/")
            systems.add(".".join(there.split(".")[-2:]))
            if host == there and _below(path, under):
                return "board", row.slug, ()
    for system in sorted(systems):
        if host == system or host.endswith(f".{system}"):
            return "system", "", (system,)
        if f"{system}." in f"{host}." or _plain(".".join(_drawn(host).split(".")[-2:])) == _plain(system):
            return "lookalike", "", (system,)
    return None


def _below(path: str, under: str) -> bool:
    """Whether a path is this one or below it, with or without a locale before it; everything is below ""."""
    return not under or bool(re.match(rf"(/[a-z]{{2}}(-[a-z]{{2}})?)?/{re.escape(under)}/", f"{path}/", re.IGNORECASE))


def _like(host: str, records: Mapping[str, Record]) -> Found:
    for slug, record in records.items():
        if any(_alike(_drawn(host), name) for name in record.domains.names):
            return "lookalike", slug, ()
    return "unknown", "", ()


def _alike(host: str, official: str) -> bool:
    """Whether the registered name is nearly the official one, or it with words added that draw people in.

    A name within another word is none: "manufacturing.com" has nothing to do with "turing.com".
    """
    ours, theirs = _plain(_registered(official)), _plain(_registered(host))
    if len(ours) < SHORT:
        return ours == theirs
    added = (
        ours in theirs.split("-")
        or (len(ours) > SHORT and _is_added(ours.replace("-", ""), theirs.replace("-", "")))
        or ours in [_plain(label) for label in host.split(".")[:-1]]
    )
    most = NEAR if len(ours) > 7 else 1
    return added or DamerauLevenshtein.distance(theirs.replace("-", ""), ours.replace("-", "")) <= most


def _is_added(ours: str, theirs: str) -> bool:
    """Whether a name is ours with nothing but words of the table before or behind it."""
    before, found, behind = theirs.partition(ours)
    return bool(found) and all(not part or _added_words().fullmatch(part) for part in (before, behind))


@cache
def _added_words() -> re.Pattern[str]:
    """Words of the table and figures, of which 0, 1, 3 and 5 are drawn as letters (see _PAIRS)."""
    return re.compile(rf"(?:{'|'.join(known()['added']['words'])}|\d[\doles]*)+")


def _plain(name: str) -> str:
    """The name as it looks at a glance: no accents, digits and foreign letters as the letters they imitate."""
    apart = unicodedata.normalize("NFKD", name)
    bare = fold("".join(sign for sign in apart if not unicodedata.combining(sign)))
    return bare.translate(_TWINS).replace("rn", "m").replace("vv", "w")


def _drawn(host: str) -> str:
    """The host as a browser may draw it: "xn--" labels in their own letters; one that cannot be read stays."""
    return ".".join(_label(label) for label in host.split("."))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")  # idna.decode refuses what its tables do not know
    except UnicodeError:
        return label


def _other_form(host: str) -> str:
    """The host in its other spelling (see JudgedSender.seen); "" where it has one only."""
    if (drawn := _drawn(host)) != host:
        return drawn
    if host.isascii():
        return ""
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""


def _registered(host: str) -> str:
    labels = host.split(".")
    at = -3 if len(labels) > 2 and labels[-2] in _SECOND else -2
    return labels[at] if len(labels) >= -at else labels[0]
