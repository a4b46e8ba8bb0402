"""What the tests of the screens share: a small trip, what is on the screen, keys, and waiting for workers."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from textual.pilot import Pilot

from agenda.tui.app import AgendaApp
from agenda.tui.screens.trip import TripScreen
from trips.edits.days import set_dates
from trips.edits.items import add_item
from trips.i18n.language import Message
from trips.importers.line.read import item_of, read_line
from trips.model.doors import checked
from trips.model.entities import new_id
from trips.model.trip import Trip

NOTE = Message("test")


def a_trip(*lines: str, **fields: object) -> Trip:
    trip = set_dates(checked(Trip, id=new_id(), title="Köln", **fields), date(2025, 10, 9), date(2025, 10, 10))
    for line in lines or ("Thu 10:00-11:00 Welcome", "Thu then 45 min Lunch", "Fri 9:00 Visit"):
        trip = add_item(trip, item_of(read_line(trip, line), trip.days[0].id))
    return trip


def screen_text(app: AgendaApp) -> str:
    """What is on the screen, as text."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


async def until(pilot: Pilot, true: Callable[[], bool]) -> None:
    """Wait for a worker, with a deadline."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, screen_text(pilot.app)
        await pilot.pause(0.02)


async def saved(pilot: Pilot) -> None:
    """Wait until everything on the screen is in the store."""
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, TripScreen))
    await until(pilot, lambda: screen.session.all_saved)
    await pilot.pause()


async def type_text(pilot: Pilot, text: str) -> None:
    await pilot.press(*("space" if one == " " else one for one in text))
