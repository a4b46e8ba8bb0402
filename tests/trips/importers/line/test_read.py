"""A line as one would say it, with the places and people that it names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import trips
from tests.trips.edits.test_items import a_trip
from trips.edits.items import add_item
from trips.grammar.when_text import canonical, write_when
from trips.i18n.language import Language, UserError, words
from trips.importers.line.read import item_of, read_line, understood_text, with_new
from trips.model.doors import checked
from trips.model.entities import Day, Group, Organisation, Person, Venue, changed, new_id
from trips.model.trip import Trip

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
        == "Thu 9 Oct · 14:30 · Group photo · Historisches Rathaus · Dr. Ralf Heinen"
    )
    assert told("Do 14:30 Besuch") == "Thu 9 Oct · 14:30 · visit · Besuch"


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
    found = read_line(bare, text)
    new = " ".join(entry.name for _, entry in found.new)
    assert found.title == text or all(word in f"{found.title} {new}" for word in ("Foto", "x"))
    assert (found.title == text) == (not found.new)


@given(st.lists(st.sampled_from(LINE_WORDS), max_size=8))
def test_what_leaves_the_title_is_named_by_the_item(line: list[str]) -> None:
    trip = the_trip()
    try:
        understood = read_line(trip, " ".join(line))
        item = item_of(understood, None)
    except UserError:
        return
    assert len(item.title.split()) <= len(line)
    named = (item.venue, *item.hosts, *item.speakers, *item.people)
    made = " ".join(entry.name for _, entry in understood.new)
    for word, key in (("Dom", "dom"), ("Heinen", "heinen"), ("KGSt", "kgst")):
        assert word not in line or word in item.title or key in named or word in made
    assert "Foto" not in line or "Foto" in item.title or "Foto" in made


def quick(text: str, trip: Trip | None = None) -> str:
    """A line of an empty two-day trip, told with what it makes new."""
    trip = trip or a_trip()
    found = read_line(trip, text)
    return understood_text(with_new(trip, found), item_of(found, trip.days[0].id), words("en"), found.new)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Do 10:30-12 Besuch KGSt in Gereonstraße mit Dr. Klaus Effing",
            "Thu 9 Oct · 10:30-12:00 · visit · Besuch KGSt · Gereonstraße (new) · Dr. Klaus Effing (new)",
        ),
        (
            'Vortrag "KI in der Kölner Stadtverwaltung" von Gloria Volkmann 45 min anschl.',
            "Thu 9 Oct · then, 45 min · talk · KI in der Kölner Stadtverwaltung · Gloria Volkmann (new)",
        ),
        (
            "fri 9am visit KölnBusiness, 90 min, group A",
            "Fri 10 Oct · 09:00, 90 min · visit · visit KölnBusiness · group A (new)",
        ),
        (
            "ca. 18:30 Abendessen Gastgeber: Stadt Köln angefragt",
            "Thu 9 Oct · about 18:30 · meal · Abendessen · Stadt Köln (new) · requested",
        ),
        ("Besuch der KGSt Fr 14:00", "Fri 10 Oct · 14:00 · visit · Besuch der KGSt"),
        ("Besuch der KGSt am Freitag um 14 Uhr", "Fri 10 Oct · 14:00 · visit · Besuch der KGSt"),
        ("14:00 Fr Besuch der KGSt", "Fri 10 Oct · 14:00 · visit · Besuch der KGSt"),
        ("Lunch (tbc) 12:30-13:30 on Friday", "Fri 10 Oct · 12:30-13:30 · meal · Lunch"),
        ("Lunch, confirmed, Friday, 12:30", "Fri 10 Oct · 12:30 · meal · Lunch · confirmed"),
        ("Foto am 10.10. vor dem Dom um 9 Uhr", "Fri 10 Oct · 09:00 · Foto vor dem Dom"),
        ("9.10. 10 Uhr Empfang entfällt", "Thu 9 Oct · 10:00 · reception · Empfang · cancelled"),
        ("Kaffeepause 20 min danach", "Thu 9 Oct · then, 20 min · break · Kaffeepause"),
        ("Treffen Ort: Café Reichard 15 Uhr", "Thu 9 Oct · 15:00 · meeting · Treffen · Café Reichard (new)"),
        ("Stadtgang mit Frau Weber und Dr. Anna Roth", "Thu 9 Oct · Stadtgang · Weber (new), Dr. Anna Roth (new)"),
    ],
)
def test_a_line_is_understood_in_any_order(text: str, said: str) -> None:
    assert quick(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Besuch am Samstag",
        "Feier am 12.10.",
        "Fest der Gruppe",
        "Vortrag von Bonn",
        "Zimmer 12",
    ],
)
def test_what_cannot_be_meant_stays_in_the_title(text: str) -> None:
    found = read_line(a_trip(), text)
    assert (found.title, found.day, canonical(found.when), found.new) == (text, None, "tba", ())


def test_a_group_that_is_there_is_the_one_that_is_named() -> None:
    trip = changed(a_trip(), groups=(Group(key="a", name="Sprecherkreis"),))
    for text in ("Foto für Sprecherkreis", "Foto nur Sprecherkreis", "Foto (for Sprecherkreis)"):
        found = read_line(trip, text)
        assert (found.title, found.groups, found.new) == ("Foto", ("a",), ())


def test_people_and_places_of_earlier_trips_are_known_by_their_full_names() -> None:
    earlier = (
        ("people", Person(key="old", name="Dr. Ralf Heinen", role="Bürgermeister")),
        ("venues", Venue(key="oldplace", name="Historisches Rathaus", address="Rathausplatz 2, 50667 Köln")),
    )
    found = read_line(a_trip(), "Foto im Historischen Rathaus mit Ralf Heinen", earlier)
    assert (found.title, found.venue, found.people) == ("Foto", "oldplace", ("old",))
    assert {entry.key for _, entry in found.new} == {"old", "oldplace"}
    assert read_line(a_trip(), "Foto im Rathaus mit Heinen", earlier).new == ()


FACTS = """
Do vormittags Anreise nach Köln
Do 11:00-12:30 Besuch der Stadtverwaltung Ort: Historisches Rathaus
11:00 Begrüßung durch Bürgermeister Dr. Ralf Heinen
Vortrag "Einsatz von KI in der Kölner Stadtverwaltung" von Gloria Volkmann
Rechtliche Grundlagen (EU AI-Act)
Do nachmittags Besuch der KGSt
Vortrag "Bürokratiemanagement statt Entbürokratisierung" von Dr. Klaus Effing
Vortrag "Einsatzszenarien für KI in Kommunalverwaltungen" von Matthias Hörmeyer
Fr Besuch der KölnBusiness Gastgeber: Stadt Köln
Fr Vortrag "KI in der Wirtschaftsförderung" von Dr. Simon Bujanowski und Dr. Cédric Reuter
Fr Austausch mit Fachleuten aus Verwaltung und Wirtschaft
"""


def test_the_facts_of_the_report_can_be_typed_line_by_line() -> None:
    trip = a_trip()
    trip = changed(trip, items=())
    for line in FACTS.strip().splitlines():
        found = read_line(trip, line)
        trip = with_new(trip, found)
        trip = add_item(trip, item_of(found, trip.days[0].id))
    names = {one.key: one.name for one in (*trip.people, *trip.organisations)}
    talks = {one.title: [names[key] for key in one.speakers] for one in trip.items if one.kind == "talk"}
    assert talks == {
        "Einsatz von KI in der Kölner Stadtverwaltung": ["Gloria Volkmann"],
        "Bürokratiemanagement statt Entbürokratisierung": ["Dr. Klaus Effing"],
        "Einsatzszenarien für KI in Kommunalverwaltungen": ["Matthias Hörmeyer"],
        "KI in der Wirtschaftsförderung": ["Dr. Simon Bujanowski", "Dr. Cédric Reuter"],
    }
    kinds = {one.title: one.kind for one in trip.items}
    assert kinds["Anreise nach Köln"] == "arrival"
    assert kinds["Besuch der KGSt"] == kinds["Besuch der KölnBusiness"] == "visit"
    assert [venue.name for venue in trip.venues][-1] == "Historisches Rathaus"


LINE_PARTS = (
    "Do", "fri", "10:30", "9am", "45 min", "anschl.", "Besuch", "group A", "tbc", "mit", "Dr. Weber", "von", '"KI"',
    "in", "Domstraße", "Ort:", "Host:", "@", "(", ")", ",", "KGSt", "am", "9.10.",
)  # fmt: skip


@given(st.lists(st.sampled_from(LINE_PARTS), min_size=1, max_size=9))
def test_no_word_of_a_line_is_swallowed(parts: list[str]) -> None:
    trip = a_trip()
    try:
        found = read_line(trip, " ".join(parts))
    except UserError:
        return
    told = understood_text(with_new(trip, found), item_of(found, None), words("en"), found.new)
    for word in ("KGSt", "Weber", "Domstraße", "KI"):
        assert word in told or not any(word in part for part in parts)
    assert "Besuch" not in parts or "Besuch" in told or "visit" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Vortrag Do 11 Uhr 45 min", "Thu 9 Oct · 11:00, 45 min · talk · Vortrag"),
        ("Do 15.00 Uhr: Treffen", "Thu 9 Oct · 15:00 · meeting · Treffen"),
        (
            "Kaffee mit Frau Kurz Fr 16:30 in der Kantine",
            "Fri 10 Oct · 16:30 · break · Kaffee in der Kantine · Kurz (new)",
        ),
        ("Abfahrt Bus 8:15 Fr ab Hotel", "Fri 10 Oct · 08:15 · transfer · Abfahrt Bus ab Hotel"),
        ("Foto Fr 12:50, vor dem Dom, angefragt", "Fri 10 Oct · 12:50 · Foto vor dem Dom · requested"),
    ],
)
def test_times_beside_days_and_lengths_are_understood(text: str, said: str) -> None:
    assert quick(text) == said


def test_somebody_known_is_not_made_again_behind_an_office() -> None:
    trip = changed(a_trip(), people=(Person(key="peters", name="Dr. Olaf Peters"),))
    found = read_line(trip, "Empfang durch Stadtrat Dr. Olaf Peters Do 20 Uhr")
    assert (found.people, found.new) == (("peters",), ())


def week(language: Language = "en") -> Trip:
    days = tuple(checked(Day, id=new_id(), date=date(2026, 12, 7 + place)) for place in range(5))
    return checked(Trip, id=new_id(), title="Week", language=language, days=days)


@pytest.mark.parametrize(
    ("line", "day", "when", "title"),
    [
        ("FR 2435 MAN 06:25 - KRK 10:00", None, "06:25-10:00", "FR 2435 MAN 06:25 - KRK 10:00"),
        ("DO 120 STN 07:00", None, "07:00", "DO 120 STN 07:00"),
        ("Mon BA 851 LHR 12:50 - WAW 16:20", 7, "12:50-16:20", "BA 851 LHR 12:50 - WAW 16:20"),
        ("Mon ICE 612 Köln ab 9:05, an 10:10", 7, "09:05-10:10", "ICE 612 Köln ab 9:05, an 10:10"),
        ("Do the site visit 10:00", None, "10:00", "Do the site visit"),
        ("Mo Farah talk", None, "tba", "Mo Farah talk"),
        ("Fr Brown's lecture", None, "tba", "Fr Brown's lecture"),
        ("Do 10:30-12 Visit", 10, "10:30-12:00", "Visit"),
        ("Tea at 3", None, "15:00", "Tea"),
        ("Coffee 3 o'clock", None, "15:00", "Coffee"),
        ("um 3 Kaffee", None, "15:00", "Kaffee"),
        ("03:00 Taxi", None, "03:00", "Taxi"),
        ("3 Uhr Taxi", None, "03:00", "Taxi"),
        ("10:30 lecture Wed", 9, "10:30", "lecture"),
        ("9/12 10:30 lecture", 9, "10:30", "lecture"),
        ("9.12 10 Uhr Sitzung", 9, "10:00", "Sitzung"),
        ("12:30 for 13:00 Lunch", None, "12:30", "Lunch"),
        ("noon Lunch", None, "12:00", "Lunch"),
        ("Lunch at noon for 30 minutes", None, "12:00, 30 min", "Lunch"),
        ("workshop 1 1/2 hours", None, "90 min", "workshop"),
        ("workshop 1h30", None, "90 min", "workshop"),
        ("between 9 and 10 Breakfast", None, "09:00-10:00", "Breakfast"),
        ("ten thirty coffee", None, "10:30", "coffee"),
        ("9 Uhr 30 Begrüßung", None, "09:30", "Begrüßung"),
        ("9⁰⁰ Uhr Rathaus", None, "09:00", "Rathaus"),
        ("am Dienstagnachmittag Führung", 8, "afternoon", "Führung"),
        ("Convivial afternoon with hosts", None, "tba", "Convivial afternoon with hosts"),
    ],
)
def test_a_line_is_read_as_an_importer_would_and_no_word_is_taken_for_a_day(
    line: str, day: int | None, when: str, title: str
) -> None:
    read = read_line(week(), line)
    found = read.day.date.day if read.day is not None else None
    assert (found, canonical(read.when), read.title, read.told) == (day, when, title, ())


@pytest.mark.parametrize(
    ("line", "day", "when", "title", "told"),
    [
        ("Sat 10:30 Walk", None, "10:30", "Walk", "“Sat” is no day of the trip (Mon 7 Dec to Fri 11 Dec)"),
        ("31.12. 10 Uhr Abreise", None, "10:00", "Abreise", "“31.12.” is no day of the trip"),
        ("Fri 12.12. debrief", None, "tba", "debrief", "“Fri 12.12.” is no day of the trip"),
        ("Fri 10.12. debrief", 10, "tba", "debrief", "“Fri 10.12.” contradicts itself; the item is on Thu 10 Dec."),
        ("Mon-Fri 07:00-09:00 breakfast", 7, "07:00-09:00", "breakfast", "“Mon-Fri” is several days"),
        ("Di+Mi 10 Uhr Sitzung", 8, "10:00", "Sitzung", "“Di+Mi” is several days"),
        ("8 to 9 December team away day", 8, "tba", "team away day", "“8 to 9 December” is several days"),
        ("daily 9:00 briefing", None, "09:00", "briefing", "“daily” is every day"),
    ],
)
def test_a_day_that_the_trip_has_not_and_several_days_are_told_and_the_time_is_read(
    line: str, day: int | None, when: str, title: str, told: str
) -> None:
    read = read_line(week("de"), line)
    found = read.day.date.day if read.day is not None else None
    assert (found, canonical(read.when), read.title) == (day, when, title)
    (sentence,) = read.told
    assert told in sentence.say(words("en"))


def test_a_status_at_the_front_and_a_host_are_no_part_of_the_title() -> None:
    read = read_line(week(), "cancelled: Dinner hosted by Jane Roe 19:00")
    assert (read.title, read.status, canonical(read.when), len(read.hosts)) == ("Dinner", "cancelled", "19:00", 1)


@pytest.mark.parametrize(
    "text",
    ["Thu 14:00 Tour for Rail party", "Thu 14:00 Tour with the Rail party", "Thu 14:00 Tour (rail party)",
     "Thu 14:00 Tour, Rail party", "Thu 14:00 Rail party: Tour", "Thu Tour 14:00 nur Rail party"],
)  # fmt: skip
def test_a_group_of_the_trip_is_known_however_it_is_said(text: str) -> None:
    trip = changed(the_trip(), groups=(Group(key="rail", name="Rail party"), Group(key="air", name="Air party")))
    understood = read_line(trip, text)
    assert (understood.groups, understood.title) == (("rail",), "Tour")


def test_several_groups_are_known_and_what_is_no_group_stays_in_the_title() -> None:
    trip = changed(the_trip(), groups=(Group(key="rail", name="Rail party"), Group(key="air", name="Air party")))
    assert read_line(trip, "Thu 14:00 Tour for Air party and Rail party").groups == ("air", "rail")
    for text in ("Tour for rail fans and Rail party", "Tour with rail fans", "Programme: Tour", "Tour (long)"):
        understood = read_line(trip, f"Thu 14:00 {text}")
        assert (understood.groups, understood.title) == ((), text)


@pytest.mark.parametrize(
    ("text", "when", "title"),
    [
        ("Thu then free time until 17:00", "then, until 17:00", "free time"),
        ("Do anschl. Freizeit bis 17 Uhr", "then, until 17:00", "Freizeit"),
        ("Thu 10:00 Open house until 17h", "10:00, until 17:00", "Open house"),
        ("Thu free time until 17h", "until 17:00", "free time"),
        ("Thu 10:00 Museum, 2h", "10:00, 2 h", "Museum"),
        ("Thu night bus at 4:30", "04:30", "night bus"),
        ("Thu evening reception at 19:00", "19:00", "evening reception"),
        ("Do abends Essen um 19 Uhr", "19:00", "Essen"),
        ("Thu night walk", "night", "walk"),
    ],
)
def test_an_end_behind_the_title_and_a_part_of_the_day_before_a_clock(text: str, when: str, title: str) -> None:
    understood = read_line(the_trip(), text)
    assert (write_when(understood.when, words("en")), understood.title) == (when, title)


def test_a_clock_behind_midnight_says_which_night_it_is_in() -> None:
    assert "00:30 · in the night before; 24:30 is in the night after" in told("Thu 0:30 Bus")
    assert told("Thu 24:30 Bus") == "Thu 9 Oct · 24:30 · transfer · Bus"
    assert "night before" not in told("Thu 5:30 Bus")
