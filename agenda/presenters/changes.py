"""What an edit did, in the lines that the command line says after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agenda.presenters.editable import NEW_WORDS
from agenda.presenters.times import changed_lines
from trips.i18n.language import Message, Translator
from trips.i18n.text import nearest, one_line
from trips.model.tables import TABLES, entries
from trips.model.trip import Trip


def told_changes(before: Trip, after: Trip, note: Message, t: Translator) -> Iterator[str]:
    """The note of the history, the entries that were made by a name nobody knew, and every time that changes."""
    yield f"{note.say(t)}."
    yield from _made(before, after, t)
    yield from changed_lines(before, after, t)


def _made(before: Trip, after: Trip, t: Translator) -> Iterator[str]:
    """New entries; one that is written like a known one asks whether that was meant."""
    for table in TABLES:
        known = {entry.key: entry.name for entry in entries(before, table)}
        for entry in entries(after, table):
            if entry.key in known:
                continue
            near = _written_alike(entry.name, tuple(known.values()))
            told = f"{t(NEW_WORDS[table])}: {one_line(entry.name)}"
            yield t("{new}. Did you mean {near}?", new=told, near=one_line(near)) if near else f"{told}."


def _written_alike(name: str, known: Sequence[str]) -> str:
    """The name that is written like another, as a whole or in its first word: "Fligth" like "Flight party"."""
    firsts = {one.partition(" ")[0]: one for one in reversed(known)}
    return nearest(name, known, likeness=0.75) or firsts.get(nearest(name, firsts, likeness=0.75), "")
