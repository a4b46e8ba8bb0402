"""The trips as a list: when, what, what is to be looked at, who changed it last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal

from agenda.tui.widgets.row_list import Cell, RowList
from trips.i18n.dates import short_date, span
from trips.i18n.language import N_, Translator
from trips.store import Listed

Order = Literal["date", "title", "changed"]
ORDERS: Final[dict[Order, str]] = {
    "date": N_("by date"), "title": N_("by title"), "changed": N_("by last change"),
}  # fmt: skip


def arranged(trips: Sequence[Listed], order: Order, words_: str) -> list[Listed]:
    """The trips whose title or slug has all the words, in an order."""
    wanted = words_.casefold().split()
    found = [trip for trip in trips if all(word in f"{trip.title} {trip.slug}".casefold() for word in wanted)]
    if order == "title":
        return sorted(found, key=lambda listed: listed.title.casefold())
    if order == "changed":
        return sorted(found, key=lambda listed: listed.updated_at, reverse=True)
    return found


class TripsList(RowList[Listed]):
    """One line a trip."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._t = words
        self._findings: Mapping[str, int] = {}

    def tell_findings(self, counts: Mapping[str, int]) -> None:
        """Show how many findings each trip has, by its id."""
        self._findings = counts
        self.forget()

    def key_of(self, row: Listed) -> str | None:
        """The trip's id."""
        return row.id

    def _version(self, row: Listed) -> str:
        """What was issued last, with how many changes since: "v2 +3"; "Draft" if nothing was."""
        if row.release is None:
            return self._t("Draft")
        return self._t("v{n}", n=row.release) + (f" +{row.changes}" if row.changes else "")

    def cells(self, row: Listed, width: int) -> list[Cell]:
        """A trip as cells: dates, title, version, findings, last change."""
        changed = datetime.fromisoformat(row.updated_at).astimezone()
        when = f"{short_date(self._t, changed.date())} {changed:%H:%M}"
        dates = (
            span(self._t, date.fromisoformat(row.starts), date.fromisoformat(row.ends))
            if row.starts and row.ends
            else ""
        )
        wide = width >= 96
        dates_width, by_width, draft_width = (30, 12, 10) if wide else (24, 0, 0)
        count = self._findings.get(row.id)
        found = "" if count is None else "✓" if count == 0 else f"! {count}"
        return [
            Cell(dates, dates_width, "lines--strong"),
            Cell(row.title, width - dates_width - draft_width - by_width - 25),
            Cell(" ", 1),
            Cell(self._version(row) if draft_width else "", draft_width, "lines--quiet"),
            Cell(f"{found:<6}", 6, "lines--warning" if count else "lines--quiet"),
            Cell(row.updated_by, by_width, "lines--quiet"),
            Cell(f" {when}", 18, "lines--quiet"),
        ]
