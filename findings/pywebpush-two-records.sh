#!/usr/bin/env bash
# pywebpush encrypts a long message in several records, of which no browser reads one.
#
# Package   pywebpush 2.5.0, installed below in a temporary folder; nothing is sent.
# Good guess: a message that is too long for a push is refused where it is encrypted, for RFC 8291 (section 4) says
#           that it is a single record, and browsers hold to that.
# Behaviour: up to 3,993 bytes make one record of 4,096. A longer one is encrypted without a word in two or more, as
#           RFC 8188 lets files be: the push service takes it or not by its size, and what arrives is thrown away in
#           the browser. Whoever pushes has to count bytes before.
# Seen      2026-11-30, Python 3.11: the output below. Fails if the records change or a long message is refused.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pywebpush==2.5.0
"$folder/venv/bin/python" - <<'PY'
import base64
from math import ceil

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pywebpush import WebPusher


def part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def records(length: int) -> int:
    """Records of RFC 8188: behind salt (16), size of a record (4), length of the key's name (1) and that name."""
    body = pusher.encode(b"x" * length)["body"]
    return ceil((len(body) - 21 - body[20]) / int.from_bytes(body[16:20], "big"))


point = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
pusher = WebPusher({"endpoint": "https://one.example/1", "keys": {"p256dh": part(point), "auth": part(b"0" * 16)}})
expected = {3000: 1, 3993: 1, 5000: 2, 20000: 5}
seen = {length: records(length) for length in expected}
for length, count in seen.items():
    print(f"{length:6} bytes: {count} records")
assert seen == expected, f"changed: {seen}"
PY
