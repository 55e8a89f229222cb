"""What can be done at the desk: each by POST with the session's token, each written down with the change it makes."""

from flask import abort, redirect, request
from werkzeug.wrappers import Response as Answered

from directory.address import BadAddress, parse
from directory.letters import bars
from directory.operation import corrections
from directory.operation.corrections import Correction
from directory.posting import clean
from directory.store import desk, hidden, reports
from directory.store.desk import Act
from directory.tokens import keyed_hash
from web import context as here
from web.desk.door import pages

FIELD_LIMIT = 2_000


@pages.post("/hide")
def hide() -> Answered:
    """Takes a listing off everything at once; says why."""
    listing, why = said("listing"), said("why")
    with here.site().store.writing() as session:
        try:
            hidden.hide_in(session, listing, why, here.now())
        except hidden.NoListing as problem:
            abort(400, description=str(problem))
        desk.note_in(session, Act(here.now(), "hide", listing, why))
    return redirect("/desk/listing", 303)


@pages.post("/show")
def show() -> Answered:
    """Shows a hidden listing again."""
    listing = said("listing")
    with here.site().store.writing() as session:
        try:
            hidden.show_in(session, listing)
        except hidden.NoListing as problem:
            abort(400, description=str(problem))
        desk.note_in(session, Act(here.now(), "show again", listing, said("why", needed=False)))
    return redirect("/desk/listing", 303)


@pages.post("/release")
def release() -> Answered:
    """Applies the newest held run of a platform, as `python -m directory accept` does."""
    from directory.runs import run as runs  # with the whole reader, which no other page needs

    platform, why = said("platform"), said("why", needed=False)
    store = here.site().store
    desk.note(store, Act(here.now(), "release", platform, why))
    try:
        done = runs.accept(store, platform, here.now())
    except runs.NothingHeld as problem:
        abort(400, description=str(problem))
    told = f"{done.new} new, {done.changed} changed, {done.closed} closed, {done.reopened} reopened"
    desk.note(store, Act(here.now(), "released", platform, told))
    return redirect("/desk", 303)


@pages.post("/answer")
def answered() -> Answered:
    """Writes the answer to a reader's report down: nobody can be written to, for no address is kept."""
    number, words = said("report"), said("words")
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        abort(400)
    with here.site().store.writing() as session:
        if not reports.answer_in(session, int(number), words, here.now()):
            abort(400, description="there is no such report")
        desk.note_in(session, Act(here.now(), "answer", f"report {number}", words))
    return redirect("/desk/reports", 303)


@pages.post("/bar")
def bar() -> Answered:
    """Stops all mail to an address that complained; the log names it by the first letters of its keyed hash."""
    key, why = _key(), said("why")
    desk.note(here.site().store, Act(here.now(), "bar", key[:12], why))
    bars.complain(here.site().store, key, why, here.now())
    return redirect("/desk/mail", 303)


@pages.post("/unbar")
def unbar() -> Answered:
    """Lets mail go to an address again."""
    key = _key()
    desk.note(here.site().store, Act(here.now(), "unbar", key[:12], said("why", needed=False)))
    bars.lift(here.site().store, key, here.now())
    return redirect("/desk/mail", 303)


@pages.post("/correct")
def correct() -> Answered:
    """Proposes a row of the file of corrections; the listing stays as it is until a reader reads better."""
    row = Correction(
        f"{here.now():%Y-%m-%d}",
        said("listing"),
        said("field"),
        said("quote", needed=False),
        said("read", needed=False),
        said("right"),
        said("why", needed=False),
    )
    line = corrections.propose(here.site().settings.run_dir, row)
    desk.note(here.site().store, Act(here.now(), "correct", row.listing, line.strip()))
    return redirect("/desk/corrections", 303)


def said(name: str, *, needed: bool = True) -> str:
    """What a field of the form holds, cleaned; 400 where something is needed and nothing stands."""
    text = clean(request.form.get(name, "")).strip()[:FIELD_LIMIT]
    if needed and not text:
        abort(400, description=f"{name} is empty")
    return text


def _key() -> str:
    try:
        return keyed_hash(here.site().settings.secret_key, parse(said("address")))
    except BadAddress as problem:
        abort(400, description=str(problem))
