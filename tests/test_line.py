"""A line as one would say it, with the places and people that it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import trips
from tests.test_edits import a_trip
from trips.language import Refused, words
from trips.model import Organisation, Person, Trip, Venue, changed
from trips.readers.line import item_of, read_line, understood_text
from trips.whentext import canonical

LINE_WORDS = ("im", "in", "mit", "von", "by", "@", "host:", "der", "und", ",", "Dom", "Heinen", "Foto", "KGSt")


def the_trip() -> Trip:
    return changed(
        a_trip(),
        venues=(
            Venue(key="rathaus", name="Historisches Rathaus", address="Rathausplatz 2, 50667 Köln"),
            Venue(key="uni", name="Universität zu Köln"),
            Venue(key="dom", name="Dom"),
            Venue(key="haus", name="Haus der Geschichte"),
            Venue(key="park1", name="Hotel Park"),
            Venue(key="park2", name="Park Café"),
        ),
        people=(
            Person(key="heinen", name="Dr. Ralf Heinen"),
            Person(key="effing", name="Dr. Klaus Effing"),
            Person(key="anna", name="Anna Weber"),
            Person(key="karl", name="Karl Weber"),
        ),
        organisations=(
            Organisation(key="kgst", name="KGSt"),
            Organisation(key="stadt", name="Stadt Köln"),
            Organisation(key="tag", name="Deutscher Städtetag"),
        ),
    )


def told(text: str) -> str:
    trip = the_trip()
    return understood_text(trip, item_of(read_line(trip, text), trip.days[0].id), words("en"))


def test_a_line_is_told_as_it_was_understood() -> None:
    assert (
        told("Thu 14:30 Group photo at the Historisches Rathaus with Dr. Ralf Heinen")
        == "Thu 9/10 · 14:30 · Group photo · Historisches Rathaus · Dr. Ralf Heinen"
    )
    assert told("Do 14:30 Besuch") == "Thu 9/10 · 14:30 · visit · Besuch"


@pytest.mark.parametrize(
    ("text", "title", "venue"),
    [
        ("Gruppenfoto im Rathaus", "Gruppenfoto", "rathaus"),
        ("Gruppenfoto im Historischen Rathaus", "Gruppenfoto", "rathaus"),
        ("Gruppenfoto im historischen rathaus, danach Sekt", "Gruppenfoto, danach Sekt", "rathaus"),
        ("Gruppenfoto @Rathaus", "Gruppenfoto", "rathaus"),
        ("Photo at the Dom", "Photo", "dom"),
        ("Photo @ Dom Portal", "Photo Portal", "dom"),
        ("im Rathaus Gruppenfoto", "Gruppenfoto", "rathaus"),
        ("Runde in der Universitaet", "Runde", "uni"),
        ("Runde in der Universität (Foyer)", "Runde (Foyer)", "uni"),
        ("Foto (im Dom)", "Foto", "dom"),
        ("Besuch im Rathaus", "Besuch im Rathaus", "rathaus"),
        ("Visit: at the Dom", "Visit: at the Dom", "dom"),
        ("im Rathaus", "im Rathaus", "rathaus"),
    ],
)
def test_a_place_that_the_trip_knows_is_taken_out(text: str, title: str, venue: str) -> None:
    found = read_line(the_trip(), text)
    assert (found.title, found.venue) == (title, venue)


@pytest.mark.parametrize(
    "text",
    [
        "Fest im Haus der Jugend",
        "Gruppenfoto im Rathaus Porz",
        "Gruppenfoto im Rathaus 2",
        "Gruppenfoto in Köln",
        "Spaziergang im Park",
        "Spaziergang im Rat",
        "Domführung",
        "Rathaus besichtigen",
        "Mail an info@dom.de",
        "Gruppenfoto mit Weber",
        "Gruppenfoto mit Heinen und Gästen",
        "Gruppenfoto mit Heinen, Müller",
        "Gruppenfoto mit Anna",
        "Gruppenfoto mit Heinen Brauerei",
        "Gruppenfoto mit Heinen-Stiftung",
        "Lunch with everybody",
        "Fahrt von Bonn",
        "Transfer von der KGSt zum Ring",
        "Open air concert",
        "Offene Runde",
    ],
)
def test_what_is_not_known_stays_word_for_word(text: str) -> None:
    found = read_line(the_trip(), text)
    assert (found.title, found.venue) == (text, None)
    assert (found.hosts, found.speakers, found.people) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "title", "people"),
    [
        ("Gruppenfoto mit Heinen", "Gruppenfoto", ("heinen",)),
        ("Gruppenfoto mit Dr. Heinen", "Gruppenfoto", ("heinen",)),
        ("Gruppenfoto mit Herrn Ralf Heinen", "Gruppenfoto", ("heinen",)),
        ("Gruppenfoto mit Anna Weber", "Gruppenfoto", ("anna",)),
        ("Lunch with Anna Weber, Dr. Effing and the KGSt", "Lunch", ("anna", "effing", "kgst")),
        ("Essen mit Heinen, danach Sekt", "Essen, danach Sekt", ("heinen",)),
        ("Runde mit dem Deutschen Städtetag", "Runde", ("tag",)),
        ("Führung von Effing durch den Hof", "Führung durch den Hof", ("effing",)),
        ("Transfer von der KGSt mit Heinen", "Transfer von der KGSt", ("heinen",)),
        ("with Anna Weber lunch", "lunch", ("anna",)),
        ("Gespräch mit Heinen", "Gespräch mit Heinen", ("heinen",)),
    ],
)
def test_people_whom_the_trip_knows_are_taken_out(text: str, title: str, people: tuple[str, ...]) -> None:
    found = read_line(the_trip(), text)
    assert (found.title, found.people) == (title, people)


def test_who_gives_a_talk_speaks_and_who_is_host_is_host() -> None:
    found = read_line(the_trip(), "Vortrag Bürokratie von Dr. Klaus Effing und Heinen im Dom")
    assert (found.title, found.kind, found.speakers, found.venue) == (
        "Vortrag Bürokratie", "talk", ("effing", "heinen"), "dom",
    )  # fmt: skip
    found = read_line(the_trip(), "Talk on AI by Effing with Anna Weber")
    assert (found.title, found.speakers, found.people) == ("Talk on AI", ("effing",), ("anna",))
    for label in ("host:", "Gastgeber:", "Gastgeberin:", "Gastgebende:", "Gast\u00adgebende:", "HOSTS: "):
        found = read_line(the_trip(), f"Empfang {label} Stadt Köln, Heinen")
        assert (found.title, found.kind, found.hosts) == ("Empfang", "reception", ("stadt", "heinen"))


def test_an_item_gets_what_was_understood() -> None:
    item = item_of(read_line(the_trip(), "Vortrag KI von Effing mit Heinen im Dom Host: KGSt"), None)
    assert (item.venue, item.hosts, item.speakers, item.people) == ("dom", ("kgst",), ("effing",), ("heinen",))


@pytest.mark.parametrize(
    ("text", "time", "title"),
    [
        ("1030 Foto", "10:30", "Foto"),
        ("10.30 Foto", "10:30", "Foto"),
        ("10:30-12 Foto", "10:30-12:00", "Foto"),
        ("1030-12 Foto", "10:30-12:00", "Foto"),
        ("10-12 Foto", "10:00-12:00", "Foto"),
        ("ab 9 Foto", "from 09:00", "Foto"),
        ("anschl. 45 min Foto", "then, 45 min", "Foto"),
        ("9am Foto", "09:00", "Foto"),
        ("ca 15.30 2h Foto", "about 15:30, 2 h", "Foto"),
        ("9 Uhr Foto", "09:00", "Foto"),
        ("um 9 Foto", "09:00", "Foto"),
        ("at 9 Foto", "09:00", "Foto"),
        ("9 Foto", "tba", "9 Foto"),
        ("9 bis 10 Uhr Foto", "09:00-10:00", "Foto"),
        ("zeitgleich Foto", "with", "Foto"),
        ("tba Foto", "tba", "Foto"),
    ],
)
def test_a_time_is_understood_however_it_is_typed(text: str, time: str, title: str) -> None:
    found = read_line(the_trip(), text)
    assert (canonical(found.when), found.title) == (time, title)


@given(trips(), st.lists(st.sampled_from(LINE_WORDS), max_size=6))
def test_nothing_is_swallowed_where_nothing_is_known(trip: Trip, line: list[str]) -> None:
    bare = changed(trip, venues=(), people=(), organisations=(), items=())
    text = " ".join(["Foto", *line, "x"])
    assert read_line(bare, text).title == text


@given(st.lists(st.sampled_from(LINE_WORDS), max_size=8))
def test_what_leaves_the_title_is_named_by_the_item(line: list[str]) -> None:
    trip = the_trip()
    try:
        item = item_of(read_line(trip, " ".join(line)), None)
    except Refused:
        return
    assert len(item.title.split()) <= len(line)
    named = (item.venue, *item.hosts, *item.speakers, *item.people)
    for word, key in (("Dom", "dom"), ("Heinen", "heinen"), ("KGSt", "kgst")):
        assert word not in line or word in item.title or key in named
    assert "Foto" not in line or "Foto" in item.title
