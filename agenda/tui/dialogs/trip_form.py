"""The form of the trip itself, and what is asked before its dates change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from agenda.presenters.editable import trip_editable
from agenda.tui.dialogs.ask import Ask
from agenda.tui.dialogs.form import Form
from trips.i18n.language import Translator
from trips.model.entities import by_id
from trips.model.trip import Trip

if TYPE_CHECKING:
    from agenda.tui.ports import Editor


def edit_trip(editor: Editor, t: Translator) -> None:
    """Open the form of the trip; before the dates change, tell what will not go along."""
    before = editor.session.trip
    subject = trip_editable(before)

    def save(texts: Mapping[str, str] | None) -> None:
        if not texts:
            return
        change, note = subject.edit(texts), subject.note(texts)
        told = what_stayed(before, change(before), t) if {"first", "last"} & texts.keys() else ""
        if not told:
            editor.edit_since(before, change, note)
            return

        def answered(answer: str | None) -> None:
            if answer == "change":
                editor.edit_since(before, change, note)

        answers = [("change", t("Change the dates")), ("stay", t("Cancel"))]
        editor.agenda.push_screen(Ask(t("Other dates"), told, answers, t), answered)

    editor.agenda.push_screen(Form(before, subject, t), save)


def what_stayed(before: Trip, after: Trip, t: Translator) -> str:
    """The items that kept their date because they are fixed, and those whose day is gone, in words; else empty."""
    old, new = by_id(before.items), by_id(after.items)
    moved = [item for key, item in new.items() if key in old and old[key].day != item.day and item.part_of is None]
    pooled = [item.title for item in moved if item.day is None]
    fixed = [item.title for item in moved if item.day is not None]
    parts = [t("Kept their date: {names}.", names=", ".join(fixed))] if fixed else []
    if pooled:
        parts.append(t("No longer scheduled: {names}.", names=", ".join(pooled)))
    return " ".join(parts)
