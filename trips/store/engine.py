"""What the store needs of a database.

Small on purpose: SQLite fulfils it now, PostgreSQL can (`for_update` is " FOR UPDATE" there, and `version` counts
notifications of LISTEN/NOTIFY).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

Row = tuple[Any, ...]


class Transaction(Protocol):
    """An open transaction; parameters are written as "?"."""

    def all(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Every row of a query."""
        ...

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query, None if there is none."""
        ...

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Carry out a statement; how many rows it touched."""
        ...


class Engine(Protocol):
    """A database that several programs use at the same time."""

    for_update: str
    """What a SELECT of a row to be written ends with."""

    def reading(self) -> AbstractContextManager[Transaction]:
        """A short transaction that only reads."""
        ...

    def writing(self) -> AbstractContextManager[Transaction]:
        """A transaction that nobody else writes beside; committed at the end, rolled back on any exception."""
        ...

    def version(self) -> int:
        """A number that is another one after somebody else has written."""
        ...

    def on_network_drive(self) -> bool:
        """Whether it is a file on a drive that other machines share."""
        ...

    def backup(self, target: Path) -> None:
        """Write a whole copy, while in use."""
        ...

    def restore(self, source: Path) -> Path:
        """Take everything from a copy; returns where what was there before has been kept."""
        ...

    def copies(self) -> list[Path]:
        """Older copies of the database that the program knows to lie beside it."""
        ...

    def scrub(self) -> None:
        """Write the whole database anew, so that nothing that was removed is left in it."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
