"""What the daily files hold: the columns of the tables, and their description as a Frictionless data package."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from directory.presenting.records import EventRecord, ListingRecord, Open

VERSION = "1.0.0"
CHANGELOG = (("1.0.0", "first files"),)
"""What changed in the shapes; a name never changes its meaning."""
README = """# Task Atlas: open data of {day}

{note}Listings of paid AI-training work, open and closed, as we understood them, each fact with the words that prove it
(at most 200 characters); everything that happened to them; and which platforms named which country, and when. No
descriptions: those are the platforms'. Made once a day by {url}; the last 30 days are kept.

Licence: the facts are CC0 1.0; quotes are quotations of the postings that they name.

    duckdb -c "SELECT title, pay_max, residence_places FROM '{url}/data/latest/listings.csv' LIMIT 5"
    python -c "import pandas; as_written = {{'keep_default_na': False, 'na_values': ''}}; \\
        print(pandas.read_csv('{url}/data/latest/listings.csv', **as_written).head())"

(By itself pandas takes "NA", Namibia, for nothing.)
`datapackage.json` names every column, and size and SHA-256 of every file.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its Frictionless type, what it says, and how it is taken from a row."""

    name: str
    type: str
    says: str
    of: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """Size, SHA-256 and number of rows of a file."""

    bytes: int
    sha256: str
    rows: int


def _plain(type: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, type, "", attrgetter(name)) for name in names)


def _part(name: str, type: str, path: str, says: str = "") -> Column:
    """A column from a value that may not be there: "pay.usd_hour.min"."""

    def of(record: object) -> Any:
        found: Any = record
        for step in path.split("."):
            found = getattr(found, step) if found is not None else None
        return found

    return Column(name, type, says, of)


LISTINGS = (
    *_plain("string", "id", "platform", "title", "state", "url", "source_url"),
    _part("pay", "string", "pay.says", "pay as stated, in words"),
    _part("pay_min", "number", "pay.min", "in whole units of the currency"),
    _part("pay_max", "number", "pay.max"),
    _part("pay_currency", "string", "pay.currency", "ISO 4217"),
    _part("pay_unit", "string", "pay.unit"),
    _part("pay_qualifier", "string", "pay.qualifier"),
    _part("pay_ceiling", "boolean", "pay.ceiling", "only an upper bound is said"),
    _part("usd_hour_min", "number", "pay.usd_hour.min", "hourly pay in US dollars"),
    _part("usd_hour_max", "number", "pay.usd_hour.max"),
    _part("usd_rates", "date", "pay.usd_hour.rates", "the day of the exchange rates"),
    _part("residence_rule", "string", "residence.rule", "only, any or unstated"),
    _part("residence_places", "string", "residence.places", "ISO 3166 or region:…, with spaces between"),
    _part("residence_excluded", "string", "residence.excluded"),
    _part("residence_conflict", "boolean", "residence.conflict"),
    Column("languages", "string", "BCP 47, with :level", lambda one: tuple(map(_language, one.languages))),
    *_plain("string", "tier", "domains", "tasks", "skills", "degree"),
    *_plain("integer", "experience_years"),
    *_plain("boolean", "right_to_work"),
    *_plain("string", "employment"),
    *_plain("boolean", "talent_pool", "evergreen", "baseline"),
    *_plain("datetime", "first_seen", "last_seen", "changed_at", "posted_at", "closed_at", "reopened_at"),
    *_plain("integer", "days_open"),
    *_plain("boolean", "demo"),
)
CLAIMS = (
    Column("listing", "string", "", itemgetter(0)),
    Column("n", "integer", "place in the listing's claims, from 0", itemgetter(1)),
    Column("kind", "string", "", lambda row: row[2].kind),
    Column("says", "string", "in words", lambda row: row[2].says),
    Column("quote", "string", "the words that prove it", lambda row: row[2].quote.text),
    Column("source", "string", "the field that they stand in", lambda row: row[2].quote.source),
    Column("start", "integer", "where they begin in it", lambda row: row[2].quote.start),
    Column("rule", "string", "the rule that read them", lambda row: row[2].rule),
)
COUNTRIES = (
    Column("code", "string", "ISO 3166-1", itemgetter(0)),
    Column("name", "string", "", itemgetter(1)),
    Column("platform", "string", "whose listings name the country as allowed", itemgetter(2)),
    Column("since", "datetime", "the first such listing was first seen", itemgetter(3)),
    Column("until", "datetime", "the last one was last seen", itemgetter(4)),
    Column("now", "boolean", "one is open", itemgetter(5)),
)
SHEETS: Mapping[str, tuple[Column, ...]] = {"listings.csv": LISTINGS, "claims.csv": CLAIMS, "countries.csv": COUNTRIES}
KEYS = {"listings.csv": ["id"], "claims.csv": ["listing", "n"], "countries.csv": ["code", "platform"]}
LINES: Mapping[str, type[Open]] = {"listings.jsonl": ListingRecord, "events.jsonl": EventRecord}


def _language(one: Any) -> str:
    return f"{one.tag}:{one.level}" if one.level else str(one.tag)


def cell(value: Any) -> str:
    """A value as text: None is empty, times are ISO 8601 in UTC, several values stand with spaces between."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def measured(path: Path, rows: int) -> Measured:
    """Bytes and SHA-256 of a written file, with the number of rows that its writer counted, the header aside."""
    with path.open("rb") as file:
        return Measured(path.stat().st_size, file_digest(file, "sha256").hexdigest(), rows)


def package(now: datetime, public_url: str, files: Mapping[str, Measured], *, demo: bool) -> dict[str, Any]:
    """The description of one day's files (specs.frictionlessdata.io/data-package)."""
    invented = "Invented examples of a demo. " if demo else ""
    return {
        "profile": "data-package",
        "name": "task-atlas",
        "title": f"{'DEMO: ' if demo else ''}Task Atlas: paid AI-training work",
        "description": f"{invented}Facts of listings with short quotes. Facts are CC0; quotes are quotations.",
        "homepage": public_url,
        "version": VERSION,
        "created": cell(now),
        "demo": demo,
        "changelog": [{"version": version, "says": says} for version, says in CHANGELOG],
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "CC0 1.0 for the facts; quotes are quotations of the postings that they name",
            }
        ],
        "resources": [_resource(name, file) for name, file in files.items()],
    }


def _resource(name: str, file: Measured) -> dict[str, Any]:
    stem, _, kind = name.partition(".")
    told: dict[str, Any] = {
        "name": f"{stem}-{kind}",
        "path": name,
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/jsonl",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
    }
    if name in SHEETS:
        schema = {"fields": list(_fields(SHEETS[name])), "primaryKey": KEYS[name], "missingValues": [""]}
        return told | {"profile": "tabular-data-resource", "schema": schema}
    return told | {"profile": "data-resource", "jsonSchema": LINES[name].model_json_schema(mode="serialization")}


def _fields(columns: Iterable[Column]) -> Iterable[dict[str, str]]:
    for column in columns:
        said = {"name": column.name, "type": column.type}
        yield said | ({"description": column.says} if column.says else {})
