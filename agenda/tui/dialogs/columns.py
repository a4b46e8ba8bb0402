"""The columns of a list of participants: what each was taken for, to change before anybody is taken in."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label

from agenda.services.import_ import choose_columns
from agenda.tui.dialogs.base import FormDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.i18n.language import N_, Translator, UserError
from trips.importers.tables.participants import FIELD_WORDS, Filled, Participants
from trips.model.trip import Trip

_MOST_NAMES = 6


class ColumnsDialog(FormDialog[Trip]):
    """Answers with the trip and its people as the list says."""

    ABOUT = N_(
        "Each column of your table with what it is taken for. Change what was guessed wrong; a column without "
        "a field is left out. Nothing is imported before you say so."
    )

    def __init__(self, people: Participants, base: Trip, words: Translator) -> None:
        super().__init__(words)
        self._people = people
        self._base = base
        self._fields = {words(word).casefold(): field for field, word in FIELD_WORDS.items()}

    def compose(self) -> ComposeResult:
        t = self.t
        labels = [t(word) for word in FIELD_WORDS.values()]
        title, keys = t("Participants: what the columns hold"), t("Enter imports · ↓ shows choices · Esc closes")
        with self.window(title, keys, "form"):
            with VerticalScroll(classes="preview", can_focus=False):
                for column in self._people.columns:
                    label = f"{column.heading}: {column.example}" if column.example else column.heading
                    word = t(FIELD_WORDS[column.field])
                    yield from self.row(label, ComboBox(word, matching(labels), id=f"column-{column.place}"))
            yield Label("", classes="wide", id="preview", markup=False)
            yield from self.foot(save=t("Import"), cancel=t("Cancel"))

    def on_mount(self) -> None:
        """Begin with the first column, and say what would become of the people."""
        self.query(ComboBox).first().focus()
        self._preview()

    def _chosen(self) -> Participants:
        """The table with the fields that are typed.

        Raises:
            UserError: one of them is none.
        """
        fields: dict[str, str] = {}
        for column in self._people.columns:
            typed = self.query_one(f"#column-{column.place}", ComboBox).value.strip()
            field = self._fields.get(typed.casefold())
            if field is None:
                raise UserError('"{text}" is no field of a person; ↓ shows them.', text=typed)
            fields[column.heading] = field
        return self._people.with_fields(fields)

    @on(Input.Changed)
    def _preview(self) -> None:
        label, wrong = self.query_one("#preview", Label), self.query_one("#wrong", Label)
        try:
            filled = self._chosen().into(self._base)
        except UserError as refused:
            label.update("")
            wrong.update(Content(refused.say(self.t)))
            return
        wrong.update("")
        label.update(Content(self._told(filled)))

    def _told(self, filled: Filled) -> str:
        t = self.t
        parts: list[str] = []
        for text, names in ((t("new"), filled.added), (t("brought up to date"), filled.updated)):
            if names:
                some = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
                parts.append(f"{len(names)} {text}: {some}")
        if filled.same:
            parts.append(t("{n} as before", n=len(filled.same)))
        parts += [
            t("line {line}: {text}: {why}", line=skipped.line, text=skipped.text, why=skipped.why.say(t))
            for skipped in filled.left[:3]
        ]
        return "\n".join(parts)

    def answer(self) -> Trip:
        chosen = self._chosen()
        trip = chosen.into(self._base).trip
        choose_columns(self._people, {column.heading: column.field for column in chosen.columns})
        return trip
