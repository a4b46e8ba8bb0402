"""Run every measurement, or those that are named: python -m benchmarks core papers."""

from __future__ import annotations

import importlib
import sys


def main() -> None:
    """Print a line for each comparison."""
    print(f"{'':46} {'ours':>9} {'other':>9}")
    everything = ("commands", "core", "checks", "reading", "calendars", "screen", "keys", "memory", "handing", "papers",
                  "office")  # fmt: skip
    for name in sys.argv[1:] or everything:
        for row in importlib.import_module(f"benchmarks.{name}").rows():
            print(row.line(), flush=True)


if __name__ == "__main__":
    main()
