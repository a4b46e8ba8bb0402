"""Nothing is sent to the terminal while nothing changes: whatever screens and windows lie on top of each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual._compositor import Compositor

from agenda.tui.app import AgendaApp
from agenda.tui.screens.trip import TripScreen
from agenda.tui.screens.trips import TripsScreen
from tests.support.screens import NOTE, a_trip, screen_text, until
from trips.edits.items import change_item
from trips.store import Store, open_store

SIZE = (120, 40)
A_WHILE = 2.5
"""Seconds in which the program looks at least twice whether somebody else has changed something."""


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as one:
        yield one


@pytest.mark.parametrize("keys", [(), ("escape", "enter"), ("escape", "enter", "f1"), ("f3",), ("f1",), ("f10", "f1")])
async def test_nothing_is_painted_while_nothing_changes(
    keys: tuple[str, ...], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.create(a_trip(), NOTE, "koeln")
    app = AgendaApp("koeln", store)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.5)
        await pilot.pause(1)
        painted: list[str] = []
        paint = Compositor.render_update

        def spy(self: Compositor, *args: object, **options: object) -> object:
            painted.append(screen_text(app))
            return paint(self, *args, **options)

        monkeypatch.setattr(Compositor, "render_update", spy)
        await pilot.pause(A_WHILE)
        assert painted == []


async def test_what_a_colleague_changes_is_seen_when_a_window_is_left(store: Store) -> None:
    saved = store.create(a_trip(), NOTE, "koeln")
    app = AgendaApp("koeln", store)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TripScreen) and "Welcome" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TripsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TripScreen) and "Welcome" in screen_text(app))
        await pilot.press("f1")
        await until(pilot, lambda: not isinstance(app.screen, TripScreen))
        first = saved.trip.items[0].id
        with open_store() as theirs:
            theirs.save(saved, change_item(saved.trip, first, title="Greeting"), NOTE)
        trip_screen = next(one for one in app.screen_stack if isinstance(one, TripScreen))
        await until(pilot, lambda: trip_screen.session.trip.items[0].title == "Greeting")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TripScreen) and "Greeting" in screen_text(app))
