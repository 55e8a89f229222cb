"""The tool for assistants: `python -m web.assistant` speaks over stdio, `--http` serves /mcp on a port.

`--site https://atlas.example` asks a public site, so that no database is needed; without it the site of this machine's
settings answers. `--manifest` prints server.json for the public registry.
"""

import argparse
import importlib.util
import json
import sys
from urllib.parse import urlsplit

from directory.config import BadSetting, Settings, load

NEEDS = "this needs the extra `assistant`: pip install 'mcp>=2.3', or make setup"


def main(words: list[str]) -> int:
    """Serves until it is told to stop: 0; 2, with one line that says why, for a bad setting or address."""
    options = _options(words)
    if importlib.util.find_spec("mcp") is None:
        return _said(NEEDS)
    if options.site and urlsplit(options.site).scheme not in ("http", "https"):
        return _said(f"--site {options.site}: an address begins with https://")
    try:
        settings = load()
    except BadSetting as problem:
        return _said(str(problem))
    return _run(options, settings)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from web.assistant import manifest, serving  # what they need may not be installed

    if options.manifest:
        print(json.dumps(manifest.manifest(settings.public_url), indent=2))
    elif options.http:
        serving.over_http(serving.source(options.site, settings), settings.public_url, options.host, options.port)
    else:
        serving.over_stdio(serving.source(options.site, settings))
    return 0


def _said(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m web.assistant", description=__doc__)
    parser.add_argument("--site", default="", help="a public site to ask, instead of the one of this machine")
    parser.add_argument("--http", action="store_true", help="serve streamable HTTP at /mcp instead of stdio")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--manifest", action="store_true", help="print server.json for the public registry")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
