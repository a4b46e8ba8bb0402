"""The dialog that writes files: for whom, which papers in which formats, which folder; and what they would tell."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label, OptionList

from agenda.services.export import Order, Written, write_all
from agenda.services.files import print_file, printer_command
from agenda.services.session import Session
from agenda.services.state import remember, remembered
from agenda.tui.dialogs.base import JobDialog
from agenda.tui.dialogs.export_form import Choice, choices, keys_of, order_of, snapshot_of
from agenda.tui.dialogs.export_preview import paper_preview, preflight, telling
from agenda.tui.dialogs.text import TextDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from agenda.tui.widgets.path_input import path_pick
from trips.i18n.language import N_, Translator, UserError


class ExportDialog(JobDialog):
    """Writes the files beside the screen, tells how far it is, and opens or prints what was written."""

    ABOUT = N_(
        "Writes documents and calendar files for one audience. Choose for whom, what and in which formats; "
        "several are divided by commas. “Personal data” shows beforehand what the files tell about people."
    )

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "copy_path", show=False, priority=True)]

    class Step(Message):
        """One more file is written, or nothing more will be."""

        def __init__(self, written: Written | None = None, done: bool = False) -> None:
            super().__init__()
            self.written = written
            self.done = done

    class Looked(Message):
        """Something to read before anything is written."""

        def __init__(self, title: str, lines: list[str]) -> None:
            super().__init__()
            self.title = title
            self.lines = lines

    def __init__(self, session: Session, words: Translator) -> None:
        super().__init__(words)
        self._session = session
        self._choices = choices(session, words)
        self._before = remembered(session.trip.id)
        self._files: list[Written] = []
        self._ordered = 0

    def compose(self) -> ComposeResult:
        t = self.t
        with self.window(t("Export"), t("Enter saves · ↓ shows choices · Esc closes")):
            for choice in self._choices:
                known = matching(tuple(choice.known))
                combo = ComboBox(self._value(choice), known, several=choice.several, id=choice.name)
                yield from self.row(choice.label, combo)
            yield from self.row(t("Folder"), path_pick(self._before.get("folder", str(Path.cwd())), id="folder"))
            yield Label("", classes="echo", id="wrong", markup=False)
            yield OptionList(id="files", compact=True)
            looks = {"preview": t("Preview"), "tells": t("Personal data"), "preflight": t("Preflight")}
            printing = {"print": t("Print")} if printer_command() else {}
            yield from self.buttons(write=t("Save files"), **looks, **printing, close=t("Close"))

    def _value(self, choice: Choice) -> str:
        wanted = [key.strip() for key in self._before.get(choice.name, choice.default).split(",")]
        return ", ".join(label for label, key in choice.known.items() if key in wanted)

    def on_mount(self) -> None:
        """Begin with whom; what was written is shown when there is something."""
        self.query_one("#files", OptionList).display = False
        self.query_one("#write", Button).focus()

    def _order(self) -> Order:
        chosen = {
            choice.name: keys_of(choice, self.query_one(f"#{choice.name}", ComboBox).value) for choice in self._choices
        }
        folder = self.said_folder()
        order = order_of(self._session, self.agenda.set_up, chosen, folder)
        kept = {key: ", ".join(chosen[key]) for key in ("who", "formats", "papers", "layout", "sort", "language")}
        remember(self._session.trip.id, {**self._before, **kept, "folder": str(folder)})
        return order

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def _write(self) -> None:
        if self.busy:
            return
        try:
            order = self._order()
        except UserError as refused:
            self.complain(refused)
            return
        self._files.clear()
        self.query_one("#files", OptionList).clear_options()
        self._ordered = len(order)
        stop = self.begin()
        self._progress()
        self._work(order, stop)

    @on(Button.Pressed, "#preview")
    @on(Button.Pressed, "#tells")
    @on(Button.Pressed, "#preflight")
    def _look_before(self, event: Button.Pressed) -> None:
        """Show what would be written, what it would tell of people, or what calendars will do with it."""
        try:
            order = self._order()
        except UserError as refused:
            self.complain(refused)
            return
        self.tell(self.t("Looking…"))
        self._look(event.button.id or "", order)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self, what: str, order: Order) -> None:
        looks = {"preview": paper_preview, "tells": telling, "preflight": preflight}
        titles = {"preview": N_("Preview"), "tells": N_("Personal data"), "preflight": N_("Preflight")}
        self._session.save()
        snapshot = snapshot_of(self._session, order, self.t)
        lines = list(looks[what](snapshot, self._session.slug, order, self.t))
        self.post_message(self.Looked(self.t(titles[what]), lines))

    def on_export_dialog_looked(self, message: Looked) -> None:
        """Show it."""
        self.tell("")
        self.agenda.push_screen(TextDialog(message.title, message.lines, self.t))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _work(self, order: Order, stop: Event) -> None:
        self._session.save()
        for written in write_all(snapshot_of(self._session, order, self.t), self._session.slug, order):
            if stop.is_set():
                break
            self.post_message(self.Step(written))
        self.post_message(self.Step(done=True))

    def on_export_dialog_step(self, step: Step) -> None:
        """Tell how far it is."""
        if step.done:
            self._done()
        elif step.written is not None:
            self._files.append(step.written)
            files = self.query_one("#files", OptionList)
            files.display = True
            files.add_option(Content("  ".join((step.written.path.name, *self._notes(step.written)))))
            self._progress()

    def _notes(self, written: Written) -> list[str]:
        """What is to be said of a file beside its name."""
        if written.refused is not None:
            return [self.t("not written: {why}", why=written.refused.say(self.t))]
        empty = [self.t("(nothing is for them)")] if written.empty else []
        return empty + [notice.say(self.t) for notice in written.notices]

    def _done(self) -> None:
        if self.stop.is_set():
            self.end(self.t("Stopped; what is written is whole."))
            return
        written = sum(file.refused is None for file in self._files)
        count = self.t.plural("{n} file written", "{n} files written", written)
        how = self.t("Enter opens one, Ctrl+C copies its path.")
        self.end(f"{count}. {how}", wrong=written < len(self._files))
        files = self.query_one("#files", OptionList)
        files.focus()
        files.highlighted = 0

    def _progress(self) -> None:
        now = min(len(self._files) + 1, self._ordered)
        self.tell(self.t("Writing {n} of {all}… Esc stops.", n=now, all=self._ordered))

    @property
    def _chosen(self) -> Path | None:
        """The file under the cursor, if it was written."""
        at = self.query_one("#files", OptionList).highlighted
        written = self._files[at] if at is not None and at < len(self._files) else None
        return None if written is None or written.refused else written.path

    @on(OptionList.OptionSelected, "#files")
    def _open(self) -> None:
        from agenda.services.files import open_file

        try:
            if self._chosen is not None:
                open_file(self._chosen)
        except UserError as refused:
            self.complain(refused)

    @on(Button.Pressed, "#print")
    def _print(self) -> None:
        if self._chosen is None:
            self.tell(self.t("Write a document first; the one under the cursor is printed."))
            return
        self._to_printer(self._chosen)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _to_printer(self, path: Path) -> None:
        print_file(path)
        self.agenda.call_from_thread(self.tell, self.t("Sent to the printer: {path}", path=path.name))

    def action_copy_path(self) -> None:
        """Copy the path of the file under the cursor."""
        if self._chosen is not None:
            self.agenda.copy_to_clipboard(str(self._chosen.resolve()))
            self.tell(self.t("Copied: {path}", path=str(self._chosen.resolve())))
