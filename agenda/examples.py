"""The example trips that come with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def example(name: str) -> bytes:
    """The trip file of an example ("koeln")."""
    packaged = files("agenda") / "examples" / f"{name}.toml"
    if packaged.is_file():
        return packaged.read_bytes()
    return (Path(__file__).parent.parent / "examples" / f"{name}.toml").read_bytes()  # in a checkout
