"""The details of what the cursor is on: everything readable at once, repainted line by line, changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from agenda.presenters.details import WHOLE_LINES, Row
from agenda.tui.widgets.row_list import Cell, RowList
from trips.i18n.text import plain

_LEAST: Final = 24
"""Cells that long texts have at least, before labels are wrapped."""


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
        self._longest = 0
        self._field = ""

    def on_resize(self) -> None:
        """Texts are wrapped to the width."""
        self.load(self._facts)

    @property
    def label_width(self) -> int:
        """Cells of the labels and the blank behind them: the longest one so far, unless the texts need the room."""
        texts = (
            cell_len(line) for fact in self._facts if fact.look not in WHOLE_LINES for line in fact.text.split("\n")
        )
        word = max((cell_len(word) for fact in self._facts for word in fact.label.split()), default=0)
        return min(self._longest + 1, max(12, word + 1, self._inner - min(_LEAST, max(texts, default=0))))

    @property
    def _inner(self) -> int:
        return self._width - self.GUTTER if self.size.width else 46

    def load(self, facts: Iterable[Row]) -> None:
        """Show facts; the cursor stays on its field."""
        before = self.label_width
        self._facts = tuple(facts)
        self._longest = max((self._longest, *(cell_len(fact.label) for fact in self._facts)))
        if self.label_width != before:
            self.forget()  # the same row stands elsewhere now
        rows = list(_wrapped(self._facts, self.label_width, max(8, self._inner - self.label_width)))
        field = self.row.field if self.row else self._field
        rows += [Row("", "")] * max(0, self.size.height - len(rows))
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
        if row.look in WHOLE_LINES:
            return [Cell(row.text, width, row.look)]
        label = self.label_width
        return [Cell(row.label, label - 1, "lines--quiet"), Cell(" ", 1), Cell(row.text, width - label, row.look)]


def _wrapped(facts: Iterable[Row], label: int, room: int) -> Iterator[Row]:
    """Facts as lines: long texts, and labels for which there is no room, go on in the next line."""
    for fact in facts:
        whole = fact.look in WHOLE_LINES
        texts = [
            part
            for line in plain(fact.text).split("\n")
            for part in wrap(
                line, room + label if whole else room, subsequent_indent="  " if fact.look == "lines--warning" else ""
            )
            or [""]
        ]
        labels = wrap(fact.label, max(1, label - 1)) if not whole else []
        for place, (said, text) in enumerate(zip_longest(labels, texts, fillvalue="")):
            yield Row(said, text, fact.look, fact.field if place == 0 else "")
