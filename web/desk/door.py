"""Who may come to the desk: a password known by its argon2 hash, a session of eight hours, no state changed by GET."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as Answered

from directory.store import desk as sessions
from web import context as here
from web.forms import check_form, form_token, limit, network
from web.layout import Head, render

pages = Blueprint("desk", __name__, url_prefix="/desk")
COOKIE = "desk"
LOGIN = "desk-login"
# Tries of a password: of one network, and of all together. Somebody with many networks could keep the desk shut; its
# work is done by commands meanwhile.
TRIES, ALL_TRIES = 5, 60
WINDOW = timedelta(minutes=15)
LONGEST_PASSWORD = 1_000  # argon2 hashes what it is given, and 64 kB of it would take its time


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The form that asks for the password."""

    token: str
    wrong: bool


@pages.before_request
def guard() -> Answered | None:
    """The desk is not there without a hash; without a session there is only its login; forms must be ours."""
    if here.site().settings.desk_password_hash is None:
        abort(404)
    if request.endpoint == "desk.login" or request.endpoint == "desk.enter":
        return None
    token = request.cookies.get(COOKIE, "")
    if not token or not sessions.here(here.site().store, whole(token), here.now()):
        return redirect("/desk/login", 303)
    if request.method == "POST":
        check_form(purpose())
        sessions.seen(here.site().store, whole(token), here.now())
    return None


@pages.after_request
def private(answer: Response) -> Response:
    """Nothing of the desk is kept or found by anybody."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def purpose() -> str:
    """What the hidden token of this session's forms is for: one of another session is refused."""
    return f"desk:{sha256(request.cookies.get(COOKIE, '').encode()).hexdigest()}"


@pages.get("/login")
def login() -> Response:
    """The page that asks a maintainer for the password; 404 while no hash is set."""
    return _form(wrong=False)


@pages.post("/login")
def enter() -> Response | Answered:
    """Begins a session for the right password; limited by network and altogether, over all processes."""
    check_form(LOGIN)
    limit(LOGIN, network(), TRIES, WINDOW)
    limit(LOGIN, "everybody", ALL_TRIES, WINDOW)
    if not _right(request.form.get("password", "")):
        sessions.note(here.site().store, sessions.Act(here.now(), "login refused", "", ""))
        return _form(wrong=True)
    token = secrets.token_urlsafe(32)
    sessions.enter(here.site().store, whole(token), here.now())
    answer = redirect("/desk", 303)
    life = int(sessions.LONGEST.total_seconds())
    answer.set_cookie(COOKIE, token, max_age=life, path="/desk", secure=True, httponly=True, samesite="Strict")
    return answer


@pages.post("/logout")
def leave() -> Answered:
    """Ends the session, here and in the browser."""
    sessions.leave(here.site().store, whole(request.cookies.get(COOKIE, "")))
    answer = redirect("/desk/login", 303)
    answer.delete_cookie(COOKIE, path="/desk", secure=True, httponly=True, samesite="Strict")
    return answer


def whole(token: str) -> str:
    """What a session is known by: the cookie with the hash of the password: another password ends all sessions."""
    return f"{token} {here.site().settings.desk_password_hash}"


def _right(password: str) -> bool:
    try:
        return PasswordHasher().verify(here.site().settings.desk_password_hash or "", password[:LONGEST_PASSWORD])
    except (Argon2Error, InvalidHashError):
        return False


def _form(*, wrong: bool) -> Response:
    status = 403 if wrong else 200
    return render("desk/login.html", LoginPage(form_token(LOGIN), wrong), Head("Desk", noindex=True), status)
