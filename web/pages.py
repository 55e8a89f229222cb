"""All rooms of the site: one blueprint a file."""

from web import listing, search

PAGES = (search.pages, listing.pages)
