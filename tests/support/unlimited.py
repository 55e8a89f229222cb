"""The site for programs that ask more than the limit of a network: `tests.support.unlimited:create_app()`."""

from flask import Flask

import web
from web.api import limits


def create_app() -> Flask:
    """The site of the environment, whose API counts nobody out."""
    limits.MOST = 10**9
    return web.create_app()
