"""Postings in, readings out, as the project's reading spec shows them."""

import sys
from argparse import ArgumentParser, Namespace
from io import TextIOWrapper

from directory.config import Settings
from directory.reading.command import read_lines


def arguments(parser: ArgumentParser) -> None:
    """Takes no words: JSON lines come on standard input, go to standard output (UTF-8)."""


def run(args: Namespace, settings: Settings) -> int:
    """Reads postings line by line and writes a reading for each; the exit code is 1 if a line was no posting."""
    output = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", write_through=True)
    return read_lines(TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"), output)
