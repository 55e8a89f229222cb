"""Scrapy's settings, stated in full: its own defaults neither obey robots.txt nor wait (a test reads this block)."""

BOT_NAME = "taskatlas"
SPIDER_MODULES = ["crawler.platforms"]
COMMANDS_MODULE = "crawler.commands"

# Who we are, and what we obey.
USER_AGENT = "taskatlasbot/0.1 (+https://taskatlas.example/bot)"
ROBOTSTXT_USER_AGENT = "taskatlasbot"
ROBOTSTXT_OBEY = True
REFERER_ENABLED = False
COOKIES_ENABLED = False

# One connection a host, slowly, and never for ever.
CONCURRENT_REQUESTS = 4
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2
RANDOMIZE_DOWNLOAD_DELAY = True
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2
AUTOTHROTTLE_MAX_DELAY = 60
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 40 * 2**20
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_FAIL_ON_DATALOSS = True
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 5
CLOSESPIDER_TIMEOUT = 1800

# No doors into the process.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Statuses are judged by crawler/answers.py, in plain words.
HTTPERROR_ALLOW_ALL = True

LOG_LEVEL = "INFO"
FEED_EXPORT_ENCODING = "utf-8"
