"""The versions: the draft, and everything that was ever done to it."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message as PaneMessage

from agenda.moments import moment
from agenda.panes.base import Pane
from agenda.screens.base import bindings
from agenda.widgets.lines import Cell, LineList
from trips.language import Refused, Words
from trips.store import Revision


class VersionRow(NamedTuple):
    """A heading, or one entry of the history."""

    text: str = ""
    revision: Revision | None = None


class VersionList(LineList[VersionRow]):
    """The draft and its history, the newest first."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._t = words

    def can_stand(self, row: VersionRow) -> bool:
        """The cursor stands on entries of the history."""
        return row.revision is not None

    def cells(self, row: VersionRow, width: int) -> list[Cell]:
        """When, who, what."""
        if row.revision is None:
            return [Cell(row.text, width, "lines--heading")]
        return [
            Cell(moment(row.revision.at, self._t), 18, "lines--quiet"),
            Cell(row.revision.by, 14, "lines--accent"),
            Cell(row.revision.note.say(self._t), width - 32),
        ]


class VersionsPane(Pane):
    """The tab of versions."""

    where = "versions"
    BINDINGS: ClassVar[list[BindingType]] = bindings("versions")

    class Read(PaneMessage):
        """The history has been read."""

        def __init__(self, history: list[Revision]) -> None:
            super().__init__()
            self.history = history

    def compose(self) -> ComposeResult:
        """The list."""
        yield VersionList(self.t)

    def load(self, cursor: str | None = None) -> None:
        """Show the history; it is read beside the screen."""
        del cursor
        self._read()

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def _read(self) -> None:
        try:
            self.post_message(self.Read(self.desk.session.history()))
        except Refused as refused:
            self.desk.post_message(self.desk.Settled(refused=refused))

    def on_versions_pane_read(self, message: Read) -> None:
        """Show what was read."""
        history = list(reversed(message.history))
        count = self.t.plural("{n} change", "{n} changes", len(history))
        heading = VersionRow(" · ".join((self.t("Draft"), count)))
        lines = self.query_one(VersionList)
        lines.show([heading, *(VersionRow("", one) for one in history)], lines.cursor)

    def enter(self) -> None:
        """Take the focus."""
        self.query_one(VersionList).focus()

    def leave(self) -> bool:
        """Esc: back to the programme."""
        self.desk.run_worker(self.desk.open_tab("programme"), exit_on_error=False)
        return True
