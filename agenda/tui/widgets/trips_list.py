"""The trips as a list: when, what, what is to be looked at, who changed it last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal

from rich.cells import cell_len

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


_TITLE, _VERSION, _FOUND, _BY, _WHEN = 1, 2, 3, 4, 5
_GAP: Final = 2
_LONGEST_COUNT: Final = 4
"""Cells of findings, which are counted later than the list is shown."""


class TripsList(RowList[Listed]):
    """One line a trip."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._t = words
        self._findings: Mapping[str, int] = {}
        self._shares: tuple[int, tuple[int, int, int, int, int, int]] | None = None

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

    def _when(self, row: Listed) -> str:
        """When it was changed last."""
        changed = datetime.fromisoformat(row.updated_at).astimezone()
        return f"{short_date(self._t, changed.date())} {changed:%H:%M}"

    def _dates(self, row: Listed) -> str:
        if not row.starts or not row.ends:
            return ""
        return span(self._t, date.fromisoformat(row.starts), date.fromisoformat(row.ends))

    def _found(self, row: Listed) -> str:
        count = self._findings.get(row.id)
        return "" if count is None else "✓" if count == 0 else f"! {count}"

    def _texts(self, row: Listed) -> tuple[str, ...]:
        """The text of each column."""
        return (self._dates(row), row.title, self._version(row), self._found(row), row.updated_by, self._when(row))

    def _widths(self, width: int) -> tuple[int, int, int, int, int, int]:
        """The cells of dates, title, version, findings, who and when, each as wide as its longest text.

        Where that is too much, who changed it gives way, then when, then the version; the title last.
        """
        if self._shares is not None and self._shares[0] == width:
            return self._shares[1]
        texts = [self._texts(row) for row in self.rows]
        needs = [max((cell_len(row[place]) for row in texts), default=0) for place in range(_WHEN + 1)]
        needs[_FOUND] = max(needs[_FOUND], _LONGEST_COUNT)
        for gone in (None, _BY, _WHEN, _VERSION):
            if gone is not None:
                needs[gone] = 0
            if sum(needs) + _GAP * sum(map(bool, needs[1:])) <= width:
                break
        fixed = sum(need + _GAP for place, need in enumerate(needs) if need and place != _TITLE) - _GAP
        needs[_TITLE] = max(width - fixed - _GAP, 0)
        dates, title, version, found, by, when = needs
        self._shares = (width, (dates, title, version, found, by, when))
        return self._shares[1]

    def forget(self) -> None:
        """Draw all rows again, their columns as wide as they need to be now."""
        self._shares = None
        super().forget()

    def show(self, rows: Sequence[Listed], cursor: int) -> None:
        """Show trips."""
        self._shares = None
        super().show(rows, cursor)

    def cells(self, row: Listed, width: int) -> list[Cell]:
        """A trip as cells: dates, title, version, findings, last change."""
        looks = [
            "lines--strong", "", "lines--quiet", "lines--warning" if self._findings.get(row.id) else "lines--quiet",
            "lines--quiet", "lines--quiet",
        ]  # fmt: skip
        cells: list[Cell] = []
        for text, look, wide in zip(self._texts(row), looks, self._widths(width), strict=True):
            if wide:
                cells += [Cell(" " * _GAP, _GAP)] if cells else []
                cells.append(Cell(text, wide, look))
        return cells
