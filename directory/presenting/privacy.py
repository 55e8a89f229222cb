"""What is kept about people, field by field, and for how long: printed on the privacy page, held to the tables."""

from dataclasses import dataclass

from directory.presenting.locale import mark


@dataclass(frozen=True, slots=True)
class KeptField:
    """Fields of one table, what for, and until when. The words are messages of the catalogues."""

    table: str
    fields: tuple[str, ...]
    why: str
    until: str


WHILE = mark("until 30 days after you stop, or until you erase it; 7 days if you never confirm")
LONGER = mark("until you or we lift it")
KEPT = (
    KeptField("subscribers", ("id", "address", "key"), mark("to write to you, and to recognise your spelling"), WHILE),
    KeptField(
        "subscribers",
        ("locale", "time_zone", "hour", "weekday", "mail"),
        mark("the language, hour and day of your alerts, and whether they come by mail"),
        WHILE,
    ),
    KeptField(
        "ways",
        ("id", "subscriber", "name", "destination", "created_at", "stopped_at", "words"),
        mark("where else your alerts come: the number of a Telegram chat, the push address and keys of a browser"),
        mark("until you disconnect it, stop or erase"),
    ),
    KeptField("subscribers", ("version",), mark("a random number in your links; another one voids them"), WHILE),
    KeptField(
        "subscribers",
        ("created_at", "confirmed_at", "last_letter_at", "asked_at", "stopped_at"),
        mark("when you asked, confirmed, last got mail, were asked whether it is useful, and stopped"),
        WHILE,
    ),
    KeptField("alerts", ("id", "subscriber", "query", "kinds", "cadence"), mark("what you want to hear about"), WHILE),
    KeptField(
        "alerts",
        ("cursor", "due_at", "created_at", "confirmed_at", "paused_until", "last_sent_at", "sent"),
        mark("how far each search has been reported, and when the next alert is due"),
        WHILE,
    ),
    KeptField(
        "letters",
        ("id", "subscriber", "alert", "kind", "way", "made_at", "sent_at", "state", "words"),
        mark("which message was sent when and how, and what the other side said"),
        WHILE,
    ),
    KeptField(
        "letters",
        ("tries", "next_try_at", "claimed_until"),
        mark("when an e-mail on its way is tried again"),
        WHILE,
    ),
    KeptField(
        "letters", ("raw",), mark("the text of an e-mail on its way"), mark("until the mail server has taken it")
    ),
    KeptField(
        "letters",
        ("events", "last_event", "shown"),
        mark("what you were told, so that nothing comes twice"),
        WHILE,
    ),
    KeptField(
        "bounces",
        ("key", "letter", "at", "words"),
        mark("an e-mail that came back because there is no such mailbox; after two we do not write again"),
        mark("90 days, or until you lift it"),
    ),
    KeptField(
        "suppressions",
        ("key", "reason", "at", "words"),
        mark("an address that bounced or complained, as a keyed hash, so that we do not write again"),
        LONGER,
    ),
    KeptField(
        "reports",
        ("id", "listing", "message", "at", "answered_at", "answer"),
        mark("what you wrote about a listing, and what was done about it"),
        mark("365 days"),
    ),
    KeptField(
        "acts",
        ("id", "at", "act", "about", "words"),
        mark("what we did about reports, and about addresses that we barred or freed by hand, as part of a keyed hash"),
        mark("365 days"),
    ),
    KeptField("counters", ("key", "window", "n"), mark("how often a form was sent, as a keyed hash"), mark("2 days")),
)
