"""The tables of words behind `directory/presenting/words.py`, marked for the catalogues."""

from directory.presenting.locale import mark, pair

UNITS = {
    "hour": mark("an hour"),
    "task": mark("per task"),
    "audio_hour": mark("per audio hour"),
    "audio_minute": mark("per audio minute"),
    "word": mark("per word"),
    "session": mark("per session"),
    "day": mark("a day"),
    "week": mark("a week"),
    "month": mark("a month"),
    "year": mark("a year"),
    "once": mark("once"),
    "unknown": mark("unit not stated"),
}
LEVELS = {
    "basic": mark("basic"),
    "conversational": mark("conversational"),
    "fluent": mark("fluent"),
    "native": mark("native"),
}
QUALIFIERS = {
    "average": mark("%(amount)s on average"),
    "estimated": mark("about %(amount)s"),
    "placeholder": mark("%(amount)s (a placeholder, says the posting)"),
}
SOURCES = {
    "text": mark("the description"),
    "title": mark("the title"),
    "location": mark("the location field"),
    "pay": mark("the pay field"),
    "category": mark("the category field"),
    "employment": mark("the employment field"),
    "platform": mark("the platform's own rule"),
    "countries": mark("the field of countries"),
    "not_countries": mark("the field of excluded countries"),
    "languages": mark("the field of languages"),
    "skills": mark("the field of skills"),
    "hours": mark("the field of hours"),
    "degree": mark("the field of degrees"),
    "workplace": mark("the workplace field"),
    "note": mark("a note of the platform"),
    "pool": mark("the platform’s own mark"),
}
VERDICTS = {
    "open_named": mark("Open to %(country)s: named in the listing"),
    "open_region": mark("Open to %(country)s: “%(region)s”"),
    "open_worldwide": mark("Worldwide, as stated"),
    "likely_policy": mark("Does not say; the platform’s rule takes %(country)s"),
    "unlikely_policy": mark("Does not say; the platform’s rule leaves %(country)s out"),
    "unstated": mark("Does not say"),
    "closed_listed": mark("Closed to %(country)s: only %(places)s"),
    "closed_excluded": mark("Closed to %(country)s: excluded"),
}
OTHER_DECIDERS = {
    "citizenship": mark("Closed to %(country)s: asks for citizenship (%(places)s)"),
    "right_to_work": mark("Closed to %(country)s: asks for the right to work (%(places)s)"),
}
CADENCES = {
    "instant": mark("As it happens, at most eight alerts a day, none at night"),
    "daily": mark("Once a day"),
    "weekly": mark("Once a week"),
}
KINDS = {"tier": "tiers", "domain": "domains", "task": "tasks", "skill": "skills"}
AGES = (
    (365 * 86_400, pair("%(n)s year ago", "%(n)s years ago")),
    (30 * 86_400, pair("%(n)s month ago", "%(n)s months ago")),
    (86_400, pair("%(n)s day ago", "%(n)s days ago")),
    (3_600, pair("%(n)s hour ago", "%(n)s hours ago")),
    (60, pair("%(n)s minute ago", "%(n)s minutes ago")),
)
AHEAD = (
    (86_400, pair("in %(n)s day", "in %(n)s days")),
    (3_600, pair("in %(n)s hour", "in %(n)s hours")),
    (60, pair("in %(n)s minute", "in %(n)s minutes")),
)
EMPLOYMENT = {
    "contractor": mark("contractor"),
    "employee": mark("employee"),
    "unknown": mark("kind of contract not stated"),
    "pool": mark("talent pool"),
}
