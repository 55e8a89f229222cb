"""How the tools are served: over stdio to one assistant of this machine, or over streamable HTTP to everybody."""

from urllib.parse import urlsplit

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

from directory.config import Settings
from web import create_app
from web.assistant.asking import Ask, beyond, inside
from web.assistant.tools import server

LARGEST = 64 * 1024
"""Bytes of a question over HTTP: the longest search is a quarter of that."""


def source(site: str, settings: Settings) -> Ask:
    """Who answers: a public site by its address, or with "" the site of these settings in this process."""
    return beyond(site) if site else inside(create_app(settings))


def over_stdio(ask: Ask) -> None:
    """Serves one assistant on standard input and output until it closes them."""
    server(ask).run("stdio")


def application(ask: Ask, public_url: str, host: str, port: int) -> Starlette:
    """The ASGI application with /mcp: each question stands alone, so any process may answer it.

    Only requests for the public host and for this machine are taken: a page elsewhere cannot reach it by a name of its
    own that leads here (DNS rebinding).
    """
    public = urlsplit(public_url)
    hosts = [public.netloc, f"{host}:{port}", f"localhost:{port}", f"127.0.0.1:{port}"]
    origins = [f"{public.scheme}://{public.netloc}", f"http://localhost:{port}", f"http://127.0.0.1:{port}"]
    known = TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)
    return server(ask).streamable_http_app(
        json_response=True, stateless_http=True, host=host, transport_security=known, max_request_body_size=LARGEST
    )


def over_http(ask: Ask, public_url: str, host: str, port: int) -> None:
    """Serves /mcp until it is told to stop. A proxy of this machine names who asks by X-Forwarded-For."""
    uvicorn.run(application(ask, public_url, host, port), host=host, port=port, log_level="warning")
