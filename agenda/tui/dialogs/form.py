"""The form of an item, a person, a place, a day or the trip: every field, typed as people type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, TextArea

from agenda.presenters.editable import Editable, applies
from agenda.presenters.field_help import grouped, help_of
from agenda.tui.dialogs.base import FormDialog
from agenda.tui.dialogs.help import TIMES
from agenda.tui.dialogs.text import TextDialog
from agenda.tui.ports import Editor
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.field import FieldWidget, field_widget, typed
from trips.edits.resolver import TripNames
from trips.grammar.choices import KINDS, Kind
from trips.i18n.language import Translator, UserError
from trips.i18n.text import capitalised
from trips.model.field_types import Time
from trips.model.fields import KIND
from trips.model.trip import Trip

_WIDEST_LABEL: Final = 28
"""Cells of a label; a longer one goes on in a second line."""


class Form(FormDialog[Mapping[str, str]]):
    """Answers with the fields that were changed, by path, as they were typed; None if nothing was.

    It is about the trip as it was when it opened; whoever opened it merges what others saved since.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("f2", "save", show=False),
        Binding("f1", "explain", show=False),
    ]

    def __init__(self, trip: Trip, subject: Editable, words: Translator) -> None:
        super().__init__(words)
        self._trip = trip
        self._subject, self._fields = subject, subject.asked
        self._before = {path: subject.text(trip, path, words) for path in self._fields}
        self._groups = tuple(grouped(subject.entity, self._fields))
        longest = max(cell_len(words(rule.label)) for rule in self._fields.values())
        self._label_width = min(longest + 1, _WIDEST_LABEL)
        self._warned = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window form", can_focus=False) as window:
            window.border_title = Content(self._subject.title or self.t("New"))
            for number, (heading, paths) in enumerate(self._groups):
                if heading:
                    yield Label(Content(self.t(heading)), classes="group", id=f"group-{number}")
                for path in paths:
                    yield from self._row(path)
            yield from self.foot(save=self.t("Save"), cancel=self.t("Cancel"))
            yield Label("", id="about", markup=False)

    def _row(self, path: str) -> ComposeResult:
        rule = self._fields[path]
        with Horizontal(classes="field-row", id=f"row-{_name(path)}"):
            label = Label(Content(capitalised(self.t(rule.label))), classes="label")
            label.styles.width = self._label_width
            yield label
            yield field_widget(self._trip, rule, self._before[path], self.t, _name(path), self._placeholder(path))
        if isinstance(rule.type, Time):
            echo = Label("", classes="echo", id="time-echo", markup=False)
            echo.styles.padding = (0, 0, 0, self._label_width + 1)
            yield echo

    def _placeholder(self, path: str) -> str:
        """What an empty field shows: that it differs, or an example of what it wants."""
        if path in self._subject.mixed:
            return self.t("various; empty leaves each as it is")
        if path in self._subject.hints:
            return self._subject.hints[path].partition("\n")[0]
        example = help_of(self._subject.entity, path).example
        return self.t("e.g. {example}", example=self.t(example)) if example else ""

    def on_mount(self) -> None:
        """Show the fields that apply, with the cursor in the first one."""
        self._fit()
        self._field(self._groups[0][1][0]).focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field under the cursor is for, and which keys it knows."""
        path = self._path_of(event.widget)
        self.query_one("#about", Label).update(Content(self._about(path) if path else ""))
        keys = [self.t("Ctrl+S saves") if isinstance(event.widget, TextArea) else self.t("Enter saves")]
        if path and not isinstance(self._field(path), Input | TextArea):
            keys.append(self.t("↓ shows choices"))
        keys += [self.t("F1 explains"), self.t("Esc closes")]
        self.query_one(".window").border_subtitle = Content(" · ".join(keys))

    def _about(self, path: str) -> str:
        """What a field is for, or what it is about."""
        if path in self._subject.hints:
            return self._subject.hints[path]
        about = help_of(self._subject.entity, path).about
        return self.t(about) if about else ""

    def _path_of(self, widget: Widget) -> str | None:
        """The field that a widget belongs to."""
        ids = {ancestor.id for ancestor in widget.ancestors_with_self}
        return next((path for path in self._fields if _name(path) in ids), None)

    def action_explain(self) -> None:
        """Explain the field under the cursor: what it is for, an example, and what may stand there."""
        path = self._path_of(self.focused) if self.focused is not None else None
        if path is None:
            return
        rule, (example, about) = self._fields[path], help_of(self._subject.entity, path)
        lines = [self.t(about)] if about else []
        lines += ["", self.t("e.g. {example}", example=self.t(example))] if example else []
        known = rule.choices(TripNames(self._trip), self.t) if rule.type.few else ()
        lines += ["", self.t("Choices: {choices}", choices=", ".join(known))] if known else []
        if isinstance(rule.type, Time):
            lines += ["", self.t(TIMES)]
        self.agenda.push_screen(TextDialog(capitalised(self.t(rule.label)), lines, self.t))

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
        if "when" in self._fields:
            echo = self._fields["when"].type.echo(self._typed("when"), self.t)
            self.query_one("#time-echo", Label).update(Content(echo))
        kind = self._kind()
        for number, (heading, paths) in enumerate(self._groups):
            shown = [path for path in paths if kind is None or self._before[path] or applies(path, kind)]
            for path in paths:
                self.query_one(f"#row-{_name(path)}").display = path in shown
            if heading:
                self.query_one(f"#group-{number}").display = bool(shown)

    def _kind(self) -> Kind | None:
        code = KIND.code(self._typed("kind").strip())
        return next((kind for kind in KINDS if kind == code), None)

    def answer(self) -> Mapping[str, str] | None:
        for pick in self.query(ComboBox):
            pick.settle()
        texts = self._texts()
        if texts:
            self._subject.edit(texts)(self._trip)
        return texts or None

    def _texts(self) -> dict[str, str]:
        """Only fields that were changed, so that others' edits of the rest stay."""
        now = {path: self._typed(path) for path in self._fields}
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
            self.complain(UserError("Not saved yet: Enter or Ctrl+S saves, Esc again discards what was typed."))
            return False
        return True


def edit_in_form(editor: Editor, editable: Editable, cursor: str | None) -> None:
    """Change fields in a form; what others save meanwhile is merged in."""
    trip = editor.session.trip

    def save(texts: Mapping[str, str] | None) -> None:
        if texts:
            editor.edit_since(trip, editable.edit(texts), editable.note(texts), cursor)

    editor.agenda.push_screen(Form(trip, editable, editor.agenda.t), save)


def _name(path: str) -> str:
    """A path as the id of a widget."""
    return path.replace(".", "-")
