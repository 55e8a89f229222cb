"""The figures of this process: one survey of the table, shared by the pages."""

from directory.presenting.figures import Survey
from web import context as here


def survey() -> Survey:
    """The survey of the running site's store, one for the life of the process; it renews its rows by itself."""
    return here.keep("survey", 0, lambda: Survey(here.site().store, here.site().settings.now))
