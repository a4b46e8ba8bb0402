"""What the command line can do to a trip: everything that the screens can."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys

import pytest

from tests.agenda.cli.test_cli import ROOT, agenda, ids, trip
from trips.model.trip import Trip
from trips.store import open_store

__all__ = ["agenda", "trip"]


def stored(slug: str) -> Trip:
    """A trip as the store has it."""
    with open_store() as store:
        return store.load(store.find(slug).id).trip


def days(agenda, slug: str) -> list[list[str]]:
    """The titles of each day in programme order, and last those of the pool."""
    del agenda
    trip = stored(slug)
    return [[item.title for item in trip.items if item.day == day] for day in (*(one.id for one in trip.days), None)]


def one_step(agenda, slug: str, *arguments: str):
    """Carry out a command; it is one line in the history, and undo takes it back."""
    before, lines = stored(slug), len(agenda("history", slug).out.splitlines())
    done = agenda(*arguments)
    assert (done.code, stored(slug) != before) == (0, True), done.err
    assert len(agenda("history", slug).out.splitlines()) == lines + 1
    agenda("undo", slug)
    assert stored(slug) == before
    agenda("redo", slug)
    return done


# set


def test_several_items_are_changed_in_one_step(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    one_step(agenda, trip, "set", trip, known["Welcome"], known["Lunch"], "status=confirmed", "note=a=b")
    items = {one.title: one for one in stored(trip).items}
    assert {title: one.status for title, one in items.items()} == {
        "Welcome": "confirmed", "Lunch": "confirmed", "Visit": "tentative",
    }  # fmt: skip
    assert items["Lunch"].note == "a=b"
    assert "Changed status, note of 2 items" in agenda("history", trip).out


def test_the_trip_and_its_days_have_fields(agenda, trip: str) -> None:
    one_step(agenda, trip, "set", trip, "trip", "theme=AI", "provisional=yes", "language=en", "timezone=Europe/Lisbon")
    one_step(agenda, trip, "set", trip, "day:1", "day:Fri", "title=In the north", "note=Bring coats")
    now = stored(trip)
    assert (now.theme, now.provisional, now.language, now.timezone) == ("AI", True, "en", "Europe/Lisbon")
    assert [(day.title, day.note) for day in now.days] == [("In the north", "Bring coats")] * 2
    assert "In the north" in agenda("show", trip).out
    assert "title, note of 2025-10-09, 2025-10-10" in agenda("history", trip).out


# move, remove, times


def test_items_move_together(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    one_step(agenda, trip, "move", trip, known["Welcome"], known["Lunch"], "--to", "2")
    assert days(agenda, trip) == [[], ["Visit", "Welcome", "Lunch"], []]
    one_step(agenda, trip, "move", trip, known["Welcome"], known["Lunch"], "--up")
    assert days(agenda, trip)[1] == ["Welcome", "Lunch", "Visit"]
    one_step(agenda, trip, "move", trip, known["Lunch"], known["Visit"], "--into", known["Welcome"])
    assert [one.part_of is not None for one in stored(trip).items] == [False, True, True]
    one_step(agenda, trip, "move", trip, known["Visit"], "--out")
    assert [one.part_of is not None for one in stored(trip).items] == [False, True, False]
    one_step(agenda, trip, "move", trip, known["Visit"], "--day-before")
    assert days(agenda, trip) == [["Visit"], ["Welcome", "Lunch"], []]
    one_step(agenda, trip, "move", trip, known["Visit"], known["Welcome"], "--to", "pool")
    assert days(agenda, trip) == [[], [], ["Visit", "Welcome", "Lunch"]]


def test_a_move_that_can_go_no_further_is_told(agenda, trip: str) -> None:
    done = agenda("move", trip, ids(agenda, trip)["Welcome"], "--up")
    assert (done.code, done.err) == (0, "Nothing changes.\n")


def test_several_items_are_removed(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    done = one_step(agenda, trip, "remove", trip, known["Welcome"], known["Visit"])
    assert "Take it back with: agenda undo koeln" in done.err
    assert days(agenda, trip) == [["Lunch"], [], []]


def test_several_items_are_shifted_each_by_itself(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    done = one_step(agenda, trip, "shift", trip, known["Welcome"], known["Visit"], "--by", "+30m")
    assert done.out == "10:00 → 10:30  Welcome\n11:00 → 11:30  Lunch\n09:00 → 09:30  Visit\n"


def test_items_get_longer_and_shorter(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    preview = agenda("shift", trip, known["Welcome"], known["Lunch"], "--end", "--by", "+10m", "--dry-run")
    assert preview.out == "10:00–11:00 → 10:00–11:10  Welcome\n11:00–11:45 → 11:10–12:05  Lunch\n"
    assert "10:00–11:00" in agenda("show", trip).out
    assert (
        one_step(agenda, trip, "shift", trip, known["Welcome"], known["Lunch"], "--end", "--by", "+10m").out
        == preview.out
    )
    one_step(agenda, trip, "shift", trip, known["Welcome"], "--end", "--by", "-10m")
    assert "10:00–11:00" in agenda("show", trip).out


# dates, copies


def test_a_trip_moves_to_other_dates_and_what_stays_behind_is_told(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    agenda("set", trip, known["Visit"], "fixed=yes")
    before = stored(trip)
    preview = agenda("dates", trip, "--from", "10.10.2025", "--dry-run")
    assert preview.out.splitlines()[0] == "10–11 October 2025"
    assert "keeps its date  Visit" in preview.out
    assert stored(trip) == before
    assert one_step(agenda, trip, "dates", trip, "--from", "10.10.2025").out == preview.out
    assert days(agenda, trip) == [["Visit", "Welcome", "Lunch"], [], []]
    done = one_step(agenda, trip, "dates", trip, "--from", "2025-11-01", "--to", "2025-11-01")
    assert "is no longer scheduled  Visit" in done.out
    assert days(agenda, trip) == [["Welcome", "Lunch"], ["Visit"]]
    assert "Changed the dates to 2025-11-01 – 2025-11-01" in agenda("history", trip).out


def test_items_and_days_are_duplicated_within_a_trip(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    done = one_step(agenda, trip, "duplicate", trip, "--item", known["Welcome"], "--item", known["Lunch"])
    assert len(done.out.split()) == 2
    assert days(agenda, trip)[0] == ["Welcome", "Lunch", "Welcome", "Lunch"]
    assert agenda("remove", trip, *done.out.split()).code == 0
    one_step(agenda, trip, "duplicate", trip, "--day", "1")
    assert days(agenda, trip) == [["Welcome", "Lunch"], ["Visit"], ["Welcome", "Lunch"], []]
    one_step(agenda, trip, "duplicate", trip, "--day", "Fri", "--onto", "1")
    assert days(agenda, trip)[0] == ["Welcome", "Lunch", "Visit"]


def test_items_are_copied_into_another_trip_with_whom_they_name(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    agenda("set", trip, known["Welcome"], "speakers=Dr. Effing", "venue=Historisches Rathaus")
    agenda("new", "Bonn", "--from", "2026-05-01")
    done = one_step(agenda, "bonn", "copy", trip, known["Welcome"], known["Lunch"], "--to", "bonn", "--day", "1")
    assert done.out.split() == [ids(agenda, "bonn")[title][:6] for title in ("Welcome", "Lunch")]
    assert not set(ids(agenda, "bonn").values()) & set(known.values())
    assert "Dr. Effing" in agenda("people", "bonn").out
    assert agenda("copy", trip, known["Visit"], "--to", "bonn").code == 0
    assert days(agenda, "bonn") == [["Welcome", "Lunch"], ["Visit"]]


def test_a_dry_run_of_a_copy_says_what_would_be_and_writes_nothing(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    agenda("new", "Bonn", "--from", "2026-05-01")
    listed = agenda("list").out
    for told, command in (
        ("Welcome", ("duplicate", trip, "--item", known["Welcome"])),
        ("Duplicated 2025-10-09", ("duplicate", trip, "--day", "1")),
        ("Köln, plan B", ("duplicate", trip, "Köln, plan B")),
        ("Welcome", ("copy", trip, known["Welcome"], "--to", "bonn", "--day", "1")),
    ):
        before = stored(trip), stored("bonn")
        done = agenda(*command, "-n")
        assert (done.code, done.out) == (0, "")
        assert told in done.err
        assert "Nothing was written" in done.err
        assert ((stored(trip), stored("bonn")), agenda("list").out) == (before, listed)


# people, organisations, places, groups


def test_two_entries_become_one(agenda, trip: str) -> None:
    item = ids(agenda, trip)["Welcome"]
    agenda("people", trip, "add", "Petra Musterfrau", "role=Mayor")
    agenda("people", trip, "add", "P. Musterfrau", "private.phone=0221")
    agenda("set", trip, item, "speakers=P. Musterfrau")
    one_step(agenda, trip, "people", trip, "merge", "Petra Musterfrau", "P. Musterfrau")
    (person,) = stored(trip).people
    assert (person.name, person.role, person.private.phone) == ("Petra Musterfrau", "Mayor", "0221")
    assert stored(trip).items[0].speakers == (person.key,)
    assert "Merged P. Musterfrau into Petra Musterfrau" in agenda("history", trip).out


def test_what_is_removed_may_leave_its_place_to_another_or_take_its_items_along(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    agenda("set", trip, known["Welcome"], known["Visit"], "hosts=KGSt", "venue=Altes Rathaus")
    agenda("people", trip, "add", "Dr. Effing")
    done = one_step(agenda, trip, "organisations", trip, "remove", "KGSt", "--instead", "Effing")
    assert "in its place is Dr. Effing" in done.err
    assert [one.hosts for one in stored(trip).items] == [(stored(trip).people[0].key,), (), stored(trip).items[0].hosts]
    done = one_step(agenda, trip, "places", trip, "remove", "Altes Rathaus", "--with-items")
    assert "2 items went along" in done.err
    assert days(agenda, trip) == [["Lunch"], [], []]


def test_an_entry_is_shown_with_where_it_is_used(agenda, trip: str) -> None:
    item = ids(agenda, trip)["Welcome"]
    key = agenda("organisations", trip, "add", "KGSt", "contact=Frau Weber").out.strip()
    agenda("people", trip, "add", "Dr. Effing", "organisation=KGSt", "private.phone=0221")
    agenda("set", trip, item, "hosts=KGSt", "speakers=Dr. Effing")
    shown = agenda("organisations", trip, "show", key).out
    for text in (key, "Frau Weber", item[:6], "Thu 9 Oct Welcome", "Dr. Effing"):
        assert text in shown
    assert "0221" in agenda("people", trip, "show", "Effing").out
    assert "Frau Weber" in agenda("organisations", trip).out


def test_presence_and_refusals_are_set_as_people_say_them(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    agenda("people", trip, "add", "Petra Musterfrau")
    one_step(
        agenda, trip, "people", trip, "set", "Petra", "present=Thu 14:00 - Fri", f"declined=Lunch,{known['Visit']}"
    )
    (person,) = stored(trip).people
    assert str(person.present.start) == "2025-10-09 14:00:00"
    assert str(person.present.end) == "2025-10-11 00:00:00"
    assert person.declined == tuple(one.id for one in stored(trip).items if one.title in ("Lunch", "Visit"))
    agenda("add", trip, "Fri 12:00 Lunch")
    twice = agenda("people", trip, "set", "Petra", "declined=Lunch")
    assert twice.code == 1
    assert '"Lunch" could be' in twice.err


# find, show


def test_words_are_found_in_items_and_names(agenda, trip: str) -> None:
    item = ids(agenda, trip)["Welcome"]
    agenda("set", trip, item, "note=With music from Köln", "venue=Kölner Dom")
    found = [line.split("  ") for line in agenda("find", trip, "koln").out.splitlines()]
    assert found[0][0] == item[:6]
    assert "With music from Köln" in agenda("find", trip, "MUSIC", "koeln").out
    assert re.search("Place +Kölner Dom", agenda("find", trip, "dom").out)
    nothing = agenda("find", trip, "Bonn")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing found.\n")


def test_only_some_items_are_shown(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    agenda("groups", trip, "add", "Gruppe A")
    agenda("set", trip, known["Visit"], "kind=visit", "groups=Gruppe A", "speakers=Dr. Effing", "status=confirmed")
    agenda("set", trip, known["Lunch"], "kind=meal", "audience=press")

    def shown(*only: str) -> set[str]:
        arguments = [argument for one in only for argument in ("--only", one)]
        out = agenda("show", trip, *arguments).out
        as_json = json.loads(agenda("show", trip, "--json", *arguments).out)
        named = {one["title"] for day in as_json["days"] for one in day["entries"]}
        assert named == {title for title in known if title in out}
        return named

    assert shown("kind=visit,meal") == {"Visit", "Lunch"}
    assert shown("kind=visit", "kind=Essen") == {"Visit", "Lunch"}
    assert shown("kind=visit,meal", "status=confirmed") == {"Visit"}
    assert shown("person=effing") == {"Visit"}
    assert shown("group=Gruppe A", "text=vis") == {"Visit"}
    assert shown("audience=press") == {"Lunch"}
    assert "Thursday" not in agenda("show", trip, "--only", "kind=visit").out
    assert agenda("show", trip, "--only", "text=zzz").err == "Nothing found.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("set", "koeln", "status=confirmed"), 2, "Say what to change"),
        (("set", "koeln", "{item}"), 2, "Say what to change"),
        (("set", "koeln", "{item}", "ffffffff", "status=confirmed"), 1, 'There is no item "ffffffff"'),
        (("set", "koeln", "{item}", "title=a", "confirmed"), 1, '"confirmed" is not written like field=value.'),
        (("set", "koeln", "trip", "{item}", "title=x"), 1, "they have different fields"),
        (("set", "koeln", "trip", "timezone="), 1, "time zone cannot be empty."),
        (("set", "koeln", "trip", "language=fr"), 1, "is not known; possible: de, en"),
        (("set", "koeln", "trip", "venue=x"), 1, 'There is no field "venue"'),
        (("set", "koeln", "day:7", "title=x"), 1, 'There is no day "7"'),
        (("set", "koeln", "day:pool", "title=x"), 1, "the unscheduled items"),
        (("set", "koeln", "day:1", "date=2025-10-12"), 1, 'There is no field "date"'),
        (("move", "koeln", "{item}", "--up", "--down"), 2, "Say where to, in one way"),
        (("move", "koeln", "{item}", "--to", "2", "--out"), 2, "Say where to, in one way"),
        (("move", "koeln", "{item}", "--out"), 1, "None of the items is part of another"),
        (("move", "koeln", "--to", "2"), 2, "Missing argument"),
        (("shift", "koeln", "{item}", "{other}", "--by", "5m", "--scope", "day"), 2, "--scope item"),
        (("shift", "--end", "koeln", "{item}", "--by", "long"), 1, "is not a length of time"),
        (("shift", "--end", "koeln", "{item}", "--by", "-2h"), 1, "would get shorter than 5 minutes"),
        (("shift", "--end", "koeln", "{open}", "--by", "-5m"), 1, "has no end yet"),
        (("dates", "koeln"), 2, "Say the new dates"),
        (("dates", "koeln", "--from", "soon"), 2, "is not a date"),
        (("dates", "koeln", "--to", "2025-10-01"), 1, "before it begins"),
        (("duplicate", "koeln"), 2, "Say one: a TITLE"),
        (("duplicate", "koeln", "Bonn", "--day", "1"), 2, "Say one: a TITLE"),
        (("duplicate", "koeln", "--onto", "1"), 2, "Say one: a TITLE"),
        (("duplicate", "koeln", "--day", "pool"), 1, "the unscheduled items"),
        (("copy", "koeln", "{item}", "--to", "bonn"), 1, 'There is no trip "bonn"'),
        (("copy", "koeln", "{item}", "--to", "koeln", "--day", "9"), 1, 'There is no day "9"'),
        (("people", "koeln", "merge", "Effing", "Effing"), 1, 'There is no "Effing".'),
        (("places", "koeln", "merge", "Rathaus", "Rathaus"), 1, "cannot be merged with itself"),
        (("places", "koeln", "remove", "Rathaus", "--instead", "Rathaus"), 1, "cannot take its own place"),
        (("places", "koeln", "remove", "Rathaus", "--instead", "Dom", "--with-items"), 2, "either --instead or"),
        (("places", "koeln", "show", ""), 1, 'There is no "".'),
        (("places", "koeln", "add", ""), 1, "name cannot be empty."),
        (("people", "koeln", "set", "Petra"), 2, "Missing argument"),
        (("people", "koeln", "set", "Petra", "present=soon"), 1, "does not say from when to when"),
        (("people", "koeln", "set", "Petra", "declined=Dinner"), 1, 'There is no item "Dinner"'),
        (("show", "koeln", "--only", "colour=red"), 1, '"colour=red" is no filter'),
        (("show", "koeln", "--only", "kind"), 1, '"kind" is no filter'),
        (("show", "koeln", "--only", "kind=party"), 1, "is not known; possible: arrival"),
        (("show", "koeln", "--only", "group=Z"), 1, 'There is no "Z".'),
        (("find", "koeln"), 2, "Missing argument"),
    ],
)
def test_bad_input_gets_one_sentence_and_changes_nothing(
    agenda, trip: str, arguments: tuple[str, ...], code: int, said: str
) -> None:
    known = ids(agenda, trip)
    agenda("places", trip, "add", "Rathaus")
    agenda("people", trip, "add", "Petra Musterfrau")
    words = {"{item}": known["Welcome"], "{other}": known["Lunch"], "{open}": known["Visit"]}
    before = agenda("history", trip).out
    done = agenda(*(words.get(argument, argument) for argument in arguments))
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert agenda("history", trip).out == before


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("agenda remove koeln ", "{item}"),
        ("agenda set koeln ", "day:2"),
        ("agenda set koeln tr", "trip"),
        ("agenda set koeln {item} sta", "status="),
        ("agenda move koeln {item} --to ", "pool"),
        ("agenda people koeln show pe", "{person}"),
        ("agenda settings keymap=", "keymap=letters"),
        ("agenda shif", "shift"),
    ],
)
def test_the_shell_completes_what_is_in_a_trip(agenda, trip: str, line: str, offered: str) -> None:
    item = ids(agenda, trip)["Lunch"][:6]
    person = agenda("people", trip, "add", "Petra").out.strip()
    line, offered = (text.replace("{item}", item).replace("{person}", person) for text in (line, offered))
    place = len(line.split(" ")) - 1
    environment = {**os.environ, "_AGENDA_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(place)}
    done = subprocess.run([sys.executable, "-m", "agenda"], capture_output=True, text=True, env=environment, cwd=ROOT)
    assert f"plain,{offered}" in done.stdout.splitlines()


def test_export_takes_both_orders_and_a_day_by_any_name(agenda, trip: str) -> None:
    for order in (("txt", trip), (trip, "txt")):
        done = agenda("export", *order, "-o", "-", "--day", "Fri")
        assert (done.code, "Friday 10 October" in done.out, "Thursday" in done.out) == (0, True, False)
    assert agenda("show", trip, "--day", "2025-10-10").out == agenda("show", trip, "--day", "2").out
    wrong = agenda("export", "pfd", trip)
    assert (wrong.code, 'Did you mean "pdf"?' in wrong.err) == (2, True)
    assert (agenda("show", trip, "--day", "Sunday").code, agenda("show", trip, "--day", "9").code) == (1, 1)


def test_every_change_says_what_it_did(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    done = agenda("set", trip, known["Welcome"], "time=10:00-11:15", "venue=Historisches Rathaus")
    assert done.err.splitlines() == [
        "Changed time, place of Welcome.",
        "New place: Historisches Rathaus.",
        "10:00–11:00 → 10:00–11:15  Welcome",
        "11:00–11:45 → 11:15–12:00  Lunch",
    ]
    mistyped = agenda("set", trip, known["Lunch"], "venue=Historisches Ratahus")
    assert "New place: Historisches Ratahus. Did you mean Historisches Rathaus?" in mistyped.err
    agenda("groups", trip, "add", "Flight party")
    mistyped = agenda("set", trip, known["Visit"], "groups=Fligth", "-n")
    assert "New group: Fligth. Did you mean Flight party?" in mistyped.err
    assert "Moved Visit." in agenda("move", trip, known["Visit"], "--to", "1").err


@pytest.mark.parametrize(
    "line",
    ["set {trip} {item} time=12:00", "move {trip} {item} --to 2", "remove {trip} {item}", "add {trip} Fri 12:00 Walk"],
)
def test_a_dry_run_says_what_would_be_and_writes_nothing(agenda, trip: str, line: str) -> None:
    before = agenda("show", trip, "--json").out
    done = agenda(*line.format(trip=trip, item=ids(agenda, trip)["Welcome"]).split(), "--dry-run")
    assert done.code == 0
    assert done.err.splitlines()[-1] == "Nothing was written (--dry-run)."
    assert len(done.err.splitlines()) > 1
    assert agenda("show", trip, "--json").out == before


def test_lines_of_standard_input_become_items_in_one_step(agenda, trip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Fri 11:00-12:00 Press talk\n\nthen 45 min Café\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    done = agenda("add", trip, "-")
    assert done.code == 0
    assert len(done.out.split()) == 2
    assert "12:00–12:45  Café" in agenda("show", trip).out
    assert "Added 2 items" in agenda("history", trip).out
    agenda("undo", trip)
    assert "Press talk" not in agenda("show", trip).out


def test_restore_looks_for_the_file_before_it_asks(agenda) -> None:
    done = agenda("restore", "nowhere.db")
    assert (done.code, done.err) == (1, "There is no file nowhere.db.\n")
