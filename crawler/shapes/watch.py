"""A crawl's answers beside the shape that is kept of the platform's."""

import logging
from typing import Any

from crawler.shapes.difference import Difference, differences, line
from crawler.shapes.file import BadShape, load

log = logging.getLogger(__name__)


def compared(spider: Any) -> tuple[Difference, ...]:
    """What a crawl's answers have otherwise than the platform's shape; nothing where no shape is kept."""
    try:
        kept = load(spider.slug)
    except BadShape as problem:
        log.warning("%s: %s", spider.slug, problem)
        return ()
    return () if kept is None else differences(kept, spider.shape)


def told(spider: Any) -> tuple[str, str]:
    """The same as two lines without the platform's name: what is beyond chance, and what is not; "" for none."""
    found = compared(spider)
    sure = tuple(one for one in found if one.sure)
    return line(sure), line(tuple(one for one in found if not one.sure))
