"""What the store needs of a database: SQLite fulfils it for one machine, PostgreSQL for an office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement for each of some rows."""
        ...


class Engine(Protocol):
    """A database that several programs use at the same time."""

    looks: float
    """Seconds between two looks whether others have written."""

    role: str | None
    """Who the database knows one as; None where it knows nobody."""

    def reading(self) -> AbstractContextManager[Transaction]:
        """A short transaction that only reads, and sees one state throughout."""
        ...

    def writing(self, trip_id: str | None = None) -> AbstractContextManager[Transaction]:
        """A transaction beside which nobody else writes a trip (None: anything); rolled back on any error."""
        ...

    def version(self, trip_id: str | None = None) -> int:
        """A number that is another one after somebody else has written, a trip or anything; it may be so for less."""
        ...

    def on_network_drive(self) -> bool:
        """Whether it is a file on a drive that other machines share."""
        ...

    def backup(self, target: Path) -> None:
        """Write a whole copy into a file, while in use."""
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
