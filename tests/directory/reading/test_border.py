"""What readers see of a posting, and how their quotes find back into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.claims import Claim, Label, Quote, Reading
from directory.posting import Posting
from directory.reading.border import cleaned, enter


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("$<b>25</b>.<b>50</b> an hour", "$25.50  an hour"),
        ("<p>One</p><li>Two", "\nOne\n\nTwo"),
        ("R&amp;D in <i>Oslo</i>", "R&D in  Oslo "),
        ("pay &lt;strong&gt;30&lt;/strong&gt; euro", "pay  30  euro"),
        ("Eng\u00adlish and zero\u200bwidth", "English and zerowidth"),
        ("ﬁnance oﬃce", "finance office"),
        ("２５万円（税込）：", "25万円(税込):"),
        ("٢٥٫٥٠ ريال", "25.50 ريال"),
        ("५०० रुपये", "500 रुपये"),
        ("Sa\u0303o Tome\u0301", "São Tomé"),
    ],
)
def test_words_are_cleaned_as_they_come_in(published: str, read: str) -> None:
    found = cleaned(published)
    assert found is not None
    assert found.text == read


@pytest.mark.parametrize("words", ["plain words", "a < b & c", "Zürich – 25 €", "仅限中国。好！", ""])
def test_clean_words_stay_as_they_are(words: str) -> None:
    assert cleaned(words) is None


def test_a_quote_goes_back_into_the_words_that_were_published() -> None:
    said = Posting(
        platform="acme",
        ref="1",
        url="https://example.org/1",
        title="Rater",
        text="<p>Pay: $<b>25</b>.<b>50</b>&nbsp;/h",
    )
    border = enter(said)
    start = border.posting.text.index("$")
    reading = Reading((Claim("task", Label("rate"), Quote("$25.50", "text", start), "test"),))
    [claim] = border.back(reading).claims
    assert claim.quote == Quote("$<b>25</b>.<b>50", "text", 8)


@given(st.text(alphabet="ab <>&;/pltgamqu\u00ad\u0301ﬁ２٣५\n", max_size=80))
def test_every_offset_leads_back_into_the_original(words: str) -> None:
    found = cleaned(words)
    if found:
        places = [found.at(offset) for offset in range(len(found.text))]
        assert places == sorted(places)
        assert all(0 <= place < len(words) for place in places)
