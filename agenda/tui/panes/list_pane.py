"""A tab that is a list with details beside it: opening, marking, and changing a field where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual import events, on
from textual.content import Content

from agenda.tui.panes.base import Pane
from agenda.tui.widgets.details import Details
from agenda.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from agenda.presenters.editable import Editable
    from trips.i18n.language import UserError

R = TypeVar("R")


class ListPane(Pane, Generic[R]):
    """A subclass says which list, and what stands in the details."""

    _side_named: tuple[str, str] = ("", "")

    @property
    def list(self) -> RowList[R]:
        """The list, which holds the cursor and the marks."""
        raise NotImplementedError

    def show_details(self) -> None:
        """Show what is known of what the cursor is on."""
        raise NotImplementedError

    def name_side(self, title: str) -> None:
        """Say what the details are of, and while they have the focus, which keys they know."""
        keys = self.t("Enter changes · Esc back") if self.query_one(Details).has_focus else ""
        if (title, keys) != self._side_named:  # a frame that is named anew is painted whole
            self._side_named = title, keys
            side = self.query_one(".side")
            side.border_title, side.border_subtitle = Content(title), Content(keys)

    def action_edit(self) -> None:
        """Change every field."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the details with the cursor, in the same repaint."""
        self.watch(self.list, "cursor", self.show_details, init=False)

    def on_resize(self) -> None:
        """Details that come to be seen are those of the cursor."""
        self.call_after_refresh(self.show_details)

    @property
    def details_seen(self) -> bool:
        """Whether there is room for the details beside the list, or they lie over it."""
        return not self.editor.narrow or self.has_class("-details")

    @property
    def _on_something(self) -> bool:
        """Whether the cursor is on something that has details and can be marked."""
        return self.list.row is not None and self.list.can_mark(self.list.row)

    # Opening

    def action_open(self) -> None:
        """Open the details where there is no room beside the list, else the form."""
        if self.editor.narrow and not self.has_class("-details") and self._on_something:
            self.action_details()
        else:
            self.action_edit()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        if event.lines is self.list:
            self.action_open()

    def action_details(self) -> None:
        """Go into the details, over the list where there is no room beside it."""
        if self._on_something:
            self.add_class("-details")
            self.show_details()  # at once: the next key is for what is under the cursor now
            self.query_one(Details).focus()
            self.call_after_refresh(self.show_details)

    @on(Details.Left)
    def leave_details(self) -> None:
        """Back to the list."""
        self.remove_class("-details")
        self.enter()
        self.call_after_refresh(self.show_details)

    @property
    def in_details(self) -> bool:
        """Whether the details have the focus, or lie over the list."""
        return self.has_class("-details") or self.query_one(Details).has_focus

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """While the details have the focus they are to be seen, in a window that has become narrow too."""
        self.set_class(any(ancestor.has_class("side") for ancestor in event.widget.ancestors), "-details")

    # Marking

    def mark(self, keys: frozenset[str]) -> None:
        """Mark these and nothing else."""
        self.list.mark(keys)
        self.editor.show_title()

    def marked_said(self) -> str:
        """How many are marked, for the title; empty for none."""
        marked = len(self.list.marked)
        return self.t.plural("{n} marked", "{n} marked", marked) if marked else ""

    def _here(self) -> frozenset[str]:
        key = self.list.key
        return frozenset((key,)) if key is not None and self._on_something else frozenset()

    def action_mark(self) -> None:
        """Mark what is under the cursor, or take its mark away, and go on to the next."""
        if here := self._here():
            self.mark(self.list.marked ^ here)
            self.list.action_cursor(1)

    def action_mark_down(self) -> None:
        """Mark what is under the cursor and the next one."""
        self._extend(1)

    def action_mark_up(self) -> None:
        """Mark what is under the cursor and the one before."""
        self._extend(-1)

    def _extend(self, by: int) -> None:
        before = self._here()
        self.list.action_cursor(by)
        self.mark(self.list.marked | before | self._here())

    def action_mark_all(self) -> None:
        """Mark all that are shown."""
        rows = (row for row in self.list.rows if self.list.can_mark(row))
        self.mark(frozenset(key for row in rows if (key := self.list.key_of(row))))

    # Changing a field where it stands

    async def edit_in_place(self, subject: Editable, event: Details.Edit) -> None:
        """Change a field where it stands in the details; the next key waits until its widget is there."""
        from agenda.tui.widgets.in_place import InPlace

        if self.query(InPlace):
            return
        details, trip = self.query_one(Details), self.editor.session.trip
        before = subject.text(trip, event.field, self.t)

        def done(text: str) -> UserError | None:
            if text != before:
                texts = {event.field: text}
                refused = self.editor.try_edit_since(trip, subject.edit(texts), subject.note(texts))
                if refused is not None:
                    return refused
            details.focus()
            editor.remove()
            return None

        editor = InPlace(trip, subject, event.field, event.text, self.t, done)
        top = max(0, min(event.line - 1, details.size.height - 5))
        editor.styles.offset = (0, top)
        await self.query_one(".side").mount(editor)
