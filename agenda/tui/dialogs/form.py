"""The form of an item, a person, a place, a day or the trip: every field, typed as people type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.presenters.editable import Editable, applies
from agenda.presenters.field_text import assigned
from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.field import FieldWidget, field_widget, typed
from trips.grammar.choices import KINDS, Kind
from trips.grammar.when_text import read_when, write_when
from trips.i18n.language import Translator, UserError
from trips.i18n.text import capitalised
from trips.model.doors import RefusedError
from trips.model.field_text import refusal
from trips.model.trip import Trip


class Form(Dialog[Mapping[str, str]]):
    """Answers with the fields that were changed, by path, as they were typed; None if nothing was.

    It is about the trip as it was when it opened; whoever opened it merges what others saved since.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("f2", "save", show=False),
    ]

    def __init__(self, trip: Trip, subject: Editable, words: Translator) -> None:
        super().__init__(words)
        self._trip = trip
        self._subject = subject
        self._before = {path: subject.text(trip, path, words) for path in subject.fields}
        self._warned = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window form", can_focus=False) as window:
            window.border_title = Content(self._subject.title or self.t("New"))
            window.border_subtitle = Content(self.t("Enter saves · ↓ shows choices · Esc closes"))
            for path, rule in self._subject.fields.items():
                with Horizontal(classes="field-row", id=f"row-{_name(path)}"):
                    yield Label(Content(capitalised(self.t(rule.label))), classes="label")
                    yield field_widget(self._trip, rule, self._before[path], self.t, _name(path))
                if rule.form == "time":
                    yield Label("", classes="echo indented", id="time-echo", markup=False)
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(self.t("Save")), variant="primary", id="save")
                yield Button(Content(self.t("Cancel")), id="cancel")

    def on_mount(self) -> None:
        """Show the fields that apply, with the cursor in the first one."""
        self._fit()
        self._field(next(iter(self._subject.fields))).focus()

    def _field(self, path: str) -> FieldWidget:
        return cast("FieldWidget", self.query_one(f"#{_name(path)}"))

    def _typed(self, path: str) -> str:
        return typed(self._field(path))

    @on(Input.Changed)
    def _changed(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Tell how the time is understood, and show only the fields of the kind."""
        if self._subject.entity != "Item" or not self.is_mounted:
            return
        if "when" in self._subject.fields:
            self.query_one("#time-echo", Label).update(Content(self._echo()))
        kind = self._kind()
        for path in self._subject.fields:
            row = self.query_one(f"#row-{_name(path)}")
            row.display = kind is None or bool(self._before[path]) or applies(path, kind)

    def _echo(self) -> str:
        try:
            return f"→ {write_when(read_when(self._typed('when')), self.t)}"
        except UserError as refused:
            return refused.say(self.t)

    def _kind(self) -> Kind | None:
        try:
            _, kind = assigned(self._trip, self._subject.fields["kind"], self._typed("kind"))
        except UserError:
            return None
        return next((one for one in KINDS if one == kind), None)

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save if everything can be understood; else say what cannot."""
        for pick in self.query(ComboBox):
            pick.settle()
        texts = self._texts()
        try:
            if texts:
                self._subject.edit(texts)(self._trip)
        except RefusedError as error:
            self.complain(refusal(error, {rule.name: rule for rule in self._subject.fields.values()}))
        except UserError as refused:
            self.complain(refused)
        else:
            self.dismiss(texts or None)

    def _texts(self) -> dict[str, str]:
        """Only fields that were changed, so that others' edits of the rest stay."""
        now = {path: self._typed(path) for path in self._subject.fields}
        return {path: text for path, text in now.items() if text != self._before[path]}

    async def may_leave(self) -> bool:
        """Whether the program may end: nothing typed would be lost."""
        return self._nothing_lost()

    def action_leave(self) -> None:
        """Leave without saving; what was typed is not thrown away without a word."""
        if self._nothing_lost():
            self.dismiss(None)

    def _nothing_lost(self) -> bool:
        if self._texts() and not self._warned:
            self._warned = True
            self.complain(UserError("Not saved yet: Enter or Ctrl+S saves, once more leaves without saving."))
            return False
        return True

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)


def _name(path: str) -> str:
    """A path as the id of a widget."""
    return path.replace(".", "-")
