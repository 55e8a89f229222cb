"""What a way to subscribers is, and the values that it is given and gives back. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from directory.config import Settings

Say = Callable[[str], str]
"""A message of the catalogues in the reader's language."""


class BadDestination(ValueError):
    """What a page sent is no destination of this way; the words say why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter: "sent", "later" (try again), "never" (nobody is there any more, for good), or "failed"
    (this letter cannot be handed over as it is). Not `reached` where nobody could be asked, whatever the letter.

    `wait` are the seconds that the other side asks to be left alone, 0 where it does not say; `halts` where it means
    all letters and not this one: the round of this way ends.
    """

    state: Literal["sent", "later", "never", "failed"]
    words: str
    reached: bool = True
    wait: int = 0
    halts: bool = False


@dataclass(frozen=True, slots=True)
class WayOffer:
    """How the subscriber's page offers a way: a name, a sentence, and a button.

    `href` is where the button leads; or `script` names a file of ours that makes it work, with `data` for it: the
    button shows only where the script runs, and its form sends the field "destination".
    """

    title: str
    text: str
    button: str
    href: str = ""
    script: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One listing of a brief: its title and address, and everything else in one line."""

    title: str
    url: str
    said: str


@dataclass(frozen=True, slots=True)
class BriefPart:
    """One search of a brief, in words: its rows, and lines with the address behind which the others stand."""

    sentence: str
    rows: tuple[BriefRow, ...]
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A letter in short, in the reader's language: what a way carries is made from it.

    `url` is where all of it stands, `links` are (words, address) of what every letter ends with, `lines` what it says
    before its searches. `name` is the letter's own ("letter-7"): a repeat carries the same.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    parts: tuple[BriefPart, ...]
    url: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody told us by a way: number `at` of the way's own count, from a destination, in a language.

    `key` is the signed word that connects, "" for anything that is none; `stop` ends the way for this destination. What
    is not for us has no destination.
    """

    at: int
    destination: str
    locale: str = ""
    key: str = ""
    stop: bool = False


class Way(Protocol):
    """A way that letters go. `linked` says whether each row of a brief can be opened there by itself."""

    name: str
    linked: bool

    def offer(self, key: str, say: Say) -> WayOffer:
        """How a subscriber connects; `key` is the signed word by which `hear` knows them again."""
        ...

    def destination(self, sent: str) -> str:
        """The destination that a page sent, checked; raises BadDestination. Ways without a script refuse all."""
        ...

    def pack(self, brief: Brief) -> bytes | None:
        """What is carried, the same at every try; None where the brief is too long for this way."""
        ...

    def carry(self, packed: bytes, destination: str) -> Outcome:
        """Hands one letter over; never raises for what the other side answers."""
        ...

    def reset(self) -> None:
        """Forgets the connection, whatever state a letter that failed has left it in."""
        ...

    def hear(self) -> Sequence[Heard]:
        """What was told and is not noted as heard, in order; raises OSError where the other side cannot be asked."""
        ...

    def heard(self, told: Heard) -> None:
        """Notes that this, and all before it, is done. What was done and not noted is told again."""
        ...


Opening = Callable[[Settings], Way]
"""`open_way` of a way's file; raises ValueError for a setting that is none. `EXAMPLE` beside it shows a right one."""
