"""A door for reports of bounces and complaints: a mail service or a pipe of ours posts them whole, signed.

POST /hooks/mail takes one report as it came (message/rfc822, RFC 3464 or RFC 5965). `X-Signature` is "sha256=" and the
HMAC-SHA-256 (RFC 2104) of the body under BOUNCE_SECRET in hexadecimal. Without the setting there is no door (404).
"""

import hashlib
import hmac

from flask import Blueprint, Response, abort, jsonify, request

from directory.letters import returns
from web.context import now, site

hooks = Blueprint("hooks", __name__)


@hooks.post("/hooks/mail")
def mail() -> Response:
    """Takes one report; the answer says what became of it: barred, noted, nothing, unknown, or no report.

    403 for a signature that is missing or wrong. The same report twice is the same as once.
    """
    secret = site().settings.bounce_secret
    if secret is None:
        abort(404)
    body = request.get_data(cache=False)
    proof = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(proof.encode(), request.headers.get("X-Signature", "").encode()):
        abort(403)
    report = returns.read(body)
    key = site().settings.secret_key
    outcome = returns.take(site().store, report, key, now(), trusted=True) if report else "no report"
    return jsonify({"outcome": outcome})
