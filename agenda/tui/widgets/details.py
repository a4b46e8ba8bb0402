"""The details of what the cursor is on: everything readable at once, repainted line by line, changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from agenda.presenters.details import Row
from agenda.tui.widgets.row_list import Cell, RowList
from trips.i18n.text import plain

LABEL = 16


class Details(RowList[Row]):
    """Facts line by line; the cursor goes from field to field while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", show=False),
        Binding("escape,tab,shift+tab", "leave", show=False),
    ]

    @dataclass
    class Edit(Message):
        """A field is to be changed; `line` is where it stands on the widget, `text` what was typed already."""

        field: str
        line: int
        text: str = ""

    class Left(Message):
        """The focus is to go back to the list."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.cursor = -1
        self._facts: tuple[Row, ...] = ()
        self._field = ""

    def on_resize(self) -> None:
        """Texts are wrapped to the width."""
        self.load(self._facts)

    @property
    def room(self) -> int:
        """The cells that a text may take."""
        return max(16, self._width - LABEL - self.GUTTER) if self.size.width else 30

    def load(self, facts: Iterable[Row]) -> None:
        """Show facts; the cursor stays on its field."""
        self._facts = tuple(facts)
        rows = list(_wrapped(self._facts, self.room))
        field = self.row.field if self.row else self._field
        rows += [Row("", "")] * max(0, len(self.rows) - len(rows))
        place = next((n for n, row in enumerate(rows) if field and row.field == field), 0)
        self.show(rows, place if self.has_focus else -1)

    def can_stand(self, row: Row) -> bool:
        """The cursor stands on fields."""
        return bool(row.field) and self.has_focus

    def _near(self, wanted: int) -> int:
        return super()._near(wanted) if self.has_focus else -1

    def on_blur(self) -> None:
        """Without the focus there is no cursor; it comes back to its field."""
        self._field = self.row.field if self.row else ""
        self.cursor = -1

    def on_focus(self) -> None:
        """Go on at the field where one was."""
        self.call_next(self.load, self._facts)

    def action_edit(self) -> None:
        """Change the field under the cursor."""
        if self.row is not None and self.row.field:
            self.post_message(self.Edit(self.row.field, self.cursor - self.scroll_offset.y))

    def action_leave(self) -> None:
        """Back to the list."""
        self.post_message(self.Left())

    def on_key(self, event: events.Key) -> None:
        """Typing replaces the field's text."""
        if event.is_printable and event.character and self.row is not None and self.row.field:
            event.stop()
            self.post_message(self.Edit(self.row.field, self.cursor - self.scroll_offset.y, event.character))

    def on_click(self, event: events.Click) -> None:
        """A second click changes the field that the first one put the cursor on."""
        if event.chain > 1:
            self.action_edit()

    def cells(self, row: Row, width: int) -> list[Cell]:
        """A row as cells."""
        if row.look == "lines--heading":
            return [Cell(row.text, width, row.look)]
        return [
            Cell(row.label, LABEL - 1, "lines--quiet"),
            Cell(" ", 1),
            Cell(row.text, width - LABEL, row.look),
        ]


def _wrapped(facts: Iterable[Row], width: int) -> Iterator[Row]:
    for fact in facts:
        room = width + LABEL if fact.look == "lines--heading" else width
        lines = [part for line in plain(fact.text).split("\n") for part in wrap(line, room) or [""]] or [""]
        yield Row(fact.label, lines[0], fact.look, fact.field)
        yield from (Row("", line, fact.look) for line in lines[1:])
