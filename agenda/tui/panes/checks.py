"""The findings: what cannot be right, with the way to the item."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Label

from agenda.tui.base import bindings
from agenda.tui.panes.base import Pane
from agenda.tui.widgets.row_list import Cell, RowList
from trips.checks import Finding
from trips.checks.waivers import dismiss, take_back_dismissal
from trips.i18n.language import N_, Message, Translator
from trips.i18n.text import plain
from trips.model.entities import Waiver, by_id
from trips.model.trip import Trip

if TYPE_CHECKING:
    from agenda.commands import Where
    from agenda.tui.ports import Purpose
    from trips.checks.fixes.fixes import Fix

SEVERITIES: Final = {"error": N_("error"), "warning": N_("warning"), "hint": N_("hint")}
_LOOKS: Final = {"error": "lines--warning", "warning": "lines--accent", "hint": "lines--quiet"}


_TABS: Final[dict[str, Where]] = {
    "people": "people", "organisations": "people", "groups": "people", "venues": "places",
}  # fmt: skip
"""The tab in which the entries of a table are."""


class CheckRow(NamedTuple):
    """A finding and the item it is about, and if it was dismissed, by which waiver; a text alone if there is none."""

    finding: Finding | None
    text: str
    waiver: Waiver | None = None


class CheckList(RowList[CheckRow]):
    """The findings, the gravest first."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._t = words

    def key_of(self, row: CheckRow) -> str | None:
        """Code and what it is about."""
        finding = row.finding
        return f"{finding.code} {' '.join((*finding.items, *finding.about))}" if finding else None

    def cells(self, row: CheckRow, width: int) -> list[Cell]:
        """Severity, item, sentence."""
        if row.finding is None:
            return [Cell(row.text, width, "lines--quiet")]
        title = min(30, width // 4)
        look = _LOOKS[row.finding.severity]
        said = row.finding.message.say(self._t)
        if row.waiver is not None:
            text = self._t("{why} (dismissed: {said})", why=row.waiver.because, said=said)
            return [
                Cell(self._t("dismissed"), 10, "lines--quiet"), Cell(row.text, title, "lines--quiet"), Cell("  ", 2),
                Cell(text, width - title - 12, "lines--quiet"),
            ]  # fmt: skip
        return [
            Cell(self._t(SEVERITIES[row.finding.severity]), 10, look),
            Cell(row.text, title, "lines--strong"),
            Cell("  ", 2),
            Cell(said, width - title - 12),
        ]


class ChecksPane(Pane):
    """The tab of findings."""

    where = "checks"
    BINDINGS: ClassVar[list[BindingType]] = bindings("checks")

    DEFAULT_CSS = """
    ChecksPane { layout: vertical; }
    ChecksPane > CheckList { height: 1fr; }
    ChecksPane > Label { width: 100%; height: auto; max-height: 8; padding: 0 2; border-top: solid $surface-lighten-2; }
    """

    _dismissing: Finding | None = None
    _shows_dismissed = False

    def compose(self) -> ComposeResult:
        """The list, and below it what the finding under the cursor says, whole."""
        yield CheckList(self.t)
        yield Label("", markup=False)

    def on_mount(self) -> None:
        """Let the text below follow the cursor."""
        self.watch(self.list, "cursor", self._tell, init=False)

    def _tell(self) -> None:
        """Show the whole sentence of the finding under the cursor, and what can be done about it in one step."""
        finding = self.current
        label = self.query_one(Label)
        label.display = finding is not None
        if finding is None:
            return
        from trips.checks.fixes.fixes import fixes

        lines = [plain(finding.message.say(self.t))]
        session = self.editor.session
        if any(finding is one for one in session.findings):
            ways = "; ".join(way.label.say(self.t) for way in fixes(session.timeline, finding))
            lines += [self.t("Put right: {ways}", ways=plain(ways))] if ways else []
        label.update(Content("\n".join(lines)))

    @property
    def list(self) -> CheckList:
        """The list."""
        return self.query_one(CheckList)

    def load(self, cursor: str | None = None) -> None:
        """Show the findings."""
        session = self.editor.session
        titles = {key: item.title for key, item in by_id(session.trip.items).items()}
        names = _names(session.trip)

        def subject(finding: Finding) -> str:
            return titles.get(finding.items[0], "") if finding.items else names.get(next(iter(finding.about), ""), "")

        rows = [CheckRow(finding, subject(finding)) for finding in session.findings]
        rows = rows or [CheckRow(None, self.t("No findings."))]
        if self._shows_dismissed:
            rows += [
                CheckRow(dismissed.finding, subject(dismissed.finding), dismissed.waiver)
                for dismissed in session.dismissed
            ]
        elif session.dismissed:
            count = len(session.dismissed)
            rows.append(
                CheckRow(None, self.t.plural("{n} finding is dismissed.", "{n} findings are dismissed.", count))
            )
        place = self.list.place_of(cursor)
        self.list.show(rows, self.list.cursor if place is None else place)
        self._tell()

    def enter(self) -> None:
        """Take the focus."""
        self.list.focus()

    def leave(self) -> bool:
        """Esc: back to the programme."""
        self.editor.show_tab("programme")
        return True

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        return self.list.row.finding if self.list.row else None

    async def action_open(self) -> None:
        """Go to the item that the finding is about, or to the person or place."""
        finding = self.current
        if finding is None:
            return
        if finding.items:
            await self.editor.open_tab("programme", finding.items[0])
            return
        table = finding.about[0].partition(":")[0] if finding.about else ""
        if table in _TABS:
            await self.editor.open_tab(_TABS[table], finding.about[0])

    @on(RowList.Chosen)
    async def _chosen(self) -> None:
        await self.action_open()

    def action_show_dismissed(self) -> None:
        """Show what was dismissed too, or no longer."""
        self._shows_dismissed = not self._shows_dismissed
        self.load()

    def action_dismiss(self) -> None:
        """Type why the finding is all right; on one that was dismissed, take that back."""
        row = self.list.row
        if row is not None and row.waiver is not None and row.finding is not None:
            waiver = row.waiver
            note = Message("No longer dismissed: {code} for {title}", code=waiver.code, title=row.text)
            self.editor.edit(lambda trip: take_back_dismissal(trip, [waiver]), note)
            return
        self._dismissing = finding = self.current
        if finding is not None:
            said = finding.message.say(self.t)
            self.editor.type_line("dismiss", self.t("Why it is all right"), lambda _: said)

    def line_done(self, purpose: Purpose, text: str) -> bool:
        """Dismiss the finding with the reason that was typed."""
        finding, dismissed = self._dismissing, self.editor.session.dismissed
        if purpose != "dismiss" or finding is None or not text.strip():
            return True
        row = next((row for row in self.list.rows if row.finding is finding), None)
        title = row.text if row is not None else ""
        return self.editor.edit(
            lambda trip: dismiss(trip, finding, text.strip(), holding=dismissed),
            Message("Dismissed {code} for {title}", code=finding.code, title=title),
        )

    def action_fix(self) -> None:
        """Put right what the finding is about; of several ways, choose one."""
        from trips.checks.fixes.fixes import fixes

        finding, row = self.current, self.list.row
        if finding is None or row is None or row.waiver is not None:
            return
        ways = fixes(self.editor.session.timeline, finding)
        if not ways:
            said = self.t("Nobody but you can put this right: {message}", message=finding.message.say(self.t))
            self.editor.agenda.tell(said)
            return
        from agenda.tui.dialogs.choose import Choose

        def chosen(number: str | None) -> None:
            if number is not None:
                self.run_worker(self._take(ways[int(number)]), exit_on_error=False)

        options = [(str(number), way.label.say(self.t)) for number, way in enumerate(ways)]
        about = finding.message.say(self.t)
        self.editor.agenda.push_screen(Choose(self.t("Put it right"), options, self.t, about), chosen)

    async def _take(self, way: Fix) -> None:
        """Carry out a fix, or open the form that it needs."""
        if way.change is not None:
            self.editor.edit(way.change, way.label)
            return
        from agenda.tui.panes.entries import PlacesPane

        await self.editor.open_tab("places", way.form)
        if isinstance(self.editor.pane, PlacesPane):
            self.editor.pane.action_edit()


def _names(trip: Trip) -> dict[str, str]:
    """What entries are called, by table and key."""
    tables = (
        ("venues", trip.venues), ("people", trip.people), ("organisations", trip.organisations),
        ("groups", trip.groups),
    )  # fmt: skip
    return {f"{table}:{entity.key}": entity.name for table, some in tables for entity in some}
