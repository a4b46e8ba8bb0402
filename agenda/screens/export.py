"""The dialog that writes files: for whom, which formats, which language, which folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label, OptionList

from agenda.exporting import Order, Written, write_all
from agenda.remembered import remember, remembered
from agenda.screens.base import Dialog
from agenda.session import Session
from agenda.widgets.path import path_pick
from agenda.widgets.pick import Pick, matching
from exports.audience import read_audience
from exports.calendar import CalendarOptions
from exports.calendar.alarms import SILENT
from exports.edition import Edition
from exports.formats import FORMATS
from trips.language import N_, Refused, Words, as_language
from trips.model import AUDIENCE_WORDS, Trip

LANGUAGES: Final = {N_("as the trip"): "", N_("German"): "de", N_("English"): "en"}


def whom(trip: Trip, t: Words) -> dict[str, str]:
    """Everybody a file can be for: labels and the names of their audiences."""
    found = {t(word): key for key, word in reversed(AUDIENCE_WORDS.items())}
    found |= {t("group {name}", name=one.name): f"group:{one.key}" for one in trip.groups}
    found |= {one.name.replace(",", " "): f"person:{one.key}" for one in trip.people}
    found |= {t("host {name}", name=one.name.replace(",", " ")): f"host:{one.key}" for one in trip.organisations}
    return found


class ExportDialog(Dialog[None]):
    """Writes the files beside the screen, tells how far it is, and opens what was written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "copy_path", show=False, priority=True)]

    class Step(Message):
        """One more file is written, or nothing more will be."""

        def __init__(self, written: Written | None = None, refused: Refused | None = None, done: bool = False) -> None:
            super().__init__()
            self.written = written
            self.refused = refused
            self.done = done

    def __init__(self, session: Session, words: Words) -> None:
        super().__init__(words)
        self._session = session
        self._whom = whom(session.trip, words)
        self._formats = {f"{words(form.about)} ({name})": name for name, form in FORMATS.items()}
        self._languages = {words(label): key for label, key in LANGUAGES.items()}
        self._versions = {words("Draft"): ""}
        if session.release is not None:
            self._versions = {words("Version {n}", n=session.release): "latest", **self._versions}
        self._before = remembered(session.trip.id)
        self._files: list[Path] = []
        self._ordered = 0
        self._stop = Event()

    def compose(self) -> ComposeResult:
        """The window."""
        t = self.t
        with Vertical(classes="window") as window:
            window.border_title = Content(t("Export"))
            window.border_subtitle = Content(t("Enter writes · ↓ shows choices · Esc closes"))
            for name, label, known, default in (
                ("who", t("For whom"), self._whom, "participants"),
                ("formats", t("Formats"), self._formats, "ics, pdf"),
                ("language", t("Language"), self._languages, ""),
                ("version", t("What"), self._versions, next(iter(self._versions.values()))),
            ):
                with Horizontal(classes="field-row"):
                    yield Label(Content(label), classes="label")
                    wanted = [one.strip() for one in self._before.get(name, default).split(",")]
                    value = ", ".join(label for label, key in known.items() if key in wanted)
                    yield Pick(value, matching(tuple(known)), several=name in ("who", "formats"), id=name)
            with Horizontal(classes="field-row"):
                yield Label(Content(t("Folder")), classes="label")
                yield path_pick(self._before.get("folder", str(Path.cwd())), id="folder")
            yield Label("", classes="echo", id="wrong", markup=False)
            yield OptionList(id="files", compact=True)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Write")), variant="primary", id="write")
                yield Button(Content(t("Preflight")), id="preflight")
                yield Button(Content(t("Close")), id="close")

    def on_mount(self) -> None:
        """Begin with whom; what was written is shown when there is something."""
        self.query_one("#files", OptionList).display = False
        self.query_one("#write", Button).focus()

    def _keys(self, name: str, known: dict[str, str]) -> tuple[str, ...]:
        typed = [one.strip() for one in self.query_one(f"#{name}", Pick).value.split(",") if one.strip()]
        folded = {label.casefold(): key for label, key in known.items()}
        for one in typed:
            if one.casefold() not in folded and one not in known.values():
                raise Refused('"{text}" is not one of {choices}', text=one, choices=", ".join(list(known)[:8]))
        return tuple(dict.fromkeys(folded.get(one.casefold(), one) for one in typed))

    def _order(self) -> Order:
        names = self._keys("who", self._whom)
        formats = self._keys("formats", self._formats)
        languages = self._keys("language", self._languages)
        if not names or not formats:
            raise Refused("Say for whom and in which formats; the arrow down shows the choices.")
        try:
            folder = Path(self.query_one("#folder", Pick).value.strip()).expanduser()
        except RuntimeError:
            raise Refused("There is no home folder for {path}.", path=self.query_one("#folder", Pick).value) from None
        kept = {"who": ", ".join(names), "formats": ", ".join(formats), "language": "".join(languages[:1])}
        remember(self._session.trip.id, {**kept, "folder": str(folder)})
        audiences = tuple(read_audience(self._session.trip, name) for name in names)
        language = as_language("".join(languages[:1]))
        options = CalendarOptions(self.agenda.set_up.calendar_alarms())
        latest = "latest" in self._keys("version", self._versions)
        order = Order(audiences, formats, folder, language, options, latest)
        if "toml" not in formats:
            return order
        store, trip_id = self._session.store, self._session.trip.id
        handouts = tuple(store.handouts.ledger(trip_id))
        return replace(order, releases=store.versions.load(trip_id), handouts=handouts)

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def _write(self) -> None:
        if self._ordered:
            return
        try:
            order = self._order()
        except Refused as refused:
            self.complain(refused)
            return
        self._files.clear()
        self.query_one("#files", OptionList).clear_options()
        self._ordered = len(order)
        self._stop.clear()
        self.query_one("#wrong", Label).remove_class("wrong")
        self._progress()
        self._work(order)

    def _edition(self, order: Order) -> Edition:
        """What is written: the version that was issued last, or the draft; trip files are always of the draft."""
        if order.latest and "toml" not in order.formats:
            return self._session.editions(self.t.forms)[-1]
        return self._session.edition(self.t.forms)

    @on(Button.Pressed, "#preflight")
    def _preflight(self) -> None:
        from agenda.screens.reading import ReadDialog
        from exports.calendar import Calendars
        from exports.calendar.preflight import report

        try:
            order = self._order()
        except Refused as refused:
            self.complain(refused)
            return
        edition, audience = self._edition(order), order.whom[0]
        given = Calendars(edition, order.language, order.calendar).given(audience)
        lines = list(report(given, self.t, alarms=order.calendar.alarms != SILENT))
        self.agenda.push_screen(ReadDialog(self.t("Preflight"), lines, self.t))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _work(self, order: Order) -> None:
        try:
            self._session.save()
            for written in write_all(self._edition(order), self._session.slug, order):
                self.post_message(self.Step(written))
                if self._stop.is_set():
                    break
        except Refused as refused:
            self.post_message(self.Step(refused=refused))
        self.post_message(self.Step(done=True))

    def on_export_dialog_step(self, step: Step) -> None:
        """Tell how far it is."""
        if step.refused is not None:
            self.complain(step.refused)
            self._ordered = 0
        elif step.done and self._ordered:
            self._ordered = 0
            files = self.query_one("#files", OptionList)
            count = self.t.plural("{n} file written", "{n} files written", len(self._files))
            how = self.t("Enter opens one, Ctrl+C copies its path.")
            self._say(f"{count}. {how}")
            files.focus()
            files.highlighted = 0
        elif step.written is not None:
            self._files.append(step.written.path)
            empty = self.t("(nothing is for them)") if step.written.empty else ""
            files = self.query_one("#files", OptionList)
            files.display = True
            files.add_option(Content(f"{step.written.path.name}  {empty}"))
            self._progress()

    def _progress(self) -> None:
        now = min(len(self._files) + 1, self._ordered)
        self._say(self.t("Writing {n} of {all}… Esc stops.", n=now, all=self._ordered))

    def _say(self, text: str) -> None:
        self.query_one("#wrong", Label).update(Content(text))

    @on(OptionList.OptionSelected, "#files")
    def _open(self, event: OptionList.OptionSelected) -> None:
        from agenda.opening import open_file

        try:
            open_file(self._files[event.option_index])
        except Refused as refused:
            self.complain(refused)

    def action_copy_path(self) -> None:
        """Copy the path of the file under the cursor."""
        at = self.query_one("#files", OptionList).highlighted
        if at is not None and at < len(self._files):
            self.agenda.copy_to_clipboard(str(self._files[at].resolve()))
            self._say(self.t("Copied: {path}", path=str(self._files[at].resolve())))

    def action_leave(self) -> None:
        """Stop what is being written, else leave."""
        if self._ordered:
            self._stop.set()
            self._ordered = 0
            self._say(self.t("Stopped; what is written is whole."))
        else:
            self.dismiss(None)

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.action_leave()
