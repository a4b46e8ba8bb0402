"""Make the pictures of the README from the real program: python scripts/pictures.py."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs/pictures"
ISSUED = datetime(2025, 10, 1, 12, 0, tzinfo=UTC)


async def screens(room: Path) -> None:
    """The editor with the Cologne trip, as SVG."""
    from agenda.services.import_ import example
    from agenda.tui.app import AgendaApp
    from trips.i18n.language import Message
    from trips.store import open_store
    from trips.tripfile import read_trip

    store = open_store(room / "pictures.db")
    store.create(read_trip(example("koeln", "en")).trip, Message("x"), "koeln")
    app = AgendaApp("koeln", store)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down", "down", "down")
        await pilot.pause(0.5)
        save("editor.svg", app.export_screenshot(title="agenda edit koeln"))
        await pilot.press(*"Thu", "space", *"16:35", "space", *"Photo", "space", *"at", "space", *"KGSt")
        await pilot.pause(0.3)
        save("typing.svg", app.export_screenshot(title="agenda edit koeln"))
        await pilot.press("escape", "f6")
        await pilot.pause(0.3)
        save("grid.svg", app.export_screenshot(title="agenda edit koeln"))
        await pilot.press("f6", "f2", *["tab"] * 4, "ctrl+u", "h")
        await pilot.pause(0.3)
        save("form.svg", app.export_screenshot(title="agenda edit koeln"))
        await pilot.press("escape", "escape", "escape", "f4", "down")
        await pilot.pause(0.3)
        save("people.svg", app.export_screenshot(title="agenda edit koeln"))
    await picture_of_a_release(room)
    await picture_of_an_import(room)
    await picture_of_the_buses(room)
    store.close()


async def picture_of_an_import(room: Path) -> None:
    """An old programme that was pasted, looked over before it becomes a trip."""
    from textual.events import Paste

    from agenda.tui.app import AgendaApp
    from trips.store import open_store

    text = (FOLDER.parent.parent / "tests/trips/importers/programme/samples/01-luebeck-amtsleiter.txt").read_text(
        "utf-8"
    )
    with open_store(room / "import.db") as store:
        app = AgendaApp(None, store)
        async with app.run_test(size=(120, 34)) as pilot:
            await pilot.pause(0.5)
            app.post_message(Paste(text))
            await pilot.pause(1.5)
            save("import.svg", app.export_screenshot(title="agenda"))


async def picture_of_the_buses(room: Path) -> None:
    """Who is where within a ride."""
    from agenda.services.import_ import example
    from agenda.tui.app import AgendaApp
    from trips.edits.assignments import assign
    from trips.i18n.language import Message
    from trips.store import open_store
    from trips.tripfile import read_trip

    trip = read_trip(example("koeln", "en")).trip
    bus = next(one.id for one in trip.items if one.title == "Arrival by coach")
    trip = assign(trip, bus, "Bus 1", groups=("sprecher",), seats=10)
    trip = assign(trip, bus, "Bus 1", people=("beispiel", "exempel", "schablone", "vorlage"))
    trip = assign(trip, bus, "Bus 2", people=("entwurf", "platzhalter", "test"), seats=10)
    with open_store(room / "buses.db") as store:
        store.create(trip, Message("x"), "koeln")
        app = AgendaApp("koeln", store)
        async with app.run_test(size=(120, 34)) as pilot:
            await pilot.press("down", "shift+f2")
            await pilot.pause(1)
            save("buses.svg", app.export_screenshot(title="agenda edit koeln"))


async def picture_of_a_release(room: Path) -> None:
    """What would go out, before it does."""
    from agenda.services.import_ import example
    from agenda.tui.app import AgendaApp
    from trips.contacts.confirmations import confirm
    from trips.edits.items import change_item
    from trips.i18n.language import Message
    from trips.schedule.timeline import Timeline
    from trips.store import open_store
    from trips.tripfile import read_trip

    store = open_store(room / "release.db")
    trip = read_trip(example("koeln", "en")).trip
    items = {one.title: one.id for one in trip.items}
    visit = items["Visit to KGSt"]
    trip = confirm(Timeline(trip), visit, ("organisations", "kgst-ev"), ISSUED, "Ms Müller", "phone")
    saved = store.create(trip, Message("x"), "koeln")
    store.versions.issue(trip.id, saved.rev, "")
    trip = change_item(trip, visit, when="14:30-17:00")
    trip = change_item(trip, items["Breakfast"], status="cancelled")
    store.save(saved, change_item(trip, items["Light lunch and closing round"], venue="rathaus"), Message("x"))
    app = AgendaApp("koeln", store)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*["f4"] * 4, "f7")
        await pilot.pause(2)
        save("release.svg", app.export_screenshot(title="agenda edit koeln"))
    store.close()


def save(name: str, svg: str) -> None:
    """Write a picture that needs nothing from elsewhere and is the same each time."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    (FOLDER / name).write_text(svg, encoding="utf-8")


def pages() -> None:
    """The first page of the printed programme, as PNG (needs pdftoppm of poppler-utils)."""
    from agenda.services.import_ import example
    from exports.audience import PARTICIPANTS
    from exports.paper import Job, make_paper
    from exports.snapshot import Snapshot
    from trips.tripfile import read_trip

    snapshot = Snapshot(read_trip(example("koeln", "en")).trip, ISSUED)
    command = ["pdftoppm", "-png", "-r", "80", "-singlefile", "-", str(FOLDER / "programme")]
    subprocess.run(command, input=make_paper("programme", Job(snapshot, PARTICIPANTS, "en")).data, check=True)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["AGENDA_LANG"] = "en"
    with tempfile.TemporaryDirectory() as temporary:
        asyncio.run(screens(Path(temporary)))
    pages()
