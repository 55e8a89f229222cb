"""An assistant is asked for work for a nurse in Nairobi who speaks Swahili: python -m bench.transcript --site ADDRESS.

A real MCP client starts the tool for assistants over stdio, which asks the site at that address; three calls are
printed, each with what was sent and what came back.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any

from mcp import Client
from mcp.client.stdio import StdioServerParameters

from directory.config import ROOT

PERSON = {"country": "Kenya", "languages": ["Swahili"]}
WORDS = "nurse OR medical OR Swahili"
SHOWN = 3  # listings of the first answer that are asked for and printed


async def talk(site: str) -> None:
    """Asks what she may take, then whether she may take the first and why; prints all three."""
    command = ["-m", "web.assistant", "--site", site]
    async with Client(StdioServerParameters(command=sys.executable, args=command, cwd=ROOT)) as client:
        found = await call(client, "search", {"words": WORDS, "limit": SHOWN, **PERSON})
        if not found["listings"]:
            print("nothing is found for her on this site")
            return
        first = {"id": found["listings"][0]["id"], **PERSON}
        await call(client, "can_i_take", first)
        await call(client, "explain", first)


async def call(client: Client, tool: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """One call of a tool, printed with its answer; raises ValueError where the tool answers with a problem."""
    print(f"\n> {tool} {json.dumps(values, ensure_ascii=False)}")
    answer = await client.call_tool(tool, dict(values))
    if answer.is_error or answer.structured_content is None:
        raise ValueError(f"{tool}: {answer.content}")
    print(json.dumps(answer.structured_content, ensure_ascii=False, indent=1))
    told: dict[str, Any] = answer.structured_content
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", required=True, help="the address of a running site, such as http://127.0.0.1:8000")
    asyncio.run(talk(parser.parse_args().site))
