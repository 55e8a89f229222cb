"""Every public module, class, function and method says what it is for, and more than its own name. Read by AST."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
FOLDERS = ("bench", "crawler", "directory", "schedules", "web")
# Hooks: a framework names and describes them, and calls them in every class alike.
HOOKS = {
    "from_crawler": "Scrapy makes spiders, middlewares and pipelines with it",
    "start": "Scrapy's first requests of a spider",
    "add_options": "the words of a command of Scrapy",
    "run": "what a command of Scrapy does; its class says it",
    "short_desc": "the line of help of a command of Scrapy",
    "syntax": "the line of help of a command of Scrapy",
    "download_request": "Scrapy's handler of downloads",
    "should_cache_request": "Scrapy's policy of a cache",
    "handle_referer": "Scrapy's command `fetch`",
}
# Words that say nothing by themselves.
IDLE = frozenset((
    "a", "an", "and", "as", "at", "are", "be", "been", "by", "for", "from", "in", "is", "it", "its", "of", "on", "or",
    "that", "the", "these", "this", "those", "to", "was", "which", "with",
))  # fmt: skip
FEWEST = 3
"""Words that are left without the name and the idle ones: "The search of a page" has one and says its name again, "One
page with its counts" says something."""


class Said(NamedTuple):
    """A public thing of the tree: where it stands, its name, and its docstring ("" for none)."""

    place: str
    name: str
    words: str


@cache
def trees() -> Mapping[str, ast.Module]:
    """Every file of the tree, parsed once."""
    files = (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text("utf-8")) for file in files}


@cache
def classes() -> Mapping[str, ast.ClassDef]:
    """The classes at the top of files, by name: a name means one thing in the whole tree."""
    return {node.name: node for tree in trees().values() for node in tree.body if isinstance(node, ast.ClassDef)}


def inherited(owner: ast.ClassDef, name: str, known: Mapping[str, ast.ClassDef]) -> str:
    """The docstring of the method that a method of this class overrides, in the nearest base of ours that has one."""
    for base in owner.bases:
        above = known.get(ast.unparse(base).partition("[")[0].rpartition(".")[2])
        if above is not None and above is not owner:
            own = (one for one in above.body if isinstance(one, FUNCTIONS) and one.name == name)
            said = "".join(ast.get_docstring(one) or "" for one in own) or inherited(above, name, known)
            if said:
                return said
    return ""


def public(place: str, tree: ast.Module) -> Iterator[Said]:
    """What a file offers: itself, its classes with their methods, and its functions; not what stands inside them."""
    yield Said(place, Path(place).stem, ast.get_docstring(tree) or "")
    for node in tree.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            yield Said(f"{place}:{node.lineno}", node.name, ast.get_docstring(node) or "")
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from methods(place, node)


def methods(place: str, owner: ast.ClassDef) -> Iterator[Said]:
    """The public methods of a class; one that is a hook, or overrides a described one of ours, needs no words."""
    for node in owner.body:
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_") and node.name not in HOOKS:
            words = ast.get_docstring(node) or inherited(owner, node.name, classes())
            yield Said(f"{place}:{node.lineno}", f"{owner.name}.{node.name}", words)


def told(said: Said) -> list[str]:
    """The words of a docstring that its name does not say already."""
    own = {stem(part) for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", said.name.rpartition(".")[2])}
    words = re.findall(r"[^\W_]+", said.words.lower())
    return [word for word in words if word not in IDLE and stem(word) not in own]


def stem(word: str) -> str:
    """A word in small letters without the ending of its plural."""
    return word.lower().removesuffix("s")


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_public_says_what_it_is_for(folder: str) -> None:
    mute = [
        f"{said.place} {said.name}: {said.words.splitlines()[0] if said.words else 'says nothing'}"
        for place, tree in trees().items()
        if place.startswith(f"{folder}/")
        for said in public(place, tree)
        if len(told(said)) < FEWEST
    ]
    assert mute == []


@pytest.mark.parametrize(
    ("name", "words", "left"),
    [
        ("search", "The search.", []),
        ("rule_names", "The names of the rules.", []),
        (
            "Search.on_page",
            "The same search on another page, counted from 1.",
            ["same", "search", "another", "counted", "1"],
        ),
        ("alerts_of", "", []),
    ],
)
def test_a_name_said_again_is_no_description(name: str, words: str, left: list[str]) -> None:
    assert told(Said("a file", name, words)) == left


def test_a_method_that_overrides_one_of_ours_has_its_words() -> None:
    source = """
class Base:
    def rows(self):
        "The rows of an answer as dicts."
class Middle(Base): ...
class Leaf(Middle[int]):
    def rows(self): ...
    def other(self): ...
"""
    tree = ast.parse(source)
    known = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    leaf = known["Leaf"]
    assert [inherited(leaf, name, known) for name in ("rows", "other")] == ["The rows of an answer as dicts.", ""]
