"""Health of the crawl, changes, and pages for machines."""
