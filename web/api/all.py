"""The API with every address open: importing a room opens its doors."""

from web.api import figures, listings, sources
from web.api.doors import DOORS, api

__all__ = ["DOORS", "api", "figures", "listings", "sources"]
