"""The findings: what cannot be right, with the way to the item."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from agenda.panes.base import Pane
from agenda.screens.base import bindings
from agenda.widgets.lines import Cell, LineList
from trips.checks import Finding
from trips.language import N_, Message, Words
from trips.model import Trip, Waiver, by_id, changed

if TYPE_CHECKING:
    from agenda.widgets.typedline import Purpose

SEVERITIES: Final = {"error": N_("error"), "warning": N_("warning"), "hint": N_("hint")}
_LOOKS: Final = {"error": "lines--warning", "warning": "lines--accent", "hint": "lines--quiet"}


class CheckRow(NamedTuple):
    """A finding and the item it is about; a text alone if there are none."""

    finding: Finding | None
    text: str


class CheckList(LineList[CheckRow]):
    """The findings, the gravest first."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._t = words

    def key_of(self, row: CheckRow) -> str | None:
        """Code and item."""
        return f"{row.finding.code} {' '.join(row.finding.items)}" if row.finding else None

    def cells(self, row: CheckRow, width: int) -> list[Cell]:
        """Severity, item, sentence."""
        if row.finding is None:
            return [Cell(row.text, width, "lines--quiet")]
        title = min(30, width // 4)
        look = _LOOKS[row.finding.severity]
        return [
            Cell(self._t(SEVERITIES[row.finding.severity]), 10, look),
            Cell(row.text, title, "lines--strong"),
            Cell("  ", 2),
            Cell(row.finding.message.say(self._t), width - title - 12),
        ]


class ChecksPane(Pane):
    """The tab of findings."""

    where = "checks"
    BINDINGS: ClassVar[list[BindingType]] = bindings("checks")

    _waiving: Finding | None = None

    def compose(self) -> ComposeResult:
        """The list."""
        yield CheckList(self.t)

    @property
    def list(self) -> CheckList:
        """The list."""
        return self.query_one(CheckList)

    def load(self, cursor: str | None = None) -> None:
        """Show the findings."""
        session = self.desk.session
        titles = {key: item.title for key, item in by_id(session.trip.items).items()}
        order = list(SEVERITIES)
        found = sorted(session.findings, key=lambda one: order.index(one.severity))
        rows = [CheckRow(one, titles.get(one.items[0], "") if one.items else "") for one in found]
        place = self.list.place_of(cursor)
        self.list.show(rows or [CheckRow(None, self.t("Nothing found."))], self.list.cursor if place is None else place)

    def enter(self) -> None:
        """Take the focus."""
        self.list.focus()

    def leave(self) -> bool:
        """Esc: back to the programme."""
        self.desk.run_worker(self.desk.open_tab("programme"), exit_on_error=False)
        return True

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        return self.list.row.finding if self.list.row else None

    async def action_open(self) -> None:
        """Go to the item that the finding is about."""
        if self.current is not None and self.current.items:
            await self.desk.open_tab("programme", self.current.items[0])

    @on(LineList.Chosen)
    async def _chosen(self) -> None:
        await self.action_open()

    def action_waive(self) -> None:
        """Type why the finding is all right."""
        self._waiving = finding = self.current
        if finding is not None:
            said = finding.message.say(self.t)
            self.desk.type_line("waive", self.t("Why it is all right"), lambda _: said)

    def line_done(self, purpose: Purpose, text: str) -> bool:
        """Accept the finding with the reason that was typed."""
        finding = self._waiving
        if purpose != "waive" or finding is None or not text.strip():
            return True
        waiver = Waiver(code=finding.code, item=finding.items[0], because=text.strip())

        def change(trip: Trip) -> Trip:
            return changed(trip, waivers=(*trip.waivers, waiver))

        title = by_id(self.desk.session.trip.items)[waiver.item].title
        return self.desk.edit(change, Message("Accepted {code} for {title}", code=waiver.code, title=title))
