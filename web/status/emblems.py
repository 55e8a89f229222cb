"""What makes the site a program on a phone: its manifest and the icon that browsers ask for unasked."""

from flask import Blueprint, Response, jsonify

from web import context as here
from web.pictures import ICONS, favicon

pages = Blueprint("emblems", __name__)
PAPER, MAIN = "#fbfaf7", "#1f5f5b"  # as in style.css


@pages.get("/manifest.webmanifest")
def manifest() -> Response:
    """GET /manifest.webmanifest: name, colours and icons (W3C Web Application Manifest), in the reader's language."""
    say = here.say()
    answer = jsonify(
        {
            "name": f"Task Atlas: {say('Paid AI-training work')}",
            "short_name": "Task Atlas",
            "description": say("Paid AI-training work, with the proof beside it"),
            "lang": say.locale,
            "dir": "rtl" if say.rtl else "ltr",
            "id": "/",
            "start_url": here.path("/"),
            "scope": "/",
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": MAIN,
            "icons": [_icon(name, size) for name, size in ICONS.items() if size > 180],
        }
    )
    answer.content_type = "application/manifest+json"
    return answer


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": f"/static/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}


@pages.get("/favicon.ico")
def icon() -> Response:
    """GET /favicon.ico: the smallest icon, for programs that look there without reading the page."""
    return Response(favicon(), content_type="image/x-icon")
