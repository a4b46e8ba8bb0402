"""A field changed where it stands: the field's widget laid over its line in the details."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, TextArea

from agenda.presenters.editable import Editable
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.field import FieldWidget, field_widget, typed
from trips.i18n.language import Translator, UserError
from trips.i18n.text import capitalised
from trips.model.trip import Trip


class InPlace(Vertical):
    """The widget of one field; `done` gets what was typed and answers why it cannot be, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    InPlace { layer: above; height: auto; background: $surface; border: round $primary; padding: 0 1; }
    InPlace Input, InPlace Input:focus { border: none; height: 1; padding: 0; background: $surface; }
    InPlace TextArea, InPlace TextArea:focus { border: none; height: 6; padding: 0; background: $surface; }
    InPlace .echo { color: $quiet; height: auto; }
    """

    def __init__(
        self,
        trip: Trip,
        subject: Editable,
        path: str,
        text: str,
        words: Translator,
        done: Callable[[str], UserError | None],
    ) -> None:
        super().__init__()
        self.border_title = Content(capitalised(words(subject.fields[path].label)))
        self._rule = subject.fields[path]
        self._trip = trip
        self._now = subject.text(trip, path, words)
        self._begun = text
        self._t = words
        self._done = done

    def compose(self) -> ComposeResult:
        """The field's widget, and a line that says how it is understood."""
        yield field_widget(self._trip, self._rule, self._begun or self._now, self._t, "value")
        yield Label("", classes="echo", markup=False)

    def on_mount(self) -> None:
        """Go on where typing began."""
        for line in self.query(Input):
            line.select_on_focus = not self._begun
            line.cursor_position = len(line.value)
        for area in self.query(TextArea):
            area.move_cursor(area.document.end)
        self.widget.focus()
        self._echo()

    @property
    def widget(self) -> FieldWidget:
        """The field's widget."""
        return cast("FieldWidget", self.query_one("#value"))

    @property
    def unsaved(self) -> bool:
        """Whether something else is typed than the field holds."""
        return typed(self.widget) != self._now

    @on(Input.Changed)
    def _echo(self) -> None:
        if told := self._rule.type.echo(typed(self.widget), self._t):
            self._say(told)

    def _say(self, text: str) -> None:
        self.query_one(Label).update(Content(text))

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Take what is typed; if it cannot be, say why, and keep it."""
        for pick in self.query(ComboBox):
            pick.settle()
        refused = self._done(typed(self.widget))
        if refused is not None:
            self._say(refused.say(self._t))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A longer text is saved with Ctrl+S; say so."""
        event.stop()
        self._say(self._t("Ctrl+S saves · Esc closes"))

    def action_leave(self) -> None:
        """Leave the field as it was."""
        self._done(self._now)
