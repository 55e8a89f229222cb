"""The crawler's settings with manners that may reach this machine: SCRAPY_SETTINGS_MODULE of tests."""

from crawler import settings
from tests.support.near import MIDDLEWARES

globals().update({name: value for name, value in vars(settings).items() if name.isupper()})
DOWNLOADER_MIDDLEWARES = MIDDLEWARES
