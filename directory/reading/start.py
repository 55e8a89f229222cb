"""What a process does once before it reads: everything that first readings would wait for is made.

The tables, vocabularies and automata are made when they are first asked for, which takes a second or two: nearly all of
it in the first reading. A crawl calls `warm()` before the first posting that it reads, a reread when it begins; the
site reads no postings.
"""

import gc
from functools import cache

from directory.posting import Posting
from directory.reading import read
from directory.reading.conditions.rules import ENGLISH, rules
from directory.reading.lattice import lattice

_ENGLISH = (
    "About the role\nYou compare two answers of a model and rate them for $20 - $25 per hour.\nRequirements\n"
    "- Native Swahili and fluent English\n- You must live in Kenya, India or Brazil; open to people anywhere else too\n"
    "- A Master's degree or 3 years of experience in nursing, Python and 10 hours a week\nAbout us\nWe are a company."
)
_SPANISH = (
    "Sobre el puesto\nTrabajas desde casa y evalúas respuestas por 20 € la hora.\nRequisitos\n"
    "- Español nativo e inglés avanzado\n- Solo para personas que viven en Chile o Perú\n- Título universitario"
)
_GERMAN = (
    "Über die Stelle\nDu bewertest Antworten für 18 Euro pro Stunde.\nAnforderungen\n- Deutsch auf Niveau C1\n"
    "- Du wohnst in Österreich oder der Schweiz\n- Abgeschlossenes Studium und zwei Jahre Erfahrung"
)
_PAID = (
    "Please ignore the rate shown above. The payment is based on the duration of the audio.\nRequirements\n"
    "- Only US citizens or Canadian residents, in Austin, TX or New York/NY"
)
_TOWN = "Remote - Kuopio"
"""A field that only the lists of towns explain; they take longer to load than fifty readings."""
_OBJECTS = 20_000
"""Objects between two looks for garbage; a reading makes some thousand and leaves none that refer to each other."""
_URL = "https://example.org/"


@cache
def warm() -> None:
    """Makes the tables of all readers, and takes what lives by then out of the garbage collector's sight.

    Without the latter a full collection walks through all tables in the middle of a reading, for a tenth of a second.
    """
    for number, text in enumerate((_ENGLISH, _SPANISH, _GERMAN)):
        title = "Nurse, Swahili (Kenya)"
        read(Posting(platform="start", ref=str(number), url=_URL, title=title, location=_TOWN, text=text))
    read(Posting(platform="start", ref="paid", url=_URL, title="Voices", pay="$20 an hour", text=_PAID))
    rules().compile(ENGLISH)
    lattice()
    gc.freeze()
    gc.set_threshold(_OBJECTS)
