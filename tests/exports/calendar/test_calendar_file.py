"""Calendar files: what stands in them, and that the programs which read them understand it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings

from exports.audience import PARTICIPANTS, STAFF, read_audience
from exports.calendar import Alarms, CalendarOptions, calendar_file
from exports.calendar.events import DEFAULT_MINUTES
from exports.calendar.zones import timezone
from exports.snapshot import Snapshot
from tests.support.judges import (  # fmt: skip
    ROOT,
    CalendarServer,
    Told,
    radicale,
    with_ical,
    with_icaljs,
    with_khal,
    with_vobject,
)
from tests.support.judges.libical import libical_errors
from tests.support.matrix import told_by_solver, utc
from tests.support.strategies import trips
from tests.trips.schedule.test_timeline import day_of
from trips.edits.days import set_dates
from trips.i18n.language import Language, UserError
from trips.model.doors import checked
from trips.model.entities import Day, Item, Venue, changed, new_id
from trips.model.trip import Trip
from trips.model.zones import zone
from trips.schedule.timeline import Timeline
from trips.tripfile import read_trip

pytestmark = pytest.mark.filterwarnings("ignore")  # the judges warn of themselves

ISSUED = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)
READERS = (
    ("koeln", "participants"), ("koeln", "staff"), ("koeln", "public"), ("koeln", "person:schablone"),
    ("koeln", "person:reuter"), ("koeln", "group:sprecher"), ("koeln", "host:kgst-ev"),
    ("lisbon", "participants"), ("lisbon", "staff"), ("lisbon", "press"), ("lisbon", "person:mayor"),
    ("lisbon", "person:ines"), ("lisbon", "group:choir"), ("lisbon", "host:lisbon"),
)  # fmt: skip
FILES = [(name, who, language) for name, who in READERS for language in ("de", "en")]
every_file = pytest.mark.parametrize(("name", "who", "language"), FILES)
some_files = pytest.mark.parametrize(
    ("name", "who", "language"),
    [
        ("koeln", "participants", "de"), ("koeln", "person:reuter", "en"), ("koeln", "host:kgst-ev", "de"),
        ("lisbon", "participants", "de"), ("lisbon", "staff", "en"), ("lisbon", "person:mayor", "en"),
    ],
)  # fmt: skip


@cache
def snapshot(name: str) -> Snapshot:
    return Snapshot(read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip, ISSUED)


@cache
def file_of(name: str, who: str, language: str) -> bytes:
    one = snapshot(name)
    return calendar_file(one, read_audience(one.trip, who), language)


@cache
def expected(name: str, who: str, language: Language) -> list[Told]:
    """What every judge must understand, from where the items fall."""
    one = snapshot(name)
    return told_by_solver(one, read_audience(one.trip, who), language)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def components(data: bytes, name: str = "VEVENT") -> list[list[str]]:
    """The lines of each component of a name."""
    found: list[list[str]] = []
    for line in unfolded(data):
        if line == f"BEGIN:{name}":
            found.append([])
            inside = True
        elif line == f"END:{name}":
            inside = False
        elif found and inside:
            found[-1].append(line)
    return found


def value(event: list[str], name: str) -> str:
    """The unescaped value of a property, "" if it is not there."""
    found = [line.partition(":")[2] for line in event if re.split("[;:]", line)[0] == name]
    assert len(found) < 2
    text = found[0] if found else ""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def events_of(trip: Trip, who: str = "participants", language: str = "en", alarm: int | None = None) -> dict:
    """The events of a trip under their titles without prefixes."""
    data = calendar_file(Snapshot(trip, ISSUED), read_audience(trip, who), language, CalendarOptions(Alarms(alarm)))
    titles = {item.id: item.title for item in trip.items}
    return {titles[value(event, "UID")[:32]]: event for event in components(data)}


def span_of(event: list[str]) -> tuple[str, str]:
    start, end = (next(line for line in event if line.startswith(name)) for name in ("DTSTART", "DTEND"))
    return start, end


# Bytes


@every_file
def test_lines_end_in_crlf_and_are_folded_where_every_program_can_read_them(name: str, who: str, language: str) -> None:
    data = file_of(name, who, language)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    for line in lines:
        assert len(line) <= 75
        line.decode()  # a fold inside a character would break it
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", "".join(unfolded(data)))


@every_file
def test_the_head_is_what_calendar_programs_expect_of_a_file(name: str, who: str, language: str) -> None:
    data = file_of(name, who, language)
    lines = unfolded(data)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    names = [re.split("[;:]", line)[0] for line in lines]
    assert {"PRODID", "CALSCALE"} <= set(names)
    assert not {"METHOD", "ATTENDEE", "ORGANIZER", "DURATION", "RDATE"} & set(names)
    named = len(components(data)) != 1
    assert ("X-WR-CALNAME" in names, "NAME" in names) == (named, named)


@every_file
def test_each_zone_that_is_used_is_told_once_and_first(name: str, who: str, language: str) -> None:
    lines = unfolded(file_of(name, who, language))
    told = [line.removeprefix("TZID:") for line in lines if line.startswith("TZID:")]
    used = {found for line in lines for found in re.findall(r"^DT(?:START|END);TZID=([^:;]+)", line)}
    assert used
    assert sorted(told) == sorted(used)
    assert lines.index("BEGIN:VEVENT") > max(n for n, line in enumerate(lines) if line == "END:VTIMEZONE")


@every_file
def test_uids_are_unique_and_ends_are_after_their_starts(name: str, who: str, language: str) -> None:
    events = components(file_of(name, who, language))
    uids = [value(event, "UID") for event in events]
    assert events
    assert len(set(uids)) == len(uids)
    assert all(end > start for _, _, start, end in with_vobject(file_of(name, who, language)))


def test_the_same_trip_gives_the_same_bytes() -> None:
    for name in ("koeln", "lisbon"):
        again = read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip
        assert calendar_file(Snapshot(again, ISSUED), PARTICIPANTS, "de") == file_of(name, "participants", "de")


def test_an_item_has_the_same_uid_in_everybodys_file() -> None:
    visit = next(item for item in snapshot("koeln").trip.items if item.title == "Besuch der KGSt")
    for who in ("participants", "staff", "public", "person:schablone", "host:kgst-ev"):
        uids = [value(event, "UID") for event in components(file_of("koeln", who, "de"))]
        assert f"{visit.id}@{snapshot('koeln').trip.id}" in uids


def test_coordinates_have_six_decimals_and_both_ways_to_say_them_agree() -> None:
    one = Venue(key="v", name="Rathaus", lat=50.9, lon=-6.9589994)
    (event,) = components(
        calendar_file(Snapshot(day_of({"when": "10:00", "venue": "v"}, venues=(one,)), ISSUED), STAFF)
    )
    assert "GEO:50.900000;-6.958999" in event
    assert value(event, "X-APPLE-STRUCTURED-LOCATION") == "geo:50.900000,-6.958999"


def test_one_event_alone_brings_no_calendar_of_its_own() -> None:
    data = calendar_file(Snapshot(day_of({"when": "10:00-11:00"}), ISSUED), PARTICIPANTS)
    assert b"X-WR-" not in data
    assert not any(line.startswith("NAME") for line in unfolded(data))


# What other programs understand


@every_file
def test_ical_and_vobject_understand_titles_and_instants(name: str, who: str, language: str) -> None:
    data = file_of(name, who, language)
    assert with_ical(data) == expected(name, who, language)
    assert with_vobject(data) == expected(name, who, language)


@some_files
def test_khal_imports_and_lists_the_same(name: str, who: str, language: str, tmp_path: Path) -> None:
    assert with_khal(file_of(name, who, language), tmp_path) == expected(name, who, language)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.mark.xdist_group("radicale")
@some_files
def test_a_calendar_server_takes_the_file_and_gives_it_back(
    server: CalendarServer, name: str, who: str, language: str
) -> None:
    data = file_of(name, who, language)
    place = f"/office/{name}-{who.replace(':', '-')}-{language}/"
    assert server.ask("PUT", place, data)[0] == 201
    assert with_vobject(server.ask("GET", place)[1]) == expected(name, who, language)


@pytest.mark.xdist_group("radicale")
@pytest.mark.parametrize("name", ["koeln", "lisbon"])
def test_a_calendar_server_takes_each_event_alone(server: CalendarServer, name: str) -> None:
    data = file_of(name, "staff", "en")
    before, *rest = data.split(b"BEGIN:VEVENT\r\n")
    place = f"/office/alone-{name}/"
    assert server.ask("MKCALENDAR", place)[0] == 201
    for n, event in enumerate(rest):
        alone = before + b"BEGIN:VEVENT\r\n" + event.removesuffix(b"END:VCALENDAR\r\n") + b"END:VCALENDAR\r\n"
        assert server.ask("PUT", f"{place}{n}.ics", alone)[0] == 201
    assert with_vobject(server.ask("GET", place)[1]) == expected(name, "staff", "en")


@every_file
def test_libical_finds_no_error(name: str, who: str, language: str) -> None:
    assert libical_errors(file_of(name, who, language)) == []


def test_libical_would_find_an_error() -> None:
    broken = file_of("koeln", "participants", "de").replace(b"GEO:50.938000;6.959000", b"GEO:north")
    assert libical_errors(broken)


@some_files
def test_icaljs_understands_titles_and_instants(name: str, who: str, language: str) -> None:
    assert with_icaljs(file_of(name, who, language)) == [expected(name, who, language)]


# Zones

ZONES = (
    "Europe/Berlin", "Europe/Dublin", "Europe/Lisbon", "Europe/London", "Europe/Moscow", "Europe/Istanbul",
    "Europe/Chisinau", "Atlantic/Azores", "Atlantic/Reykjavik", "America/New_York", "America/Chicago",
    "America/Phoenix", "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/Asuncion",
    "America/Havana", "America/Nuuk", "America/Scoresbysund", "America/Vancouver", "America/Mexico_City",
    "America/Caracas", "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Johannesburg",
    "Asia/Jerusalem", "Asia/Gaza", "Asia/Beirut", "Asia/Tehran", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tokyo",
    "Asia/Pyongyang", "Asia/Amman", "Australia/Lord_Howe", "Australia/Sydney", "Australia/Adelaide",
    "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia", "Pacific/Fiji", "Pacific/Kiritimati", "Antarctica/Troll",
    "Antarctica/Casey", "Etc/UTC", "Etc/GMT+5", "GMT",
)  # fmt: skip


def offset(text: str) -> timedelta:
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))


def onsets(data: bytes, until: datetime) -> list[tuple[datetime, timedelta]]:
    """The instants at which the observances of a VTIMEZONE begin, each with its offset: RFC 5545 3.6.5 literally."""
    found = []
    for kind in ("STANDARD", "DAYLIGHT"):
        for part in components(data, kind):
            first = datetime.strptime(value(part, "DTSTART"), "%Y%m%dT%H%M%S")
            before, after = offset(value(part, "TZOFFSETFROM")), offset(value(part, "TZOFFSETTO"))
            rule = value(part, "RRULE")
            walls = rrulestr(rule, dtstart=first).between(first, until, inc=True) if rule else [first]
            found += [(wall - before, after) for wall in walls]
    return sorted(found)


def hours(first: date, days: int) -> Iterator[datetime]:
    start = datetime(first.year, first.month, first.day)
    return (start + timedelta(hours=n) for n in range(24 * days))


def changes(zone_name: str, year: int) -> list[date]:
    """The days of a year on which a zone's offset changes."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    offsets = [
        datetime(day.year, day.month, day.day, tzinfo=UTC).astimezone(zone(zone_name)).utcoffset() for day in days
    ]
    return [day for day, one, other in zip(days, offsets, offsets[1:], strict=False) if one != other]


@pytest.mark.parametrize("name", ZONES)
def test_the_zone_that_we_write_is_the_zone_of_the_law(name: str) -> None:
    for year in (2023, 2025, 2026, 2031):
        start = datetime(year, 5, 12, 9, tzinfo=UTC)
        data = timezone(name, start, start + timedelta(days=4)).to_ical()
        known = onsets(data, datetime(year + 2, 1, 1))
        windows = [(date(year, 5, 11), 7)]
        windows += [(day - timedelta(days=1), 4) for one in (year - 1, year, year + 1) for day in changes(name, one)]
        for window in windows:
            for instant in hours(*window):
                place = bisect_right(known, instant, key=lambda one: one[0]) - 1
                law = instant.replace(tzinfo=UTC).astimezone(zone(name)).utcoffset()
                assert known[place][1] == law, instant


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin"])
def test_a_law_that_holds_every_year_is_two_yearly_rules(name: str) -> None:
    start = datetime(2026, 5, 12, tzinfo=UTC)
    data = timezone(name, start, start).to_ical()
    for kind in ("STANDARD", "DAYLIGHT"):
        (part,) = components(data, kind)
        assert re.fullmatch(r"FREQ=YEARLY;BYDAY=-?\d[A-Z]{2};BYMONTH=\d+", value(part, "RRULE"))
    (summer,) = components(data, "DAYLIGHT")
    assert offset(value(summer, "TZOFFSETTO")) > offset(value(summer, "TZOFFSETFROM"))


@pytest.mark.parametrize("name", ["Africa/Casablanca", "Asia/Tokyo"])
def test_a_law_without_such_a_rule_is_told_change_by_change(name: str) -> None:
    start = datetime(2026, 5, 12, tzinfo=UTC)
    data = timezone(name, start, start).to_ical()
    assert b"RRULE" not in data
    assert len(components(data, "STANDARD") + components(data, "DAYLIGHT")) == 1 + sum(
        len(changes(name, year)) for year in (2025, 2026, 2027)
    )


@cache
def around_the_world() -> Snapshot:
    """A call from every zone on the day after each change of clocks, anywhere, in 2026."""
    dates = {date(2026, 3, 29), date(2026, 6, 15), date(2026, 10, 25)}
    dates |= {day + timedelta(days=1) for name in ZONES for day in changes(name, 2026)}
    days = tuple(checked(Day, id=new_id(), date=one) for one in sorted(dates))
    venues = tuple(Venue(key=f"v{n}", name=name, timezone=name) for n, name in enumerate(ZONES))
    items = tuple(
        checked(Item, id=new_id(), day=day.id, title=f"{venue.name} {day.date}", venue=venue.key, when="10:00, 50 min")
        for day in days
        for venue in venues
    )
    return Snapshot(Trip(id=new_id(), title="World", days=days, venues=venues, items=items), ISSUED)


def told_of_the_world() -> list[Told]:
    one = around_the_world()
    placed = one.timeline.placed().values()
    return sorted(Told(f"{own.item.id}@{one.trip.id}", own.item.title, utc(own.start), utc(own.end)) for own in placed)


def test_forty_zones_in_one_file_are_understood_by_ical_and_vobject() -> None:
    data = calendar_file(around_the_world(), PARTICIPANTS)
    assert with_ical(data) == told_of_the_world()
    assert with_vobject(data) == told_of_the_world()


def test_forty_zones_in_one_file_are_understood_by_icaljs() -> None:
    data = calendar_file(around_the_world(), PARTICIPANTS)
    assert with_icaljs(data) == [told_of_the_world()]


# What an item is in a calendar


def test_parts_are_told_in_their_visit_and_do_not_block_its_time_twice() -> None:
    visit = next(
        e for e in components(file_of("koeln", "participants", "de")) if "Besuch der KGSt" in value(e, "SUMMARY")
    )
    text = value(visit, "DESCRIPTION")
    assert "14:00–15:00  Bürokratiemanagement" in text
    assert "Bürokratiemanagement statt Entbürokratisierung (Dr. Klaus Effing" in text
    assert "Aktuelle Entwicklungen im kommunalen Management." in text
    titles = [told.title for told in with_ical(file_of("koeln", "participants", "de"))]
    assert "Bürokratiemanagement statt Entbürokratisierung" not in titles


def test_who_acts_in_a_part_has_it_as_an_event_of_its_own() -> None:
    (talk,) = with_ical(file_of("koeln", "person:reuter", "de"))
    assert talk.title.startswith("Wie KI-gestützte Anwendungen")
    assert (talk.start, talk.end) == ("2025-10-10 08:00", "2025-10-10 09:15")
    (talk,) = with_ical(file_of("koeln", "person:effing", "de"))
    assert talk.title == "Bürokratiemanagement statt Entbürokratisierung"


def test_about_stands_before_the_title_and_an_open_end_is_told() -> None:
    trip = day_of({"title": "A", "kind": "visit", "when": "about 15:30"}, {"title": "B", "when": "from 18:00, 2 h"})
    for language, about, is_open in (("de", "ca.: A", "Ende offen"), ("en", "about: A", "End open")):
        events = events_of(trip, language=language)
        assert value(events["A"], "SUMMARY") == about
        assert is_open in value(events["A"], "DESCRIPTION")
        assert span_of(events["A"])[1] == "DTEND;TZID=Europe/Berlin:20251009T170000"
        assert value(events["B"], "SUMMARY") == "B"
        assert is_open not in value(events["B"], "DESCRIPTION")


def test_every_kind_has_a_length_for_an_end_that_nobody_knows() -> None:
    trip = day_of(*({"title": kind, "kind": kind, "when": "10:00"} for kind in DEFAULT_MINUTES if kind != "stay"))
    events = events_of(trip, "staff")
    assert len(events) == len(DEFAULT_MINUTES) - 1
    for kind, event in events.items():
        ends = datetime(2025, 10, 9, 10) + timedelta(minutes=DEFAULT_MINUTES[kind])
        assert span_of(event)[1] == f"DTEND;TZID=Europe/Berlin:{ends:%Y%m%dT%H%M%S}"


@pytest.mark.parametrize("when", ["tba", "morning", "then", "45 min"])
def test_what_has_no_clock_time_is_an_all_day_event_that_blocks_nothing(when: str) -> None:
    event = events_of(day_of({"title": "A", "when": when, "status": "confirmed"}))["A"]
    assert span_of(event) == ("DTSTART;VALUE=DATE:20251009", "DTEND;VALUE=DATE:20251010")
    assert value(event, "TRANSP") == "TRANSPARENT"
    assert value(event, "X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
    assert value(event, "DESCRIPTION").startswith("Time: ")


def test_a_hotel_is_an_all_day_event_up_to_the_day_of_check_out_that_blocks_nothing() -> None:
    stay = {"title": "A", "kind": "stay", "when": "from 15:00, until 11:00 +2 days", "status": "confirmed"}
    event = events_of(day_of(stay))["A"]
    assert span_of(event) == ("DTSTART;VALUE=DATE:20251009", "DTEND;VALUE=DATE:20251012")
    assert value(event, "TRANSP") == "TRANSPARENT"
    assert value(event, "DESCRIPTION") == "Check-in: from 15:00\nCheck-out: Sat 11 Oct, until 11:00"


def test_a_known_end_alone_starts_where_the_item_before_ends() -> None:
    events = events_of(day_of({"when": "10:00-11:00"}, {"title": "A", "when": "until 12:10"}))
    assert span_of(events["A"]) == (
        "DTSTART;TZID=Europe/Berlin:20251009T110000",
        "DTEND;TZID=Europe/Berlin:20251009T121000",
    )
    (alone,) = events_of(day_of({"title": "A", "when": "until 12:10"})).values()
    assert span_of(alone)[0] == "DTSTART;VALUE=DATE:20251009"
    assert "until 12:10" in value(alone, "DESCRIPTION")


def test_what_is_cancelled_stays_says_so_and_blocks_nothing() -> None:
    before = day_of({"title": "A", "when": "about 10:00, 1 h"})
    trip = changed(before, items=(changed(before.items[0], status="cancelled"),))
    had = Snapshot(trip, ISSUED, release=2, earlier=(Snapshot(before, ISSUED, release=1),))
    with pytest.raises(UserError, match="nothing for participants"):
        calendar_file(Snapshot(trip, ISSUED), PARTICIPANTS)
    for language, title in (("de", "ENTFÄLLT: ca.: A"), ("en", "CANCELLED: about: A")):
        data = calendar_file(had, PARTICIPANTS, language, CalendarOptions(Alarms(30)))
        (event,) = components(data)
        assert value(event, "SUMMARY") == title
        assert value(event, "STATUS") == "CANCELLED"
        assert value(event, "TRANSP") == "TRANSPARENT"
        assert b"VALARM" not in data


@pytest.mark.parametrize(
    ("status", "told", "busy"),
    [
        ("requested", "TENTATIVE", "TENTATIVE"),
        ("tentative", "TENTATIVE", "TENTATIVE"),
        ("confirmed", "CONFIRMED", "BUSY"),
    ],
)
def test_what_is_not_sure_is_tentative(status: str, told: str, busy: str) -> None:
    trip = day_of(
        {"title": "A", "when": "10:00-11:00", "status": status}, {"when": "12:00-13:00", "status": "confirmed"}
    )
    event = events_of(trip)["A"]
    assert value(event, "STATUS") == told
    assert value(event, "TRANSP") == "OPAQUE"
    assert value(event, "X-MICROSOFT-CDO-BUSYSTATUS") == busy
    assert (f"Status: {status}" in value(event, "DESCRIPTION")) == (status != "confirmed")


def test_ideas_are_for_staff_only_and_the_pool_is_in_no_calendar_of_others() -> None:
    trip = day_of({"title": "A", "when": "10:00-11:00", "status": "idea"}, {"title": "B", "when": "12:00-13:00"})
    trip = changed(trip, items=(*trip.items, Item(id=new_id(), title="C", status="idea")))
    assert set(events_of(trip)) == {"B"}
    staff = events_of(trip, "staff")
    assert set(staff) >= {"A", "B"}
    assert value(staff["A"], "STATUS") == "TENTATIVE"


def test_an_alarm_is_wished_for_and_then_rings_before_timed_events_only() -> None:
    trip = day_of({"title": "A", "when": "10:00-11:00"}, {"title": "B", "when": "morning"})
    assert not any("ALARM" in line for event in events_of(trip).values() for line in event)
    events = events_of(trip, alarm=30)
    alarm = events["A"][events["A"].index("BEGIN:VALARM") :]
    assert alarm[-1] == "END:VALARM"
    assert {"ACTION:DISPLAY", "DESCRIPTION:A", "TRIGGER:-PT30M"} <= set(alarm)
    assert "BEGIN:VALARM" not in events["B"]


def test_a_version_numbers_its_events_and_the_moment_of_issue_is_told_in_utc() -> None:
    issued = datetime(2025, 10, 1, 16, 30, tzinfo=zone("Europe/Berlin"))
    trip = day_of({"when": "10:00-11:00"})
    for release, sequence in ((None, "0"), (3, "3")):
        (event,) = components(calendar_file(Snapshot(trip, issued, release), PARTICIPANTS))
        assert value(event, "SEQUENCE") == sequence
        assert value(event, "DTSTAMP") == value(event, "LAST-MODIFIED") == "20251001T143000Z"


def test_nasty_texts_reach_the_reader_unchanged() -> None:
    title = r"A; b, c\n d \ \N [/b] =1+1 : \"x\" 👩‍👩‍👧 Καλημέρα مرحبا" + " ß" * 60
    note = "one\ntwo; three, \\four\n\n  five\n" + "€" * 200
    data = calendar_file(Snapshot(day_of({"title": title, "note": note, "when": "10:00-11:00"}), ISSUED), PARTICIPANTS)
    assert with_ical(data)[0].title == with_vobject(data)[0].title == title
    (event,) = components(data)
    assert value(event, "DESCRIPTION") == f"Status: unter Vorbehalt\n{note}"
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


# Journeys and nights in which clocks change


def a_night(first: date, *items: dict, **trip: object) -> Trip:
    base = set_dates(checked(Trip, id=new_id(), title="x", **trip), first, first)
    made = tuple(checked(Item, id=new_id(), day=base.days[0].id, **({"title": "A"} | fields)) for fields in items)
    return changed(base, items=made)


def test_a_flight_is_told_in_the_local_times_of_both_airports() -> None:
    airports = (
        Venue(key="ber", name="Berlin", timezone="Europe/Berlin"),
        Venue(key="hnd", name="Tokyo", timezone="Asia/Tokyo"),
    )
    flight = {"title": "A", "kind": "departure", "when": "13:05-09:10 +1 day", "venue": "ber", "to": "hnd"}
    trip = day_of(flight, venues=airports)
    data = calendar_file(Snapshot(trip, ISSUED), PARTICIPANTS)
    (event,) = components(data)
    assert span_of(event) == ("DTSTART;TZID=Europe/Berlin:20251009T130500", "DTEND;TZID=Asia/Tokyo:20251010T091000")
    assert [value(zone_, "TZID") for zone_ in components(data, "VTIMEZONE")] == ["Asia/Tokyo", "Europe/Berlin"]
    for judge in (with_ical, with_vobject):
        (told,) = judge(data)
        assert (told.start, told.end) == ("2025-10-09 11:05", "2025-10-10 00:10")


NIGHTS = {
    "spring, over the gap": (date(2026, 3, 28), "22:00-06:00", "2026-03-28 21:00", "2026-03-29 04:00"),
    "spring, by length": (date(2026, 3, 29), "01:30, 1 h", "2026-03-29 00:30", "2026-03-29 01:30"),
    "spring, end open": (date(2026, 3, 29), "01:30", "2026-03-29 00:30", "2026-03-29 01:30"),
    "autumn, over the hour": (date(2026, 10, 24), "22:00-06:00", "2026-10-24 20:00", "2026-10-25 05:00"),
    "autumn, first half past two": (date(2026, 10, 25), "02:30, 15 min", "2026-10-25 00:30", "2026-10-25 00:45"),
    "autumn, ends in the second hour": (date(2026, 10, 25), "02:30, 45 min", "2026-10-25 00:30", "2026-10-25 01:15"),
    "autumn, end open": (date(2026, 10, 25), "02:30", "2026-10-25 00:30", "2026-10-25 01:30"),
}


@pytest.mark.parametrize("name", NIGHTS)
def test_nights_in_which_clocks_change_come_out_right(name: str, tmp_path: Path) -> None:
    first, when, start, end = NIGHTS[name]
    data = calendar_file(Snapshot(a_night(first, {"when": when}), ISSUED), PARTICIPANTS)
    for told in (with_ical(data), with_vobject(data)):
        assert [(one.start, one.end) for one in told] == [(start, end)]


def test_what_begins_in_the_second_of_two_equal_hours_is_not_an_hour_early() -> None:
    trip = a_night(date(2026, 10, 25), {"when": "02:00, 70 min"}, {"title": "B", "when": "then, 20 min"})
    data = calendar_file(Snapshot(trip, ISSUED), PARTICIPANTS)
    for told in (with_ical(data), with_vobject(data)):
        assert ("2026-10-25 01:10", "2026-10-25 01:30") in [(one.start, one.end) for one in told]


def test_times_in_an_hour_that_clocks_show_twice_are_told_in_utc() -> None:
    """libical and ical.js take such a time for the second one, the standard for the first."""
    items = [{"title": when, "when": when} for when in ("01:30-02:30", "02:30, 45 min", "03:00-03:30")]
    events = events_of(a_night(date(2026, 10, 25), *items))
    assert [span_of(event) for event in events.values()] == [
        ("DTSTART;TZID=Europe/Berlin:20261025T013000", "DTEND:20261025T003000Z"),
        ("DTSTART:20261025T003000Z", "DTEND:20261025T011500Z"),
        ("DTSTART;TZID=Europe/Berlin:20261025T030000", "DTEND;TZID=Europe/Berlin:20261025T033000"),
    ]


def test_each_group_has_its_flight_in_its_own_zones() -> None:
    lines = unfolded(file_of("lisbon", "group:choir", "en"))
    assert any(line.startswith("DTSTART;TZID=Europe/London") for line in lines)
    assert not any("Europe/Berlin" in line for line in lines)


def test_a_time_in_utc_needs_no_zone() -> None:
    data = calendar_file(Snapshot(day_of({"when": "10:00-11:00"}, timezone="UTC"), ISSUED), PARTICIPANTS)
    assert span_of(components(data)[0]) == ("DTSTART:20251009T100000Z", "DTEND:20251009T110000Z")
    assert b"VTIMEZONE" not in data


@settings(max_examples=40)
@given(trips())
def test_every_trip_becomes_a_file_that_is_understood(trip: Trip) -> None:
    if not trip.items or all(item.day is None for item in trip.items):
        with pytest.raises(UserError, match="nothing for staff"):
            calendar_file(Snapshot(trip, ISSUED), STAFF)
        return
    data = calendar_file(Snapshot(trip, ISSUED), STAFF, "de", CalendarOptions(Alarms(10)))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    told = with_ical(data)
    assert with_vobject(data) == told
    placed = Timeline(trip).placed()
    for uid, _, start, end in told:
        own = placed[uid[:32]]
        if len(start) > len("2025-10-09"):
            assert own.start is not None
            assert start == utc(own.start)
            assert own.end is None or own.end <= own.start or end == utc(own.end)
