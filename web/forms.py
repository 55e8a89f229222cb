"""Forms without cookies: a signed, expiring token in the form, an Origin check, and limits across processes."""

from datetime import timedelta
from math import ceil
from urllib.parse import urlsplit

from flask import abort, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import TooManyRequests

from directory.store import counters
from directory.tokens import keyed_hash
from web.context import now, site

FORM_LIFE = timedelta(hours=12)
FIELD = "form"


def form_token(purpose: str) -> str:
    """A token for the hidden field `form`: it says that this site made the form, for this purpose, not long ago."""
    return _signer(purpose).dumps(purpose)


def check_form(purpose: str) -> None:
    """Refuses a POST (400) that did not come from a form of ours: wrong Origin, wrong, missing or expired token."""
    origin = request.headers.get("Origin")
    if origin not in (None, "null") and urlsplit(origin).netloc not in _own_hosts():
        abort(400, description="The form came from another site.")
    if origin == "null" and request.headers.get("Sec-Fetch-Site") not in (None, "same-origin"):
        abort(400, description="The form came from another site.")
    try:
        _signer(purpose).loads(request.form.get(FIELD, ""), max_age=int(FORM_LIFE.total_seconds()))
    except BadData:
        abort(400, description="The form has expired. Please open it again.")


def limit(name: str, key: str, most: int, window: timedelta) -> None:
    """Refuses (429) what this key did more than `most` times in this window, whichever process it asked.

    `Retry-After` says the seconds until the window ends. The key is stored as a keyed hash only.
    """
    if not within(name, key, most, window):
        raise TooManyRequests(retry_after=ceil((counters.start_of(window, now()) + window - now()).total_seconds()))


def within(name: str, key: str, most: int, window: timedelta) -> bool:
    """Counts one more use of this key and says whether it is still within its limit."""
    hidden = keyed_hash(site().settings.secret_key, key)
    return counters.hit(site().store, f"{name}:{hidden}", window, now()) <= most


def network() -> str:
    """Who asks, coarsely enough not to be evaded by one more address: IPv4 /24, IPv6 /48."""
    address = request.remote_addr or "unknown"
    if ":" in address:
        return ":".join(address.split(":")[:3])
    return address.rpartition(".")[0] or address


def _own_hosts() -> set[str]:
    return {urlsplit(site().settings.public_url).netloc, request.host}


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(site().settings.secret_key, salt=f"form:{purpose}")
