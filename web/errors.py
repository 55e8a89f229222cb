"""Humane answers when something is not there, not meant, too often or broken."""

import logging
from dataclasses import dataclass

from flask import Flask, Response, abort, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.sansio.response import Response as Answered

from directory.presenting.locale import mark
from directory.search.results import WordsAway
from directory.store import Away
from web import context as here
from web.api.problems import RequestRefused, asked_of_api, problem, refused
from web.layout import Head, Link, render, with_reader

log = logging.getLogger(__name__)
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
RETRY_SECONDS = 5  # a crawl's transaction at its end, the longest that holds the table, takes about as long
SAID = {
    400: (mark("That request could not be read"), mark("Something in the address or the form is not what we expect.")),
    403: (
        mark("That form was not ours"),
        mark("The form came from another site or was too old. Open the page again and send it from there."),
    ),
    404: (
        mark("There is no such page"),
        mark("The address may be mistyped. A listing’s address never goes away: if you followed one, please tell us."),
    ),
    405: (mark("That cannot be done here"), mark("This address answers to another kind of request.")),
    410: (mark("This is gone"), mark("It was here once and was taken away on purpose.")),
    413: (mark("That was too long"), mark("Please send less at once.")),
    429: (mark("Too many requests"), mark("Please wait a little and try again.")),
    408: (mark("That took too long"), mark("The form did not arrive whole in time. Please send it again.")),
    503: (mark("Just a moment"), mark("We are busy and answer again in a few seconds. Please try once more.")),
    500: (mark("Something broke on our side"), mark("It has been written down. Searching usually still works.")),
}


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What happened, what to do, and where to go on, under its HTTP status."""

    code: int
    title: str
    text: str
    ways: tuple[Link, ...]


def answer_errors(app: Flask) -> None:
    """Registers the handlers; a failure is logged with its trace and shown without it."""
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(Exception, _unknown)
    app.register_error_handler(RequestRefused, refused)
    app.register_error_handler(Away, _busy)
    app.register_error_handler(WordsAway, _busy)
    app.before_request(_no_nul)


def _known(cause: HTTPException) -> Answered:
    code = cause.code or 500
    if code < 400:
        return cause.get_response()  # a redirect of the router
    answer = problem(code) if asked_of_api() else error_page(code)
    if isinstance(cause, MethodNotAllowed) and cause.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(cause.valid_methods))  # RFC 9110 section 15.5.6
    retry = getattr(cause, "retry_after", None)
    if retry:
        answer.headers["Retry-After"] = str(retry)
    return answer


def _no_nul() -> None:
    """No address, search or form of ours holds a NUL, and PostgreSQL takes none."""
    if "\x00" in request.path:
        abort(404)
    if b"\0" in request.query_string or b"%00" in request.query_string:
        abort(400)
    if request.method == "POST" and request.mimetype in FORMS:
        request.get_data()  # kept, for what reads the body as it came and not as a form
        if _holds_nul(request.form):
            abort(400)


def _holds_nul(fields: MultiDict[str, str]) -> bool:
    return any("\x00" in text for pair in fields.items(multi=True) for text in pair)


def _busy(cause: Exception) -> Response:
    """The database is away or held by others, or words cannot be looked up: later, never wider than asked."""
    log.warning("%s %s: %s", request.method, request.path, cause)
    try:
        answer = problem(503, "busy", str(SAID[503][1])) if asked_of_api() else error_page(503)
    except Away:  # the page around it needs the database too
        answer = Response("Just a moment, please.", 503, content_type="text/plain; charset=utf-8")
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _unknown(cause: Exception) -> Response:
    log.exception("%s %s failed", request.method, request.path, exc_info=cause)
    return problem(500) if asked_of_api() else error_page(500)


def error_page(code: int, title: str = "", text: str = "", ways: tuple[Link, ...] = ()) -> Response:
    """The page for an HTTP status, in the reader's language; `title`, `text` and `ways` stand before the usual."""
    say = here.say()
    said = SAID.get(code, SAID[400 if code < 500 else 500])
    usual = (
        Link(say("Search all open listings"), with_reader("/")),
        Link(say("All platforms"), with_reader("/platforms")),
        Link(say("Status of our sources"), with_reader("/status")),
    )
    page = ErrorPage(code, title or say(said[0]), text or say(said[1]), ways + usual)
    return render("error.html", page, Head(page.title, noindex=True), code)
