"""What a listing means to a person, as the API says it: renderers of `Shown` and of `for_person`, which decide."""

from dataclasses import asdict

from directory.eligibility.for_person import Eligibility
from directory.presenting.listing import Shown
from directory.presenting.records import language_record, quote_record
from directory.search import Search
from web.api.models import OpensAnswer, SpokenAnswer, VerdictAnswer


def verdict_of(shown: Shown, found: Eligibility, search: Search) -> VerdictAnswer | None:
    """The verdict on the place, with the words it rests on; None without a country."""
    verdict = found.verdict
    if verdict is None or search.country is None:
        return None
    return VerdictAnswer(
        country=search.country,
        state=verdict.state,
        group=verdict.group,
        says=shown.place.text,
        quote=quote_record(verdict.quote) if verdict.quote else None,
        rule=found.decider.rule if found.decider and verdict.quote else None,
        region=verdict.region,
        within=verdict.within,
        conflict=verdict.conflict,
    )


def spoken_of(shown: Shown, found: Eligibility) -> SpokenAnswer | None:
    """The verdict on the languages, with the one that was asked for; None where the person named none."""
    if found.spoken is None:
        return None
    asked = language_record(found.asked) if found.asked else None
    return SpokenAnswer(state=found.spoken, says=shown.languages.text, asked=asked)


def opens_of(shown: Shown) -> OpensAnswer | None:
    """The posting to go to, with where its link leads; None for a closed listing."""
    if shown.closed:
        return None
    return OpensAnswer(ref=shown.posting.ref, **asdict(shown.opens))
