"""The entry point; `agenda --version` answers before anything is imported."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line."""
    gc.disable()  # a command is over before collecting pays; the editor switches it on after its first paint
    if sys.argv[1:] in (["--version"], ["-V"]):
        from agenda import __version__

        sys.stdout.write(f"agenda {__version__}\n")
        return
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # else it looks through every installed package for some
    from agenda.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
