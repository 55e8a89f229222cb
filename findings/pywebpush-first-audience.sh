#!/usr/bin/env bash
# pywebpush writes the first push service into the claims that it is given, and the second service gets them too.
#
# Package   pywebpush 2.5.0, installed below in a temporary folder; nothing is sent (`curl=True`).
# Good guess: claims of ours that name whom to write to ("sub") are read only, so one dict serves all subscribers and
#           each push says whom it is for (RFC 8292: "aud" is the origin of the push service).
# Behaviour: audience and expiry are put into the caller's dict and found there the next time. Whoever is first
#           decides: readers of one browser get their pushes, those of all others are refused, as if keys were wrong.
#           Each call wants a copy of its own (`dict(claims)`).
# Seen      2026-11-30, Python 3.11: the output below. Fails if the second audience is the second service.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pywebpush==2.5.0
cd "$folder"  # where it leaves a file
"$folder/venv/bin/python" - <<'PY'
import base64
import json
import re

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid
from pywebpush import webpush


def part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def audience(host: str, claims: dict, key: Vapid) -> str:
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    keys = {"p256dh": part(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)), "auth": part(b"0" * 16)}
    said = webpush(
        {"endpoint": f"https://{host}/push/1", "keys": keys}, "3 listings",
        vapid_private_key=key, vapid_claims=claims, curl=True,
    )
    token = re.search(r"t=([\w.-]+)", said)[1].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))["aud"]


key = Vapid()
key.generate_keys()
claims = {"sub": "mailto:letters@atlas.example"}
seen = [audience(host, claims, key) for host in ("one.example", "two.example")]
print("one dict:   ", seen, "left in it:", sorted(claims))
copies = [audience(host, {"sub": "mailto:letters@atlas.example"}, key) for host in ("one.example", "two.example")]
print("a copy each:", copies)
assert seen == ["https://one.example", "https://one.example"], f"changed: {seen}"
assert copies == ["https://one.example", "https://two.example"], f"changed: {copies}"
PY
