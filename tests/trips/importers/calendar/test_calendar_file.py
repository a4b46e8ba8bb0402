"""Calendar files of others taken in: what becomes of their events, and that no file brings the program down."""

from __future__ import annotations

import json
import os
import sys
import time
from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.cli import run
from exports.audience import read_audience
from exports.calendar import calendar_file
from exports.snapshot import Snapshot
from tests import ROOT
from trips.edits.items import change_item, get_item
from trips.grammar.when_text import canonical
from trips.i18n.language import UserError
from trips.importers.calendar import Calendar, Taken, read_calendar
from trips.importers.calendar.rules import can_hold
from trips.model.doors import checked
from trips.model.entities import Day, Item, new_id
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store import open_store
from trips.tripfile import read_trip

CORPUS = Path(os.environ.get("AGENDA_TEST_CORPUS", ROOT / "tests/corpus/ics"))
ISSUED = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)


def file_of(*events: str, head: str = "", zones: str = "") -> bytes:
    """A calendar file with the lines of each event, of its head, and of what stands before the events."""
    made = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{head}{zones}{made}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def event(start: str = "DTSTART:20260504T080000Z", *more: str, uid: str = "a@x", title: str = "Besuch") -> str:
    return "\n".join((f"UID:{uid}", start, f"SUMMARY:{title}", *more))


def taken(*events: str, head: str = "", zones: str = "", name: str = "plan.ics") -> Taken:
    return read_calendar(file_of(*events, head=head, zones=zones), name).new_trip()


def the_one(*events: str, head: str = "", zones: str = "") -> tuple[Trip, Item]:
    trip = taken(*events, head=head, zones=zones).trip
    (item,) = trip.items
    return trip, item


def told(trip: Trip) -> list[str]:
    """Each item as a programme has it: date, time, title."""
    dates = {day.id: str(day.date) for day in trip.days}
    return [f"{dates.get(item.day or '', 'pool')} {canonical(item.when)} {item.title}" for item in trip.items]


def whys(one: Taken) -> list[str]:
    return [str(skipped.why) for skipped in one.skipped]


def trip_of(first: date, count: int = 2, *items: Item, timezone: str = "Europe/Berlin") -> Trip:
    days = tuple(Day(id=new_id(), date=date.fromordinal(first.toordinal() + n)) for n in range(count))
    return Trip(id=new_id(), title="Köln", days=days, items=items, timezone=timezone)


# Times


def test_a_time_in_a_zone_is_told_on_the_clocks_of_that_zone() -> None:
    trip, item = the_one(
        event("DTSTART;TZID=Europe/Lisbon:20260504T100000", "DTEND;TZID=Europe/Lisbon:20260504T113000")
    )
    assert trip.timezone == "Europe/Lisbon"
    assert canonical(item.when) == "10:00-11:30"


def test_utc_is_told_in_the_zone_of_the_calendar() -> None:
    trip, _ = the_one(event("DTSTART:20260504T080000Z", "DURATION:PT1H30M"), head="X-WR-TIMEZONE:Europe/Berlin\n")
    assert told(trip) == ["2026-05-04 10:00-11:30 Besuch"]


def test_a_time_without_a_zone_is_local_wherever_it_is() -> None:
    trip, _ = the_one(event("DTSTART:20260504T093000"), head="X-WR-TIMEZONE:Asia/Tokyo\n")
    assert told(trip) == ["2026-05-04 09:30 Besuch"]


@pytest.mark.parametrize(
    "name",
    [
        "W. Europe Standard Time", '"W. Europe Standard Time"', "/freeassociation.sourceforge.net/Europe/Berlin",
        "europe/berlin", '"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"', "Europe-Berlin",
    ],
)  # fmt: skip
def test_zones_under_other_names_are_recognised(name: str) -> None:
    found = taken(event(f"DTSTART;TZID={name}:20260704T100000"), event("DTSTART:20260704T090000Z", uid="b"))
    assert [entry[11:16] for entry in told(found.trip)] == ["10:00", "11:00"]
    assert not found.skipped


OUTLOOK = """BEGIN:VTIMEZONE
TZID:Unsere Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def test_a_zone_of_a_programs_own_is_recognised_by_its_rules() -> None:
    trip, _ = the_one(event("DTSTART;TZID=Unsere Zone:20260704T100000"), zones=OUTLOOK)
    assert trip.timezone == "Europe/Berlin"
    assert told(trip) == ["2026-07-04 10:00 Besuch"]


def test_rules_that_no_place_on_earth_has_convert_the_times_and_are_told() -> None:
    zones = OUTLOOK.replace("+0200", "+0217").replace("+0100", "+0117")
    found = taken(event("DTSTART;TZID=Unsere Zone:20260704T101700"), zones=zones)
    assert told(found.trip) == ["2026-07-04 10:00 Besuch"]
    assert whys(found) == ['The time zone "Unsere Zone" is not known; its times were converted by its rules.']


def test_a_zone_that_nobody_knows_is_local_time_and_is_told() -> None:
    found = taken(event("DTSTART;TZID=Nirgendwo:20260704T101700"))
    assert told(found.trip) == ["2026-07-04 10:17 Besuch"]
    assert whys(found) == ['The time zone "Nirgendwo" is not known; its times were taken as local times.']


def test_a_day_abroad_has_the_zone_that_its_events_are_told_in() -> None:
    berlin = [event(f"DTSTART;TZID=Europe/Berlin:2026050{n}T100000", uid=str(n)) for n in (4, 5)]
    trip = taken(*berlin, event("DTSTART;TZID=Europe/Lisbon:20260506T100000", uid="l")).trip
    assert [day.timezone for day in trip.days] == [None, None, "Europe/Lisbon"]
    assert [entry[11:16] for entry in told(trip)] == ["10:00", "10:00", "10:00"]
    assert str(list(Timeline(trip).placed().values())[-1].starts) == "2026-05-06 10:00:00+01:00"


def test_whole_days() -> None:
    trip = taken(
        event("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260505", title="Feiertag"),
        event("DTSTART;VALUE=DATE:20260504", "DTEND;VALUE=DATE:20260507", uid="m", title="Messe"),
    ).trip
    assert told(trip) == ["2026-05-04 all day Feiertag", "2026-05-04 all day, 3 days Messe"]
    assert len(trip.days) == 3


def test_ends_past_midnight_and_past_the_next_day() -> None:
    trip = taken(
        event("DTSTART:20260504T220000", "DTEND:20260505T010000", title="Fest"),
        event("DTSTART:20260504T080000", "DTEND:20260506T180000", uid="b", title="Klausur"),
    ).trip
    assert told(trip) == ["2026-05-04 08:00-18:00 +2 days Klausur", "2026-05-04 22:00-01:00 Fest"]


def test_an_end_before_its_beginning_does_not_count() -> None:
    found = taken(event("DTSTART:20260504T100000", "DTEND:20260504T090000"))
    assert told(found.trip) == ["2026-05-04 10:00 Besuch"]
    assert whys(found) == ["Its end is before its beginning; only its beginning was taken."]


# What else an event says


def test_status() -> None:
    events = [
        event("DTSTART:20260504T100000", f"STATUS:{one}", uid=one) for one in ("CONFIRMED", "TENTATIVE", "CANCELLED")
    ]
    assert [item.status for item in taken(*events).trip.items] == ["confirmed", "tentative", "cancelled"]


def test_place_with_address_and_coordinates() -> None:
    trip, item = the_one(event("DTSTART:20260504T100000", "LOCATION:Rathaus\\, Markt 1\\n50667 Köln", "GEO:50.9;6.9"))
    (venue,) = trip.venues
    assert (item.venue, venue.name, venue.address) == (venue.key, "Rathaus", "Markt 1, 50667 Köln")
    assert (venue.lat, venue.lon) == (50.9, 6.9)


def test_people_are_those_who_have_a_name_and_come() -> None:
    found = taken(
        event(
            "DTSTART:20260504T100000",
            "ORGANIZER;CN=Protokoll:mailto:protokoll@example.org",
            'ATTENDEE;CN="Weber, Anna":mailto:weber@example.org',
            "ATTENDEE;CN=nobody@example.org:mailto:nobody@example.org",
            "ATTENDEE:mailto:silent@example.org",
            "ATTENDEE;CN=Max Meier;PARTSTAT=DECLINED:mailto:meier@example.org",
            "ATTENDEE;CN=Saal 3;CUTYPE=ROOM:mailto:saal3@example.org",
        )
    )
    people = {person.key: person for person in found.trip.people}
    (item,) = found.trip.items
    assert [people[key].name for key in item.hosts] == ["Protokoll"]
    assert [people[key].name for key in item.people] == ["Weber, Anna"]
    assert {person.private.email for person in people.values()} == {"protokoll@example.org", "weber@example.org"}
    assert whys(found) == ["People without a name were left out (2 e-mail addresses)."]


def test_kind_comes_from_the_title() -> None:
    titles = ("Mittagessen im Rathaus", "Besuch der KGSt", "Irgendetwas")
    events = [event("DTSTART:20260504T100000", uid=one, title=one) for one in titles]
    assert [item.kind for item in taken(*events).trip.items] == ["meal", "visit", "other"]


def test_description_becomes_the_note_without_markup_of_its_program() -> None:
    _, item = the_one(event("DTSTART:20260504T100000", "DESCRIPTION:<p>Bitte <b>bald</b></p>Danke &amp; Gruß<br>A < B"))
    assert item.note == "Bitte bald\nDanke & Gruß\nA < B"


def test_too_long_texts_are_cut_and_told() -> None:
    found = taken(event("DTSTART:20260504T100000", f"DESCRIPTION:{'x' * 30_000}", title="T" * 600))
    (item,) = found.trip.items
    assert len(item.title) == 500
    assert len(item.note) == 20_000
    assert any("title is longer" in why for why in whys(found))
    assert any("description is longer" in why for why in whys(found))


def test_what_was_private_stays_with_the_staff() -> None:
    assert the_one(event("DTSTART:20260504T100000", "CLASS:PRIVATE"))[1].audience == "staff"


def test_only_web_addresses_become_the_web_page() -> None:
    assert the_one(event("DTSTART:20260504T100000", "URL:https://example.org/a"))[1].url == "https://example.org/a"
    assert the_one(event("DTSTART:20260504T100000", "URL:javascript:alert(1)"))[1].url == ""


def test_alarms_tasks_and_journals_are_left_out_with_a_word() -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:nonsense\nSUMMARY:Alarm\nEND:VALARM"
    other = "BEGIN:VTODO\nUID:t\nSUMMARY:Blumen bestellen\nEND:VTODO\nBEGIN:VJOURNAL\nSUMMARY:Tagebuch\nEND:VJOURNAL\n"
    found = taken(event("DTSTART:20260504T100000", alarm), zones=other)
    assert told(found.trip) == ["2026-05-04 10:00 Besuch"]
    assert [(one.line, one.text, str(one.why)) for one in found.skipped] == [
        (0, "", "Alarms were left out (1); the office sets its own."),
        (4, "Blumen bestellen", "It is a task of a calendar program, not an event."),
        (8, "Tagebuch", "It is a journal entry, not an event."),
    ]


# Repetition


def test_a_repetition_is_expanded_with_its_exceptions() -> None:
    trip = taken(
        event(
            "DTSTART;TZID=Europe/Berlin:20260504T100000",
            "DTEND;TZID=Europe/Berlin:20260504T110000",
            "RRULE:FREQ=DAILY;COUNT=5",
            "EXDATE;TZID=Europe/Berlin:20260506T100000",
            "RDATE;TZID=Europe/Berlin:20260510T120000",
        ),
        event(
            "DTSTART;TZID=Europe/Berlin:20260507T150000",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260507T100000",
            title="Später",
        ),
    ).trip
    assert told(trip) == [
        "2026-05-04 10:00-11:00 Besuch",
        "2026-05-05 10:00-11:00 Besuch",
        "2026-05-07 15:00 Später",
        "2026-05-08 10:00-11:00 Besuch",
        "2026-05-10 12:00-13:00 Besuch",
    ]


def test_a_repetition_keeps_its_clock_time_when_clocks_change() -> None:
    weekly = event("DTSTART;TZID=Europe/Berlin:20260318T100000", "RRULE:FREQ=WEEKLY;UNTIL=20260401T235959Z")
    assert [one[11:16] for one in told(taken(weekly).trip)] == ["10:00", "10:00", "10:00"]


def test_a_repetition_without_an_end_keeps_within_the_other_events() -> None:
    trip = taken(
        event("DTSTART;VALUE=DATE:19500505", "RRULE:FREQ=YEARLY", uid="y", title="Geburtstag"),
        event("DTSTART:20260504T100000", title="Anreise"),
        event("DTSTART:20260506T100000", uid="b", title="Abreise"),
    ).trip
    assert told(trip) == ["2026-05-04 10:00 Anreise", "2026-05-05 all day Geburtstag", "2026-05-06 10:00 Abreise"]


def test_a_repetition_late_in_the_evening_of_another_continent_is_on_its_own_date() -> None:
    trip = taken(event("DTSTART;TZID=America/New_York:20260504T180000", "RRULE:FREQ=DAILY;COUNT=2")).trip
    assert told(trip) == ["2026-05-04 18:00 Besuch", "2026-05-05 18:00 Besuch"]


def test_a_repetition_alone_makes_a_year_at_most() -> None:
    trip = taken(event("DTSTART:20260504T100000", "RRULE:FREQ=DAILY")).trip
    assert len(trip.days) == len(trip.items) == 366


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "It repeats more often than once a day; only its first date was taken."),
        ("FREQ=SOMETIMES", "Its rule of repetition cannot be read; only its first date was taken."),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "Its rule of repetition never holds; only its first date was taken."),
        ("FREQ=DAILY;BYDAY=XX", "Its rule of repetition cannot be read; only its first date was taken."),
    ],
)
def test_a_rule_that_makes_no_sense_leaves_the_first_date(rule: str, why: str) -> None:
    others = [event(f"DTSTART:2026050{n}T100000", uid=str(n)) for n in (3, 5)]
    found = taken(event("DTSTART:20260504T100000", f"RRULE:{rule}"), *others)
    assert len(found.trip.items) == 3
    assert whys(found) == [why]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    ],
)
def test_a_rule_that_hardly_ever_holds_is_not_followed_for_ever(rule: str) -> None:
    begin = time.perf_counter()
    taken(*(event("DTSTART:19700101T100000", f"RRULE:{rule}", uid=str(n)) for n in range(20)), event(uid="z"))
    assert time.perf_counter() - begin < 5


@given(st.dates(date(1995, 1, 1), date(2090, 1, 1)), st.integers(0, 700), st.data())
def test_a_rule_that_has_a_date_is_never_thought_to_have_none(start: date, later: int, data: st.DataObject) -> None:
    day = start + timedelta(days=later)
    last = monthrange(day.year, day.month)[1]
    place = (day.day - 1) // 7 + 1
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()]
    said = {
        "BYMONTH": str(day.month),
        "BYMONTHDAY": data.draw(st.sampled_from((str(day.day), str(day.day - last - 1)))),
        "BYDAY": data.draw(st.sampled_from((weekday, f"MO,{weekday}"))),
        "BYYEARDAY": str(day.timetuple().tm_yday),
    }
    frequency = data.draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = {name: said[name] for name in data.draw(st.sets(st.sampled_from(tuple(said))))}
    if frequency == "MONTHLY" and "BYDAY" in parts:
        parts["BYDAY"] = data.draw(st.sampled_from((weekday, f"{place}{weekday}", f"+{place}{weekday}")))
    assert can_hold({"FREQ": frequency, **parts}, start)


# Days


def test_a_new_trip_is_named_after_the_calendar_else_the_file() -> None:
    assert taken(event(), head="X-WR-CALNAME:Reise nach Köln\n").trip.title == "Reise nach Köln"
    assert taken(event(), name="Kölnreise (2).ics").trip.title == "Kölnreise"


def test_a_new_trip_has_the_year_with_the_most_events() -> None:
    found = taken(
        event("DTSTART:20240101T100000"), *(event(f"DTSTART:202605{n:02}T100000", uid=str(n)) for n in range(4, 8))
    )
    assert [str(day.date) for day in (found.trip.days[0], found.trip.days[-1])] == ["2026-05-04", "2026-05-07"]
    assert whys(found) == ["It is on 2024-01-01, not from 2026-05-04 to 2026-05-07; add that day and import again."]
    assert found.skipped[0].line == 4


def test_into_a_trip_events_stand_among_its_items_and_others_are_told() -> None:
    trip = trip_of(date(2026, 5, 4))
    early, late = (checked(Item, id=new_id(), title=title, day=trip.days[0].id, when=when) for title, when in
                   (("Früh", "9:00"), ("Spät", "15:00")))  # fmt: skip
    trip = replace(trip, items=(early, late))
    found = read_calendar(
        file_of(event("DTSTART:20260504T100000"), event("DTSTART:20260601T100000", uid="c", title="Fern"))
    ).into(trip)
    assert [item.title for item in found.trip.items] == ["Früh", "Besuch", "Spät"]
    assert [(one.text, str(one.why)) for one in found.skipped] == [
        ("Fern", "It is on 2026-06-01, not from 2026-05-04 to 2026-05-05; add that day and import again.")
    ]


def test_the_night_after_the_last_evening_belongs_to_it() -> None:
    trip = trip_of(date(2026, 5, 4), 1)
    found = read_calendar(file_of(event("DTSTART:20260505T003000", "DTEND:20260505T010000"))).into(trip)
    assert told(found.trip) == ["2026-05-04 24:30-01:00 Besuch"]
    (placed,) = Timeline(found.trip).placed().values()
    assert str(placed.starts) == "2026-05-05 00:30:00+02:00"


# Again


def test_importing_again_updates_what_the_file_tells_and_nothing_else() -> None:
    as_before = ("DTSTART:20260504T100000", "LOCATION:Rathaus", "STATUS:TENTATIVE")
    trip = taken(event(*as_before)).trip
    item_id = trip.items[0].id
    mine = change_item(trip, item_id, staff_note="Blumen!", priority="must", audience="press", status="requested")
    assert read_calendar(file_of(event(*as_before))).into(mine).trip == mine
    later = event("DTSTART:20260504T163000", "LOCATION:Oper", "STATUS:CONFIRMED", title="Neu")
    again = read_calendar(file_of(later)).into(mine).trip
    item = get_item(again, item_id)
    assert (canonical(item.when), item.title, item.status) == ("16:30", "Neu", "confirmed")
    assert [venue.name for venue in again.venues if venue.key == item.venue] == ["Oper"]
    assert (item.staff_note, item.priority, item.audience) == ("Blumen!", "must", "press")
    assert len(again.items) == 1


def test_what_was_removed_from_the_trip_does_not_come_back_from_our_own_file() -> None:
    trip = read_trip((ROOT / "examples/koeln.toml").read_bytes()).trip
    gone = checked(Item, id=new_id(), title="Gestrichen", day=trip.days[0].id, status="cancelled", when="9:00")
    with_it = replace(trip, items=(gone, *trip.items))
    found = read_calendar(calendar_file(Snapshot(with_it, ISSUED), read_audience(with_it, "staff"))).into(trip)
    assert found.trip == trip
    assert whys(found) == ["It was removed from the trip; the file only takes it off people's calendars."]


def test_the_id_follows_from_uid_and_occurrence_alone() -> None:
    from hashlib import sha256

    _, item = the_one(event("DTSTART:20260504T100000"))
    assert item.id == sha256(b"a@x\n").hexdigest()[:32]
    replaced = event("DTSTART:20260504T100000", "RECURRENCE-ID:20260504T080000Z")
    assert the_one(replaced)[1].id == sha256(b"a@x\n20260504T080000Z").hexdigest()[:32]


def test_an_event_moved_off_the_trips_days_goes_to_the_pool() -> None:
    trip = taken(event("DTSTART:20260504T100000")).trip
    found = read_calendar(file_of(event("DTSTART:20260704T100000"))).into(trip)
    assert told(found.trip) == ["pool 10:00 Besuch"]
    assert whys(found) == ["It is on 2026-07-04 now, none of the trip's days, and so no longer scheduled."]


@pytest.mark.parametrize("name", ["koeln", "koeln-weich", "lisbon"])
@pytest.mark.parametrize("who", ["participants", "staff"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_our_own_file_changes_nothing_in_its_trip(name: str, who: str, language) -> None:
    trip = read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip
    data = calendar_file(Snapshot(trip, ISSUED), read_audience(trip, who), language)
    found = read_calendar(data)
    assert found.own_trip == trip.id
    assert found.into(trip).trip == trip


@pytest.mark.parametrize("language", ["de", "en"])
def test_our_own_file_makes_the_trip_again_where_it_is_not_known(language) -> None:
    trip = read_trip((ROOT / "examples/lisbon.toml").read_bytes()).trip
    data = calendar_file(Snapshot(trip, ISSUED), read_audience(trip, "participants"), language)
    new = read_calendar(data).new_trip().trip
    assert (new.id, new.title, new.timezone) == (trip.id, trip.title, trip.timezone)
    placed, again = Timeline(trip).placed(), Timeline(new).placed()
    wholes = {item.part_of for item in trip.items}
    for item in new.items:
        old = get_item(trip, item.id)
        assert (item.title, item.kind, item.url) == (old.title, old.kind, old.url)
        assert old.note == item.note or item.id in wholes
        assert item.status == ("tentative" if old.status == "tentative" else old.status)
        if item.kind != "stay":
            assert (again[item.id].start, again[item.id].end) == (placed[item.id].start, placed[item.id].end)


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_bare_line_ends(encoding: str) -> None:
    text = file_of(event("DTSTART:20260504T100000", title="Führung")).decode().replace("\r\n", "\n")
    assert told(read_calendar(text.encode(encoding)).new_trip().trip) == ["2026-05-04 10:00 Führung"]


def test_lines_folded_in_any_way() -> None:
    folded = event("DTSTART\n :20260504T100000", "DESCRIPTION:eins\n  zwei\ndrei ohne Einzug", title="Be\n such")
    _, item = the_one(folded)
    assert (item.title, item.note) == ("Besuch", "eins zwei\ndrei ohne Einzug")


def test_vcalendar_of_old_telephones() -> None:
    _, item = the_one(event("DTSTART:20260504T100000", "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC=\n=C3=9Fe"))
    assert item.note == "Grüße"


def test_one_broken_event_does_not_cost_the_others() -> None:
    found = taken(event("DTSTART:20261399T100000", title="Kaputt"), "SUMMARY:Ohne Datum", event(uid="c"))
    assert len(found.trip.items) == 1
    assert [(one.line, one.text) for one in found.skipped] == [(4, "Kaputt"), (9, "Ohne Datum")]


def test_an_event_that_is_not_closed_ends_where_the_next_begins() -> None:
    data = file_of(event("DTSTART:20260504T100000"), event("DTSTART:20260504T120000", uid="b"))
    assert len(read_calendar(data.replace(b"END:VEVENT\r\n", b"", 1)).new_trip().trip.items) == 2


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "x.ics is not a calendar file; one begins with BEGIN:VCALENDAR."),
        (b"%PDF-1.7", "x.ics is not a calendar file; one begins with BEGIN:VCALENDAR."),
        (file_of(), "x.ics holds no events."),
        (file_of(zones="BEGIN:VTODO\nEND:VTODO\n"), "x.ics holds no events, only VTODO, which become no items."),
        (
            file_of(event("DTSTART:19700101T000000Z")),
            "Nothing in x.ics can be imported. It is on 1970-01-01; the days of a trip lie between 1990 and 2099.",
        ),
        (
            file_of(event("DTSTART:19700101T000000Z", "RRULE:FREQ=YEARLY")),
            "All events of x.ics repeat since long ago; name the trip whose days are meant with --into.",
        ),
        (file_of("SUMMARY:x"), "Nothing in x.ics can be imported. It has no date, or one that cannot be read."),
        (b"x" * 10_000_001, "x.ics is larger than 10 MB; export only the days of the trip."),
        (b"BEGIN:VEVENT\n" * 50_001, "x.ics holds more than 50000 events; export only the days of the trip."),
    ],
)
def test_what_is_no_calendar_gets_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(UserError) as refused:
        read_calendar(data, "x.ics").new_trip()
    assert str(refused.value) == why


def test_more_events_than_a_trip_can_have_are_left_out() -> None:
    data = file_of(*(f"UID:{n}\nDTSTART:20260504T100000\nSUMMARY:{n}" for n in range(10_050)))
    found = read_calendar(data).new_trip()
    assert len(found.trip.items) == 10_000
    assert len(found.skipped) == 50


@pytest.mark.skipif(not CORPUS.is_dir(), reason="AGENDA_TEST_CORPUS names no folder of calendar files")
def test_every_file_of_the_corpus_gives_items_or_a_sentence() -> None:
    outcomes = {True: 0, False: 0}
    for path in sorted(CORPUS.rglob("*.ics")):
        begin = time.perf_counter()
        outcomes[_understood(path)] += 1
        assert time.perf_counter() - begin < 5, path.name
    assert outcomes[True] > outcomes[False] > 0


def _understood(path: Path) -> bool:
    try:
        calendar: Calendar = read_calendar(path.read_bytes(), path.name)
        trip = calendar.new_trip().trip
    except UserError as refused:
        return not str(refused)
    assert trip.items, path.name
    again = read_calendar(path.read_bytes(), path.name).into(trip).trip
    assert {item.id for item in trip.items} <= {item.id for item in again.items}
    Timeline(again)
    return True


# The command


@pytest.fixture
def agenda(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(arguments)
        sys.stdout.flush()
        return code, *capfd.readouterr()

    return call


def test_the_command_makes_a_trip_and_the_next_time_brings_it_up_to_date(agenda, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_bytes(file_of(event("DTSTART:20260504T100000"), event("DTSTART:20260505T100000", uid="b")))
    assert agenda("import", "plan.ics")[:2] == (0, "plan\n")
    code, _, talk = agenda("import", "plan.ics")
    assert (code, talk) == (0, "plan has all of it already; nothing was changed.\n")
    path.write_bytes(file_of(event("DTSTART:20260504T143000"), event("DTSTART:20260505T100000", uid="b")))
    assert "plan: 0 items new, 1 changed." in agenda("import", "plan.ics")[2]
    assert "14:30" in agenda("show", "plan")[1]
    agenda("undo", "plan")
    assert "14:30" not in agenda("show", "plan")[1]
    assert len(json.loads(agenda("list", "--json")[1])["trips"]) == 1


def test_several_files_into_one_trip_are_one_step(agenda, tmp_path: Path) -> None:
    slug = agenda("new", "Köln", "--from", "2026-05-04", "--to", "2026-05-05")[1].strip()
    for name in ("a", "b"):
        (tmp_path / f"{name}.ics").write_bytes(file_of(event("DTSTART:20260504T100000", uid=name, title=name)))
    assert agenda("import", "a.ics", "b.ics", "--into", slug)[0] == 0
    with open_store() as store:
        trip_id = store.find(slug).id
        assert len(store.load(trip_id).trip.items) == 2
        assert len(store.history(trip_id)) == 2


def test_what_was_left_out_is_told_and_is_in_the_json(agenda, tmp_path: Path) -> None:
    (tmp_path / "plan.ics").write_bytes(file_of(event("DTSTART:20260504T100000"), "SUMMARY:Ohne Datum"))
    code, out, err = agenda("import", "plan.ics", "--dry-run")
    assert (code, out) == (0, "plan.ics: plan, one item\n\nMonday 4 May 2026\n    10:00  Besuch\n")
    assert err == "plan.ics, line 9: Ohne Datum: It has no date, or one that cannot be read.\n"
    shown = json.loads(agenda("import", "plan.ics", "--dry-run", "--json")[1])
    assert shown["skipped"] == [{"line": 9, "text": "Ohne Datum", "why": "It has no date, or one that cannot be read."}]
    assert shown["days"][0]["entries"][0]["start"] == "2026-05-04T10:00:00+02:00"
    done = json.loads(agenda("import", "plan.ics", "--json")[1])
    assert (done["trip"], done["items"], done["skipped"]) == ("plan", 1, shown["skipped"])


def test_our_own_file_goes_into_its_trip(agenda) -> None:
    slug = agenda("import", str(ROOT / "examples/koeln.toml"))[1].strip()
    agenda("export", "ics", slug, "-o", "mine.ics")
    assert agenda("import", "mine.ics")[:2] == (0, f"{slug}\n")
    assert len(json.loads(agenda("list", "--json")[1])["trips"]) == 1


def test_a_file_that_is_not_there_gets_one_sentence(agenda) -> None:
    code, out, err = agenda("import", "nowhere.ics")
    assert (code, out) == (1, "")
    assert err == "nowhere.ics cannot be read (it is not there).\n"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (("DTSTART:20261012T000000", "DTEND:20261013T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"), "all day"),
        (("DTSTART:20261012T000000", "DTEND:20261012T235900", "X-FUNAMBOL-ALLDAY:1"), "all day"),
        (
            ("DTSTART:20261012T000000", "DTEND:20261014T000000", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE"),
            "all day, 2 days",
        ),
        (("DTSTART;VALUE=DATE:20261012T000000",), "all day"),
        (
            ("DTSTART:20261012T000000", "DTEND:20261013T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE"),
            "00:00-00:00 +1 day",
        ),
    ],
)
def test_whole_days_of_programs_that_write_them_from_midnight_to_midnight(lines: tuple[str, ...], when: str) -> None:
    assert canonical(the_one(event(*lines))[1].when) == when


@pytest.mark.parametrize(
    "start",
    [
        "2026-05-04T10:00:00", "2026-05-04T10:00", "2026-05-04T08:00:00Z", "2026-05-04T08:00:00.000Z",
        "2026-05-04T10:00:00+02:00", "20260504T080000.000Z", "2026-05-04 10:00:00",
    ],
)  # fmt: skip
def test_times_as_programmers_write_them(start: str) -> None:
    _, item = the_one(event(f"DTSTART:{start}"), head="X-WR-TIMEZONE:Europe/Berlin\n")
    assert canonical(item.when) == "10:00"


@pytest.mark.parametrize(
    ("name", "zone_name"),
    [
        ("tzone://Microsoft/Utc", "UTC"),
        ("Pacific/Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("GMT+01.00/+02.00", "Europe/Berlin"),
    ],
)
def test_zones_by_the_names_that_their_programs_show(name: str, zone_name: str) -> None:
    read = read_calendar(file_of(event(f'DTSTART;TZID="{name}":20260704T100000'))).new_trip()
    expected = datetime(2026, 7, 4, 10, tzinfo=ZoneInfo(zone_name))
    (placed,) = Timeline(read.trip).placed().values()
    assert placed.starts == expected
    assert read.skipped == ()


def test_a_zone_known_only_by_its_offset_is_told_as_that() -> None:
    (why,) = whys(taken(event('DTSTART;TZID="UTC+11":20260504T100000')))
    assert "by the offset in its name, without a summer time" in why


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("STATUS:CANCELED",), "cancelled"),
        (("X-MICROSOFT-CDO-BUSYSTATUS:BUSY",), "confirmed"),
        (("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",), "tentative"),
        (("X-MICROSOFT-CDO-BUSYSTATUS:FREE",), "tentative"),
    ],
)
def test_a_status_that_only_other_properties_say(lines: tuple[str, ...], status: str) -> None:
    assert the_one(event("DTSTART:20260504T080000Z", *lines))[1].status == status


def test_a_text_only_in_html_keeps_its_links_and_apple_says_where_a_place_is() -> None:
    trip, item = the_one(
        event(
            "DTSTART:20260504T080000Z",
            'X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Anfahrt: <a href="https://x.example/k">Karte</a></p></body></html>',
            "LOCATION:Rathaus",
            'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Rathaus":geo:50.938000,6.957000',
        )
    )
    assert item.note == "Anfahrt: Karte (https://x.example/k)"
    assert (trip.venues[0].lat, trip.venues[0].lon) == (50.938, 6.957)


def test_a_flight_is_told_on_the_clocks_of_both_its_places() -> None:
    trip, item = the_one(
        event(
            "DTSTART;TZID=Europe/Berlin:20260504T100000", "DTEND;TZID=America/New_York:20260504T125000",
            title="LH 400 Frankfurt to New York (JFK)",
        )
    )  # fmt: skip
    places = {venue.key: venue for venue in trip.venues}
    assert (item.kind, item.service, canonical(item.when)) == ("transfer", "LH 400", "10:00-12:50")
    assert item.to is not None
    assert (places[item.to].name, places[item.to].timezone) == ("New York", "America/New_York")


def test_a_file_that_ends_in_an_event_says_so_and_an_archive_is_no_calendar() -> None:
    data = file_of(event(), event("DTSTART:20260504T100000Z", uid="b@x"))
    cut = data[: data.rindex(b"END:VEVENT")]
    assert "The file ends in the middle of this event; save it again." in whys(read_calendar(cut).new_trip())
    with pytest.raises(UserError, match="archive"):
        read_calendar(b"PK\x03\x04", "x.ics")
