"""The week of a country: a public page and feed, archived."""
