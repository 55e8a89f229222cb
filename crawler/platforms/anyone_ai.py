"""Anyone AI: experts for training models, mostly in Latin America; an ordinary Ashby board."""

from crawler.boards.ashby import Ashby


class AnyoneAI(Ashby):
    """The Ashby board `anyone-ai`, one JSON answer; nobody counted how many of its 87 posts are ours: floor of 5."""

    title = "Anyone AI"
    homepage = "https://www.anyoneai.com"
    token = "anyone-ai"
    cadence_hours = 24
    floor = 5
    location = "residence"
    extent_words = True
    employment = "unknown"
    basis = "documented"
    source = "a registry of boards that was checked on 22 September 2026"
    note = "87 posts when last counted; staff and contract work stand side by side."
