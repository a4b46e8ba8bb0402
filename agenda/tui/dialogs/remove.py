"""What becomes of the items that name an entry which is removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agenda.tui.dialogs.ask import Ask
from agenda.tui.dialogs.choose import Choose
from agenda.tui.ports import Editor
from trips.edits.directory import uses
from trips.model.tables import Entry, Table, entries
from trips.model.trip import Trip

How = Callable[[Trip, Table, str], Trip]
Remove = Callable[[Sequence[tuple[Table, Entry]], How | None], None]


def ask_what_becomes(editor: Editor, chosen: Sequence[tuple[Table, Entry]], remove: Remove) -> None:
    """Ask, and then remove: the name only, with another one in its place, or with the items."""
    t, trip = editor.agenda.t, editor.session.trip
    named = {item.id: item.title for table, entry in chosen for item in uses(trip, table, entry.key)}
    count = t.plural("It is named in {n} item:", "It is named in {n} items:", len(named))
    text = f"{count}\n" + "\n".join(f"  {title}" for title in list(named.values())[:8])
    answers = [
        ("name", t("Remove only the name; the items stay")),
        ("other", t("Put another one in its place…")),
        ("items", t("Remove the items too")),
        ("stay", t("Cancel")),
    ]

    def answered(answer: str | None) -> None:
        if answer == "name":
            remove(chosen, None)
        elif answer == "items":
            from trips.edits.directory import remove_with_items

            remove(chosen, remove_with_items)
        elif answer == "other":
            _ask_which(editor, chosen, remove)

    title = ", ".join(entry.name for _, entry in chosen)
    editor.agenda.push_screen(Ask(t("Remove {title}", title=title), text, answers, t), answered)


def _ask_which(editor: Editor, chosen: Sequence[tuple[Table, Entry]], remove: Remove) -> None:
    table = chosen[0][0]
    gone = {entry.key for _, entry in chosen}
    others = [(entry.key, entry.name) for entry in entries(editor.session.trip, table) if entry.key not in gone]

    def replaced(key: str | None) -> None:
        if key is not None:
            from trips.edits.directory import replace_entry

            remove(chosen, lambda trip, kind, old: replace_entry(trip, kind, old, key))

    editor.agenda.push_screen(Choose(editor.agenda.t("In its place"), others, editor.agenda.t), replaced)
