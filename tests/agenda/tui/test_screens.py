"""What each screen looks like: golden texts at three sizes in both languages, and some pictures.

UPDATE_GOLDEN=1 writes them anew; look at the difference in git.
"""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable
from datetime import datetime, tzinfo

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from agenda.services.import_ import example
from agenda.tui.app import AgendaApp
from agenda.tui.screens.trip import TripScreen
from agenda.tui.themes import OWN
from agenda.tui.widgets.combo_box import ComboBox
from tests import GOLDEN
from tests.support.screens import NOTE, screen_text, type_text, until
from trips.edits.items import change_item
from trips.store import open_store
from trips.tripfile import read_trip

HERE = GOLDEN / "screens"
SIZES = ((60, 20), (80, 24), (120, 40))
Walk = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The button for printing is there only where the machine can print."""
    monkeypatch.setattr("agenda.tui.dialogs.export.printer_command", lambda: None)


def keys(*pressed: str) -> Walk:
    """The way to a screen by keys; a text with a colon before it is typed."""

    async def walk(pilot: Pilot[None]) -> None:
        for key in pressed:
            if key.startswith(":"):
                await type_text(pilot, key[1:])
            else:
                await pilot.press(key)
            await pilot.pause()

    return walk


async def export(pilot: Pilot[None]) -> None:
    await keys("f8")(pilot)
    pilot.app.screen.query_one("#folder", ComboBox).value = "/programme"
    await pilot.pause()


async def settled(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: text in screen_text(pilot.app))
    await pilot.pause()


async def versions(pilot: Pilot[None]) -> None:
    """Two versions and a draft that has moved on."""
    screen = pilot.app.screen
    assert isinstance(screen, TripScreen)
    trip = screen.session.trip
    visit = next(one for one in trip.items if one.title == "Besuch der KGSt")
    with open_store() as store:  # a colleague's
        store.versions.issue(trip.id, 1, "Zur Abstimmung")
        saved = store.save(store.load(trip.id), change_item(trip, visit.id, when="14:15-16:30"), NOTE).saved
        store.versions.issue(trip.id, saved.rev, "")
        after = store.save(saved, change_item(saved.trip, visit.id, when="14:30-17:00", venue="rathaus"), NOTE).saved
    await until(pilot, lambda: screen.session.trip == after.trip)
    await keys("f4", "f4", "f4", "f4")(pilot)
    await settled(pilot, "14:30")


async def release(pilot: Pilot[None]) -> None:
    await versions(pilot)
    await keys("f7")(pilot)
    await until(pilot, lambda: not pilot.app.screen.query_one("#save", Button).disabled)


async def handout(pilot: Pilot[None]) -> None:
    await versions(pilot)
    await keys("f9")(pilot)
    pilot.app.screen.query_one("#folder", ComboBox).value = "/programme"
    await pilot.pause()


SCREENS: dict[str, Walk] = {
    "programme": keys("down", "down", "down"),
    "typing": keys("end", ":fri 14:30 Foto in KGSt"),
    "details": keys("down", "down", "down", "tab", "down"),
    "grid": keys("down", "down", "down", "f6"),
    "people": keys("f4"),
    "places": keys("f4", "f4"),
    "checks": keys("f4", "f4", "f4"),
    "versions": versions,
    "release": release,
    "calls": keys("shift+f9"),
    "confirm": keys("down", "down", "down", "down", "ctrl+k"),
    "handout": handout,
    "form": keys("down", "down", "down", "f2"),
    "person": keys("f4", "f2"),
    "trip": keys("ctrl+e"),
    "shift": keys("down", "down", "f9"),
    "late": keys("down", "down", "f10"),
    "filter": keys("ctrl+l"),
    "move": keys("ctrl+t"),
    "export": export,
    "settings": keys("f12"),
    "help": keys("f1"),
}
LISTS: dict[str, Walk] = {"welcome": keys(), "trips": keys(), "new": keys("ctrl+n", ":Bonn", "tab", ":1.2.2026")}


class SteadyClock(datetime):
    """A clock that stands: how wide a date is differs from month to month."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> SteadyClock:
        return cls(2025, 11, 29, 9, 15, tzinfo=tz)


def steady(text: str) -> str:
    """A screen without what differs from day to day and machine to machine."""
    text = re.sub(r"\d\d\.\d\d\.\d{4} \d\d:\d\d", "00.00.0000 00:00", text)
    today = r"((?:Last day|Letzter Tag) +(?:e\.g\.|z\. B\.) )(\d?\d\.\d?\d\. ·(?: \d?\d\.\d?\d\.\d{4})? *)"
    text = re.sub(today, lambda found: found[1] + "today".ljust(len(found[2])), text)
    text = re.sub(r"\d?\d [A-Z][a-z]{2,3} \d{4} \d\d:\d\d", lambda found: "0 Jan 0000 00:00".ljust(len(found[0])), text)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


async def at(name: str, size: tuple[int, int], then: Callable[[AgendaApp], str]) -> str:
    """What a screen shows."""
    with open_store() as store:
        if name != "welcome":
            store.create(read_trip(example("koeln")).trip, NOTE, "koeln")
        app = AgendaApp(None if name in LISTS else "koeln", store)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause(0.3)
            await {**SCREENS, **LISTS}[name](pilot)
            await pilot.pause(0.15)
            return then(app)


def compare(name: str, found: str) -> None:
    path = HERE / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), f"{name} is not there; UPDATE_GOLDEN=1 writes it"
    assert found.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.fixture(autouse=True)
def steady_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENDA_CONFIG", "/none/settings.toml")
    monkeypatch.setattr("textual.widgets._input.Input.cursor_blink", False)
    monkeypatch.setattr("trips.store.store._now", lambda: "2025-11-29T09:15:00.000+00:00")
    monkeypatch.setattr("trips.store.versions.datetime", SteadyClock)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", [*SCREENS, *LISTS])
async def test_a_screen_reads_as_its_golden_text(
    name: str, size: tuple[int, int], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENDA_LANG", language)
    text = await at(name, size, screen_text)
    assert all(len(line) <= size[0] + 40 for line in text.splitlines())
    compare(f"{name}-{size[0]}x{size[1]}-{language}.txt", steady(text))


def picture(app: AgendaApp) -> str:
    svg = app.export_screenshot(title="agenda")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+-", "terminal-", svg)


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        *((name, "agenda") for name in ("programme", "grid", "form", "people", "help", "welcome")),
        *((name, "agenda-light") for name in ("programme", "grid")),
        *((name, "ansi-dark") for name in ("programme", "form")),
    ],
)
async def test_a_screen_looks_as_its_golden_picture(name: str, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", theme)
    monkeypatch.setenv("AGENDA_LANG", "de")
    compare(f"{name}-{theme}.svg", await at(name, (100, 30), picture))


async def test_without_colours_the_cursor_is_still_to_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = await at("programme", (80, 24), screen_text)
    assert sum(line.startswith("▌") for line in text.splitlines()) == 1


def test_our_own_themes_can_be_read() -> None:
    """Text and muted text on every ground: at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    from textual.color import Color

    for theme in OWN:
        text = Color.parse(theme.foreground)
        for ground in (theme.background, theme.surface, theme.panel):
            assert contrast(text, Color.parse(ground)) >= 4.5
            assert contrast(Color.parse(theme.accent), Color.parse(ground)) >= 4.5, (theme.name, ground)
            assert contrast(Color.parse(theme.warning), Color.parse(ground)) >= 4.5, (theme.name, ground)


def contrast(one, other) -> float:
    def luminance(colour) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
