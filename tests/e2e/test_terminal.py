"""The editor in a real terminal: a visit planned by keys, killed, told to end, resized, pasted into, typed fast."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from icalendar import Calendar

from tests import ROOT
from tests.support.screens import NOTE, a_trip
from trips.model.trip import Trip
from trips.store import Store, open_store

WAIT = 20.0
SIZES = ((200, 60), (40, 12), (120, 40))

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")


class Terminal:
    """Somebody at a terminal of 120 x 40, in a tmux of its own."""

    def __init__(self, room: Path) -> None:
        self._socket = f"agenda-{os.getpid()}-{room.name}"
        self._pid = room / "pid"
        self._environment = {**os.environ, "LC_ALL": "C.UTF-8", "PS1": "prompt> "}
        self.run("new-session", "-d", "-x", "120", "-y", "40", "-c", str(ROOT), "sh")

    def run(self, *arguments: str, given: str | None = None) -> str:
        """What a command of tmux answers."""
        return subprocess.run(
            ["tmux", "-L", self._socket, "-f", "/dev/null", *arguments],
            capture_output=True, text=True, check=False, env=self._environment, input=given,
        ).stdout  # fmt: skip

    @property
    def text(self) -> str:
        return self.run("capture-pane", "-p")

    @property
    def cursor(self) -> str:
        """Where the program has put the terminal's cursor: into the field that has the focus."""
        return self.run("display-message", "-p", "#{cursor_x},#{cursor_y}").strip()

    def until(self, true: Callable[[], bool], about: str = "") -> None:
        end = time.monotonic() + WAIT
        while not true():
            assert time.monotonic() < end, f"{about}\n{self.text}"
            time.sleep(0.03)

    def see(self, *said: str) -> str:
        """Wait until something is on the screen."""

        def seen() -> bool:
            screen = self.text
            return all(one in screen for one in said)

        self.until(seen, f"waiting for {said}")
        return self.text

    def see_no_more(self, said: str) -> None:
        self.until(lambda: said not in self.text, f"waiting until it is gone: {said}")

    def press(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def type(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    def write(self, text: str) -> None:
        """Type as a person does, who sees what is typed."""
        self.type(text)
        self.see(text)

    def next_field(self) -> None:
        before = self.cursor
        self.press("Tab")
        self.until(lambda: self.cursor != before, "the next field")

    def paste(self, text: str) -> None:
        self.run("load-buffer", "-", given=text)
        self.run("paste-buffer", "-p", "-r")

    def resize(self, width: int, height: int) -> None:
        self.run("resize-window", "-x", str(width), "-y", str(height))

    def start(self, *arguments: str) -> None:
        program = shlex.join([sys.executable, "-m", "agenda", *arguments])
        self._pid.unlink(missing_ok=True)
        self.type(f"clear; sh -c 'echo $$ > {self._pid}; exec {program}'; echo left-with-$?")
        self.press("Enter")
        self.until(lambda: self._pid.exists() and bool(self._pid.read_text().strip()), "the program")

    def another(self) -> None:
        """Leave this terminal as it is for a fresh one."""
        self.run("respawn-pane", "-k", "-c", str(ROOT), "sh")
        self.until(lambda: "left-with" not in self.text, "a fresh terminal")

    def tell(self, what: signal.Signals) -> None:
        os.kill(int(self._pid.read_text()), what)

    def add(self, line: str, shown: str) -> None:
        """Add an item by a line, and wait until it is shown as saved."""
        self.write(line)
        self.press("Enter")

        def added() -> bool:
            screen = self.text  # one look at both: a head of before must not speak for a list of after
            return "saved" in screen.splitlines()[0] and shown in listed(screen)

        self.until(added, f"added: {line}")
        self.see_no_more(line)

    @property
    def list(self) -> str:
        """The left side of the screen, without the details and the line that is typed."""
        return listed(self.text)


def listed(screen: str) -> str:
    """The left side of a screen, without the details and the line that is typed."""
    return "\n".join(line.removeprefix("│").partition("│")[0] for line in screen.splitlines()[2:-4])


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    one = Terminal(tmp_path)
    yield one
    with suppress(OSError, ValueError):
        one.tell(signal.SIGKILL)
    one.run("kill-server")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as one:
        yield one


def the_trip(store: Store) -> Trip:
    (listed,) = store.trips()
    return store.load(listed.id).trip


def titles(store: Store) -> list[str]:
    return [item.title for item in the_trip(store).items]


def an_empty_visit(terminal: Terminal) -> None:
    """From the first start to an empty visit of two days."""
    terminal.start()
    terminal.see("See the Cologne example", "New trip: a title")
    terminal.press("Down", "Down", "Enter")
    terminal.see("First day", "Last day")
    terminal.write("Bürgermeister in Köln")
    terminal.next_field()
    terminal.write("9.10.2025")
    terminal.next_field()
    terminal.write("10.10.2025")
    terminal.see("9–10 October 2025")
    terminal.press("Enter")
    terminal.see("Thursday 9 October", "Friday 10 October", "Nothing yet; type to add something.")


def test_a_visit_of_two_days_is_planned_and_exported_by_keys_alone(
    terminal: Terminal, store: Store, tmp_path: Path
) -> None:
    an_empty_visit(terminal)

    terminal.press("F4")
    terminal.see("Participants", "Other people")
    terminal.write("Frau Weber, Digitalisierung")
    terminal.press("Enter")
    terminal.see("People 1")
    terminal.press("F4")
    terminal.see_no_more("Participants")
    terminal.write("Historisches Rathaus, Rathausplatz 2")
    terminal.press("Enter")
    terminal.see("Places 1")
    terminal.press("Escape")
    terminal.see("Nothing yet; type to add something.")

    for line, shown in (
        ("Do vormittags Anreise", "Anreise"),
        ("Do 13:00 Mittagessen", "Mittagessen"),
        ("Do 14:00-16:30 Besuch der KGSt", "Besuch der KGSt"),
        ("anschl. 45 min Vortrag von Frau Weber", "Vortrag von Frau Weber"),
        ("anschl. 30 min Fragen und Austausch", "Fragen und Austausch"),
        ("Do gegen 19 Uhr Abendessen", "Abendessen"),
        ("Fr ab 8 Uhr Frühstück", "Frühstück"),
        ("Fr 9:30-11:00 Empfang im Historischen Rathaus", "Empfang im Historischen R"),
        ("anschl. 20 min Gruppenfoto", "Gruppenfoto"),
        ("Fr 12:30 Mittagsimbiss", "Mittagsimbiss"),
        ("Fr 14:00 Rundgang durch die Altstadt", "Rundgang durch die Alt"),
        ("Fr nachmittags Abreise", "Abreise"),
    ):
        terminal.add(line, shown)

    def row() -> str:
        """The row that the cursor of the list is on."""
        return next((line for line in terminal.list.splitlines() if line.startswith("▌")), "")

    def go_to(title: str) -> None:
        terminal.press("Home")
        terminal.until(lambda: row().startswith("▌Thursday 9 October"), "the top")
        for _ in range(30):
            before = row()
            if title in before:
                return
            terminal.press("Down")
            terminal.until(lambda before=before: row() not in ("", before), f"away from {before}")
        raise AssertionError(terminal.text)

    def item(title: str):
        return next(one for one in the_trip(store).items if one.title.startswith(title))

    for title in ("Vortrag", "Fragen und Austausch"):
        go_to(title)
        terminal.press("M-Right")
        terminal.until(lambda title=title: item(title).part_of == item("Besuch der KGSt").id, f"{title} is a part")
    go_to("Besuch der KGSt")
    terminal.press("F7")
    terminal.until(lambda: item("Besuch der KGSt").status == "confirmed", "the status")
    go_to("Rundgang")
    terminal.press("M-PPage")
    terminal.until(lambda: item("Rundgang").day == item("Anreise").day, "the other day")

    trip = the_trip(store)
    assert len(trip.items) == 12
    assert [person.name for person in trip.people] == ["Frau Weber"]
    assert item("Vortrag").speakers == (trip.people[0].key,)
    assert [place.name for place in trip.venues] == ["Historisches Rathaus"]

    out = tmp_path / "out"
    terminal.press("F8")
    terminal.see("For whom", "Folder")
    terminal.press("BTab")
    terminal.until(lambda: "Folder" in terminal.text.splitlines()[int(terminal.cursor.split(",")[1])], "the folder")
    terminal.press("C-u")
    terminal.see_no_more(str(ROOT))
    terminal.type(str(out))
    terminal.press("Enter")
    terminal.see("2 files written")
    terminal.press("Escape")
    terminal.see_no_more("2 files written")
    terminal.press("C-q")
    terminal.see("left-with-0")

    (calendar_file,) = out.glob("*.ics")
    (paper,) = out.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
    events = {str(one["summary"]): one for one in Calendar.from_ical(calendar_file.read_bytes()).walk("VEVENT")}
    assert any("Besuch der KGSt" in one for one in events)
    visit = next(event for title, event in events.items() if "Besuch der KGSt" in title)
    assert f"{visit['dtstart'].dt:%Y-%m-%d %H:%M}" == "2025-10-09 14:00"
    said = calendar_file.read_text(encoding="utf-8").replace("\r\n ", "")
    for title in ("Anreise", "Vortrag", "Fragen und Austausch", "Rundgang durch die Altstadt", "Empfang", "Abreise"):
        assert title in said, title
    if shutil.which("pdftotext"):
        pages = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True).stdout
        for one in trip.items:
            assert one.title.split()[0] in pages, one.title


def test_nothing_that_was_saved_is_lost_when_the_editor_is_killed_and_undo_leads_back_over_it(
    terminal: Terminal, store: Store
) -> None:
    an_empty_visit(terminal)
    for line, shown in (
        ("Do 9:00 Anreise", "Anreise"),
        ("then 45 min Empfang", "Empfang"),
        ("Fr 10:00 Visit", "Visit"),
    ):
        terminal.add(line, shown)
    terminal.tell(signal.SIGKILL)
    terminal.see("left-with-137")
    assert titles(store) == ["Anreise", "Empfang", "Visit"]

    terminal.another()
    terminal.start("edit", "buergermeister-in-koeln")
    terminal.see("Anreise", "Empfang", "Visit")
    terminal.add("Fr 15:00 Abreise", "Abreise")
    for left in (3, 2, 1, 0):
        terminal.press("C-z")
        terminal.until(lambda left=left: len(titles(store)) == left, f"undone until {left} are left")
    terminal.until(lambda: terminal.list.count("Nothing yet; type to add something.") == 2)
    terminal.press("C-z")
    terminal.see("There is nothing of yours to undo.")
    assert len(store.trips()) == 1


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_in_the_middle_the_editor_saves_and_leaves_a_usable_terminal(
    terminal: Terminal, store: Store, told: signal.Signals
) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.write("Thu 16:00 Entered")
    terminal.press("Enter")
    terminal.until(lambda: "Entered" in terminal.list, "the item")
    terminal.write("Thu 17:00 Begun")
    terminal.tell(told)
    text = terminal.see(f"left-with-{128 + told}")
    assert "Traceback" not in text
    assert "Thursday 9 October" not in text
    assert titles(store) == ["Welcome", "Lunch", "Entered", "Visit"]
    modes = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag}"
    terminal.until(lambda: terminal.run("display-message", "-p", modes).strip() == "0 1 0 0", "the terminal's modes")
    terminal.type("stty -a | tr ' ' '\\n' | grep -x -e echo -e icanon -e isig | tr '\\n' '.'; echo usable")
    terminal.press("Enter")
    terminal.see("isig.icanon.echo.usable")


DIALOGS = {
    "F2": "Meeting point",
    "C-e": "Organiser",
    "F8": "For whom",
    "F12": "The language",
    "F9": "+15m",
    "C-l": "Show only",
    "C-t": "Type to filter",
    "F1": "Arrows move the cursor",
    "C-p": "Find a command",
}
AT_FORTY = {"F2": "Title", "F12": "Name"}


def test_the_window_of_every_dialog_lives_through_other_sizes(terminal: Terminal, store: Store) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    for key, said in DIALOGS.items():
        terminal.press("Home", "Down")
        terminal.until(lambda: "▌ 10:00" in terminal.list, "the first item")
        terminal.press(key)
        terminal.see(said)
        for width, height in SIZES:
            terminal.resize(width, height)
            terminal.until(lambda size=(width, height): _drawn(terminal.text, *size), f"{key} at {width}")
            terminal.see(AT_FORTY.get(key, said) if width == 40 else said)
        terminal.press("Escape")
        terminal.see_no_more(said)
    terminal.press("F6")
    terminal.see_no_more("Nothing yet")
    for width, height in SIZES:
        terminal.resize(width, height)
        terminal.until(lambda size=(width, height): _drawn(terminal.text, *size), f"the grid at {width}")
        terminal.see("Thu", "Welcome")
    terminal.press("F6")
    terminal.add("Fri 16:00 Still here", "Still here")
    terminal.press("C-q")
    terminal.see("left-with-0")


def _drawn(text: str, width: int, height: int) -> bool:
    """Whether the screen is drawn for a size: the title ends at the right edge, or the keys are in the last line."""
    lines = [*text.splitlines(), *[""] * height]
    return len(lines[0].rstrip()) == width - 1 or lines[height - 1].startswith(" F1 Help")


def test_a_field_that_is_changed_in_place_lives_through_a_narrow_window(terminal: Terminal, store: Store) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.press("Tab")
    terminal.see("Internal note")
    terminal.press("Enter")
    terminal.see("╭─ Title")
    terminal.write("Greeting")
    for width, height in SIZES:
        terminal.resize(width, height)
        terminal.until(lambda size=(width, height): _drawn(terminal.text, *size), f"at {width}")
        terminal.see("Greeting")
    terminal.press("Enter")
    terminal.until(lambda: titles(store)[0] == "Greeting", "what was typed in the field is saved by Enter")


def test_the_details_live_through_a_narrow_window(terminal: Terminal, store: Store) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.press("Tab")
    terminal.see("Internal note")
    for width, height in ((40, 12), (120, 40)):
        terminal.resize(width, height)
        terminal.until(lambda size=(width, height): _drawn(terminal.text, *size), f"at {width}")
    terminal.press("Down", "Enter")
    terminal.see("╭─ Time")
    terminal.press("Escape")
    terminal.see_no_more("╭─ Time")
    terminal.press("Escape")
    terminal.see_no_more("Internal note")
    terminal.press("Down")
    terminal.until(lambda: "▌ 11:00–11:45 then" in terminal.list, "the cursor of the list moves")


NO_COMMANDS = "d\x11q +*: \x04 rm -rf $(echo no) `reboot` [/b] \t"


def test_a_long_paste_into_the_line_is_refused_in_a_sentence_and_stays(terminal: Terminal, store: Store) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.paste("Word " * 999 + "the end")
    terminal.see("the end")
    sentence = "The line has 5002 characters"
    terminal.see(sentence)
    terminal.press("Enter")
    terminal.until(
        lambda: terminal.text.count(sentence) == 2 and "the end" in terminal.text, "told, and the text there"
    )
    assert titles(store) == ["Welcome", "Lunch", "Visit"]
    terminal.press("C-u")
    terminal.see_no_more("the end")
    terminal.write("Fri 17:00 Short")
    terminal.press("Enter")
    terminal.until(lambda: titles(store) == ["Welcome", "Lunch", "Visit", "Short"])


def test_a_long_paste_into_a_form_is_refused_in_a_sentence_and_stays(terminal: Terminal, store: Store) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.press("F2")
    terminal.see("Meeting point")
    terminal.press("End")
    terminal.paste(", word" * 833 + " end")
    terminal.see("word end")
    terminal.press("Enter")
    terminal.see("title is too long; 500 characters at most.", "word end")
    assert titles(store)[0] == "Welcome"
    terminal.press("C-u")
    terminal.see_no_more("word end")
    terminal.write("Greeting")
    terminal.press("Enter")
    terminal.until(lambda: titles(store)[0] == "Greeting")


def test_lines_that_are_pasted_are_text_and_never_commands(terminal: Terminal, store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.paste(f"Fri 15:00 One\n{NO_COMMANDS}\nFri 16:00 Three\n")
    terminal.see("What was understood")
    assert titles(store) == ["Welcome", "Lunch", "Visit"]
    terminal.press("Enter")
    terminal.see_no_more("What was understood")
    terminal.until(lambda: "Three" in titles(store), "the lines that can be items are items")
    assert any(one.startswith("One") for one in titles(store))
    now = titles(store)
    assert [one for one in now if one in ("Welcome", "Lunch", "Visit")] == ["Welcome", "Lunch", "Visit"]
    assert all("\x11" not in one for one in now)
    if terminal.cursor and "rm -rf" in terminal.text.splitlines()[-3]:  # refused, given back to be corrected
        terminal.press("Escape")
    terminal.press("F2")
    terminal.see("Meeting point")
    terminal.paste(f"{NO_COMMANDS}\n\x1a+++\nq\n")
    terminal.see("rm -rf $(echo no) `reboot` [/b]")
    terminal.press("Escape", "Escape")
    terminal.see_no_more("Meeting point")
    terminal.press("C-q")
    terminal.see("left-with-0")
    assert titles(store) == now


LONG = "Fri 15:00 " + " ".join(f"word{n}" for n in range(40))


def test_what_is_typed_in_one_burst_arrives_in_order(terminal: Terminal, store: Store) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.run("send-keys", "-l", LONG, ";", "send-keys", "Enter")
    terminal.until(lambda: len(titles(store)) == 4, "the item")
    assert f"Fri 15:00 {titles(store)[-1]}" == LONG
    terminal.until(lambda: LONG[-20:] not in terminal.text.splitlines()[-2], "the line is closed")
    terminal.run("send-keys", "Home", "Down", "Down", "F7")
    terminal.until(lambda: the_trip(store).items[1].status == "confirmed", "F7 behind the arrows is for Lunch")
    assert [item.status for item in the_trip(store).items].count("confirmed") == 1


def test_lines_typed_in_one_burst_become_one_item_each(terminal: Terminal, store: Store) -> None:
    store.create(a_trip("Fri 9:00 Visit"), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Visit")
    lines = [f"Thu {hour}:00 Item {hour}" for hour in range(8, 20)]
    terminal.run("send-keys", *[part for line in lines for part in (line, "Enter")])
    terminal.until(lambda: len(titles(store)) >= 13, "twelve items")
    assert titles(store) == [*(f"Item {hour}" for hour in range(8, 20)), "Visit"]


def test_a_dialog_filled_in_one_burst_has_each_text_in_its_field(terminal: Terminal, store: Store) -> None:
    terminal.start()
    terminal.see("New trip: a title")
    terminal.press("Down", "Down", "Enter")
    terminal.see("First day")
    terminal.run("send-keys", "Bonn", "Tab", "1.2.2026", "Tab", "2.2.2026", "Enter")
    terminal.see("Sunday 1 February", "Monday 2 February")
    assert the_trip(store).title == "Bonn"


def test_a_key_that_opens_another_tab_and_what_is_typed_behind_it_go_together(terminal: Terminal, store: Store) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.run("send-keys", "F4", "Anna Weber", "Enter", "F4", "Town Hall", "Enter")
    terminal.until(lambda: len(the_trip(store).people) + len(the_trip(store).venues) == 2, "a person and a place")
    trip = the_trip(store)
    assert ([one.name for one in trip.people], [one.name for one in trip.venues]) == (["Anna Weber"], ["Town Hall"])
    assert titles(store) == ["Welcome", "Lunch", "Visit"]


def test_what_is_pasted_right_behind_a_key_goes_where_the_key_leads(terminal: Terminal, store: Store) -> None:
    store.create(a_trip(), NOTE)
    terminal.start("edit", "koeln")
    terminal.see("Welcome")
    terminal.run("set-buffer", "Pasted words")
    terminal.run("send-keys", "F2", ";", "paste-buffer", "-p")
    terminal.until(lambda: any("Title" in line and "Pasted words" in line for line in terminal.text.splitlines()))
    terminal.press("Enter")
    terminal.until(lambda: "Pasted words" in titles(store)[0])
