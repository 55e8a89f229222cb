"""The site for forms that never end: `tests.support.patient:create_app()` waits an hour for the body of each."""

from functools import partial

from flask import Flask

import web
from web.slots import Slots


def create_app() -> Flask:
    """The site of the environment; whoever waits for a body that does not come waits longer than any test."""
    vars(web)["Slots"] = partial(Slots, seconds=3_600.0)
    return web.create_app()
