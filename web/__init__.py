"""The site: Flask over the table and the finder. `web:create_app()` reads the environment."""

from directory.collecting import kept

with kept():  # importing the site makes half a million objects, all of them live to the end of the process
    from web.app import create_app

__all__ = ["create_app"]
