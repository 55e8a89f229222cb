"""The settings of near_settings, quick, with every https host answered by the local server at the port in REROUTE."""

from tests.support import near_settings

globals().update({name: value for name, value in vars(near_settings).items() if name.isupper()})
DOWNLOAD_HANDLERS = {"https": "tests.support.rerouted.Rerouted"}
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False
RETRY_TIMES = 0
