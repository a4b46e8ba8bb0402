"""The versions: what the draft would bring, what was issued, and everything that was ever done to the trip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message as PaneMessage

from agenda.presenters.times import moment
from agenda.tui.base import bindings
from agenda.tui.panes.base import Pane
from agenda.tui.widgets.row_list import Cell, RowList
from trips.i18n.language import Message, Translator, UserError
from trips.store import Revision

if TYPE_CHECKING:
    from exports.news.preview import Told
    from trips.model.trip import Trip
    from trips.store.versions import Issued


_LONGEST_NAME: Final = 24
"""Cells of who made a change, at most."""

_NEWEST: Final = 8
"""Entries of the history that are shown until all are asked for."""


class VersionRow(NamedTuple):
    """A heading, a change that is not issued yet, a version, one entry of the history, or how many more there are.

    A change stands on as many lines as its sentence needs: `text` is what stands on this one, `concerns` whom it
    concerns, `goes_on` tells the later ones.
    """

    text: str = ""
    concerns: str = ""
    goes_on: bool = False
    more: int = 0
    note: bool = False
    told: Told | None = None
    issued: Issued | None = None
    revision: Revision | None = None


class VersionList(RowList[VersionRow]):
    """What is new, the versions and the history, each the newest first."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._t = words
        self._needs = (0, 0, 0)
        self._whole: Sequence[VersionRow] = ()

    def on_resize(self) -> None:
        """Sentences are wrapped to the width."""
        self._show_whole()
        super().on_resize()

    def _show_whole(self) -> None:
        """Show all lines, the cursor on what it was on."""
        key, shown = self.key, list(self._lines())
        place = (n for n, row in enumerate(shown) if key is not None and self.key_of(row) == key)
        self.show(shown, next(place, self.cursor))

    def _lines(self) -> Iterator[VersionRow]:
        room = max(20, self._width - self.GUTTER - 2)
        for row in self._whole:
            if row.told is None:
                yield row
                continue
            *firsts, last = wrap(row.told.sentence, room)
            concerns = row.told.concerns.text(self._t)
            lines = [(text, "") for text in firsts]
            if cell_len(last) + 2 + cell_len(concerns) <= room:
                lines.append((last, f"  {concerns}"))
            else:
                lines += [(last, ""), *(("", f"  {more}") for more in wrap(concerns, room - 2))]
            for number, (text, about) in enumerate(lines):
                yield row._replace(text=text, concerns=about, goes_on=number > 0)

    def load(self, rows: Sequence[VersionRow]) -> None:
        """Show rows, the cursor on what it was on; moment, name and version have the cells that the longest needs."""
        told = [(row.issued.at, row.issued.by) for row in rows if row.issued]
        told += [(row.revision.at, row.revision.author) for row in rows if row.revision]
        names = [self._version(row.issued.number) for row in rows if row.issued]
        columns = ([moment(at, self._t) for at, _ in told], [by for _, by in told], names)
        when, who, name = (max(map(cell_len, texts), default=0) + 2 for texts in columns)
        needs = (when, min(who, _LONGEST_NAME), name)
        if needs != self._needs:
            self._needs = needs
            self.forget()
        self._whole = rows
        self._show_whole()

    def _version(self, number: int) -> str:
        return self._t("Version {n}", n=number)

    def can_stand(self, row: VersionRow) -> bool:
        """The cursor stands on everything but headings."""
        return not row.goes_on if row.told else not row.text

    def goes_on(self, row: VersionRow) -> bool:
        """The rest of a sentence."""
        return row.goes_on

    def key_of(self, row: VersionRow) -> str | None:
        """What a row is about."""
        if row.issued is not None:
            return f"version {row.issued.number}"
        if row.told is not None:
            return row.told.change.id if row.told.change else row.told.sentence
        if row.more:
            return "more"
        return f"revision {row.revision.rev}" if row.revision else None

    def cells(self, row: VersionRow, width: int) -> list[Cell]:
        """A sign and a sentence, or when, who, what."""
        if row.told is not None:
            look = "lines--warning" if row.told.sign == "-" else "lines--accent"
            said = min(cell_len(row.text), width - 2)  # letters of two cells are wrapped as if they had one
            return [Cell("" if row.goes_on else row.told.sign, 2, look), Cell(row.text, said),
                    Cell(row.concerns, width - 2 - said, "lines--quiet")]  # fmt: skip
        when, who, name = self._needs
        if row.issued is not None:
            issued = row.issued
            return [Cell(moment(issued.at, self._t), when, "lines--quiet"), Cell(issued.by, who, "lines--accent"),
                    Cell(self._version(issued.number), name, "lines--strong"),
                    Cell(issued.note, width - when - who - name)]  # fmt: skip
        if row.revision is not None:
            return [
                Cell(moment(row.revision.at, self._t), when, "lines--quiet"),
                Cell(row.revision.author, who, "lines--accent"),
                Cell(row.revision.note.say(self._t), width - when - who),
            ]
        if row.more:
            more = self._t.plural("{n} older change; Enter shows it", "{n} older changes; Enter shows them", row.more)
            return [Cell(more, width, "lines--quiet")]
        return [Cell(row.text, width, "lines--quiet" if row.note else "lines--heading")]


class VersionsPane(Pane):
    """The tab of versions."""

    where = "versions"
    BINDINGS: ClassVar[list[BindingType]] = bindings("versions")

    _unfolded = False

    class Read(PaneMessage):
        """What is new, the versions and the history have been read."""

        def __init__(self, rows: list[VersionRow]) -> None:
            super().__init__()
            self.rows = rows

    def compose(self) -> ComposeResult:
        yield VersionList(self.t)

    @property
    def list(self) -> VersionList:
        """The list."""
        return self.query_one(VersionList)

    def load(self, cursor: str | None = None) -> None:
        """Show versions and history; they are read beside the screen."""
        del cursor
        self._read()

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def _read(self) -> None:
        self.post_message(self.Read(list(self._rows())))

    def _rows(self) -> Iterator[VersionRow]:
        from exports.audience import STAFF
        from exports.news.preview import compared

        session, t = self.editor.session, self.t
        draft = session.snapshot(t.forms)
        issued = session.store.versions.listed(session.trip.id)
        if draft.earlier:
            changes = compared(draft.earlier[-1], draft, STAFF, t.language)
            heading = t("New since version {n}", n=draft.number)
            yield VersionRow(heading if changes else t("Nothing new since version {n}", n=draft.number))
            yield from (VersionRow(told=change) for change in changes)
            yield VersionRow(" ")
            yield VersionRow(t("Versions"))
            yield from (VersionRow(issued=release) for release in reversed(issued))
        else:
            yield VersionRow(t("No version yet"))
            yield VersionRow(t("F7 shows what would go out, and makes it version 1."), note=True)
        yield VersionRow(" ")
        history = session.history()
        count = t.plural("{n} change", "{n} changes", len(history))
        yield VersionRow(" · ".join((t("History"), count)))
        newest = list(reversed(history))
        shown = newest if self._unfolded else newest[:_NEWEST]
        yield from (VersionRow(revision=revision) for revision in shown)
        if len(shown) < len(newest):
            yield VersionRow(more=len(newest) - len(shown))

    def on_versions_pane_read(self, message: Read) -> None:
        """Show what was read."""
        self.list.load(message.rows)

    def enter(self) -> None:
        """Take the focus."""
        self.list.focus()

    def leave(self) -> bool:
        """Esc: back to the programme."""
        self.editor.show_tab("programme")
        return True

    # What can be done here

    @property
    def _version(self) -> int | None:
        """The number of the version under the cursor."""
        row = self.list.row
        return row.issued.number if row and row.issued else None

    @on(RowList.Chosen)
    async def _chosen(self) -> None:
        await self.action_open()

    async def action_open(self) -> None:
        """Go to the item that a change is about; show what a version brought, or the whole history."""
        row = self.list.row
        if row is not None and row.told is not None:
            if row.told.change is not None:
                await self.editor.open_tab("programme", row.told.change.id)
        elif row is not None and row.more:
            self._unfolded = True
            self.load()
        elif self._version is not None:
            from agenda.tui.dialogs.text import TextDialog

            title = self.t("Version {n}", n=self._version)
            self.editor.agenda.push_screen(TextDialog(title, self._news(self._version), self.t))

    def _news(self, number: int | None) -> list[str]:
        """What a version brought the participants, or the draft would, as a message."""
        from exports.audience import PARTICIPANTS
        from exports.news.messages import message
        from exports.news.preview import compared

        session = self.editor.session
        forms = self.t.forms
        after = session.snapshot(forms) if number is None else session.snapshots(forms, number)[-1]
        before = after.earlier[-1] if after.earlier else None
        return list(message(after, compared(before, after, PARTICIPANTS, self.t.language), self.t))

    def action_copy_news(self) -> None:
        """Copy what a version brought, or the draft would, for a messenger."""
        self.editor.agenda.copy_to_clipboard("\n".join(self._news(self._version)))
        self.editor.agenda.tell(self.t("The message for participants is copied."))

    def action_release(self) -> None:
        """Show what would go out, and issue a version."""
        from agenda.tui.dialogs.release import ReleaseDialog

        self.editor.agenda.push_screen(ReleaseDialog(self.editor.session, self.t), self._issued)

    def _issued(self, number: int | None) -> None:
        if number is not None:
            self.editor.agenda.tell(self.t("Version {n} is released; F9 hands it out.", n=number))
            self.load()
            self.editor.show_title()

    def action_hand_out(self) -> None:
        """Write the kit of the last version, or what is published of it."""
        from agenda.tui.dialogs.hand_out import HandOutDialog

        if self.editor.session.release is None:
            self.editor.agenda.tell(UserError("Only a released version can be handed out; F7 releases one."))
        else:
            self.editor.agenda.push_screen(HandOutDialog(self.editor.session, self.t))

    def action_ledger(self) -> None:
        """Show who holds which version."""
        from agenda.presenters.ledger import standing
        from agenda.tui.dialogs.text import TextDialog

        session = self.editor.session
        entries = session.store.handouts.ledger(session.trip.id)
        snapshots = session.snapshots(self.t.forms)
        lines = list(standing(snapshots[-1], entries, self.t)) if snapshots else []
        self.editor.agenda.push_screen(
            TextDialog(self.t("Who has what"), lines or [self.t("Nothing was handed out yet.")], self.t)
        )

    def action_bring_back(self) -> None:
        """Make the draft what the version under the cursor was."""
        number = self._version
        if number is None:
            self.editor.agenda.tell(UserError("Put the cursor on the version that is to come back."))
            return
        old = self.editor.session.store.versions.one(self.editor.session.trip.id, number).trip

        def change(now: Trip) -> Trip:
            del now
            return old

        if self.editor.edit(change, Message("Brought back version {n}", n=number)):
            self.editor.agenda.tell(self.t("The draft is what version {n} was; Ctrl+Z takes that back.", n=number))
