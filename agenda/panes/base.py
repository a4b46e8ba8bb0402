"""What the tabs of a trip share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.widget import Widget

from agenda.commands import Where
from agenda.widgets.details import Details

if TYPE_CHECKING:
    from agenda.screens.trip import TripScreen
    from agenda.subjects import Subject
    from agenda.widgets.typedline import Purpose
    from trips.language import Refused, Words


class Pane(Widget):
    """A tab: it shows the trip that the screen's session holds, and sends edits to the screen."""

    DEFAULT_CSS = "Pane { height: 1fr; layout: vertical; }"
    where: ClassVar[Where]

    def __init__(self, words: Words) -> None:
        super().__init__(id=f"pane-{self.where}")
        self.t = words

    @property
    def desk(self) -> TripScreen:
        """The screen of the trip."""
        return cast("TripScreen", self.screen)

    def load(self, cursor: str | None = None) -> None:
        """Show what the session holds now, with the cursor on something, or where it is."""
        raise NotImplementedError

    def enter(self) -> None:
        """Take the focus."""
        raise NotImplementedError

    def said(self) -> str:
        """What the title says of the tab: what is marked, what is filtered."""
        return ""

    @property
    def unsaved(self) -> bool:
        """Whether something is typed in a field and not taken over yet."""
        from agenda.widgets.inplace import InPlace

        return any(editor.unsaved for editor in self.query(InPlace))

    def leave(self) -> bool:
        """Esc: leave what is open here; False if nothing was."""
        return False

    def begin_typing(self) -> None:
        """A letter is about to be typed: open the line, if it begins one here."""

    def lines_pasted(self, lines: list[str]) -> None:
        """Several lines were pasted into the line at the bottom."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a line is typed, the keys of the tab do nothing."""
        del action, parameters
        return not self.is_mounted or self.desk.line.purpose is None

    def line_done(self, purpose: Purpose, text: str) -> bool:
        """Enter was pressed in the line at the bottom; whether it can be closed."""
        del purpose, text
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """While the details have the focus they are to be seen, in a window that has become narrow too."""
        self.set_class(any(one.has_class("side") for one in event.widget.ancestors), "-details")

    def edit_in_place(self, subject: Subject, event: Details.Edit) -> None:
        """Change a field where it stands in the details."""
        from agenda.widgets.inplace import InPlace

        for editor in self.query(InPlace):
            editor.more(event.text)  # typed before it was there
            return
        details, trip = self.query_one(Details), self.desk.session.trip
        before = subject.text(trip, event.field, self.t)

        def done(text: str) -> Refused | None:
            if text != before:
                texts = {event.field: text}
                refused = self.desk.try_edit_since(trip, subject.edit(texts), subject.note(texts))
                if refused is not None:
                    return refused
            details.focus()
            editor.remove()
            return None

        editor = InPlace(trip, subject, event.field, event.text, self.t, done)
        top = max(0, min(event.line - 1, details.size.height - 5))
        editor.styles.offset = (0, top)
        self.query_one(".side").mount(editor)
