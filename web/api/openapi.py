"""The description of the API (OpenAPI 3.1), made from the doors and the models that answer them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from directory.claims import LEVELS
from directory.search.query.facets import FACET, FACETS
from directory.search.query.kinds import UNSTATED, Facet
from directory.terms import vocabulary
from web.api.all import DOORS
from web.api.asking import accepted
from web.api.doors import JSON, Door, TakenParameter
from web.api.problems import TYPE

VERSION = "1.0.0"
REFERENCE = "#/components/schemas/{model}"
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "parameters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "value", "detail", "accepted"],
                "properties": {
                    "parameter": {"type": "string"},
                    "value": {"type": "string"},
                    "detail": {"type": "string"},
                    "accepted": {"description": "values, an address that lists them, or words that say them"},
                    "near": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
REFUSALS = {
    "400": "a parameter or value that is unknown: named, with what would be accepted",
    "404": "there is nothing at this address",
    "410": "this platform is switched off",
    "429": "too many requests: come again after Retry-After",
    "503": "busy for a moment: come again after Retry-After",
}
HEADERS = {
    "ETag": {"schema": {"type": "string"}},
    "Link": {"schema": {"type": "string"}, "description": "first and next of a list (RFC 8288)"},
    "RateLimit": {"schema": {"type": "string"}, "description": "draft-ietf-httpapi-ratelimit-headers-11"},
    "RateLimit-Policy": {"schema": {"type": "string"}},
}


def document(server: str, platforms: Iterable[str] = (), *, demo: bool = False) -> dict[str, Any]:
    """The whole description; `server` is the site's address without a slash at the end, `platforms` are known slugs."""
    models = [(one.answer, "serialization") for one in DOORS]
    _, schemas = models_json_schema(models, ref_template=REFERENCE)  # type: ignore[arg-type]
    invented = " This site shows invented or recorded examples." if demo else ""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Task Atlas",
            "version": VERSION,
            "summary": "Paid AI-training work, with the words that prove every fact",
            "description": f"Read only, without a key. Facts are CC0; quotes are quotations.{invented}",
            "license": {"name": "CC0 1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": server}],
        "paths": {_path(one): {"get": _operation(one)} for one in DOORS},
        "components": {"schemas": {**schemas.get("$defs", {}), **_values(platforms), "Problem": PROBLEM}},
    }


def _path(one: Door) -> str:
    return "/api/v1" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", one.path)


def _operation(one: Door) -> dict[str, Any]:
    fine = {
        "description": "the answer",
        "headers": HEADERS,
        "content": {JSON: {"schema": {"$ref": REFERENCE.format(model=one.answer.__name__)}}},
    }
    odd = {"schema": {"$ref": REFERENCE.format(model="Problem")}}
    refused = {code: {"description": says, "content": {TYPE: odd}} for code, says in REFUSALS.items()}
    return {
        "operationId": one.name,
        "summary": one.says,
        "x-example": one.example,
        "parameters": [*map(_own, one.taken), *(_facet(FACET[key]) for key in one.keys)],
        "responses": {"200": fine, "304": {"description": "nothing changed"}, **refused},
    }


def _own(one: TakenParameter) -> dict[str, Any]:
    many = {"style": "form", "explode": True} if one.schema.get("type") == "array" else {}
    said = {"name": one.name, "in": one.where, "description": one.says, "schema": one.schema}
    return said | many | ({"required": True} if one.required else {})


def _values(platforms: Iterable[str]) -> dict[str, Any]:
    """What parameters with many values take, a schema each; an empty value says nothing and does no harm."""
    slugs = sorted(platforms)
    return {_name(facet): _value(facet, slugs) for facet in FACETS if _listed(facet)}


def _value(facet: Facet, slugs: list[str]) -> dict[str, Any]:
    if facet.kind == "speak":
        return _spoken(facet)
    if facet.kind == "listing":
        return _listing(slugs)
    return {"type": "string", "enum": [*_ids(facet, slugs), ""]}


def _listed(facet: Facet) -> bool:
    return bool(facet.vocabulary) or facet.kind in ("platform", "without", "listing")


def _name(facet: Facet) -> str:
    return f"{facet.key.title().replace('_', '')}Value"


def _ids(facet: Facet, platforms: list[str]) -> list[str]:
    if not facet.vocabulary:
        return platforms
    return [*vocabulary(facet.vocabulary).ids, *([UNSTATED] if facet.unstated else [])]


def _spoken(facet: Facet) -> dict[str, Any]:
    """A language with or without a level: a pattern, since each tag with each level would be a thousand values."""
    tags = "|".join(map(re.escape, vocabulary(facet.vocabulary).ids))
    unstated = f"|{UNSTATED}" if facet.unstated else ""
    return {"type": "string", "pattern": f"^((?:{tags})(:({'|'.join(LEVELS)}))?{unstated})?$"}


def _listing(slugs: list[str]) -> dict[str, Any]:
    """A listing's id: the slug of a platform that there is, and a ref of signs that are seen; others are cleaned."""
    known = "|".join(map(re.escape, slugs)) or "[^\\s\\S]"
    return {"type": "string", "pattern": f'^((?:{known})/[!-"$-.0->@-~]{{1,200}})?$'}


def _facet(facet: Facet) -> dict[str, Any]:
    """A parameter of a search; what it takes is its row of the table of facets. Names are understood like ids."""
    one = {"$ref": REFERENCE.format(model=_name(facet))} if _listed(facet) else dict(_schema(facet))
    schema: dict[str, Any] = {"type": "array", "items": one} if facet.many else one
    takes = accepted(facet)
    said = f"{facet.says} ({takes})" if isinstance(takes, str) else facet.says
    parameter = {"name": facet.key, "in": "query", "description": said, "schema": schema}
    return parameter | ({"style": "form", "explode": True} if facet.many else {})


def _schema(facet: Facet) -> Iterator[tuple[str, Any]]:
    if facet.kind in ("number", "page"):
        yield from {"type": "integer", "minimum": 1, "maximum": facet.limit}.items()
        return
    yield "type", "string"
    takes = accepted(facet)
    if isinstance(takes, list):
        yield "enum", [*takes, ""]
    if facet.kind == "words":
        yield "maxLength", facet.limit
