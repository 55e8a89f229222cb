"""The domain of Task Atlas: postings, readings, listings, searches. Knows no framework above it."""

import zoneinfo

# The rules of time zones come from the pinned tzdata package and not from the machine, which may be years behind
# (Vancouver, Edmonton, Winnipeg and Casablanca changed in 2026); see `zoneinfo.reset_tzpath` of Python.
zoneinfo.reset_tzpath(to=())
