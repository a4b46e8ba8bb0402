"""The findings: what cannot be right, with the way to the item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Label

from agenda.tui.base import bindings
from agenda.tui.panes.base import Pane
from agenda.tui.widgets.row_list import Cell, RowList
from trips.checks import Finding, Severity
from trips.checks.waivers import dismiss, take_back_dismissal
from trips.i18n.language import N_, Message, Translator
from trips.i18n.text import one_line, plain
from trips.model.entities import Waiver, by_id
from trips.model.trip import Trip

if TYPE_CHECKING:
    from agenda.commands import Where
    from agenda.tui.ports import Purpose
    from trips.checks.fixes.fixes import Fix

_HEADINGS: Final[dict[Severity, str]] = {"error": N_("Errors"), "warning": N_("Warnings"), "hint": N_("Hints")}
_LOOKS: Final[dict[Severity, str]] = {
    "error": "lines--cancelled",
    "warning": "lines--warning",
    "hint": "lines--heading",
}
_SIGNS: Final[dict[Severity, str]] = {"error": "✗", "warning": "!", "hint": "i"}
_LONGEST_TITLE: Final = 34


_TABS: Final[dict[str, Where]] = {
    "people": "people", "organisations": "people", "groups": "people", "venues": "places",
}  # fmt: skip
"""The tab in which the entries of a table are."""


class CheckRow(NamedTuple):
    """A finding and the item it is about, and if it was dismissed, by which waiver; else a text alone.

    `rest` is what of the sentence above does not fit into its line.
    """

    finding: Finding | None
    text: str = ""
    waiver: Waiver | None = None
    look: str = "lines--quiet"
    rest: str = ""


class CheckList(RowList[CheckRow]):
    """The findings, the gravest first, each with its whole sentence."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._t = words
        self._whole: Sequence[CheckRow] = ()
        self._title = 0

    def show_findings(self, rows: Sequence[CheckRow], key: str | None) -> None:
        """Show other findings, with the cursor on one, or where it is."""
        wanted = key or self.key
        self._whole = rows
        longest = max((cell_len(row.text) for row in rows if row.finding is not None), default=0)
        self._title = min(longest, _LONGEST_TITLE, max(12, self._width // 4))
        self._strips.clear()
        shown = list(self._lines())
        place = next((n for n, row in enumerate(shown) if wanted is not None and self.key_of(row) == wanted), None)
        self.show(shown, self.cursor if place is None else place)

    def on_resize(self) -> None:
        """Sentences are wrapped to the width."""
        self.show_findings(self._whole, None)
        super().on_resize()

    def _lines(self) -> Iterator[CheckRow]:
        room = max(20, self._width - self.GUTTER - self._title - 5)
        for row in self._whole:
            yield row
            if row.finding is not None:
                titles, lines = wrap(row.text, max(1, self._title)), wrap(self._said(row), room)
                yield from (
                    row._replace(finding=None, text=title, rest=line or " ")
                    for title, line in list(zip_longest(titles, lines, fillvalue=""))[1:]
                )

    def _said(self, row: CheckRow) -> str:
        if row.finding is None:
            return row.text
        said = one_line(plain(row.finding.message.say(self._t)))
        return self._t("{why} (dismissed: {said})", why=row.waiver.because, said=said) if row.waiver else said

    def key_of(self, row: CheckRow) -> str | None:
        """Code and what it is about."""
        finding = row.finding
        return f"{finding.code} {' '.join((*finding.items, *finding.about))}" if finding else None

    def can_stand(self, row: CheckRow) -> bool:
        """The cursor stands on findings."""
        return row.finding is not None

    def goes_on(self, row: CheckRow) -> bool:
        """The rest of a sentence."""
        return bool(row.rest)

    def cells(self, row: CheckRow, width: int) -> list[Cell]:
        """The sign of its severity, what it is about, and the sentence."""
        quiet = "lines--quiet" if row.waiver is not None else ""
        if row.rest:
            strong = quiet or "lines--strong"
            return [Cell("", 2), Cell(row.text, self._title, strong), Cell("  ", 2),
                    Cell(row.rest, width - self._title - 4, quiet)]  # fmt: skip
        if row.finding is None:
            return [Cell(row.text, width, row.look)]
        room = width - self._title - 4
        said = (wrap(self._said(row), room - 1) or [""])[0]
        return [
            Cell(_SIGNS[row.finding.severity], 2, quiet or _LOOKS[row.finding.severity]),
            Cell((wrap(row.text, max(1, self._title)) or [""])[0], self._title, quiet or "lines--strong"),
            Cell("  ", 2),
            Cell(said, room, quiet),
        ]


class ChecksPane(Pane):
    """The tab of findings."""

    where = "checks"
    BINDINGS: ClassVar[list[BindingType]] = bindings("checks")

    DEFAULT_CSS = """
    ChecksPane { layout: vertical; }
    ChecksPane > CheckList { height: 1fr; }
    ChecksPane > Label { width: 100%; height: auto; max-height: 8; padding: 0 2; border-top: solid $frame; }
    """

    _dismissing: Finding | None = None
    _shows_dismissed = False

    def compose(self) -> ComposeResult:
        """The list, and below it what can be done about the finding under the cursor."""
        yield CheckList(self.t)
        yield Label("", markup=False)

    def on_mount(self) -> None:
        """Let the text below follow the cursor."""
        self.watch(self.list, "cursor", self._tell, init=False)

    def _tell(self) -> None:
        """Show what can be done in one step about the finding under the cursor."""
        finding = self.current
        label = self.query_one(Label)
        label.display = finding is not None
        if finding is None:
            return
        from trips.checks.fixes.fixes import fixes

        session = self.editor.session
        ways = ""
        if any(finding is one for one in session.findings):
            ways = "; ".join(way.label.say(self.t) for way in fixes(session.timeline, finding))
        label.display = bool(ways)
        label.update(Content(self.t("Fix: {ways}", ways=plain(ways))))

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

        rows = [CheckRow(None, self._summary(), look="lines--strong"), CheckRow(None)]
        for severity, heading in _HEADINGS.items():
            found = [finding for finding in session.findings if finding.severity == severity]
            if found:
                rows.append(CheckRow(None, self.t(heading), look=_LOOKS[severity]))
                rows += [*(CheckRow(finding, subject(finding)) for finding in found), CheckRow(None)]
        if self._shows_dismissed and session.dismissed:
            rows.append(CheckRow(None, self.t("Dismissed"), look="lines--heading"))
            rows += [
                CheckRow(dismissed.finding, subject(dismissed.finding), dismissed.waiver)
                for dismissed in session.dismissed
            ]
        elif session.dismissed:
            count = len(session.dismissed)
            rows.append(
                CheckRow(None, self.t.plural("{n} finding is dismissed.", "{n} findings are dismissed.", count))
            )
        self.list.show_findings(rows, cursor)
        self._tell()

    def _summary(self) -> str:
        """How many findings there are of each severity, in a sentence."""
        t, findings = self.t, self.editor.session.findings
        count = Counter(finding.severity for finding in findings)
        parts = [
            t.plural("{n} error", "{n} errors", count["error"]) if count["error"] else "",
            t.plural("{n} warning", "{n} warnings", count["warning"]) if count["warning"] else "",
            t.plural("{n} hint", "{n} hints", count["hint"]) if count["hint"] else "",
        ]
        said = ", ".join(part for part in parts if part)
        if not said:
            return t("No findings: nothing overlaps, every way has its time, nobody is missing.")
        return said if count["error"] or count["warning"] else t("{hints}, nothing serious", hints=said)

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
            said = self.t("This one needs you: {message}", message=finding.message.say(self.t))
            self.editor.agenda.tell(said)
            return
        from agenda.tui.dialogs.choose import Choose

        def chosen(number: str | None) -> None:
            if number is not None:
                self.run_worker(self._take(ways[int(number)]), exit_on_error=False)

        options = [(str(number), way.label.say(self.t)) for number, way in enumerate(ways)]
        about = finding.message.say(self.t)
        self.editor.agenda.push_screen(Choose(self.t("Fix"), options, self.t, about), chosen)

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
