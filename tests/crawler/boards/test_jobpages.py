"""JobPosting markup from a sitemap: every known fault is survived, and what is missing stays missing."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request, XmlResponse

from crawler.boards.jobpages import JobPages
from crawler.job_markup import over
from crawler.linked_data import job_postings, texts, unescaped
from crawler.platform import ListRow

JOB = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Rater", "description": "<p>Rate answers.</p>"}
WHOLE = json.dumps(JOB)


class Acme(JobPages):
    slug = "acme"
    title = "Acme"
    homepage = "https://acme.example"
    token = "https://acme.example/sitemap.xml"
    cadence_hours = 24
    floor = 1
    location = "residence"
    basis = "guess"
    source = "made for this test"
    unreadable_since = date(2026, 1, 1)


def page(block: str) -> HtmlResponse:
    body = f'<html><head><script type="application/ld+json">{block}</script></head></html>'
    return HtmlResponse("https://acme.example/jobs/rater", body=body.encode())


def sitemap(body: str) -> XmlResponse:
    xml = f'<?xml version="1.0"?>{body.replace(">", chr(32) + NAMESPACE + ">", 1)}'
    return XmlResponse("https://acme.example/sitemap.xml", body=xml.encode(), headers={"Content-Type": "text/xml"})


NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@pytest.mark.parametrize(
    ("fault", "block"),
    [
        ("none", WHOLE),
        ("a control character in a text", WHOLE.replace("Rate answers", "Rate\nanswers")),
        ("entities over the whole block", WHOLE.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")),
        ("CDATA", f"<![CDATA[{WHOLE}]]>"),
        ("CDATA in comments", f"/*<![CDATA[*/{WHOLE}/*]]>*/"),
        ("an HTML comment", f"<!--{WHOLE}-->"),
        ("a missing comma", '{"@type": "JobPosting", "title": "Rater"\n "description": "<p>Rate answers.</p>"}'),
        ("a wrong escape", WHOLE.replace("Rate answers.", "Rate answers.\\$")),
        ("PascalCase", '{"@type": "JobPosting", "Title": "Rater", "Description": "<p>Rate answers.</p>"}'),
        ("a graph", json.dumps({"@graph": [{"@type": "WebSite"}, JOB]})),
        ("a list", json.dumps([{"@type": "BreadcrumbList"}, JOB])),
        ("several types", json.dumps({**JOB, "@type": ["Thing", "JobPosting"]})),
        ("a comma too many", WHOLE.replace("}", ",}")),
        ("a comma behind it", f"{WHOLE},"),
        ("a semicolon behind it", f"{WHOLE};"),
        ("a comma in a list", f"[{WHOLE},]"),
        ("CDATA behind slashes", f"//<![CDATA[\n{WHOLE}\n//]]>"),
        ("CDATA behind slashes and blanks, and a semicolon", f"// <![CDATA[\n{WHOLE};\n// ]]>"),
        ("a comment before it", f"/* made by a plugin */ {WHOLE}"),
        ("an escaped apostrophe", WHOLE.replace("Rate answers.", "Rate speakers\\' answers.")),
        ("half an escape", WHOLE.replace("Rate answers.", "Rate answers \\u20.")),
        ("quotes inside a text", WHOLE.replace("<p>Rate", '<p class="lead">Rate')),
        ("a byte order mark", f"\ufeff{WHOLE}"),
        ("a type that is an address", WHOLE.replace('"JobPosting"', '"http://schema.org/JobPosting"')),
        ("a type with a prefix", WHOLE.replace('"JobPosting"', '"schema:JobPosting"')),
        ("another value before it", f'{{"@type": "Organization"}}\n{WHOLE}'),
        ("as a program writes it", f"window.job = {WHOLE}; var more = 1;"),
        ("comments within", WHOLE.replace('"title"', '/* a job */ // of "ours"\n"title"')),
        ("single quotes", WHOLE.replace('"', "'")),
        ("keys without quotes", WHOLE.replace('"title"', "title").replace('"description"', "description")),
        ("quotes of a word processor", WHOLE.replace('"title"', "“title”")),
        ("no value", WHOLE.replace('"title"', '"pay": undefined, "title"')),
        ("blanks that JSON does not know", WHOLE.replace(": ", ":\u00a0")),
        ("two commas, and one before all", WHOLE.replace(", ", ",, ").replace("{", "{,")),
        ("no comma on one line", WHOLE.replace('"Rater", ', '"Rater" ')),
        ("no end", f"[{WHOLE[:-1]}"),
        ("a letter as a byte", WHOLE.replace("Rate answers", "\\x52ate answers")),
        ("JSON as a text of JSON", json.dumps(WHOLE)),
        ("as Python writes it", WHOLE.replace('"title"', '"directApply": True, "title"')),
        ("an HTML comment and a break within", WHOLE.replace('"title"', '<!-- a job --><br>"title"')),
        ("an apostrophe in single quotes", WHOLE.replace("Rate answers.", "It\\'s Rate.").replace('"', "'")),
        ("a type without its sign", WHOLE.replace('"@type"', '"type"')),
        ("below another object", json.dumps({"@type": "WebPage", "mainEntity": JOB})),
    ],
)
def test_a_fault_is_survived(fault: str, block: str) -> None:
    found = job_postings(page(block))
    assert [job["title"] for job in found] == ["Rater"], fault
    assert "Rate" in found[0]["description"]


@pytest.mark.parametrize("kind", ["application/ld+json; charset=utf-8", "application/LD+JSON", " application/json+ld"])
def test_a_type_of_block_is_known_however_it_is_written(kind: str) -> None:
    body = f'<html><head><script type="{kind}">{WHOLE}</script></head></html>'
    found = job_postings(HtmlResponse("https://acme.example/jobs/rater", body=body.encode()))
    assert [job["title"] for job in found] == ["Rater"]


def test_quotes_within_any_text_are_kept() -> None:
    block = '{"@type": "JobPosting", "title": "A "senior" rater", "description": "Rate."}'
    assert [job["title"] for job in job_postings(page(block))] == ['A "senior" rater']


def test_a_text_that_was_cut_in_its_middle_is_not_read() -> None:
    assert job_postings(page(WHOLE[:-12])) == []


@pytest.mark.parametrize("block", ["", "{", "null", '"JobPosting"', '{"@type": "Organization"}', "<b>no</b>"])
def test_what_is_no_posting_is_passed_over(block: str) -> None:
    assert job_postings(page(block)) == []


def read(**stated: Any) -> Mapping[str, Any]:
    """The fields of a posting whose markup says this beside a title."""
    spider = Acme()
    raw = {"url": "https://acme.example/jobs/rater-7/", "detail": page(json.dumps({**JOB, **stated}))}
    posting = spider.make(ListRow(raw))
    assert posting is not None
    return posting.model_dump(exclude_defaults=True)


@pytest.mark.parametrize(
    ("salary", "words"),
    [
        ({"currency": "USD", "value": {"minValue": 20, "maxValue": 45, "unitText": "HOUR"}}, "20 - 45 USD per hour"),
        ({"currency": "EUR", "value": {"value": 18, "unitText": "HOUR"}}, "18 EUR per hour"),
        ({"currency": "USD", "unitText": "HOUR", "value": 25}, "25 USD per hour"),
        ({"currency": "USD", "minValue": "30", "maxValue": "50", "unitText": "HOUR"}, "30 - 50 USD per hour"),
        ({"currency": "USD", "value": {"maxValue": 90, "unitText": "HOUR"}}, "up to 90 USD per hour"),
        ({"value": {"unitText": "HOUR"}}, ""),
        ({"currency": "USD", "value": {"value": "11-14", "unitText": "HOUR"}}, "11-14 USD per hour"),
        (
            {"currency": "USD", "value": {"minValue": "$11", "maxValue": "$14", "unitText": "HOUR"}},
            "$11 - $14 USD per hour",
        ),
        ([{"currency": "USD", "value": {"minValue": 11, "unitText": "DAY"}}], "from 11 USD per day"),
        ({"currency": "eur", "value": {"minValue": 11, "maxValue": 14, "unitText": "hour"}}, "11 - 14 EUR per hour"),
        (
            {"currency": "USD", "value": [{"value": 11, "unitText": "HOUR"}, {"value": 90, "unitText": "DAY"}]},
            "11 USD per hour; 90 USD per day",
        ),
        ({"@type": "PriceSpecification", "price": 11, "priceCurrency": "USD", "unitCode": "HUR"}, "11 USD per hour"),
        ({"currency": "USD", "duration": "PT1H", "percentile10": 11, "percentile90": 14}, "11 - 14 USD per hour"),
        (
            {"currency": "USD", "value": {"value": {"minValue": 11, "maxValue": 14}, "unitText": "HOUR"}},
            "11 - 14 USD per hour",
        ),
        ({"currency": "USD", "value": 11, "unitText": "http://schema.org/HOUR"}, "11 USD per hour"),
        ({"currency": "USD", "value": {"minValue": 0, "maxValue": 0, "unitText": "HOUR"}}, ""),
        ({"currency": "USD", "value": {"minValue": 14, "maxValue": 11, "unitText": "HOUR"}}, "11 - 14 USD per hour"),
        (
            {"currency": "EUR", "value": {"minValue": "11", "maxValue": "14,50", "unitText": "Stunde"}},
            "11 - 14.5 EUR per hour",
        ),
        (
            {"currency": "EUR", "value": {"minValue": "900", "maxValue": "1.500", "unitText": "mois"}},
            "900 - 1.500 EUR per month",
        ),
        ({"currency": "USD", "value": {"value": 0.05, "unitText": "task"}}, "0.05 USD per task"),
        ({"@type": "AggregateOffer", "lowPrice": 11, "highPrice": 14, "priceCurrency": "USD"}, "11 - 14 USD"),
        ({"minvalue": 11, "maxvalue": 14, "currency": "USD", "unittext": "HOUR"}, "11 - 14 USD per hour"),
        ({"@value": "20 EUR per hour"}, "20 EUR per hour"),
        ("USD 11-14 per hour", "USD 11-14 per hour"),
        ("$100,000", "$100,000"),
        ("competitive", ""),
        (40, "40"),
        (None, ""),
    ],
)
def test_pay_in_any_shape(salary: Any, words: str) -> None:
    assert read(baseSalary=salary).get("pay", "") == words


def test_an_estimate_is_one_and_counts_last() -> None:
    guess = {"currency": "USD", "value": {"minValue": 11, "maxValue": 14, "unitText": "HOUR"}}
    assert read(estimatedSalary=guess)["pay"] == "estimated 11 - 14 USD per hour"
    assert read(estimatedSalary=guess, baseSalary={"currency": "USD", "value": 12})["pay"] == "12 USD"
    assert read(baseSalary=12, salaryCurrency="USD")["pay"] == "12 USD"


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("2026-11-18", True),
        ("2026-11-19", False),
        ("2026-11-18T10:00:00Z", True),
        ("2026-11-20T10:00:00Z[UTC]", False),
        ("2020-01-01", True),
        ("soon", False),
        (None, False),
    ],
)
def test_one_that_ended_is_left_out(said: str | None, left_out: bool) -> None:
    spider = Acme()
    spider.at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    raw = {"url": "https://acme.example/jobs/rater-7", "detail": page(json.dumps({**JOB, "validThrough": said}))}
    assert (spider.make(ListRow(raw)) is None) == left_out


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-05", 5),
        ("2026-11-05T10:00:00Z[UTC]", 5),
        ("Nov 5, 2026", 5),
        ("5 November 2026", 5),
        ("Thu, 05 Nov 2026 10:00:00 GMT", 5),
        ("Thursday, November 5th, 2026", 5),
        ("Thu Nov 05 2026 10:00:00 GMT+0000 (Coordinated Universal Time)", 5),
        ("Thu Nov 5 10:00:00 UTC 2026", 5),
        ("5. Nov 2026", 5),
        ("05-Nov-2026", 5),
        ("2026-11-5", 5),
        ("2026-11-05T10:00:00Z UTC", 5),
        ("/Date(1793872800000)/", 5),
        ("Mai 5, 2026", None),
        ("November 31, 2026", None),
        ("05/11/2026", None),
        (["2026-11-05"], 5),
        (1762336800000, 5),
        ("1762336800", 5),
    ],
)
def test_dates_of_pages(said: Any, day: int | None) -> None:
    posted = read(datePosted=said).get("posted_at")
    assert (posted and posted.day) == day


def test_a_name_is_a_title_and_breaks_are_breaks() -> None:
    found = read(title=None, name="Night Rater", description="Pay: $11\\n\\nNights only.")
    assert (found["title"], found["text"]) == ("Night Rater", "Pay: $11\nNights only.")
    assert read(description="\\u003cp\\u003eNights only.\\u003c/p\\u003e")["text"] == "Nights only."


def test_a_text_loses_what_was_put_around_it() -> None:
    assert read(description="<![CDATA[<p>Nights only.</p>]]>")["text"] == "Nights only."
    assert read(description="Nights<br\\/>only.\u2028Rate.")["text"] == "Nights\nonly.\nRate."
    found = read(eligibilityToWorkRequirement="You live in Togo.", experienceRequirements={"description": "A year."})
    assert found["text"].split("\n")[1:] == ["Experience", "A year.", "Eligibility to work", "You live in Togo."]


def test_what_is_asked_stands_behind_what_is_said() -> None:
    found = read(responsibilities=["<li>Label calls.</li>", "Rate answers."], qualifications="You live in Togo.")
    lines = [
        "Rate answers.",
        "Responsibilities",
        "Label calls.",
        "Rate answers.",
        "Qualifications",
        "You live in Togo.",
    ]
    assert found["text"].split("\n") == lines
    assert read(qualifications="Rate answers.")["text"] == "Rate answers."


@pytest.mark.parametrize(
    ("path", "ref"),
    [
        ("night-rater", "night-rater"),
        ("night-rater-4711", "4711"),
        ("4711-night-rater", "4711"),
        ("rater-2026", "rater-2026"),
        ("1679/senior-rater/job", "1679"),
        ("4711-rater-500-tasks", "4711"),
        ("view?jobId=1679", "1679"),
        ("night-rater/apply", "night-rater"),
        ("rater--0a1b2c3d-0000-4000-8000-00000000000f", "0a1b2c3d-0000-4000-8000-00000000000f"),
    ],
)
def test_a_ref_holds_no_title_where_the_address_has_an_id(path: str, ref: str) -> None:
    posting = Acme().make(ListRow({"url": f"https://acme.example/jobs/{path}"}, list_only=True))
    assert posting is not None
    assert posting.ref == ref


@pytest.mark.parametrize(
    ("stated", "location", "fields"),
    [
        ({"jobLocationType": "TELECOMMUTE"}, "", {"workplace": "remote"}),
        ({"applicantLocationRequirements": [{"name": "Kenya"}, {"name": " "}, {}]}, "", {"countries": "Kenya"}),
        ({"applicantLocationRequirements": {"@type": "Country", "name": "USA"}}, "", {"countries": "USA"}),
        ({"jobLocation": {"address": {"addressLocality": "Lyon", "addressCountry": "FR"}}}, "Lyon, France", {}),
        ({"jobLocation": {"address": {"addressCountry": {"name": ["USA"] * 10}}}}, "USA", {}),
        ({"jobLocation": {"@type": "Place", "name": "Acme Inc."}}, "", {}),
        ({"jobLocation": [{"address": "Oslo"}, {"address": {"addressCountry": "SE"}}]}, "Oslo; Sweden", {}),
        ({"jobLocation": {"name": "Oslo"}}, "Oslo", {}),
        (
            {"jobLocation": {"address": {"addressLocality": "Dover", "addressRegion": "DE", "addressCountry": "US"}}},
            "Dover, Delaware, United States",
            {},
        ),
        (
            {
                "jobLocation": {
                    "address": [{"addressCountry": "TG"}, {"addressLocality": "Oslo", "addressCountry": "NO"}]
                }
            },
            "Togo; Oslo, Norway",
            {},
        ),
        ({"jobLocation": {"@type": "PostalAddress", "addressCountry": ["TG", "GH"]}}, "Togo, Ghana", {}),
        ({"applicantLocationRequirements": {"@type": "Country", "identifier": "TG"}}, "", {"countries": "Togo"}),
        ({"jobLocation": {"address": {"addressCountry": "NGA"}}}, "Nigeria", {}),
        ({"jobLocation": {"containedInPlace": {"@type": "Country", "name": "Togo"}}}, "Togo", {}),
        (
            {"applicantLocationRequirements": {"@type": "Country", "address": {"addressCountry": "TG"}}},
            "",
            {"countries": "Togo"},
        ),
        (
            {"applicantLocationRequirements": {"sameAs": "https://en.wikipedia.org/wiki/Sierra_Leone"}},
            "",
            {"countries": "Sierra Leone"},
        ),
        (
            {"applicantLocationRequirements": {"@type": "State", "name": "CA", "containedInPlace": {"name": "US"}}},
            "",
            {"countries": "California, United States"},
        ),
        (
            {"applicantLocationRequirements": ["Togo", {"name": ["Ghana", "Benin"]}]},
            "",
            {"countries": "Togo, Ghana, Benin"},
        ),
        ({"jobLocation": {"@type": "Country", "name": "TG"}}, "Togo", {}),
        ({"jobLocation": {"address": {"streetAddress": "Lomé, Togo"}}}, "Lomé, Togo", {}),
        ({"jobLocation": {"address": {"addressCountry": {"@type": "Country", "identifier": "TG"}}}}, "Togo", {}),
        (
            {"applicantLocationRequirements": {"itemListElement": [{"name": "Togo"}, {"item": {"name": "Ghana"}}]}},
            "",
            {"countries": "Togo, Ghana"},
        ),
        (
            {"applicantLocationRequirements": {"identifier": {"name": "ISO 3166-1", "value": "TG"}}},
            "",
            {"countries": "Togo"},
        ),
        ({"jobLocation": None}, "", {}),
    ],
)
def test_places_in_any_shape(stated: dict[str, Any], location: str, fields: dict[str, str]) -> None:
    found = read(**stated)
    assert (found.get("location", ""), found.get("fields", {})) == (location, fields)


def test_layers_of_entities_come_off() -> None:
    assert unescaped("&amp;lt;p&amp;gt;Hi&amp;lt;/p&amp;gt;") == "<p>Hi</p>"
    assert unescaped("a &lt; b") == "a < b"
    assert texts([{"name": ["A", ""]}, "B", None, {"value": 3}]) == ["A", "B", "3"]


def test_only_the_host_of_the_sitemap_is_read() -> None:
    assert Acme.record.hosts == ("acme.example",)


def test_a_sitemap_leads_to_its_job_pages() -> None:
    spider = Acme()
    spider.walk.open_pages = 1
    urls = ("/", "/jobs/rater-7/", "/blog/jobs", "/careers/writer", "/jobs/")
    body = "".join(f"<url><loc>https://acme.example{url}</loc></url>" for url in urls)
    asked = [
        step.url for step in spider.listed(sitemap(f"<urlset>{body}</urlset>"), first=True) if isinstance(step, Request)
    ]
    assert asked == ["https://acme.example/jobs/rater-7/", "https://acme.example/careers/writer"]


def test_an_index_of_sitemaps_is_walked() -> None:
    spider = Acme()
    spider.walk.open_pages = 1
    maps = "".join(f"<sitemap><loc>https://acme.example/{name}.xml</loc></sitemap>" for name in "ab")
    steps = list(spider.listed(sitemap(f"<sitemapindex>{maps}</sitemapindex>"), first=True))
    assert [step.url for step in steps if isinstance(step, Request)] == ["https://acme.example/a.xml"]
    assert spider.maps == ["https://acme.example/b.xml"]


def test_a_page_that_lost_its_markup_is_left_out() -> None:
    raw = {"url": "https://acme.example/jobs/rater-7", "detail": page('{"@type": "Organization"}')}
    assert Acme().make(ListRow(raw)) is None


def test_a_page_that_never_came_is_only_listed() -> None:
    posting = Acme().make(ListRow({"url": "https://acme.example/jobs/night-rater"}, list_only=True))
    assert posting is not None
    assert (posting.ref, posting.title, posting.list_only) == ("night-rater", "Night rater", True)


@pytest.mark.parametrize(
    ("until", "is_over"),
    [
        ("2026-10", True), ("2026-11", False), ("2025", True), ("2026", False), ("2026-11-28", True),
        ("2026-13", False), ("Oct 2026", True), ("Nov 2026", False), ("november, 2026", False), ("OCT-2026", True),
        ("10/2026", True), ("11/2026", False), ("2026-9", True), ("2026.11", False), ("Q3 2026", True),
        ("Q4 2026", False), ("2026-Q3", True), ("2026-W47", True), ("2026-W49", False), ("2026-W99", False),
        (2026, False), (2025, True), (20261130, False), (20261101, True), (202610, False), ("Brumaire 2026", False),
        ("end of October 2026", False), ("13/2026", False), (True, False), (None, False),
    ],
)  # fmt: skip
def test_a_week_month_quarter_or_year_is_over_with_its_last_day(until: object, is_over: bool) -> None:
    assert over(until, datetime(2026, 11, 30, 12, tzinfo=UTC)) is is_over
