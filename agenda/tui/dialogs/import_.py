"""Take in what others wrote: from a file, or pasted; as a new trip, or into the one that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.services.import_ import CALENDARS, TABLES, file_kind
from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.path_input import path_pick
from trips.i18n.language import N_, Translator, UserError
from trips.importers.programme.files import ENDINGS as TEXTS
from trips.model.trip import Trip
from trips.store import Store

if TYPE_CHECKING:
    from agenda.services.import_ import Left
    from trips.importers.programme.programme import Programme
    from trips.importers.tables.assignments import AssignmentTable
    from trips.importers.tables.translations import TranslationTable

_SENTENCES: Final = 5


class ImportDialog(Dialog["str | Trip"]):
    """Answers with the short name of a new trip, or with `base` and what was taken into it."""

    ABOUT = N_(
        "Opens what others wrote: a programme, a participant list, a calendar, answers, a trip file. Name "
        "the file or paste the text; what was understood is shown before anything is imported."
    )

    def __init__(self, store: Store, words: Translator, base: Trip | None = None) -> None:
        super().__init__(words)
        self._store = store
        self._base = base

    def compose(self) -> ComposeResult:
        t = self.t
        title = t("Open a programme") if self._base is None else t("Import into this trip")
        with self.window(title, t("Enter imports it · ↓ shows files · Esc closes")):
            yield from self.row(t("File"), path_pick("", ending=(".toml", *CALENDARS, *TEXTS, *TABLES), id="path"))
            about = t(
                "Programme (Word, PDF, mail, text), calendar (.ics) or trip file (.toml); or paste the text here."
            )
            if self._base is not None:
                about = t(
                    "Programme (Word, PDF, mail, text), participants (.xlsx, .csv), calendar (.ics); or paste it here."
                )
            yield Label(Content(about), classes="wide")
            yield from self.foot(take=t("Import"), cancel=t("Cancel"))

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one(ComboBox).focus()

    def take_paste(self, text: str) -> bool:
        """Look over a programme that was pasted; a path, which is one line, goes where it was pasted."""
        from agenda.tui.dialogs.review import is_programme_text
        from trips.importers.programme.programme import read_programme

        if not is_programme_text(text):
            return False
        try:
            self._review(read_programme(text), self.t("Programme"))
        except UserError as refused:
            self._take_people(text, refused)
        return True

    def _take_people(self, text: str, otherwise: UserError) -> None:
        """Look over people that were pasted into the open trip; without any, say why it is no programme."""
        from agenda.services.import_ import read_pasted
        from agenda.tui.dialogs.columns import ColumnsDialog

        try:
            people = read_pasted(text) if self._base is not None else None
        except UserError as refused:
            self.complain(refused)
            return
        if people is None or self._base is None:
            self.complain(otherwise)
            return
        self.agenda.push_screen(ColumnsDialog(people, self._base, self.t), self._answer)

    @on(Input.Submitted)
    @on(Button.Pressed, "#take")
    def _take(self) -> None:
        try:
            path = Path(self.query_one(ComboBox).value.strip().strip("'\"")).expanduser()
            self._take_file(path)
        except RuntimeError:
            self.complain(UserError("There is no home folder for {path}.", path=self.query_one(ComboBox).value))
        except UserError as refused:
            self.complain(refused)

    def _take_file(self, path: Path) -> None:
        match file_kind(path):
            case "table":
                self._table(path)
            case "programme":
                from trips.importers.programme.files import read_programme_file

                self._review(read_programme_file(path), path.stem)
            case "calendar":
                self._calendar(path)
            case "answers":
                self._answers(path)
            case "trip" if self._base is not None:
                raise UserError("A trip file is a trip of its own; import it from the list of trips.")
            case "trip":
                self.dismiss(self._taken(path))

    def _review(self, programme: Programme, name: str) -> None:
        """Look over a programme, from wherever it came."""
        from agenda.tui.dialogs.review import ReviewDialog, review_new

        if self._base is None:
            review_new(self.agenda, programme, name, self.dismiss)
            return
        programme.check()
        self.agenda.push_screen(ReviewDialog(programme, name, self.t, self._base), self._answer)

    def _answer(self, trip: Trip | None) -> None:
        if trip is not None:
            self.dismiss(trip)

    def _table(self, path: Path) -> None:
        """Look over the columns of a list of participants, or a programme in a table; take in who is where."""
        from agenda.services.import_ import read_table
        from agenda.tui.dialogs.columns import ColumnsDialog
        from trips.importers.programme.files import bytes_of
        from trips.importers.programme.programme import Programme
        from trips.importers.tables.assignments import AssignmentTable
        from trips.importers.tables.translations import TranslationTable

        found = read_table(bytes_of(path), path.name, self._base)
        if isinstance(found, Programme):
            self._review(found, path.stem)
        elif isinstance(found, AssignmentTable | TranslationTable):
            self._fill_in(found, path.name)
        elif self._base is None:
            raise UserError(
                "{path} is a list of people; open the trip that it is of, and import it there.", path=path.name
            )
        else:
            self.agenda.push_screen(ColumnsDialog(found, self._base, self.t), self._answer)

    def _fill_in(self, table: AssignmentTable | TranslationTable, name: str) -> None:
        """Say what a table that fills in the trip would do, and ask."""
        from agenda.services.import_ import Left, told_of, told_of_translations
        from agenda.tui.dialogs.ask import Ask
        from trips.importers.tables.translations import TranslationTable

        if self._base is None:
            return  # such a table is only known in a trip
        if isinstance(table, TranslationTable):
            taken = table.into(self._base)
            title, told = self.t("Translations"), list(told_of_translations(taken))
        else:
            taken = table.into(self._base)
            title, told = self.t("Who is where"), [told_of(taken, dry_run=True)]
        left = [Left(name, skipped).say(self.t) for skipped in taken.left]
        about = "\n".join([*(one.say(self.t) for one in told), *left[:_SENTENCES]])

        def answered(answer: str | None) -> None:
            if answer == "take":
                self.dismiss(taken.trip)

        answers = [("take", self.t("Import")), ("cancel", self.t("Cancel"))]
        self.agenda.push_screen(Ask(title, about, answers, self.t), answered)

    def _calendar(self, path: Path, *, older: bool = False, asked: bool = False) -> None:
        """Take a calendar file in; ask first where the trip has a newer state of its events."""
        left, n, take = self._of_calendar(path, older=older)
        if n and not asked:
            self._ask_older(path, n)
            return
        self._tell_left(left)
        self.dismiss(take())

    def _of_calendar(self, path: Path, *, older: bool) -> tuple[Sequence[Left], int, Callable[[], str | Trip]]:
        """What is left out of a calendar file, of how many events the trip has a newer state, and how to take it in."""
        from agenda.services.import_ import Left, prepare, take_in_prepared
        from trips.importers.calendar import read_calendar_file

        if self._base is not None:
            taken = read_calendar_file(path).into(self._base, older=older)
            return [Left(path.name, skipped) for skipped in taken.skipped], taken.older, lambda: taken.trip
        ready = prepare(self._store, [path], None, self.t.language, older=older)
        return ready.left, ready.older, lambda: take_in_prepared(self._store, ready).slug

    def _answers(self, path: Path) -> None:
        """Look over answers to invitations, and take over what is chosen of them.

        Raises:
            UserError: they are about no trip that there is, or about another one.
        """
        from agenda.services.answers import answers_of_trips, read_answer_files, take_answers
        from agenda.tui.dialogs.answers import AnswersDialog
        from trips.contacts.answers import Proposal, apply

        base = self._base
        answers = [one for one in read_answer_files([path]) if base is None or one.trip_id == base.id]
        found = next(answers_of_trips(self._store, answers, self.t), None)
        if found is None:
            raise UserError("{path} answers no invitation of this database, or not of this trip.", path=path.name)

        def answered(chosen: tuple[Proposal, ...] | None) -> None:
            if chosen and base is not None:
                self.dismiss(apply(base, chosen, found.releases, Translator(base.language)))
            elif chosen:
                self.dismiss(take_answers(self._store, found, chosen).slug)

        self.agenda.push_screen(AnswersDialog(found.before.trip.title, found.understood, self.t), answered)

    def _ask_older(self, path: Path, n: int) -> None:
        from agenda.tui.dialogs.ask import Ask

        t = self.t
        about = t.plural(
            "One event of the file is older than what was imported before.",
            "{n} events of the file are older than what was imported before.", n,
        )  # fmt: skip
        answers = [("newer", t("Keep the newer")), ("older", t("Take the older")), ("cancel", t("Cancel"))]

        def answered(answer: str | None) -> None:
            if answer in ("newer", "older"):
                try:
                    self._calendar(path, older=answer == "older", asked=True)
                except UserError as refused:
                    self.complain(refused)

        self.agenda.push_screen(Ask(t("An older calendar file"), about, answers, t), answered)

    def _taken(self, path: Path) -> str:
        """Take a trip file in; the short name of its trip."""
        from agenda.services.import_ import OTHER_VERSIONS, adopt, take_in
        from trips.tripfile import read_trip_file

        file = read_trip_file(path)
        taken = take_in(self._store, file.trip, path.stem)
        if differ := adopt(self._store, file, taken):
            self.agenda.tell(self.t(OTHER_VERSIONS, numbers=", ".join(map(str, differ))), warning=True)
        return taken.slug

    def _tell_left(self, left: Sequence[Left]) -> None:
        """Say what was left out: the first few, and how much else there is."""
        if not left:
            return
        sentences = [one.say(self.t) for one in left[:_SENTENCES]]
        if len(left) > _SENTENCES:
            sentences.append(self.t("{n} more; agenda import --dry-run lists them all.", n=len(left) - _SENTENCES))
        self.agenda.tell("\n".join(sentences), warning=True)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
