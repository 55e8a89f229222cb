"""Pages whose address is a key: tokens of letters, and what the keys open."""

from flask import Blueprint, Response, abort, request

from directory.letters import subscribers as store
from directory.letters.compose import Alert, Subscriber
from directory.tokens import Purpose, derive, parse, valid
from web.context import path, site


def keep_private(pages: Blueprint) -> None:
    """Pages whose address is a key are not kept, not indexed and not told to the next site."""
    pages.after_request(_private)


def _private(answer: Response) -> Response:
    if request.endpoint != "alerts.new":
        answer.headers["X-Robots-Tag"] = "noindex"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cache-Control"] = "no-store"
    return answer


def person_of(token: str) -> Subscriber:
    """The subscriber whose letters carry this "manage" token; 404 for any other, and for one that was voided."""
    read = parse(token)
    person = store.subscriber(site().store, read.subject) if read else None
    if read is None or person is None or not valid(read, secret(), "manage", person.version):
        abort(404)
    return person


def own_alert(token: str, id: int) -> Alert:
    """One of the searches of this token's subscriber; 404 for anybody else's."""
    person, alert = person_of(token), store.alert(site().store, id)
    if alert is None or alert.subscriber != person.id:
        abort(404)
    return alert


def alert_of(purpose: Purpose, token: str) -> tuple[Alert, Subscriber]:
    """The alert that a token names; 410 if it is gone, 404 for a token that is not ours."""
    found = alert_or_none(purpose, token)
    if found is None:
        abort(410)
    return found


def alert_or_none(purpose: Purpose, token: str) -> tuple[Alert, Subscriber] | None:
    """The alert that a token names; None if it is gone. 404 for a token that is not ours."""
    read = parse(token)
    if read is None:
        abort(404)
    alert = store.alert(site().store, read.subject)
    person = store.subscriber(site().store, alert.subscriber) if alert else None
    if alert is None or person is None:
        return None if valid(read, secret(), purpose, read.version) else abort(404)
    if not valid(read, secret(), purpose, person.version):
        abort(404)
    return alert, person


def manage_path(person: Subscriber) -> str:
    """The path of a subscriber's own page in the reader's language; its token dies when links are voided."""
    return path(f"/u/{derive(secret(), 'manage', person.id, person.version)}")


def secret() -> str:
    """The setting `secret_key`, which all tokens and hashed addresses are derived from."""
    return site().settings.secret_key
