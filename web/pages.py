"""All rooms of the site: one blueprint a file."""

from web import (
    alerts,
    changes,
    compare,
    feeds,
    guides,
    listing,
    machine,
    places,
    platforms,
    recruiter,
    report,
    search,
    status,
    subscriber,
    texts,
    tiers,
)

PAGES = (
    search.pages,
    listing.pages,
    platforms.pages,
    compare.pages,
    places.pages,
    tiers.pages,
    guides.pages,
    changes.pages,
    status.pages,
    recruiter.pages,
    report.pages,
    texts.pages,
    machine.pages,
    feeds.feeds,
    alerts.alerts,
    subscriber.subscriber,
)
