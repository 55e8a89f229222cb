"""Pages and XML as values: of a page what a selector can hold on to, of XML every element.

A landmark of a page is a class, an id, a role, an attribute that names a field, or one of a few elements that are rare
enough by name. Where it stands does not matter: one wrapper more around a card changes nothing for who looks for it.
"""

import re
from collections.abc import Iterator
from typing import Any

Node = Any  # an element of lxml or of the standard library
RARE = frozenset({"main", "h1", "h2", "h3", "time", "article", "a"})
HASHED = re.compile(r"[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*$")  # css-1x2y3z: made anew with every build
SHOWN = ("href", "datetime")
NAMING = ("role", "data-job", "data-field", "data-testid", "data-test", "data-qa", "itemprop")
UNSEEN = frozenset({"script", "style", "svg", "head", "noscript", "template"})
MOST_NODES = 20_000  # of a page; the rest of a longer one is a list that goes on


def landmarks(node: Node) -> list[str]:
    """What a page's element can be found by: ".rate", "#jobs", "[role=listitem]", "main"."""
    found = [f".{name}" for name in (node.get("class") or "").split() if not HASHED.match(name)]
    if (own := node.get("id")) and not HASHED.match(own):
        found.append(f"#{own}")
    found += [f"[{name}={node.get(name)}]" for name in NAMING if node.get(name)]
    return [*found, node.tag] if node.tag in RARE else found


def page_tree(root: Node) -> dict[str, Any]:
    """Every landmark of a page with what stands in it: its text, or an object of text and attributes ("@href")."""
    found: dict[str, Any] = {}
    for node in nodes(root):
        names = landmarks(node)
        value = _held(node) if names else ""
        for name in names:
            found.setdefault(name, []).append(value)
    return found


def nodes(root: Node) -> Iterator[Node]:
    """The elements of a page that may be seen, in order."""
    waiting, left = [root], MOST_NODES
    while waiting and left:
        node = waiting.pop()
        if isinstance(node.tag, str) and node.tag not in UNSEEN:
            left -= 1
            yield node
            waiting += reversed(node)


def xml_tree(node: Node) -> Any:
    """An XML element: its children by name as lists and its attributes by "@name", or its text where it has neither."""
    found: dict[str, Any] = {f"@{name.rsplit('}', 1)[-1]}": value for name, value in node.attrib.items()}
    for child in node:
        if isinstance(child.tag, str):
            found.setdefault(local(child), []).append(xml_tree(child))
    text = (node.text or "").strip()
    return {**found, "text": text} if found else text


def local(node: Node) -> str:
    """An XML element's name without its namespace."""
    return str(node.tag).rsplit("}", 1)[-1]


def _held(node: Node) -> Any:
    text = " ".join("".join(node.itertext()).split())
    shown = {
        f"@{name}": value
        for name, value in node.attrib.items()
        if name in SHOWN or (name.startswith("data-") and name not in NAMING)
    }
    return {**shown, "text": text} if shown else text
