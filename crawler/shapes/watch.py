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


def said(spider: Any) -> str:
    """The same as one line, without the platform's name; "" where nothing is otherwise."""
    return line(compared(spider))
