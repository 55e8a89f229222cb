"""`/data`: the daily files of open data, under the day and under `latest`, open to any origin."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

from directory.presenting import daily
from web import context as here
from web.api import problems
from web.api.rows import absolute
from web.layout import Head, Link, render

pages = Blueprint("data", __name__)
FRESH_SECONDS = 3_600
TYPES = {".csv": "text/csv; charset=utf-8", ".jsonl": "application/jsonl; charset=utf-8", ".json": "application/json",
         ".md": "text/markdown; charset=utf-8"}  # fmt: skip
READERS = (
    ("DuckDB", "SELECT title, pay_max, residence_places FROM '{address}' LIMIT 5"),
    ("pandas", 'pandas.read_csv("{address}", keep_default_na=False, na_values="").head()'),  # NA is Namibia
)


@dataclass(frozen=True, slots=True)
class DataPage:
    """The newest files with size and rows, the days that are kept, and lines that read them."""

    day: str
    files: tuple[tuple[Link, str, str], ...]
    days: tuple[Link, ...]
    readers: tuple[tuple[str, str], ...]
    demo: bool


@pages.get("/data")
def page() -> Response:
    """GET /data: the files of the newest day of open data, all days, and lines of code that read them."""
    say, folder = here.say(), here.site().settings.open_data_dir
    known = daily.days(folder)
    address = absolute("/data/latest/listings.csv")
    made = DataPage(
        day=known[0] if known else "",
        files=_files(folder / known[0]) if known else (),
        days=tuple(Link(day, f"/data/{day}/datapackage.json") for day in known),
        readers=tuple((name, text.replace("{address}", address)) for name, text in READERS),
        demo=here.site().settings.demo,
    )
    description = say(
        "Facts and short quotes of every listing, open or closed, made once a day, free for everybody (CC0 1.0)."
    )
    markup = _markup(description, made.day)
    return render("data.html", made, Head(say("Open data"), description, canonical="/data", markup=(markup,)))


def _markup(description: str, day: str) -> Mapping[str, object]:
    """The data for search engines of data (schema.org Dataset); its files once there are some."""
    files = [
        {
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": TYPES[Path(name).suffix].partition(";")[0],
            "contentUrl": absolute(f"/data/latest/{name}"),
        }
        for name in daily.FILES
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"Task Atlas: {here.say()('Open data')}",
        "description": description,
        "url": absolute("/data"),
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Task Atlas", "url": absolute("/")},
        **({"dateModified": day, "distribution": files} if day else {}),
    }


def _files(folder: Path) -> tuple[tuple[Link, str, str], ...]:
    say = here.say()
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    rows = {one["path"]: (one["rows"], one["bytes"]) for one in told["resources"]}
    return tuple(
        (Link(name, f"/data/latest/{name}"), say.number(rows[name][0]), f"{say.number(-(-rows[name][1] // 1000))} kB")
        for name in daily.FILES
        if name in rows
    )


@pages.get("/data/<day>/<name>")
def file(day: str, name: str) -> Response:
    """One file of a day or of `latest`; parts of it too (Range), with an ETag."""
    folder = here.site().settings.open_data_dir
    if name not in daily.FILES or day not in (daily.LATEST, *daily.days(folder)):
        abort(404)
    own = TYPES[Path(name).suffix]
    answer = send_from_directory(folder / day, name, max_age=FRESH_SECONDS)
    answer.content_type = own
    answer.headers.update(problems.OPEN)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
