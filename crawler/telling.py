"""Exceptions of the network, told in plain words."""

from scrapy import exceptions

from crawler.faults import Fault

WORDS: tuple[tuple[str, str], ...] = (
    ("DownloadTimeoutError", "no answer in time"),
    ("CannotResolveHostError", "the host's name is unknown"),
    ("DownloadConnectionRefusedError", "the host refuses connections"),
    ("DownloadCancelledError", "the answer is over its size limit"),
    ("ResponseDataLossError", "cut short: the connection broke in the middle of the answer"),
    ("DownloadFailedError", "the connection failed"),
)
TOLD: tuple[tuple[type[BaseException], str], ...] = tuple(
    (getattr(exceptions, name), words) for name, words in WORDS if hasattr(exceptions, name)
)


def tell(problem: BaseException) -> str:
    """What went wrong while fetching."""
    if isinstance(problem, Fault):
        return str(problem)
    if isinstance(problem, exceptions.IgnoreRequest):
        return str(problem) or "the request was not allowed"
    for known, words in TOLD:
        if isinstance(problem, known):
            return words
    return f"the connection failed ({type(problem).__name__})"
