"""Exceptions of the network, told in plain words."""

import socket

from scrapy import exceptions
from twisted.internet import error

from crawler.faults import Fault

WORDS: tuple[tuple[str, str], ...] = (
    ("DownloadTimeoutError", "no answer in time"),
    ("CannotResolveHostError", "the host's name is unknown"),
    ("DownloadConnectionRefusedError", "the host refuses connections"),
    ("DownloadCancelledError", "the answer is over its size limit"),
    ("ResponseDataLossError", "cut short: the connection broke in the middle of the answer"),
    ("DownloadFailedError", "the connection failed"),
)
TOLD: tuple[tuple[type[Exception], str], ...] = (
    *((getattr(exceptions, name), words) for name, words in WORDS if hasattr(exceptions, name)),
    # What Scrapy does not put into exceptions of its own comes as Twisted raises it.
    (error.NoRouteError, "no way leads to the host"),
    (error.ConnectError, "the connection failed"),
    (error.ConnectionDone, "the connection failed"),
    (error.ConnectionLost, "the connection failed"),
)
UNASKED = f"[Errno {socket.EAI_AGAIN}]"
"""What a look-up says when nobody could be asked (RFC 3493, section 6.1): our own network, not that platform's name."""
NO_NAMES = "names could not be looked up"
NETWORK = tuple(known for known, _ in TOLD)
IGNORED: tuple[tuple[str, str], ...] = (
    ("exceeded DOWNLOAD_MAXSIZE", "the answer is over its size limit"),
    ("max redirections reached", "too many redirects"),
)


def tell(problem: BaseException) -> str:
    """Why a request failed, as the status page says it: our own words, or the kind of an exception we have no words
    for.
    """
    if isinstance(problem, Fault):
        return str(problem)
    if isinstance(problem, exceptions.IgnoreRequest):
        return _ignored(str(problem))
    if isinstance(problem, exceptions.CannotResolveHostError) and UNASKED in str(problem):
        return NO_NAMES
    for known, words in TOLD:
        if isinstance(problem, known):
            return words
    return f"the connection failed ({type(problem).__name__})"


def _ignored(said: str) -> str:
    """Scrapy's words for a request that it dropped, or those of our own manners."""
    for known, words in IGNORED:
        if known in said:
            return words
    return said or "the request was not allowed"
