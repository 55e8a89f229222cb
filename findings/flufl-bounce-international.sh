#!/usr/bin/env bash
# flufl.bounce hears nothing of a bounce whose address is not ASCII.
#
# Package   flufl.bounce 6.0.0, installed below in a temporary folder.
# Good guess: a report that says "failed" and names its recipient is a bounce, with an address of letters outside
#           ASCII too: such a mailbox is written to by SMTPUTF8, and what comes back is the same kind of report.
# Behaviour: RFC 6533 gives that report a type of its own, message/global-delivery-status, and its recipient the kind
#           "utf-8". The scan finds no address in it, neither a failed nor a delayed one, so the mailbox that is not
#           there is written to for ever. The same report with an ASCII address is understood. (Nor does Python's
#           email divide that type into its blocks; ours does so itself: directory/letters/returns.py.)
# Seen      2026-11-30, Python 3.11: the output below. Fails if the second report is understood or the first is not.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check flufl.bounce==6.0.0
"$folder/venv/bin/python" - <<'PY'
from email import message_from_bytes

from flufl.bounce import all_failures


def report(kind: str, recipient: str) -> bytes:
    return (
        "From: MAILER-DAEMON@mail.example\nTo: bounces@atlas.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt did not work.\n"
        f"--b\nContent-Type: message/{kind}\n\nReporting-MTA: dns; mail.example\n\n"
        f"Final-Recipient: {recipient}\nAction: failed\nStatus: 5.1.1\n\n--b--\n"
    ).encode()


expected = {
    ("delivery-status", "rfc822; reader@mail.example"): (0, 1),
    ("global-delivery-status", "utf-8; पाठक@mail.example"): (0, 0),
}
seen = {}
for kind, recipient in expected:
    passing, lasting = all_failures(message_from_bytes(report(kind, recipient)))
    seen[kind, recipient] = (len(passing), len(lasting))
    print(f"{kind:24} {recipient:28} passing {len(passing)}, lasting {len(lasting)}")
assert seen == expected, f"changed: {seen}"
PY
