"""Terms by what the site's languages call them: whatever a form offers in its language must be understood.

The names are CLDR's, as `label` gives them; the languages are the catalogues in data/messages.
"""

from functools import cache

from directory.terms.files import FOLDER
from directory.terms.folding import as_typed, key
from directory.terms.loading import vocabulary

MESSAGES = FOLDER.parent / "messages"
FOLDS = (str.casefold, key, as_typed)


def called(kind: str, text: str) -> str | None:
    """The id of the country, language … that a whole text names: as its vocabulary reads it, or as CLDR writes it in a
    language of the site ("Kiingereza" is "en"); None for a text that names none.
    """
    known = _names(kind)
    return vocabulary(kind).get(text) or next(filter(None, (known.get(fold(text)) for fold in FOLDS)), None)


@cache
def _names(kind: str) -> dict[str, str]:
    """Ids by name, as it is and folded; a name that two languages give to different terms is the first one's."""
    made: dict[str, str] = {}
    terms = vocabulary(kind)
    for locale in sorted(folder.name for folder in MESSAGES.iterdir() if folder.is_dir()):
        named = {id: terms.label(id, locale) for id in terms.ids}
        for fold in FOLDS:
            for id, name in named.items():
                made.setdefault(fold(name), id)
    return made
