"""Pictures of our own: icons and one share picture a kind of listing. `python -m web.pictures` draws them anew.

They are drawn here as SVG and made into PNG by Chromium (`chromium-headless-shell`), once, when they change: programs
that show a shared link take no SVG. No text of a listing is in them, so one picture stands for every listing of a tier,
and no word of a language but our name, so it stands in every language: title and description are said beside it.
`web/static/pictures.json` says from which drawing each file was made; a test compares.
"""

import json
import struct
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

STATIC = Path(__file__).parent / "static"
MADE = STATIC / "pictures.json"
CHROMIUM = "chromium-headless-shell"
SHARE = (1200, 630)
"""Pixels of a share picture: what Open Graph's readers crop least."""
ICONS = {"icon-32.png": 32, "icon-180.png": 180, "icon-192.png": 192, "icon-512.png": 512}
# Signs of no language, all of them in DejaVu Serif: a font that lacks one draws an empty box.
SIGNS = {"general": "✓", "coding": "{ }", "stem": "∑", "expert": "§", "languages": "Aж", "": "$ ?"}
GLOBE = '<circle cx="12" cy="12" r="7"/><path d="M5 12h14M12 5c4 4 4 10 0 14M12 5c-4 4-4 10 0 14"/>'
PLAIN, SOFT = "#1f5f5b", "#8fbdb4"


def picture(tier: str | None) -> str:
    """The file of the share picture of a tier; that of the whole site for None or a tier without one."""
    return f"share-{tier}.png" if tier in SIGNS and tier else "share.png"


def drawings() -> Mapping[str, tuple[str, int, int]]:
    """Every picture by its file: its SVG, width and height in pixels."""
    icons = {name: (_icon(size), size, size) for name, size in ICONS.items()}
    shares = {picture(id): (_share(id), *SHARE) for id in SIGNS}
    return {**icons, **shares}


def _icon(size: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 24 24">'
        f'<rect width="24" height="24" fill="{PLAIN}"/>'
        f'<g fill="none" stroke="#fff" stroke-width="1.4">{GLOBE}</g></svg>'
    )


def _share(tier: str) -> str:
    lines = "".join(
        f'<path d="M0 {at}h1200" stroke="{SOFT}" stroke-opacity=".18" stroke-width="2"/>' for at in range(90, 630, 90)
    )
    parts = (
        f'<rect width="1200" height="630" fill="{PLAIN}"/>{lines}',
        f'<g transform="translate(318 60) scale(7)" fill="none" stroke="#fff" stroke-width="1.4">{GLOBE}</g>',
        _text(500, 180, 84, "#fff", "Task Atlas"),
        _text(600, 480, 230, SOFT, SIGNS[tier], "middle"),
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{"".join(parts)}</svg>'


def _text(x: int, y: int, size: int, colour: str, said: str, anchor: str = "start") -> str:
    font = f'font-family="DejaVu Serif, serif" font-weight="bold" font-size="{size}" text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}" {font} fill="{colour}">{escape(said)}</text>'


def prints() -> dict[str, str]:
    """What each picture is made from: the SHA-256 of its SVG, by file."""
    return {name: sha256(svg.encode()).hexdigest() for name, (svg, _, _) in drawings().items()}


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height that a PNG states (its IHDR comes first)."""
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def favicon() -> bytes:
    """An ICO with the smallest icon in it, as PNG (which ICO may hold): for who asks for /favicon.ico unasked."""
    png = (STATIC / "icon-32.png").read_bytes()
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(png), 22) + png


def main() -> None:
    """Draws every picture; needs Chromium."""
    with TemporaryDirectory() as folder:
        for name, (svg, width, height) in drawings().items():
            page = Path(folder) / f"{name}.html"
            page.write_text(f'<meta charset="utf-8"><style>body{{margin:0}}svg{{display:block}}</style>{svg}', "utf-8")
            _photograph(page, STATIC / name, width, height)
    MADE.write_text(f"{json.dumps(prints(), indent=1)}\n", encoding="utf-8")


def _photograph(page: Path, target: Path, width: int, height: int) -> None:
    flags = ("--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1")
    size = f"--window-size={width},{height}"
    done = subprocess.run([CHROMIUM, *flags, size, f"--screenshot={target}", page.as_uri()], capture_output=True)
    if done.returncode or size_of(target.read_bytes()) != (width, height):
        sys.exit(f"{target.name} was not drawn: {done.stderr.decode(errors='replace')[-300:]}")


if __name__ == "__main__":
    main()
