"""Any JSON answer that holds a list of postings: the platform states where the list is and what its fields are called.

A first way in for a platform with an interface of its own; one that pages or counts overrides `more` or `total`.
Pay may be text, an object, or stand in several keys (`pay_keys`); the address of a posting may be a template (`page`).
Countries, languages, skills and the other structured fields of a posting are named in `keys` like any other.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, get_args
from urllib.parse import quote, urlsplit

from scrapy.http import Request

from crawler.faults import Fault, a_list, kind
from crawler.payobjects import pay_words
from crawler.placeobjects import place_words
from crawler.platform import Platform
from crawler.text import PERIODS, moment, pay, plain, told
from crawler.within import holds, within
from directory.posting import FieldName

CODE = re.compile(r"[A-Z]{3}")
FIELDS: frozenset[str] = frozenset(get_args(FieldName))


class JsonList(Platform):
    """`token` is the address, `path` the keys that lead to the list, `keys` our field names with theirs.

    `pay_keys` name the keys of "low", "high", "currency" and "period" where the row itself holds them; the last two may
    be a word instead ("USD", "hour"). `page` is the address of a posting's page, with keys of the row in braces.

    A key may be a path into the row ("brief.html"), and `path` may lead through lists ("pages", "items"), which are
    joined. An object that holds a place is written by its city, region and country.
    """

    way = "json-list"
    complete = True
    path: ClassVar[tuple[str, ...]] = ()
    keys: ClassVar[Mapping[str, str]] = {}
    pay_keys: ClassVar[Mapping[str, str]] = {}
    page: ClassVar[str] = ""

    def first(self) -> Iterable[Request]:
        """One GET of `token`, which answers with JSON."""
        yield self.get(self.token)

    def rows(self, answer: Any) -> list[Any]:
        """The list at the end of `path` (the answer itself without one); a Fault names the key where it is missing."""
        return rows_at(answer, self.path) if self.path else a_list(answer)

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """The fields of `keys` as words; a KeyError refuses a row without a title. Dates become UTC by `moment`.

        The ref is the platform's, else the end of the address, else a mark of the title; an address without a scheme is
        taken as one of the first declared host.
        """
        stated = {field: told(within(raw, key)) for field, key in self.keys.items()}
        if "location" in stated:
            stated["location"] = place_words(within(raw, self.keys["location"]))
        title = _sure(raw, self.keys["title"])
        ref = re.sub(r"[\s/?#]+", "-", stated.get("ref") or _page(stated.get("url", ""))) or _print(told(title))
        url = filled(self.page, raw) if self.page else stated.get("url") or f"{self.token}#{ref}"
        return {
            **{field: words for field, words in stated.items() if field not in ("posted_at", "text", *FIELDS)},
            "fields": {field: words for field, words in stated.items() if field in FIELDS and words},
            "pay": self._pay(raw),
            "ref": ref,
            "url": url if url.startswith("http") else f"https://{self.record.hosts[0]}/{url.lstrip('/')}",
            "title": title,
            "text": plain(stated.get("text")),
            "posted_at": moment(within(raw, self.keys.get("posted_at", ""))),
        }

    def _pay(self, raw: Any) -> str:
        """The pay of a row as words: that of its own keys, or of the field that holds it."""
        if not self.pay_keys:
            return pay_words(within(raw, self.keys.get("pay", "")))
        key = {name: self.pay_keys.get(name, "") for name in ("low", "high", "currency", "period")}
        currency = _or_word(raw, key["currency"], CODE.fullmatch(key["currency"]) is not None)
        period = _or_word(raw, key["period"], key["period"] in PERIODS)
        return pay(within(raw, key["low"]), within(raw, key["high"]), currency, period)


def filled(template: str, raw: Mapping[str, Any]) -> str:
    """An address with the row's values in the place of "{key}"; raises KeyError for one that it does not have."""
    return re.sub(r"\{([\w.]+)\}", lambda found: quote(told(_sure(raw, found[1])), safe=""), template)


def _sure(raw: Mapping[str, Any], key: str) -> Any:
    if not holds(raw, key):
        raise KeyError(key)
    return within(raw, key)


def _or_word(raw: Mapping[str, Any], key: str, is_word: bool) -> Any:
    """The row's value under a key, or the key itself where it is a word ("USD", "hour") and the row has no such key."""
    return key if is_word and not holds(raw, key) else within(raw, key)


def _page(url: str) -> str:
    """The end of a page's path, which outlives the title; empty where the address has none."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]


def _print(title: str) -> str:
    """A mark for a row that has neither id nor address: nothing else tells it apart, and a ref holds no words.

    Sixteen hexadecimal digits (64 bits): among a million titles two agree with a chance of 3 in 100 million.
    """
    return hashlib.sha256(title.encode()).hexdigest()[:16]


def rows_at(answer: Any, path: Sequence[str]) -> list[Any]:
    """The rows at the end of a path of keys; lists on the way are joined ("pages", "items" or "edges", "node").

    A Fault names the key that is missing, or that holds something else than a list at the end.
    """
    for key in path[:-1]:
        answer = _step(answer, key)
    last = _step(answer, path[-1])
    if not isinstance(last, list):
        raise Fault(f'shape changed: "{path[-1]}" is {kind(last)}, not a list')
    return last


def _step(answer: Any, key: str) -> Any:
    """What stands under a key; of a list what stands there in its parts, of which one without the key is left out."""
    if isinstance(answer, dict):
        if key not in answer:
            raise Fault(f'shape changed: the answer has no "{key}" any more')
        return answer[key]
    if not isinstance(answer, list):
        raise Fault(f"shape changed: {kind(answer)} where an object was")
    parts = [one[key] for one in answer if isinstance(one, dict) and key in one]
    if answer and not parts:
        raise Fault(f'shape changed: no part of the list has "{key}" any more ({len(answer)} looked at)')
    return [row for part in parts for row in (part if isinstance(part, list) else [part])]
