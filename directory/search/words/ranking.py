"""Relevance: how well the words match, with a mild preference for fresh, stated and complete listings.

BM25F over title, quotes and text gives the words' part (see document.py and matching.py). A listing seen today counts
up to FRESH more than an old one, one that states everything up to COMPLETE more than one that states nothing.
"""

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from directory.search.columns.columns import Columns
from directory.search.columns.order import Score
from directory.search.engines.base import WordMatches
from directory.search.numbers import Ints

# Mild, so that words decide: NDCG@10 over the judged searches was measured with these (docs/searches.md).
FRESH = 0.10
COMPLETE = 0.15
FRESH_DAYS = 30.0  # days: after a month a listing has 37% of FRESH left


def relevance(columns: Columns, matches: WordMatches, now: datetime) -> Score:
    """A function from ordinals, all of them matches, to their scores at `now` (UTC): higher is better.

    BM25F of the words, up to FRESH more for a new listing (falling with FRESH_DAYS), up to COMPLETE for a whole one.
    """
    moment = now.timestamp()

    def score(ordinals: Ints) -> NDArray[np.float64]:
        days = np.maximum(moment - columns.arrays["fresh"][ordinals], 0) / 86_400
        liking = 1 + FRESH * np.exp(-days / FRESH_DAYS) + COMPLETE * columns.arrays["complete"][ordinals]
        return np.asarray(matches.of(ordinals) * liking, np.float64)

    return score
