"""Shapes as files: what is kept of them, and what a bad one says."""

from pathlib import Path

import pytest

from crawler.declared import Declared
from crawler.discover import platforms
from crawler.scaffold import RECORDINGS
from crawler.shapes.difference import line
from crawler.shapes.file import HEAD, SHAPES, BadShape, load, save
from crawler.shapes.making import made, tapes_of
from crawler.shapes.reads import reads, replayed
from crawler.shapes.shape import Shape
from crawler.shapes.watch import compared
from crawler.tape import load as tape

READ = [slug for slug, reader in platforms().items() if not issubclass(reader, Declared)]


def test_a_shape_comes_back_as_it_was(tmp_path: Path):
    """Everything that is read, with what stands beside and above it."""
    shape = Shape()
    shape.add(
        "list", lambda: {"jobs": [{"id": "1", "pay.rate": {"low": 7, "unit": "per_hour"}}] * 3, "other": {"deep": 1}}
    )
    for path in (("jobs",), ("jobs", "*", "pay.rate"), ("jobs", "*", "pay.rate", "unit")):
        shape.kinds["list"][path].read = True
    save(shape, "acme", ["made of recordings/acme of 2026-11-19"], tmp_path)
    again = load("acme", tmp_path)
    assert again is not None
    assert ("other", "deep") not in again.kinds["list"]
    assert again.kinds["list"].keys() == shape.kinds["list"].keys() - {("other", "deep")}
    for path, trait in again.kinds["list"].items():
        mine = shape.kinds["list"][path]
        assert (trait.present, trait.empty, trait.types, trait.forms, trait.read) == (
            mine.present, mine.empty, mine.types, mine.forms, mine.read,
        )  # fmt: skip
        assert again.of("list", path) == shape.of("list", path)
    assert again.kinds["list"]["jobs", "*", "pay.rate", "unit"].codes == {"per_hour": 3}


def test_no_shape_is_none(tmp_path: Path):
    """A platform that nobody made one of."""
    assert load("acme", tmp_path) is None


def test_a_bad_line_is_named(tmp_path: Path):
    """File and line."""
    (tmp_path / "acme.tsv").write_text("\t".join(HEAD) + "\nlist\t.\n", "utf-8")
    with pytest.raises(BadShape, match=r"acme\.tsv:2: not enough values"):
        load("acme", tmp_path)


@pytest.mark.parametrize("slug", READ)
def test_every_recording_fits_the_shape_that_is_kept(slug: str):
    """The first time it is made and the test fails; `python -m scrapy shapes SLUG` makes it anew."""
    if load(slug) is None:
        save(*_made(slug))
        pytest.fail(f"wrote the shape of {slug}: commit it")
    spider = replayed(platforms()[slug], tape(RECORDINGS / slug)).spider
    assert line(compared(spider)) == ""


@pytest.mark.parametrize("slug", ["telus", "surge", "dataforce", "opentrain"])
def test_what_is_read_is_marked(slug: str):
    """A path that was newly read by the spider is not yet in the file: make it anew."""
    kept = load(slug)
    assert kept is not None
    for kind, path in reads(platforms()[slug], [tape(RECORDINGS / slug)]):
        assert kept.kinds[kind][path].read, f"`python -m scrapy shapes {slug}` was not run: {path}"


def _made(slug: str) -> tuple[Shape, str, list[str]]:
    shape, told = made(platforms()[slug], dict(tapes_of(platforms()[slug], [RECORDINGS])))
    return shape, slug, told


def test_shapes_have_platforms():
    """Every platform that is read has one; none is of a platform that is gone."""
    kept = {path.stem for path in SHAPES.glob("*.tsv")}
    assert (set(READ) - kept, kept - platforms().keys()) == (set(), set())
