"""Scrapy's settings, stated in full: its own defaults neither obey robots.txt nor wait (a test reads this block)."""

import sys

from directory.config import BOT, BOT_AGENT, BadSetting, Settings, load


def _settings() -> Settings:
    """The settings of the environment; a bad one ends scrapy with one line."""
    try:
        return load()
    except BadSetting as problem:
        sys.exit(str(problem))


BOT_NAME = "taskatlas"
SPIDER_MODULES = ["crawler.platforms"]
COMMANDS_MODULE = "crawler.commands"

# Who we are, and what we obey.
USER_AGENT = BOT_AGENT
ROBOTSTXT_USER_AGENT = BOT
ROBOTSTXT_OBEY = True
REFERER_ENABLED = False
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False
HTTPPROXY_ENABLED = False  # a proxy of the environment would resolve names itself, past crawler/reach.py

# One connection a host, slowly, and never for ever.
CONCURRENT_REQUESTS = 4  # over all hosts: a platform has one to three
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2  # seconds between two requests to a host: half a page a second burdens nobody
DOWNLOAD_DELAY_JITTER = 0.5  # of the delay, so 1 to 3 seconds
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2
AUTOTHROTTLE_MAX_DELAY = 60  # seconds, as the longest Crawl-delay that is honoured (crawler/robots.py)
DOWNLOAD_TIMEOUT = 60  # seconds for a whole answer: the largest known, 13.5 MB, needs 1.8 Mbit/s
DOWNLOAD_MAXSIZE = 40 * 2**20  # bytes; three times the largest answer known (OpenAI's board, 13.5 MB)
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_FAIL_ON_DATALOSS = True
RETRY_TIMES = 2  # after that the run is held and the clock comes again
RETRY_WAIT = 5  # seconds before the first retry, 15 before the second
RETRY_LONGEST = (
    300  # seconds of a Retry-After that are sat out, an eighth of a crawl's time; else the clock comes again
)
RETRY_GIVE_UP_LOG_LEVEL = "WARNING"
LOCK_PATIENCE = 600  # seconds to wait for another crawl of the same host: a quarter of the time that it may take
REDIRECT_MAX_TIMES = 5  # http to https, a bare domain to www, a slash, a locale: one more than these
CLOSESPIDER_TIMEOUT = 2400  # seconds; the clock ends the process after 45 minutes

# Conditional requests: an unchanged answer is a 304 and costs the platform nothing.
HTTPCACHE_ENABLED = True
HTTPCACHE_POLICY = "crawler.manners.FreshConnection"
HTTPCACHE_DIR = str(_settings().run_dir / "httpcache")
HTTPCACHE_EXPIRATION_SECS = 14 * 24 * 3600  # two weeks: twice the slowest cadence
HTTPCACHE_IGNORE_HTTP_CODES = list(range(400, 600))
HTTPCACHE_GZIP = True

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.manners.Polite": 20,
    "crawler.robots.Robots": 100,
    "crawler.retry.Patience": 550,
    "crawler.manners.Redirect": 600,
}

# No doors into the process.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Statuses are judged by crawler/responses.py, in plain words.
HTTPERROR_ALLOW_ALL = True

LOG_LEVEL = "WARNING"
FEED_EXPORT_ENCODING = "utf-8"

# What happens to a posting, and to a run.
ITEM_PIPELINES = {"crawler.pipeline.Make": 100, "crawler.pipeline.Shelve": 200}
EXTENSIONS = {
    "scrapy.extensions.remote_control.RemoteControl": None,  # not even imported: where there is aiohttp it takes that
    "crawler.orphan.Orphan": 80,
    "crawler.absent.Absent": 90,
    "crawler.finish.Finish": 100,
}
ATLAS: dict[str, str] = {}  # the environment of directory.config; empty means the process's own
TAPE = ""  # a recording's folder: no network is used
AT = ""  # the moment of a tape, for the clock
READERS = ""  # processes that read beside a crawl with much to read: "" as many as other cores, 0 none
