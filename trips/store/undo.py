"""What undo and redo take back: worked out from the revisions, so it survives a restart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Step(NamedTuple):
    """A revision as history sees it: its number, and the revision it undoes or redoes."""

    rev: int
    undoes: int | None
    redoes: int | None


class Undoable(NamedTuple):
    """The commands that can be undone, and the undos that can be redone; the next one last."""

    undo: tuple[int, ...]
    redo: tuple[int, ...]


def undoable(steps: Iterable[Step]) -> Undoable:
    """Read one person's steps in order.

    An undo moves a command over, a redo moves it back, and a new command forgets what could be redone. The first
    revision, which made the trip, cannot be undone.
    """
    undo: list[int] = []
    redo: list[int] = []
    for step in steps:
        if step.undoes is not None:
            undo = [rev for rev in undo if rev != step.undoes]
            redo.append(step.rev)
        elif step.redoes is not None:
            redo = [rev for rev in redo if rev != step.redoes]
            undo.append(step.rev)
        elif step.rev > 1:
            undo.append(step.rev)
            redo = []
    return Undoable(tuple(undo), tuple(redo))
