"""A platform on this machine: a JSON list, a Greenhouse board and pages with markup."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

PROSE = (
    "You will read answers of a chat assistant to questions from daily life and say which one is better, and why. " * 3
)


def role(number: int) -> dict[str, Any]:
    """One posting of the local platform."""
    return {
        "id": f"r{number}",
        "title": f"Chat Rater {number}",
        "description": f"<p>{PROSE}</p>",
        "salary": "$12 per hour",
        "location": {"name": "Kenya"},
        "createdAt": "2026-11-10T08:00:00Z",
        "recruiter": {"name": "A. Person", "email": "a.person@example.org"},
    }


def greenhouse(number: int) -> dict[str, Any]:
    """One posting of the local Greenhouse board."""
    return {
        "id": number,
        "title": f"Chat Rater {number}",
        "absolute_url": f"https://job-boards.greenhouse.io/acme/jobs/{number}",
        "location": {"name": "Kenya"},
        "content": f"&lt;p&gt;{PROSE}&lt;/p&gt;",
        "metadata": [{"name": "Lead", "value": {"email": "a.person@example.org"}, "value_type": "user"}],
    }


MARKUP = {"@type": "JobPosting", "title": "Chat Rater", "description": f"<p>{PROSE}</p>", "datePosted": "2026-11-10"}
JOB = (
    "<!doctype html><html><head><title>Chat Rater</title><script>track()</script>"
    f'<script type="application/ld+json">{json.dumps(MARKUP)}</script></head>'
    f"<body><p>{PROSE}</p></body></html>"
)
LIST = (
    '<!doctype html><html><body><a href="/jobs/one">1</a><a href="/jobs/two">2</a><a href="/about">3</a></body></html>'
)
BOARD = "/boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"
ANSWERS: dict[str, tuple[str, str]] = {
    "/api/roles": ("application/json", json.dumps({"data": {"roles": [role(n) for n in range(20)]}, "total": 20})),
    BOARD: ("application/json", json.dumps({"jobs": [greenhouse(n) for n in range(20)], "meta": {"total": 20}})),
    "/work": ("text/html", LIST),
    "/jobs/one": ("text/html", JOB),
    "/jobs/two": ("text/html", JOB),
    "/odd": ("application/json", json.dumps({"boxes": [{"caption": "Rater", "blurb": "short"}] * 3})),
    "/nothing": ("text/html", "<!doctype html><html><body><p>Hello</p></body></html>"),
}


class Handler(BaseHTTPRequestHandler):
    """Plays ANSWERS."""

    def do_GET(self) -> None:
        kind, text = ANSWERS.get(self.path, ("text/plain", ""))
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *words: object) -> None:
        """Silence."""
