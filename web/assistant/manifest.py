"""The description for the public registry of MCP servers (server.json), made from what the server is."""

from typing import Any
from urllib.parse import urlsplit

from web.assistant.tools import NAME, SAYS, VERSION

SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
LONGEST = 100
"""Characters of a description that the registry takes."""


def manifest(public_url: str) -> dict[str, Any]:
    """server.json for a site at this address: its name is the host turned round, which the registry proves by DNS."""
    host = urlsplit(public_url).hostname or "localhost"
    return {
        "$schema": SCHEMA,
        "name": f"{'.'.join(reversed(host.split('.')))}/{NAME}",
        "title": "Task Atlas",
        "description": SAYS[:LONGEST],
        "version": VERSION,
        "websiteUrl": public_url.rstrip("/"),
        "remotes": [{"type": "streamable-http", "url": f"{public_url.rstrip('/')}/mcp"}],
    }
