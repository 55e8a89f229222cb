"""iMerit: a file of roles for scholars; requirements are lists (earlier: text), pay is a bare figure or words."""

from collections.abc import Mapping
from typing import Any

from crawler.boards.jsonlist import JsonList
from crawler.text import entries, listed, plain, told


class IMerit(JsonList):
    """`/jobs.json` answers {"generated_at", "total", "jobs": […]}; 24 to 36 rows were seen: the floor is a fifth."""

    title = "iMerit"
    homepage = "https://imerit.ai"
    hosts = ("imerit.ai",)
    token = "https://imerit.ai/jobs.json"
    path = ("jobs",)
    expects = ("job_id", "title", "country", "description")
    announces = True
    cadence_hours = 24
    floor = 5
    location = "residence"
    extent_words = True
    basis = "documented"
    source = "two public readers of its list, September 2026"
    note = "A bare figure of pay names neither currency nor unit, so it says nothing."

    def total(self, answer: Any) -> int | None:
        """The number under `total`; None, which holds the run here, when it is no number."""
        total = answer.get("total")
        return total if isinstance(total, int) else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        """Text from `about`, `description` and `requirements`, each a text or a list; the pay field as written.

        KeyError without `job_id` or `title`. No date is read: the answer has only its own.
        """
        parts = [part for name in ("about", "description", "requirements") for part in entries(raw.get(name))]
        spoken = told(raw.get("language"))
        return {
            "ref": str(raw["job_id"]),
            "url": raw.get("apply_link") or "https://imerit.ai/jobs/",
            "title": raw["title"],
            "text": "\n".join(plain(told(part)) for part in parts),
            "location": listed([raw.get("state"), raw.get("country")]),
            "pay": told(raw.get("pay_rate")),
            "employment": told(raw.get("type")),
            "fields": {"languages": spoken} if spoken else {},
        }
