"""E-mail addresses: what a form takes, and which spellings are one mailbox.

The grammar is ours and narrower than RFC 5321's: a dot-string of ASCII before the "@" (no quotes, comments, controls
or signs of lists), and a domain name by IDNA 2008 (RFC 5891, UTS 46) with at least two labels. What it takes can be
written into any header and any SMTP command as it is.
"""

import csv
import re
from functools import cache
from pathlib import Path

import idna

ROOT = Path(__file__).resolve().parent.parent  # not from the settings: they check an address by this file
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
LOCAL_LIMIT = 64  # octets, RFC 5321 section 4.5.3.1.1
LIMIT = 254  # octets of the whole: a path of 256 with its two angle brackets, RFC 5321 section 4.5.3.1.3


class BadAddress(ValueError):
    """An address that we do not write to; the words hold it and say what is wrong with it."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{address[:100]!r} is no e-mail address that we can write to: {why}")


def parse(text: str) -> str:
    """The address in small letters, its domain in ASCII (A-labels); raises BadAddress."""
    local, at, domain = text.strip().rpartition("@")
    if not at:
        raise BadAddress(text, "it has no @")
    if len(local) > LOCAL_LIMIT or not _LOCAL.fullmatch(local):
        raise BadAddress(text, "before the @ only ASCII letters, digits and some signs may stand")
    whole = f"{local.lower()}@{_domain(text, domain)}"
    if len(whole) > LIMIT:
        raise BadAddress(text, f"it is longer than {LIMIT} characters")
    return whole


def _domain(text: str, domain: str) -> str:
    try:
        ascii = idna.encode(domain, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as problem:
        raise BadAddress(text, "the part after the @ is no domain name") from problem
    labels = ascii.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        raise BadAddress(text, "the part after the @ is no domain name")
    return ascii


def folded(address: str) -> str:
    """The one spelling of a mailbox, for limits and bars: tags and dots go where the host ignores them. Never raises.

    `data/mailboxes.tsv` names those hosts; at any other a different spelling is a different mailbox.
    """
    try:
        whole = parse(address)
    except BadAddress:
        return address.strip().lower()
    local, _, domain = whole.partition("@")
    same_as, tag, dots = _hosts().get(domain, (domain, "", ""))
    name = local.partition(tag)[0] if tag else local
    name = name.replace(".", "") if dots else name
    return f"{name or local}@{same_as}"


@cache
def _hosts() -> dict[str, tuple[str, str, str]]:
    lines = (ROOT / "data" / "mailboxes.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["domain"]: (row["same_as"], row["tag"], row["dots"]) for row in rows}
