#!/usr/bin/env bash
# courlan takes the number of a job for Indonesian: "/id/4711" is no page in English.
#
# Package   courlan 1.4.0, installed below in a temporary folder.
# Good guess: asked for pages in English, the filter leaves out "/de/..." and keeps "/id/4711", the commonest address
#           of a job; and `strict` takes campaigns off an address, never the parameter that names the job.
# Behaviour: a first part of two letters is a language, "id" is Indonesian's, so every such job is left out (None);
#           behind another part ("/jobs/id/4711") it is kept. `strict` takes off all parameters but a few, the number
#           of the job too: all jobs of a page become one address.
# Seen      2026-11-30, Python 3.11: the output below. Fails if an address is answered in another way.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check courlan==1.4.0
"$folder/venv/bin/python" - <<'PY'
from courlan import check_url

jobs = "https://jobs.example.org"
expected = {
    (f"{jobs}/4711", False): f"{jobs}/4711",
    (f"{jobs}/id/4711", False): None,
    (f"{jobs}/jobs/id/4711", False): f"{jobs}/jobs/id/4711",
    (f"{jobs}/open?job_id=4711", False): f"{jobs}/open?job_id=4711",
    (f"{jobs}/open?job_id=4711", True): f"{jobs}/open",
}
seen = {}
for url, strict in expected:
    found = check_url(url, language="en", strict=strict)
    seen[url, strict] = found and found[0]
    print(f"{url:40} strict={strict!s:5} {seen[url, strict]}")
assert seen == expected, f"changed: {seen}"
PY
