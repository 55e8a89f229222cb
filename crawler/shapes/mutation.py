"""An answer with one key changed: what a platform may do to us overnight, done to a recording.

Four ways: the key is renamed, its value is null (an element of a page is emptied), of another type, or wrapped in a
list (an element in another one). Every place of the path in the answer is changed.
"""

import html
import json
from collections.abc import Callable
from typing import Any, Literal
from xml.etree import ElementTree

from parsel import Selector
from scrapy.http import Response, TextResponse

from crawler.framer import records
from crawler.linked_data import BLOCKS, parsed
from crawler.pages import FLIGHT, flight
from crawler.shapes.markup import landmarks, local, nodes
from crawler.shapes.pack import packed
from crawler.shapes.parts import flight_rows
from crawler.shapes.shape import ENTRY, Path

How = Literal["renamed", "null", "retyped", "wrapped"]
WAYS: tuple[How, ...] = ("renamed", "null", "retyped", "wrapped")
COMPACT: dict[str, Any] = {"separators": (",", ":"), "ensure_ascii": False}  # as JavaScript writes it
INLINE = frozenset({"a", "span", "time", "b", "em", "strong", "i"})


def mutated(response: Response, path: Path, how: How) -> Response:
    """The response with what stands at a path changed; the same response where nothing stands there."""
    part = path[0] if path and path[0].endswith(":") else ""
    carries = {"": True, "xml:": True, "content:": response.url.endswith(".framercms")}
    if not carries.get(part, isinstance(response, TextResponse) and b"<html" in response.body[:2_000].lower()):
        return response
    return CHANGES[part](response, path[1:] if part else path, how)


def changed(value: Any, path: Path, how: How) -> Any:
    """A JSON value with the key at the end of a path changed in every object that has it."""
    if not path:
        return value
    if path[0] == ENTRY:
        return [changed(part, path[1:], how) for part in value] if isinstance(value, list) else value
    if not isinstance(value, dict) or path[0] not in value:
        return value
    if len(path) > 1:
        return {**value, path[0]: changed(value[path[0]], path[1:], how)}
    if how == "renamed":
        return {f"{key}_x" if key == path[0] else key: part for key, part in value.items()}
    return {**value, path[0]: other(value[path[0]], how)}


def other(value: Any, how: How) -> Any:
    """The value as null, as something of another type, or in a list."""
    if how == "null" or value is None:
        return None
    if how == "wrapped":
        return [value]
    if isinstance(value, str):
        return 7
    return str(value) if isinstance(value, int | float) else "seven"


def _json(response: Response, path: Path, how: How) -> Response:
    return _with(response, json.dumps(changed(json.loads(response.body), path, how)))


def _content(response: Response, path: Path, how: How) -> Response:
    return response.replace(body=packed(changed(records(response.body), path, how)))


def _next(response: Response, path: Path, how: How) -> Response:
    return _scripts(response, "//script[@id='__NEXT_DATA__']", lambda text: changed(json.loads(text), path, how))


def _linked(response: Response, path: Path, how: How) -> Response:
    def edit(text: str) -> Any:
        value = parsed(text)
        return _deep(value, lambda one: changed(one, path[1:], how) if "JobPosting" in str(one.get("@type")) else one)

    return _scripts(response, BLOCKS, edit)


def _flight(response: Response, path: Path, how: How) -> Response:
    """The stream written anew in one piece."""
    assert isinstance(response, TextResponse)
    raw, at, rows = flight(response).encode(), 0, []
    for start, end in flight_rows(raw):
        row = raw[start:end].decode()
        value = _deep(json.loads(row), lambda one: changed(one, path, how)) if row[:1] in ("[", "{") else None
        rows += [raw[at:start].decode(), row if value is None else f"{json.dumps(value, **COMPACT)}\n"]
        at = end
    whole = f"self.__next_f.push([1,{json.dumps(''.join([*rows, raw[at:].decode()]))}])"
    pieces = iter([True])
    return _with(response, FLIGHT.sub(lambda found: whole if next(pieces, False) else "", response.text))


def _deep(value: Any, edit: Callable[[dict[str, Any]], Any]) -> Any:
    """A value with every object in it edited, also inside texts that are JSON."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.dumps(_deep(json.loads(value), edit), **COMPACT)
        except ValueError:
            return value
    if isinstance(value, list):
        return [_deep(part, edit) for part in value]
    if isinstance(value, dict):
        return edit({key: _deep(part, edit) for key, part in value.items()})
    return value


def _scripts(response: Response, xpath: str, edit: Callable[[str], Any]) -> Response:
    root = Selector(response.text).root
    for script in root.xpath(xpath):
        script.text = json.dumps(edit(script.text or ""))
    return _with(response, _html(root))


def _page(response: Response, path: Path, how: How) -> Response:
    root = Selector(response.text).root
    return _with(response, _html(_markup(root, path, how)))


def _encoded(response: Response, path: Path, how: How) -> Response:
    root = Selector(html.unescape(response.text)).root
    return _with(response, _html(_markup(root, path, how)))


def _markup(root: Any, path: Path, how: How) -> Any:
    name, attribute = path[0], path[-1] if path[-1].startswith("@") else ""
    for node in [node for node in nodes(root) if name in landmarks(node)]:
        if attribute:
            _attribute(node, attribute[1:], how)
        elif how == "renamed":
            _rename(node, name)
        else:
            _refill(node, how)
    return root


def _rename(node: Any, name: str) -> None:
    """Another name for one landmark of an element; a bare element becomes one that reads the same."""
    if name.startswith("."):
        classes = (node.get("class") or "").split()
        node.set("class", " ".join(f"{one}-x" if one == name[1:] else one for one in classes))
    elif name.startswith("#"):
        node.set("id", f"{name[1:]}-x")
    elif name.startswith("["):
        key, _, value = name[1:-1].partition("=")
        node.set(key, f"{value}-x")
    else:
        node.tag = "span" if node.tag in INLINE else "div"


def _attribute(element: Any, name: str, how: How) -> None:
    value = element.attrib.pop(name, "")
    if how != "null":
        element.set(f"{name}-x" if how == "renamed" else name, "7" if how == "retyped" else value)


def _refill(element: Any, how: How) -> None:
    if how == "wrapped":
        inner = element.makeelement("div", {})
        inner.text, element.text = element.text, None
        inner.extend(list(element))
        element.append(inner)
        return
    for child in list(element):
        element.remove(child)
    element.text = "" if how == "null" else "7"


def _xml(response: Response, path: Path, how: How) -> Response:
    root = ElementTree.fromstring(response.body)  # noqa: S314 — a recording of our own
    for element in _elements([root], path[1:]):
        if how == "renamed":
            element.tag = f"{element.tag}x"
        else:
            _refill(element, how)
    return response.replace(body=ElementTree.tostring(root))


def _elements(parents: list[Any], path: Path) -> list[Any]:
    """The XML elements at a path of names without namespaces."""
    for name in (key for key in path if key != ENTRY):
        parents = [child for parent in parents for child in parent if local(child) == name]
    return parents if path else []


def _html(root: Any) -> str:
    return str(Selector(root=root, type="html").get())


def _with(response: Response, text: str) -> Response:
    return response.replace(body=text.encode())


CHANGES: dict[str, Callable[[Response, Path, How], Response]] = {
    "": _json, "content:": _content, "next:": _next, "ld:": _linked, "flight:": _flight,
    "page:": _page, "encoded:": _encoded, "xml:": _xml,
}  # fmt: skip
