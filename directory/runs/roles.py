"""Which postings are one role: pure folding over the postings of one platform, in the order they were first seen.

Postings fold when their normalised titles are equal and they share a requisition or a text; a platform may declare
that the title alone decides. A posting whose text is edited stays where it is. An identity is minted from the posting
seen first and never given to another role; merges and splits are told apart from openings.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

_APART = re.compile(r"[^\w+#]+")


def title_key(title: str) -> str:
    """A title without case, punctuation and width; "C++" and "C#" stay what they are."""
    return _APART.sub(" ", unicodedata.normalize("NFKC", title).casefold()).strip()


def text_key(text: str) -> str:
    """A hash of a text without case and spacing, 24 hexadecimal digits; "" for no text, which equals no other."""
    words = " ".join(text.casefold().split())
    return blake2b(words.encode(), digest_size=12).hexdigest() if words else ""


@dataclass(frozen=True, slots=True)
class Member:
    """A posting as folding sees it: normalised title, requisition, hash of its text and, if stored, its listing."""

    title: str
    role: str | None
    text: str
    listing: str = ""
    open: bool = True

    def keys(self, title_decides: bool) -> tuple[str, ...]:
        """What it shares with other postings of its role, the strongest first; () where nothing can be shared."""
        if title_decides:
            return (self.title,)
        by_role = (f"{self.title}\0role\0{self.role}",) if self.role else ()
        return (*by_role, f"{self.title}\0text\0{self.text}") if self.text else by_role


@dataclass(slots=True)
class Folded:
    """Where every touched posting belongs; `merged` maps a listing that ended to the one that holds its postings."""

    listings: dict[str, str] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    split: set[str] = field(default_factory=set)
    merged: dict[str, str] = field(default_factory=dict)


class Roles:
    """The roles of one platform; `stored` is in the order of first sight."""

    def __init__(self, platform: str, stored: Mapping[str, Member], *, title_decides: bool) -> None:
        self._platform, self._decides = platform, title_decides
        self._members = dict(stored)
        self._homes: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._refs: dict[str, list[str]] = defaultdict(list)
        self._folded = Folded()
        self._order: dict[str, int] = {}
        for ref, member in stored.items():
            self._refs[member.listing].append(ref)
            if member.open or member.listing not in self._titles:
                self._titles[member.listing] = member.title
        for member in stored.values():
            self._settle(member, member.listing)

    def fold(self, seen: Mapping[str, Member], gone: Iterable[str] = ()) -> Folded:
        """Take in new and edited postings (`seen`, in the order of sight) after those `gone` have closed."""
        for ref in gone:
            self._replace(ref, self._members[ref], is_open=False)
        fresh = {ref: member for ref, member in seen.items() if ref not in self._members}
        edited = {ref: member for ref, member in seen.items() if ref in self._members}
        for ref, member in edited.items():
            self._replace(ref, member, is_open=True)
        touched = dict.fromkeys(self._members[ref].listing for ref in edited)
        renamed = {listing for listing in touched if self._split(listing)}
        for ref in edited:
            self._merge(ref, renamed)
        for ref, member in fresh.items():
            self._place(ref, member)
        return self._folded

    def _replace(self, ref: str, member: Member, *, is_open: bool) -> None:
        listing = self._members[ref].listing
        self._members[ref] = Member(member.title, member.role, member.text, listing, is_open)

    def _open(self, listing: str) -> list[str]:
        return [ref for ref in self._refs[listing] if self._members[ref].open]

    def _settle(self, member: Member, listing: str) -> None:
        if self._titles.get(listing) != member.title:
            return
        for key in member.keys(self._decides):
            held = self._at(key, member.title)
            if held is None or (not self._open(held) and self._open(listing)):
                self._homes[key] = listing

    def _home(self, member: Member, but: str = "") -> str | None:
        """The listing that this posting belongs to, an open one before a closed one."""
        keys = member.keys(self._decides)
        homes = [home for key in keys if (home := self._at(key, member.title)) and home != but]
        return next((home for home in homes if self._open(home)), next(iter(homes), None))

    def _at(self, key: str, title: str) -> str | None:
        """The listing behind a key, unless it ended or has another title by now."""
        home = self._alive(self._homes.get(key, ""))
        return home if home and self._titles.get(home) == title else None

    def _alive(self, listing: str) -> str:
        while listing in self._folded.merged:
            listing = self._folded.merged[listing]
        return listing

    def _split(self, listing: str) -> bool:
        """Part the open postings by title; was this listing renamed?"""
        groups: dict[str, list[str]] = defaultdict(list)
        for ref in self._open(listing):
            groups[self._members[ref].title].append(ref)
        own = listing.partition("/")[2]
        keeps = next((title for title, refs in groups.items() if own in refs), next(iter(groups)))
        before, self._titles[listing] = self._titles[listing], keeps
        for title, refs in groups.items():
            if title != keeps:
                self._leave(listing, refs)
        return before != keeps

    def _leave(self, listing: str, refs: list[str]) -> None:
        member = self._members[refs[0]]
        target = self._home(member, but=listing) or f"{self._platform}/{refs[0]}"
        if target not in self._refs:
            self._folded.split.add(target)
        self._titles[target] = member.title
        self._move(refs, listing, target)

    def _merge(self, ref: str, renamed: Collection[str]) -> None:
        member = self._members[ref]
        free = member.listing in renamed or len(self._open(member.listing)) == 1
        other = self._home(member, but=member.listing) if free else None
        if other and self._open(other):
            older, younger = sorted((member.listing, other), key=self._age)
            self._folded.merged[younger] = older
            self._move(list(self._refs[younger]), younger, older)
        self._settle(member, self._members[ref].listing)

    def _age(self, listing: str) -> tuple[int, str]:
        if not self._order:
            self._order = {ref: n for n, ref in enumerate(self._members)}
        return min((self._order[ref] for ref in self._refs[listing]), default=0), listing

    def _move(self, refs: list[str], listing: str, target: str) -> None:
        for ref in refs:
            member = self._members[ref]
            self._refs[listing].remove(ref)
            self._refs[target].append(ref)
            self._members[ref] = Member(member.title, member.role, member.text, target, member.open)
            self._folded.listings[ref] = target
            self._settle(self._members[ref], target)

    def _place(self, ref: str, member: Member) -> None:
        home = self._home(member)
        listing = home or f"{self._platform}/{ref}"
        if home is None:
            self._folded.opened.add(listing)
        self._members[ref] = Member(member.title, member.role, member.text, listing)
        self._refs[listing].append(ref)
        self._titles[listing] = member.title
        self._folded.listings[ref] = listing
        self._settle(self._members[ref], listing)
