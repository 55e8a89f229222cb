"""Our own `python -m scrapy` commands."""
