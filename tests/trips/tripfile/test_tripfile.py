"""The trip file: everything survives it, and every mistake gets its sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given

from tests.support.strategies import trips
from trips.i18n.language import words
from trips.model.trip import Trip
from trips.tripfile import TripFileError, read_trip, read_trip_file, write_trip
from trips.tripfile.lines import line_numbers

HAND_WRITTEN = """
format = 1
title = "Südkreisrunde in Köln"
theme = "Künstliche Intelligenz"
timezone = "Europe/Berlin"
language = "de"

[venues.kgst]
name = "KGSt"
address = "Gereonstraße 18-32, 50670 Köln"

[people.effing]
name = "Dr. Klaus Effing"
organisation = "KGSt"

[[day]]
date = 2025-10-09

[[day.item]]
kind = "arrival"
time = "vormittags"
title = "Anreise"

[[day.item]]
kind = "visit"
time = "14:00-16:30"
title = "Besuch der KGSt"
venue = "kgst"
hosts = ["KGSt"]
[[day.item.part]]
kind = "talk"
time = "then, 45 min"
title = "Bürokratiemanagement"
speakers = ["effing", "Dr. Gast Redner"]

[[day.item]]
kind = "task"
title = "Namensschilder"

[[pool]]
title = "Gruppenfoto"
"""


@given(trips())
def test_every_trip_survives_its_file(trip: Trip) -> None:
    text = write_trip(trip)
    again = read_trip(text)
    assert again.trip == trip
    assert again.has_ids
    assert write_trip(again.trip) == text


@given(trips())
def test_every_header_and_key_has_its_line(trip: Trip) -> None:
    text = write_trip(trip)
    found = line_numbers(text)
    lines = text.splitlines()
    for path, line in found.items():
        assert str(path[-1] if isinstance(path[-1], str) else path[-2]) in lines[line - 1]
    assert ("title",) in found
    assert sum(path[:1] == ("day",) and len(path) == 2 for path in found) == len(tomllib.loads(text).get("day", []))


def test_a_file_written_by_hand_is_understood() -> None:
    file = read_trip(HAND_WRITTEN)
    trip = file.trip
    assert not file.has_ids
    assert [item.title for item in trip.items] == [
        "Anreise",
        "Besuch der KGSt",
        "Bürokratiemanagement",
        "Namensschilder",
        "Gruppenfoto",
    ]
    assert trip.items[2].part_of == trip.items[1].id
    assert trip.items[3].audience == "staff"
    assert trip.items[4].day is None
    assert [one.name for one in trip.organisations] == ["KGSt"]
    assert trip.people[0].organisation == trip.items[1].hosts[0] == trip.organisations[0].key
    assert trip.people[1].name == "Dr. Gast Redner"


def test_keys_given_by_hand_stay() -> None:
    text = write_trip(read_trip(HAND_WRITTEN).trip)
    assert "[venues.kgst]" in text
    assert "[people.effing]" in text


MISTAKES = {
    "no format": ('title = "x"', 0, "format", "format = 1"),
    "newer format": ('format = 2\ntitle = "x"', 1, "format", "format 1 only"),
    "no title": ("format = 1", 0, "title", "is missing"),
    "empty title": ('format = 1\ntitle = ""', 2, "title", "cannot be empty"),
    "title is a number": ("format = 1\ntitle = 5", 2, "title", 'found 5, expected a text in quotes, like "Rathaus"'),
    "not toml": ("format = 1\ntitle = x", 2, "", "is not TOML here"),
    "unclosed": ('format = 1\ntitle = """x', 2, "", "is not TOML here"),
    "unknown key": ('format = 1\ntitle = "x"\ntheem = "y"', 3, "theem", 'did you mean "theme"?'),
    "unknown key, nothing near": ('format = 1\ntitle = "x"\nqqq = "y"', 3, "qqq", "known are"),
    "zone": ('format = 1\ntitle = "x"\ntimezone = "Berlin"', 3, "timezone", "like Europe/Berlin"),
    "language": ('format = 1\ntitle = "x"\nlanguage = "fr"', 3, "language", "not one of de, en"),
    "flag as text": ('format = 1\ntitle = "x"\nprovisional = "yes"', 3, "provisional", "true or false"),
    "trip id": ('format = 1\ntitle = "x"\nid = "1"', 3, "id", "an id of 32 digits"),
    "control character": ('format = 1\ntitle = "a\\u0007b"', 2, "title", "control characters"),
    "line break in a title": ('format = 1\ntitle = "a\\nb"', 2, "title", "line breaks"),
    "day without date": ('format = 1\ntitle = "x"\n[[day]]\ntitle = "y"', 3, "date", "is missing"),
    "date as text": ('format = 1\ntitle = "x"\n[[day]]\ndate = "2025-10-09"', 4, "date", "a date without quotes"),
    "date with a time": (
        'format = 1\ntitle = "x"\n[[day]]\ndate = 2025-10-09T10:00:00',
        4,
        "date",
        "a date without quotes",
    ),
    "date far away": ('format = 1\ntitle = "x"\n[[day]]\ndate = 1825-10-09', 4, "date", "1990-01-01 or more"),
    "the same day twice": (
        'format = 1\ntitle = "x"\n[[day]]\ndate = 2025-10-09\n[[day]]\ndate = 2025-10-09',
        6,
        "date",
        "there twice",
    ),
    "time": (
        'format = 1\ntitle = "x"\n[[day]]\ndate = 2025-10-09\n[[day.item]]\ntitle = "y"\ntime = "10:70"',
        7,
        "time",
        '"10:70" is not a time; write it like',
    ),
    "kind": ('format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\nkind = "lunch"', 5, "kind", "not one of arrival"),
    "status": ('format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\nstatus = "ok"', 5, "status", "not one of idea"),
    "item without title": ('format = 1\ntitle = "x"\n[[pool]]\nkind = "talk"', 3, "title", "is missing"),
    "unknown venue": (
        'format = 1\ntitle = "x"\n[venues.kgst]\nname = "KGSt"\n[[pool]]\ntitle = "y"\nvenue = "kgts"',
        7,
        "venue",
        'did you mean "kgst"?',
    ),
    "unknown speaker": (
        'format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\nspeakers = ["effing"]',
        5,
        "speakers",
        'no "effing"',
    ),
    "unknown group": (
        'format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\ngroups = ["Gruppe A"]',
        5,
        "groups",
        'no "Gruppe A"',
    ),
    "list as text": (
        'format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\nspeakers = "effing"',
        5,
        "speakers",
        "a list of keys or names",
    ),
    "number in a list": (
        'format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\nbring = [1]',
        5,
        "bring",
        "found 1, expected a list of texts",
    ),
    "priority": (
        'format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\npriority = "high"',
        5,
        "priority",
        "shorten to 20 min",
    ),
    "gathering": ('format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\nmeet = "13:75 Foyer"', 5, "meet", "13:45 Foyer"),
    "web page": (
        'format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\nurl = "example.org"',
        5,
        "url",
        "begins with https://",
    ),
    "capacity": ('format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\ncapacity = -1', 5, "capacity", "0 or more"),
    "latitude": ('format = 1\ntitle = "x"\n[venues.a]\nname = "A"\nlat = 95.0', 5, "lat", "90.0 or less"),
    "presence": (
        'format = 1\ntitle = "x"\n[people.a]\nname = "A"\npresent = "Thursday"',
        5,
        "present",
        "2025-10-09 14:00/2025-10-10",
    ),
    "private unknown": (
        'format = 1\ntitle = "x"\n[people.a]\nname = "A"\n[people.a.private]\nfone = "1"',
        6,
        "fone",
        'did you mean "phone"?',
    ),
    "part of a part": (
        'format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\n[[pool.part]]\ntitle = "z"\n[[pool.part.part]]\ntitle = "q"',
        7,
        "part",
        "cannot have parts",
    ),
    "days as a table": ('format = 1\ntitle = "x"\n[day]\ndate = 2025-10-09', 3, "day", "its own [[day]]"),
    "venues as a list": ('format = 1\ntitle = "x"\n[[venues]]\nname = "A"', 3, "venues", "[venues.key]"),
    "key of a person": ('format = 1\ntitle = "x"\n[people."a b"]\nname = "A"', 3, "key", "letters, digits"),
    "long title": (f'format = 1\ntitle = "{"x" * 501}"', 2, "title", "500 characters at most"),
    "two entities with one key": (
        'format = 1\ntitle = "x"\n[people.a]\nname = "A"\n[organisations.a]\nname = "B"',
        0,
        "",
        "both a person and an organisation",
    ),
    "one id twice": (
        f'format = 1\ntitle = "x"\n[[pool]]\nid = "{"a" * 32}"\ntitle = "y"\n[[pool]]\nid = "{"a" * 32}"\ntitle = "z"',
        0,
        "",
        "there twice",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_has_its_line_field_and_right_form(name: str) -> None:
    text, line, field, said = MISTAKES[name]
    with pytest.raises(TripFileError) as caught:
        read_trip(text, "koeln.toml")
    first = caught.value.mistakes[0]
    assert (first.line, first.field) == (line, field)
    sentence = caught.value.say(words("en"))
    assert said in sentence
    assert sentence.startswith("koeln.toml")
    assert caught.value.say(words("de")) != sentence


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(TripFileError) as caught:
        read_trip('format = 1\ntitle = "x"\nlanguage = "fr"\n[[pool]]\nkind = "lunch"\ntitle = "y"\ntime = "soon"')
    assert [mistake.field for mistake in caught.value.mistakes] == ["language", "kind", "time"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"format = 1\ntitle = \"K\xf6ln\"", "line 2: is not UTF-8 text"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"", "format: is missing"),
        (b"\x00\x01", "is not TOML here"),
    ],
)  # fmt: skip
def test_what_is_no_trip_file_is_told_so(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(TripFileError) as caught:
        read_trip_file(path)
    assert said in caught.value.say(words("en"))


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    plain = read_trip('format = 1\ntitle = "x"\n[[pool]]\ntitle = "y"\nnote = """a\nb"""').trip
    data = b"\xef\xbb\xbf" + b'format = 1\r\ntitle = "x"\r\n[[pool]]\r\ntitle = "y"\r\nnote = """a\r\nb"""'
    assert read_trip(data).trip.items[0].note == plain.items[0].note == "a\nb"


def test_a_missing_file_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(TripFileError) as caught:
        read_trip_file(tmp_path / "no.toml")
    assert "cannot be opened" in caught.value.say(words("en"))
