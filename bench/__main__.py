"""`make bench`: every measurement, one table each. With --real FOLDER also on real input."""

import argparse
from importlib import import_module
from pathlib import Path

ALL = ("reading", "crawl", "store", "alerts", "letters", "feeds", "load", "pages", "weights", "doors")


def main() -> None:
    """Runs the named measurements, or all of them, one after another, and prints their tables to standard output."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALL, []], help="which to run; all by default")
    parser.add_argument("--real", type=Path, help="folder with gold/ and real/")
    options = parser.parse_args()
    for name in options.names or ALL:
        print(f"\n== {name} ==", flush=True)
        import_module(f"bench.{name}").main(options.real)


if __name__ == "__main__":
    main()
