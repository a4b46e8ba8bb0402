"""In every theme that the settings offer, what the lists and the grid tell can be read."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.widget import Widget
from textual.widgets import Button, Input

from agenda.services.import_ import example
from agenda.services.settings import THEMES
from agenda.tui.app import AgendaApp
from agenda.tui.signs import FAMILIES, SIGNS, STATUS_SIGNS
from agenda.tui.themes import LEAST_CONTRAST, contrast, readable
from agenda.tui.widgets.grid import ProgrammeGrid
from agenda.tui.widgets.programme import ProgrammeList
from tests.support.screens import NOTE, until
from trips.store import Store, open_store
from trips.tripfile import read_trip

SIXTEEN = "terminal"
"""The theme whose colours are the terminal's own."""


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)
    dark = Color.parse("#111111")
    assert contrast(readable(Color.parse("#222222"), dark), dark) >= LEAST_CONTRAST


def with_cologne() -> Store:
    """The database with the example."""
    store = open_store()
    store.create(read_trip(example("koeln")).trip, NOTE, "koeln")
    return store


def looks(widget: Widget) -> dict[str, tuple[Color, Color]]:
    """The looks of a widget: text and ground."""
    styles = {name: widget.get_component_styles(name) for name in widget.COMPONENT_CLASSES}
    page = widget.background_colors[1]
    return {
        name.partition("--")[2]: (one.color, page + one.background if one.background.a else page)
        for name, one in styles.items()
    }


@pytest.mark.parametrize("theme", [name for name in THEMES if name != SIXTEEN])
async def test_text_has_enough_contrast(monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", theme)
    app = AgendaApp("koeln", with_cologne())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        for name, (text, ground) in looks(app.screen.query_one(ProgrammeList)).items():
            assert contrast(text, ground) >= LEAST_CONTRAST, name
        grid = looks(app.screen.query_one(ProgrammeGrid))
        blocks = [name for name in grid if name.removeprefix("next-") in FAMILIES.values()]
        assert len(blocks) == 12
        for block in blocks:
            ground = grid[block][1]
            for name in ("text", "gone", "warning", "idea", "requested", "confirmed", "cancelled", block):
                assert contrast(grid[name][0], ground) >= LEAST_CONTRAST, f"{name} on {block}"


@pytest.mark.parametrize("theme", [name for name in THEMES if name != SIXTEEN])
async def test_fields_and_their_examples_can_be_read(monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", theme)
    async with AgendaApp("koeln", with_cologne()).run_test(size=(120, 40)) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: bool(pilot.app.screen.query(Button)))
        for field in pilot.app.screen.query(Input):
            ground = field.background_colors[1]
            placeholder = field.get_component_styles("input--placeholder").color
            assert contrast(field.styles.color, ground) >= LEAST_CONTRAST
            assert contrast(ground + placeholder, ground) >= LEAST_CONTRAST
        for button in pilot.app.screen.query(Button):
            assert contrast(button.styles.color, button.background_colors[1]) >= LEAST_CONTRAST


def test_nothing_is_told_by_colour_alone() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert len(set(STATUS_SIGNS.values())) == len(STATUS_SIGNS)
    assert set(FAMILIES) == set(SIGNS)


async def test_a_terminal_of_sixteen_colours_gets_its_own_and_fields_have_edges(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM")
    async with AgendaApp("koeln", with_cologne()).run_test(size=(120, 40)) as pilot:
        assert pilot.app.theme == "ansi-dark"
        await pilot.press("f2")
        await until(pilot, lambda: bool(pilot.app.screen.query(Button)))
        assert all(field.styles.border_left[0] in ("solid", "heavy") for field in pilot.app.screen.query(Input))


async def test_in_sixteen_colours_a_line_parts_the_blocks_of_the_grid(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "ansi-dark")
    async with AgendaApp("koeln", with_cologne()).run_test(size=(120, 40)) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        grid = pilot.app.screen.query_one(ProgrammeGrid)
        lined = [
            segment
            for y in range(grid.size.height)
            for segment in grid.render_line(y)
            if segment.style is not None and segment.style.underline
        ]
        assert len(lined) > 8
