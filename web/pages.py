"""All rooms of the site: one blueprint a file."""

from web.alerts import change, reports, subscriber, ways
from web.alerts import routes as alerts
from web.api import data
from web.api import page as api_page
from web.api.all import api
from web.desk import all as desk
from web.embed import routes as embed
from web.feeds import page as feed_page
from web.feeds import routes as feeds
from web.listing import report
from web.listing import routes as listing
from web.places import index, tiers
from web.places import routes as places
from web.platforms import compare, recruiter
from web.platforms import routes as platforms
from web.search import person, values
from web.search import routes as search
from web.status import changes, emblems, health, machine
from web.status import routes as status
from web.texts import bot, guides
from web.texts import routes as texts
from web.weeks import routes as weeks

PAGES = (
    search.pages,
    values.pages,
    person.pages,
    listing.pages,
    platforms.pages,
    compare.pages,
    places.pages,
    tiers.pages,
    index.pages,
    weeks.pages,
    guides.pages,
    changes.pages,
    status.pages,
    recruiter.pages,
    report.pages,
    texts.pages,
    bot.pages,
    machine.pages,
    emblems.pages,
    health.pages,
    feeds.feeds,
    feed_page.pages,
    api,
    api_page.pages,
    data.pages,
    embed.pages,
    alerts.alerts,
    subscriber.subscriber,
    change.change,
    ways.ways,
    reports.hooks,
    desk.pages,
)
