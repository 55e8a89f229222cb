"""Scrapy lives here: platforms, the boards they share, and the manners of the crawl. Imports `directory` only."""
