#!/usr/bin/env bash
# dkimpy signs List-Unsubscribe and leaves out the header that makes it one click.
#
# Package   dkimpy 1.1.8, installed below in a temporary folder.
# Good guess: what is signed unless told otherwise covers every header of a list that the letter has, so that a letter
#           with List-Unsubscribe and List-Unsubscribe-Post can be left with one click. RFC 8058 (section 4) wants
#           both under the signature.
# Behaviour: List-Id and List-Unsubscribe are signed, List-Unsubscribe-Post is not: its list of headers is older than
#           RFC 8058. The signature is good, and a mailbox that keeps to RFC 8058 offers no button. `include_headers`
#           has to name it (ours: schedules/mail.py).
# Seen      2026-11-30, Python 3.11: the output below. Fails if that header is signed or the others are not.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check dkimpy==1.1.8
"$folder/venv/bin/python" - <<'PY'
import dkim

letter = (
    b"From: letters@atlas.example\r\nTo: reader@mail.example\r\nSubject: 3 listings\r\n"
    b"Date: Mon, 30 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@atlas.example>\r\nList-Id: <alerts.atlas.example>\r\n"
    b"List-Unsubscribe: <https://atlas.example/stop/1>\r\n"
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nHi\r\n"
)
signed = [name.decode().lower() for name in dkim.DKIM(letter).default_sign_headers()]
print("signed:", ", ".join(signed))
assert {"list-id", "list-unsubscribe"} <= set(signed), f"changed: {signed}"
assert "list-unsubscribe-post" not in signed, f"changed: {signed}"
PY
