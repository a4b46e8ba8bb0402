"""Lists give each column what its longest text needs: nothing is cut while blank cells stand beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.services.import_ import example
from agenda.tui.panes.versions import VersionList, VersionRow
from agenda.tui.widgets.columns import shared
from agenda.tui.widgets.entry_list import PEOPLE, PLACES, EntryList, entry_rows
from agenda.tui.widgets.programme import ProgrammeList
from agenda.tui.widgets.row_list import Cell, RowList
from exports.news.affected import Concerned
from exports.news.preview import Told
from trips.i18n.language import words
from trips.schedule.timeline import Timeline
from trips.tripfile import read_trip

KOELN = read_trip(example("koeln")).trip
WIDTHS = range(46, 200, 7)


@given(st.lists(st.integers(0, 90), min_size=1, max_size=6), st.integers(0, 200))
def test_columns_get_what_they_need_or_the_widest_give(needs: list[int], room: int) -> None:
    widths = shared(needs, room)
    assert sum(widths) == min(sum(needs), room)
    assert all(width <= need for width, need in zip(widths, needs, strict=True))
    least = min((width for width, need in zip(widths, needs, strict=True) if width < need), default=None)
    assert least is None or all(width <= least + 1 for width in widths)


def rows_of(lines: RowList) -> list[list[Cell]]:
    """The lines of a list at each width, as cells."""
    return [lines.cells(row, width) for width in WIDTHS for row in lines.rows]


def blanks_beside_what_is_cut(cells: list[Cell]) -> int:
    """The blank columns behind a text that is cut, up to the next text."""
    found = 0
    for place, cell in enumerate(cells):
        if len(cell.text) > cell.width > 0:
            behind = [one for one in cells[place + 1 :] if one.width > 1]
            found += behind[0].width if behind and not behind[0].text.strip() else 0
    return found


@pytest.mark.parametrize("sections", [PEOPLE, PLACES])
def test_no_name_of_an_entry_is_cut_beside_blank_cells(sections) -> None:
    t = words("de")
    lines = EntryList(sections, t)
    lines.rows = entry_rows(KOELN, sections, t)
    lines._names = {entity.key: entity.name for entity in (*KOELN.organisations, *KOELN.groups)}
    lines._needs = lines._needed(lines.rows)
    for cells in rows_of(lines):
        assert blanks_beside_what_is_cut(cells[:-1]) == 0


def test_no_title_is_cut_beside_blank_cells_and_none_where_all_fits() -> None:
    lines = ProgrammeList(words("de"))
    lines.rows = lines._maker.rows(Timeline(KOELN), (), None)
    lines._places = {venue.key: venue.name for venue in KOELN.venues}
    lines._names = {entity.key: entity.name for entity in (*KOELN.organisations, *KOELN.people)}
    lines._needs = lines._needed(lines.rows)
    for cells in rows_of(lines):
        assert blanks_beside_what_is_cut(cells[:-2]) == 0
    for row in lines.rows:
        assert all(len(cell.text) <= cell.width for cell in lines.cells(row, 260))


def test_a_change_in_wide_letters_stays_within_its_line() -> None:
    told = Told(None, "", "北京市" * 20, Concerned(frozenset(), (), 0))
    row = VersionRow(told.sentence, told=told)
    cells = VersionList(words("en")).cells(row, 40)
    assert all(cell.width >= 0 for cell in cells)
    assert sum(cell.width for cell in cells) == 40
