"""Python's collector of circles, told when to rest.

It walks objects that refer to each other in circles. What a program makes while it is imported, or in one round of
work, is live to its end, so looking through it again and again finds nothing and takes a fifth of a start.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Lets the collector rest while the block lasts; it works again after it, if it did before."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


@contextmanager
def kept() -> Iterator[None]:
    """As `uncollected`, and what the block made is never walked: for what lives as long as the process."""
    with uncollected():
        try:
            yield
        finally:
            gc.freeze()
