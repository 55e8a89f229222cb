"""All rooms of the site: one blueprint a file."""

from web import changes, compare, listing, places, platforms, search, status

PAGES = (
    search.pages,
    listing.pages,
    platforms.pages,
    compare.pages,
    places.pages,
    changes.pages,
    status.pages,
)
