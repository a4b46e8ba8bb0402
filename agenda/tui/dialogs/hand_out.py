"""Hand out the last version: a folder for everyone, or pages and feeds for a web server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Button, Input

from agenda.services.session import Session
from agenda.services.state import remember, remembered
from agenda.tui.dialogs.base import JobDialog
from agenda.tui.dialogs.text import TextDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from agenda.tui.widgets.path_input import path_pick
from trips.grammar.dates import read_date
from trips.i18n.language import N_, Translator, UserError
from trips.model.trip import last_day

if TYPE_CHECKING:
    from agenda.services.hand_out import Step

WHAT: Final = {
    "kit": N_("a folder for everyone"), "publish": N_("pages and feeds for the web"),
    "send": N_("mails: invitations or files"),
}  # fmt: skip


class HandOutDialog(JobDialog):
    """Writes beside the screen, tells how far it is, and can be stopped and continued."""

    ABOUT = N_(
        "Writes what everybody gets of the last version: a folder for each person, or pages and calendars for "
        "a web server. Who has which version is noted. What did not change is not written again."
    )

    class Progress(Message):
        """One file more is done, or everything."""

        def __init__(self, step: Step | None = None, changed: int | None = None, addresses: Sequence[str] = ()) -> None:
            super().__init__()
            self.addresses = addresses
            self.step = step
            self.changed = changed

    class Told(Message):
        """It is known what the files would tell of people."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, session: Session, words: Translator) -> None:
        super().__init__(words)
        self._session = session
        self._before = remembered(session.trip.id)
        self._as_of: date | None = None

    def compose(self) -> ComposeResult:
        t = self.t
        title = t("Hand out version {n}", n=self._session.release or 0)
        with self.window(title, t("Enter saves · ↓ shows choices · Esc closes")):
            words = [t(word) for word in WHAT.values()]
            yield from self.row(t("What"), ComboBox(words[0], matching(words), id="what"))
            folder = self._before.get("kit", str(Path.cwd() / f"{self._session.slug}-kit"))
            yield from self.row(t("Folder"), path_pick(folder, id="folder"))
            address = self._session.store.handouts.address(self._session.trip.id)
            example = t("only for the web, like https://example.org/visit")
            yield from self.row(t("Web address"), Input(address, id="address", placeholder=example))
            last = last_day(self._session.trip)
            folded = t("folded before, like {date}", date=last or "2025-10-10")
            yield from self.row(t("Past days"), Input(id="as-of", placeholder=folded))
            yield from self.foot(write=t("Save files"), tells=t("Personal data"), close=t("Close"))

    def on_mount(self) -> None:
        """Begin with what."""
        self.query_one("#what", ComboBox).focus()

    @on(Input.Changed)
    def _other_folder(self) -> None:
        """A kit and pages never lie in one folder: each has its own, as long as nobody named another one."""
        try:
            what = self._what()
        except UserError:
            return
        if what == "send":
            return
        other = "publish" if what == "kit" else "kit"
        folder, ends = self.query_one("#folder", ComboBox), {"kit": "kit", "publish": "web"}
        proposed = {end: self._before.get(end, str(Path.cwd() / f"{self._session.slug}-{ends[end]}")) for end in ends}
        if folder.value == proposed[other]:
            folder.value = proposed[what]

    def _what(self) -> str:
        wanted = self.query_one("#what", ComboBox).value.strip()
        for key, word in WHAT.items():
            if self.t(word) == wanted:
                return key
        raise UserError('"{text}" is not one of {choices}', text=wanted, choices=", ".join(map(self.t, WHAT.values())))

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def _write(self) -> None:
        if self.busy:
            return
        try:
            what = self._what()
            if what == "send":
                self._open_sending()
                return
            folder = self.said_folder()
            address = self.query_one("#address", Input).value.strip()
            said = self.query_one("#as-of", Input).value.strip()
            self._as_of = read_date(said) if said else None
            if what == "publish" and address:
                from agenda.services.hand_out import check_address

                check_address(address)
                self._session.store.handouts.set_address(self._session.trip.id, address)
        except UserError as refused:
            self.complain(refused)
            return
        self._before = {**self._before, what: str(folder)}
        remember(self._session.trip.id, self._before)
        self._work(what, folder, self.begin())

    def _open_sending(self) -> None:
        """Go on in the window that sends."""
        from agenda.tui.dialogs.send import SendDialog

        self.dismiss(None)
        self.agenda.push_screen(SendDialog(self._session, self.t))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _work(self, what: str, folder: Path, stop: Event) -> None:
        changed = 0
        for step in self._steps(what, folder):
            changed += step.changed
            self.post_message(self.Progress(step))
            if stop.is_set():
                break
        self.post_message(self.Progress(changed=changed, addresses=self._addresses() if what == "publish" else ()))

    def _steps(self, what: str, folder: Path) -> Iterator[Step]:
        from agenda.services.branding import office_brand
        from agenda.services.hand_out import kit_of, write_kit, write_publication
        from exports.kit.publication import Publication

        session = self._session
        snapshot = session.snapshots(self.t.forms)[-1]
        alarms, trip_id = self.agenda.set_up.calendar_alarms(), session.trip.id
        if what == "kit":
            kit = kit_of(session.store, snapshot, session.slug, self.agenda.set_up, self.t)
            return write_kit(session.store, kit, trip_id, snapshot.number, folder)
        brand = office_brand(self.agenda.set_up, "html", snapshot.trip)
        publication = Publication(snapshot, session.store.handouts.address(trip_id), alarms, self._as_of, brand)
        return write_publication(session.store, publication, trip_id, snapshot.number, folder)

    @on(Button.Pressed, "#tells")
    def _show_tells(self) -> None:
        """What each file would tell of people, before it is written."""
        try:
            what = self._what()
        except UserError as refused:
            self.complain(refused)
            return
        if what == "send":
            self._open_sending()
            return
        self.tell(self.t("Looking what it would reveal…"))
        self._look(what)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self, what: str) -> None:
        from agenda.services.hand_out import in_short, kit_tells, publication_tells

        session = self._session
        snapshot = session.snapshots(self.t.forms)[-1]
        if what == "kit":
            told = kit_tells(session.store, snapshot, session.slug, self.agenda.set_up, self.t)
        else:
            told = publication_tells(session.store, snapshot)
        self.post_message(self.Told(list(in_short(told, self.t))))

    def on_hand_out_dialog_told(self, message: Told) -> None:
        """Show what was found."""
        self.tell("")
        self.agenda.push_screen(TextDialog(self.t("Personal data"), message.lines, self.t))

    def _addresses(self) -> list[str]:
        """Where each reader finds their page, to be sent to them."""
        from agenda.services.hand_out import addresses

        snapshot = self._session.snapshots(self.t.forms)[-1]
        return [f"{address.name}: {address.where}" for address in addresses(self._session.store, snapshot, self.t)]

    def on_hand_out_dialog_progress(self, message: Progress) -> None:
        """Tell how far it is."""
        if message.changed is not None:
            if self.stop.is_set():
                self.end(self.t("Stopped; what is written is whole."))
            else:
                self.end(self.t("Done: {n} files are new or changed; begin with index.html.", n=message.changed))
                if message.addresses:
                    self.agenda.push_screen(TextDialog(self.t("Addresses"), message.addresses, self.t))
        elif message.step is not None:
            step = message.step
            self.tell(self.t("Writing {n} of {all}… Esc stops.", n=step.done, all=step.of))
