"""The desk with all its pages and acts."""

from web.desk import acts, rooms
from web.desk.door import pages

__all__ = ["acts", "pages", "rooms"]
