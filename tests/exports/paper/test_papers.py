"""Every paper: accessible and archival, complete, the same bytes again, and with nothing that is not for its reader."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from page import ValidationProfile, validate_pdf_bytes

from exports.audience import PARTICIPANTS, STAFF, read_audience
from exports.brand import Brand, read_logo
from exports.paper import PAPERS, Job, Options, compose
from exports.paper.booklet import sides
from exports.paper.job import Layout, Order
from exports.paper.shared import NothingNewError
from exports.programme import programme
from exports.snapshot import Snapshot
from tests import GOLDEN
from tests.support.judges import ROOT
from tests.support.papermaking import (
    ISSUED,
    USUAL,
    Structure,
    example_trip,
    faults,
    item,
    made,
    make,
    pages_of,
    second_version,
    sizes_of,
    text_of,
    undivided,
)
from trips.edits.items import add_item, change_item
from trips.grammar.choices import TRAVEL
from trips.i18n.language import Language, UserError, words
from trips.model.doors import checked
from trips.model.entities import (
    Assignment,
    Group,
    Item,
    Meet,
    Organisation,
    Partner,
    Person,
    Private,
    by_key,
    changed,
    new_id,
)
from trips.model.trip import Trip
from trips.names.scripts import script_of

HERE = GOLDEN / "papers"
EXAMPLES = ("koeln", "lisbon")
LANGUAGES: tuple[Language, ...] = ("de", "en")
ALL = [(paper, name, language) for paper in USUAL for name in EXAMPLES for language in LANGUAGES]
every_paper = pytest.mark.parametrize(("paper", "name", "language"), ALL)


@every_paper
def test_it_is_accessible_and_archival(paper: str, name: str, language: Language) -> None:
    data, replaced = made(paper, name, language)
    assert replaced == frozenset()
    assert faults(data) == []


def test_verapdf_agrees_where_it_is_installed(tmp_path: Path) -> None:
    program = shutil.which("verapdf")
    if program is None:
        pytest.skip("veraPDF is not packaged for most systems; where it is there, it is asked")
    for paper, name, language in ALL:
        path = tmp_path / f"{name}-{paper}.{language}.pdf"
        path.write_bytes(made(paper, name, language).data)
        for flavour in ("ua1", "2a"):
            command = [program, "--format", "text", "--flavour", flavour, str(path)]
            told = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
            assert told.startswith("PASS"), told


@every_paper
def test_what_no_validator_sees_is_in_order_too(paper: str, name: str, language: Language) -> None:
    told = Structure(made(paper, name, language).data)
    assert told.language == {"de": "de-DE", "en": "en-GB"}[language]
    assert example_trip(name).title in told.title
    assert told.tags["H1"] == 1
    headings = [tag for tag in told.order if tag.startswith("H") and tag[1:].isdigit()]
    assert headings[0] == "H1"
    assert all(int(after[1:]) <= int(before[1:]) + 1 for before, after in pairwise(headings))
    assert told.scopes.total() == told.tags["TH"]
    if paper != "badges":
        assert told.tags["Table"]
        assert told.tags["THead"] == told.tags["Table"]
        assert told.scopes["/Row"]


@every_paper
def test_it_says_exactly_what_its_golden_file_says(paper: str, name: str, language: Language) -> None:
    text = text_of(made(paper, name, language).data, "-raw")
    path = HERE / f"{name}-{paper}.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"{path.name} is not there; UPDATE_GOLDEN=1 writes it"
    assert text.split("\n") == path.read_text(encoding="utf-8").split("\n")


@every_paper
def test_each_sheet_stands_alone_on_a_table(paper: str, name: str, language: Language) -> None:
    pages = pages_of(made(paper, name, language).data)
    t = words(language)
    title, stamp = undivided(example_trip(name).title), undivided(second_version(name).stamp(t))
    numbered = re.compile(undivided(t("page")) + r"(\d+)" + undivided(t("of")) + r"(\d+)")
    numbers: list[tuple[int, int]] = []
    for text in map(undivided, pages):
        assert title in text
        assert stamp in text or paper == "badges"
        numbers += [(int(number), int(of)) for number, of in numbered.findall(text)[-1:]]
    if paper in ("daysheet", "hostsheet"):  # what is handed out alone is numbered alone
        assert len(numbers) == len(pages)
        assert [after for before, after in pairwise([(0, 0), *numbers]) if after != (before[0] + 1, before[1])] == [
            (1, of) for number, of in numbers if number == 1
        ]
        assert sum(of for number, of in numbers if number == 1) == len(pages)
    else:
        first = 2 if paper == "pocket" else 1  # a cover has no number
        assert numbers == [(n, len(pages)) for n in range(first, len(pages) + 1)]


def test_a_page_that_goes_on_with_a_day_says_which() -> None:
    pages = pages_of(made("runsheet", "lisbon", "en").data)
    assert any("continued" in page.split("\n")[0] for page in pages[1:])
    assert all("continued" in page or "Unscheduled" in page or " 2026 Day " in page for page in pages[1:])


@every_paper
def test_the_same_trip_gives_the_same_bytes(paper: str, name: str, language: Language) -> None:
    if language == "de":
        snapshot = replace(second_version(name))
        assert make(paper, snapshot, language=language).data == made(paper, name, language).data


def test_another_run_of_the_program_gives_the_same_bytes(tmp_path: Path) -> None:
    """Sets have another order in every run; nothing on paper may depend on it."""
    found: list[bytes] = []
    for seed in ("1", "2", "3", "4"):
        path = tmp_path / f"{seed}.pdf"
        command = [sys.executable, "-m", "agenda", "export", "pdf", str(ROOT / "examples/lisbon.toml")]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        for paper in ("runsheet", "participants", "driversheet"):
            asked = [*command, "--lang", "de", "--paper", paper, "-o", str(path)]
            subprocess.run(asked, check=True, env=environment, cwd=ROOT, capture_output=True)
            found.append(path.read_bytes())
    assert len(set(found)) == 3


def test_a_provisional_programme_says_so_on_every_paper() -> None:
    snapshot = second_version("koeln")
    snapshot = replace(snapshot, trip=changed(snapshot.trip, provisional=True))
    for paper in set(USUAL) - {"badges"}:
        assert "vorläufig" in text_of(make(paper, snapshot).data), paper


def test_for_whom_it_is_stands_on_it() -> None:
    snapshot = second_version("koeln")
    for paper in ("programme", "pocket", "daysheet", "changes"):
        text = pages_of(make(paper, snapshot, "person:musterfrau").data)
        assert all("Petra Musterfrau" in one for one in text), paper


# --- layouts


def test_small_type_needs_fewer_pages_and_begins_a_day_wherever_there_is_room_for_some_of_it() -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    usual = pages_of(make("programme", snapshot).data)
    pages = pages_of(make("programme", snapshot, options=layout("dense")).data)
    assert len(pages) < len(usual)
    assert "Donnerstag, 17. September 2026" in pages[1]
    assert "Freitag, 18. September 2026" in pages[1]


def test_a_cover_stands_before_the_days_and_each_day_on_its_own_pages() -> None:
    pages = pages_of(make("programme", Snapshot(example_trip("lisbon"), ISSUED), options=layout("cover", "days")).data)
    view = programme(Snapshot(example_trip("lisbon"), ISSUED), PARTICIPANTS, "de")
    assert view.days[0].label not in pages[0]
    first = [next(n for n, text in enumerate(pages) if day.label in text) for day in view.days]
    assert len(set(first)) == len(view.days)
    assert first[0] == 1


def layout(*names: str) -> Options:
    return Options(layout=frozenset(names))  # pyright: ignore[reportArgumentType]


def test_a_run_sheet_has_no_number_to_call_where_a_hotel_is_left() -> None:
    text = text_of(make("runsheet", Snapshot(example_trip("lisbon"), ISSUED), language="en").data)
    assert re.search(r"Check-out: Hotel Amostra\s+[^\s\d]", text)
    assert re.search(r"01632\s960201", text)


def test_a_cover_has_no_page_number_and_a_sign_is_explained_once_a_page() -> None:
    for paper, chosen in (("programme", layout("cover")), ("pocket", layout())):
        pages = pages_of(make(paper, Snapshot(example_trip("koeln"), ISSUED), options=chosen).data)
        assert "Seite 1 von" not in pages[0], paper
        assert "Seite 2 von" in pages[1], paper
    for paper in ("programme", "daysheet", "runsheet"):
        for page in pages_of(make(paper, Snapshot(example_trip("koeln"), ISSUED)).data):
            assert page.count("°\u00a0unter Vorbehalt") + page.count("° unter Vorbehalt") == 1, paper


def test_a_cover_says_where_the_guests_come_from_if_every_house_can_be_named() -> None:
    trip = example_trip("koeln")
    guest = next(one for one in trip.people if one.delegate)
    house = Organisation(key="far", name="\ue000\ue001")

    def cover(house: Organisation) -> str:
        people = tuple(replace(one, organisation="far") if one == guest else one for one in trip.people)
        known = changed(trip, people=people, organisations=(*trip.organisations, house))
        return pages_of(make("pocket", Snapshot(known, ISSUED)).data)[0]

    assert "Gäste aus" in cover(replace(house, name="Rathaus der Gäste"))
    assert "Gäste aus" not in cover(house)
    assert "Far Away City Council" in cover(replace(house, latin_name="Far Away City Council"))


def test_a_cover_says_who_receives_the_guests_and_shows_both_emblems() -> None:
    trip = example_trip("koeln")
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>'
    emblem = read_logo(drawn, "a.svg", "Wappen")
    trip = changed(trip, partners=(Partner(id=new_id(), name="Partnerstadt", logo="a.svg", what="Gastgeberin"),))
    brand = Brand(logo=emblem, pictures={"a.svg": emblem})
    data = make("programme", Snapshot(trip, ISSUED), brand=brand, options=layout("cover")).data
    cover = undivided(pages_of(data)[0])
    for said in ("Stadt Köln", "KölnBusiness", "Gastgeberin: Partnerstadt"):
        assert undivided(said) in cover
    assert cover.count("ENTWURF") == 1
    assert "°" not in cover
    assert "° unter Vorbehalt" in pages_of(data)[1]
    assert Structure(data).tags["Figure"] == 2


def test_the_last_page_of_a_pocket_programme_has_the_places_in_two_columns_and_the_address_at_its_end() -> None:
    data = make("pocket", Snapshot(example_trip("lisbon"), ISSUED), language="en", brand=Brand(footer="Town Hall")).data
    last = pages_of(data)[-1]
    assert last.index("Places") < last.index("London Heathrow Airport") < last.index("Town Hall")
    found = re.findall(r'xMin="([\d.]+)" [^>]*>(Heathrow|Igreja)<', text_of(data, "-bbox").split("<page ")[-1])
    left = {word: float(at) for at, word in found}
    assert left["Igreja"] > left["Heathrow"] + 100


def test_a_place_that_is_the_title_is_not_said_twice() -> None:
    text = text_of(make("pocket", Snapshot(example_trip("lisbon"), ISSUED), language="en").data, "-raw")
    assert "Place: Hotel Amostra, Breakfast room" in text
    assert "Hotel Amostra\nPlace: Hotel Amostra\n" not in text


def test_the_empty_pages_of_a_booklet_are_for_notes() -> None:
    trip = example_trip("lisbon")
    for days in (1, 2, 3, 4):
        some = {day.id for day in trip.days[:days]}
        short = changed(
            trip, days=trip.days[:days], items=tuple(one for one in trip.items if one.day in some), translations=()
        )
        data = make("pocket", Snapshot(short, ISSUED), language="en", options=layout("booklet")).data
        sheets = pages_of(data)
        numbers = [int(n) for sheet in sheets for n in re.findall(r"page (\d+) of", sheet)]
        assert sorted(numbers) == list(range(2, 2 * len(sheets) + 1))
        assert "Who to ask" in sheets[0]


def test_where_a_day_sheet_says_to_meet_it_says_who() -> None:
    text = text_of(make("daysheet", Snapshot(example_trip("lisbon"), ISSUED), language="en").data, "-raw")
    assert "08:50 Civic party Lobby · Minibus to the control room" in text


def test_a_day_sheet_names_a_hotel_that_is_left_once() -> None:
    text = undivided(text_of(make("daysheet", Snapshot(example_trip("koeln"), ISSUED)).data, "-raw"))
    assert undivided("Hotel Musterhof, 50668 Köln (Check-out, bis 09:30)") in text


def test_badges_that_are_not_moved_do_not_say_so() -> None:
    snapshot = Snapshot(example_trip("koeln"), ISSUED)
    assert "erschoben" not in text_of(make("badges", snapshot).data)
    assert "Verschoben um 1.5 / 0 mm." in text_of(make("badges", snapshot, options=Options(offset=(1.5, 0.0))).data)


def test_a_change_sheet_says_once_that_something_is_new() -> None:
    second = second_version("koeln")
    walk = Item(id=new_id(), title="Rundgang", kind="visit", day=second.trip.days[0].id)
    text = text_of(make("changes", replace(second, trip=add_item(second.trip, walk))).data, "-raw")
    assert re.search(r"\bneu Rundgang$", text, re.MULTILINE)
    assert "Neu:" not in text


def test_a_day_sheet_has_a_page_a_day() -> None:
    assert len(pages_of(make("daysheet", Snapshot(example_trip("koeln"), ISSUED)).data)) == 2


def test_a_booklet_has_its_pages_in_the_order_of_folded_sheets() -> None:
    assert list(sides(4)) == [(4, 1), (2, 3)]
    assert list(sides(5)) == [(5, 1), (2, 0), (0, 3), (4, 0)]
    snapshot = second_version("koeln")
    pages = pages_of(make("pocket", snapshot).data)
    sheets = pages_of(make("pocket", snapshot, options=Options(layout=frozenset(("booklet",)))).data)
    assert len(sheets) == -(-len(pages) // 4) * 2
    for told, side in zip(sheets, sides(len(pages)), strict=True):
        wanted = [pages[page - 1].splitlines()[0] for page in side if page]
        assert [line for line in wanted if undivided(line) not in undivided(told)] == []


def test_a_layout_that_a_paper_does_not_have_is_refused() -> None:
    with pytest.raises(UserError, match="dense"):
        make("pocket", second_version("koeln"), options=layout("dense"))


# --- what stands on each


def test_the_sheet_of_a_host_tells_who_comes_in_order_of_rank_with_their_form_of_address() -> None:
    snapshot = second_version("koeln")
    text = text_of(make("hostsheet", snapshot, "host:kgst-ev").data, "-raw")
    people = [one for one in snapshot.trip.people if one.rank is not None and one.accompanies is None]
    ranked = sorted(people, key=lambda one: one.rank or 0)
    places = [text.index(f"{one.form} {one.name}") for one in ranked]
    assert places == sorted(places)
    assert "Besuch der KGSt" in text
    assert "KölnBusiness" not in text


def test_without_a_host_named_there_is_a_sheet_for_each_on_its_own_page() -> None:
    pages = pages_of(make("hostsheet", second_version("koeln")).data)
    hosts = ("Stadt Köln", "(KGSt)", "KölnBusiness")
    assert len(pages) == len(hosts)
    assert all(host in text for host, text in zip(hosts, pages, strict=True))


def test_a_companion_follows_whom_they_accompany() -> None:
    text = text_of(made("participants", "koeln", "de").data, "-raw")
    assert text.index("Musterfrau, Petra") < text.index("Notiz, Nico") < text.index("Niemand, Norbert")
    assert undivided("begleitet Petra Musterfrau") in undivided(text)


@pytest.mark.parametrize(("order", "first"), [("name", "Blankley,"), ("rank", "")])
def test_a_list_by_family_names_has_them_first_and_the_form_of_address_before_the_name(
    order: Order, first: str
) -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    data = compose("participants", Job(snapshot, PARTICIPANTS, "en", options=Options(order=order)))
    person = next(one for one in data["sections"][0]["people"] if one["name"] == "Ruth Blankley")
    assert person["family"] == first
    families = [one["family"] for one in data["sections"][0]["people"] if one["family"] and not one["with"]]
    assert families == sorted(families)
    text = undivided(text_of(make("participants", snapshot, language="en", options=Options(order=order)).data, "-raw"))
    assert undivided("Form of address Name Function") in text
    assert ("Ms" + ("Blankley,Ruth" if first else "RuthBlankley")) in text


def test_the_driver_knows_stops_times_heads_and_whom_to_phone() -> None:
    text = text_of(made("driversheet", "koeln", "de").data, "-raw")
    for said in ("07:30–10:00", "07:15", "Kreishaus Steinfurt", "Bushaltebucht am Dom", "20", "Lena Leerfeld",
                 "030 23125 001"):  # fmt: skip
        assert said in text
    assert "Fußweg" not in text
    assert "MUSTER-4711" not in text


def test_the_columns_of_a_driver_sheet_are_the_same_on_every_day() -> None:
    data = make("driversheet", Snapshot(example_trip("lisbon"), ISSUED), language="en").data
    heads = re.findall(
        r'xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="[\d.]+">(Journey|People)<', text_of(data, "-bbox")
    )
    assert len(heads) == 8
    assert len(set(heads)) == 2


def test_how_one_goes_is_the_same_word_on_every_paper_in_the_readers_language() -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    for paper in ("programme", "driversheet"):
        english = text_of(make(paper, snapshot, language="en").data, "-raw")
        assert "Coach · Autocarros Exemplo" in english, paper
        assert "Bus · Autocarros Exemplo" not in english, paper
        german = text_of(make(paper, snapshot).data, "-raw")
        assert "Reisebus · Autocarros Exemplo" in german, paper
        assert "Kleinbus · Autocarros Exemplo" in german, paper


@pytest.mark.parametrize("who", ["participants", "staff", "group:choir", "host:innovation-office"])
def test_a_list_says_how_many_it_does_not_name(who: str) -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    told = text_of(make("participants", snapshot, who, "en").data, "-raw")
    wanted = {
        "group:choir": "2 people, and 14 without a name yet (Youth choir 14)",
        "host:innovation-office": "7 people, and 2 without a name yet (Civic party 2)",
    }
    assert wanted.get(who, "9 people, and 16 without a name yet (Civic party 2, Youth choir 14)") in told


def test_a_run_sheet_marks_what_has_no_room_for_all_and_counts_who_sleeps_where() -> None:
    trip = example_trip("lisbon")
    dinner = item(trip, "Dinner of the civic party")
    trip = change_item(trip, dinner.id, capacity=6)
    lines = {
        line["title"]: line
        for day in compose("runsheet", Job(Snapshot(trip, ISSUED), read_audience(trip, "staff"), "en"))["days"]
        for line in day["lines"]
    }
    assert (lines[dinner.title]["heads"], lines[dinner.title]["over"]) == ("9", "3 too many")
    assert lines["Hotel Amostra"]["heads"] == "9"
    assert lines["Walk to City Hall"]["over"] == ""
    assert lines["Words of welcome and reply"]["heads"] == ""
    text = text_of(make("runsheet", Snapshot(trip, ISSUED), language="en").data)
    assert text.count("too many") == 1


def test_a_run_sheet_marks_a_bus_with_more_people_than_seats() -> None:
    trip = example_trip("koeln")
    ride = next(one for one in trip.items if one.kind in TRAVEL and one.mode == "Bus")
    keys = [person.key for person in trip.people if person.delegate]
    small = Assignment(place="Bus 1", seats=4, people=tuple(keys[:6]))
    trip = change_item(trip, ride.id, assignments=(small, Assignment(place="Bus 2", seats=50, people=tuple(keys[6:]))))
    text = text_of(make("runsheet", Snapshot(trip, ISSUED)).data)
    assert re.search(r"\d zu viele", text)


def test_heads_count_expected_people_of_groups_without_names() -> None:
    trip = example_trip("koeln")
    groups = (*trip.groups, Group(key="chor", name="Chor", expected=31))
    snapshot = Snapshot(changed(trip, groups=groups), ISSUED)
    data = compose("driversheet", Job(snapshot, PARTICIPANTS, "de"))
    assert data["sheets"][0]["days"][0]["rides"][0]["heads"] == "51"


VEHICLES: frozenset[Layout] = frozenset(("vehicles",))


def test_a_driver_is_told_of_what_goes_by_road_and_of_their_own_vehicle_alone() -> None:
    trip = example_trip("koeln")
    rides = [one for one in trip.items if one.kind in TRAVEL and one.mode == "Bus"]
    keys = [person.key for person in trip.people if person.delegate]
    places = (Assignment(place="Bus 1", people=tuple(keys[:6])), Assignment(place="Kleinbus", people=tuple(keys[6:9])))
    trip = change_item(trip, rides[0].id, assignments=places)
    flight = checked(Item, id=new_id(), title="Flug nach Köln", kind="arrival", day=trip.days[0].id, service="LH 123")
    trip = add_item(trip, flight)
    data = compose("driversheet", Job(Snapshot(trip, ISSUED), PARTICIPANTS, "de", options=Options(layout=VEHICLES)))
    told = {
        sheet["vehicle"]: [(one["title"], one["heads"], one["buses"]) for day in sheet["days"] for one in day["rides"]]
        for sheet in data["sheets"]
    }
    assert told == {
        "Bus 1": [(rides[0].title, "7", [])],  # with a companion
        "Kleinbus": [(rides[0].title, "3", [])],
        "Mustertouren": [(rides[0].title, "10", []), (rides[1].title, "19", [])],
    }
    text = text_of(make("driversheet", Snapshot(trip, ISSUED), options=Options(layout=VEHICLES)).data)
    assert "Seite 1 von 1" in text
    assert "LH 123" not in text
    assert [text.count(line) for line in ("Kennzeichen", "Fahrer/in", "Mobil")] == [3, 3, 3]


def test_journeys_without_a_vehicle_have_a_sheet_for_each_firm() -> None:
    trip = example_trip("koeln")
    first, second = [one for one in trip.items if one.kind in TRAVEL and one.mode == "Bus"]
    trip = change_item(trip, first.id, carrier="")
    data = compose("driversheet", Job(Snapshot(trip, ISSUED), PARTICIPANTS, "de", options=Options(layout=VEHICLES)))
    told = {
        sheet["vehicle"]: [(one["title"], one["how"]) for day in sheet["days"] for one in day["rides"]]
        for sheet in data["sheets"]
    }
    assert told == {"Mustertouren": [(second.title, "Bus")], "Ohne zugewiesenes Fahrzeug": [(first.title, "Bus")]}


def test_the_run_sheet_has_everything_and_says_that_it_is_internal() -> None:
    pages = pages_of(made("runsheet", "koeln", "de").data)
    text = undivided("".join(pages))
    assert all("nicht weitergeben" in one for one in pages)
    view = programme(second_version("koeln"), read_audience(example_trip("koeln"), "staff"), "de")
    for line in (line for day in view.days for line in day.lines):
        assert undivided(line.title) in text
        assert undivided(line.item.staff_note) in text
        assert all(undivided(thing) in text for thing in line.item.bring)
        assert undivided(line.item.contact) in text


def test_the_run_sheet_is_for_staff_only() -> None:
    with pytest.raises(UserError, match="staff only"):
        make("runsheet", second_version("koeln"), "participants")
    with pytest.raises(UserError, match="press only"):
        make("presssheet", second_version("koeln"), "staff")


def test_who_hosts_nothing_has_no_sheet_and_a_driver_without_journeys_is_told_why() -> None:
    with pytest.raises(UserError, match="Petra Musterfrau hosts nothing"):
        make("hostsheet", second_version("koeln"), "host:musterfrau")
    with pytest.raises(UserError, match="it is for them only"):
        make("driversheet", second_version("koeln"), "press")


SOME = ("phone", "email", "diet", "access", "room")
COLUMNS = (
    SOME,
    ("phone", "email", "diet", "room"),
    ("form", "role", "organisation", "groups", "languages", "present", *SOME),
)


@pytest.mark.parametrize("fields", COLUMNS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_column_of_a_list_runs_into_its_neighbour(name: str, fields: tuple[str, ...]) -> None:
    data = make("participants", Snapshot(example_trip(name), ISSUED), "staff", options=Options(fields=fields)).data
    assert overlapping(data) == []
    assert outside(data) == []


def test_nothing_on_a_badge_runs_into_its_neighbour() -> None:
    trip = example_trip("koeln")
    house = changed(trip.organisations[0], name="Verband für grenzüberschreitende Angelegenheiten der Raumordnung " * 2)
    long = {"name": "Prof. Dr. Dr. h. c. Maximiliane-Friederike von Hohenstein-Waldenburg", "organisation": house.key}
    people = tuple(checked(Person, key=f"d{n}", delegate=True, role="Beauftragte " * 12, **long) for n in range(12))
    trip = changed(trip, title=f"{LONG} und {LONG}", people=people, organisations=(house,), items=(), groups=())
    data = make("badges", Snapshot(trip, ISSUED)).data
    assert overlapping(data) == []
    assert "Friederike" in text_of(data)


def overlapping(data: bytes) -> list[str]:
    """Pairs of words that stand on each other, as poppler sees them."""
    found: list[str] = []
    for sheet in text_of(data, "-bbox").split("<page ")[1:]:
        words_ = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', sheet)
        boxes = [(*map(float, one[:4]), one[4]) for one in words_]
        for n, (left, top, right, bottom, word) in enumerate(boxes):
            for left_, top_, right_, bottom_, other in boxes[n + 1 :]:
                deep = min(bottom, bottom_) - max(top, top_)
                if min(right, right_) - max(left, left_) > 0.5 and deep > 0.6 * min(bottom - top, bottom_ - top_):
                    found.append(f"{word} / {other}")
    return found


def test_the_press_is_told_where_it_is_let_in_and_whom_to_ask() -> None:
    trip = example_trip("koeln")
    visit = item(trip, "Besuch der KGSt")
    photo = replace(
        visit, id=new_id(), kind="press", title="Fototermin", audience="press", hosts=(),
        meet=Meet(minute=830, place="Pforte Nord"), contact="Pressestelle, Tel. 0221 1",
    )  # fmt: skip
    at = trip.items.index(visit)
    trip = changed(trip, items=(*trip.items[:at], photo, *trip.items[at:]))
    text = text_of(make("presssheet", Snapshot(trip, ISSUED)).data, "-raw")
    assert "Zugang für die Presse: 13:50 Pforte Nord" in text
    assert "Kontakt für die Presse: Pressestelle, Tel. 0221 1" in text
    assert f"Kontakt für die Presse: {trip.contact}" in text
    assert visit.contact not in text


def test_a_press_call_is_told_whole_at_the_head_and_in_the_programme_in_short() -> None:
    data = compose(
        "presssheet",
        Job(Snapshot(example_trip("lisbon"), ISSUED), read_audience(example_trip("lisbon"), "press"), "en"),
    )
    (call,) = data["calls"]
    assert call["title"] == "Press call before the signing"
    assert call["access"] == "14:10 Main staircase"
    assert [one["name"] for one in call["speakers"]] == ["Dame Olivia Placeholder", "Maria do Exemplo"]
    line = next(line for day in data["days"] for line in day["lines"] if line["title"] == call["title"])
    assert (line["time"], line["note"]) == (call["time"], "See “Press calls and photos”.")
    assert (line["access"], line["ask"], line["speakers"]) == ("", "", [])


def test_a_driver_reads_the_flight_or_train_that_a_ride_meets_or_goes_to() -> None:
    sheet = compose("driversheet", Job(Snapshot(example_trip("lisbon"), ISSUED), PARTICIPANTS, "en"))["sheets"][0]
    told = {ride["title"]: ride["connections"] for day in sheet["days"] for ride in day["rides"]}
    assert told["Minibus to the hotel"] == ["Meets SX 1522, 13:40"]
    assert told["Minibus to the airport"] == ["Connects to SX 1523, 15:05"]
    assert told["Coach to the airport"] == ["Connects to SX 411, Sun 01:10"]
    assert told["Minibus to the control room"] == []


def test_large_print_has_nothing_small() -> None:
    data = make("programme", Snapshot(example_trip("lisbon"), ISSUED), language="en", options=layout("large")).data
    page = text_of(data, "-bbox").split("<page ")[2]
    high = [float(bottom) - float(top) for top, bottom in re.findall(r'yMin="([\d.]+)" [^>]*yMax="([\d.]+)"', page)]
    usual = text_of(make("programme", Snapshot(example_trip("lisbon"), ISSUED), language="en").data, "-bbox")
    low = re.findall(r'yMin="([\d.]+)" [^>]*yMax="([\d.]+)"', usual.split("<page ")[2])
    assert min(high) >= 1.5 * min(float(bottom) - float(top) for top, bottom in low)


def test_an_organisation_that_few_have_stands_behind_the_role() -> None:
    trip = example_trip("koeln")
    house = trip.organisations[0]
    one = next(person for person in trip.people if person.delegate)
    guest = changed(one, organisation=house.key, role="Referentin")
    trip = changed(trip, people=tuple(guest if person is one else person for person in trip.people))
    data = compose("participants", Job(Snapshot(trip, ISSUED), PARTICIPANTS, "de"))
    assert "Einrichtung" not in data["columns"]
    cells = next(person["cells"] for person in data["sections"][0]["people"] if person["name"] == one.name)
    assert f"Referentin, {house.name}" in cells


def test_the_press_reads_who_signs_of_those_whom_it_reads_of_anyway() -> None:
    trip = example_trip("lisbon")
    signing = item(trip, "Signing and exchange of gifts")
    trip = change_item(trip, signing.id, people=(*signing.people, "officer"))
    text = undivided(text_of(make("presssheet", Snapshot(trip, ISSUED), language="en").data, "-raw"))
    at = text.index(undivided("Signing and exchange of gifts"))
    told = text[at : text.index(undivided("A glass of port"), at)]
    assert undivided("With: Dame Olivia Placeholder, Lord Mayor") in told
    assert undivided("; Maria do Exemplo") in told
    assert "andothers" in told.replace(" ", "")
    assert undivided("Ruth Blankley") not in text


def test_each_day_sheet_says_where_one_sleeps_that_night() -> None:
    sheets = compose("daysheet", Job(Snapshot(example_trip("lisbon"), ISSUED), PARTICIPANTS, "en"))["days"]
    hotels = [[(hotel["title"] or hotel["name"], hotel["time"]) for hotel in sheet["hotels"]] for sheet in sheets]
    assert hotels[1] == [("Stay with the host families", ""), ("Hotel Amostra", "")]
    assert ("Hotel Modelo do Porto", "from\u00a014:00") in hotels[2]
    assert all(title == "Check-out" for title, _ in hotels[3])
    choir = Job(Snapshot(example_trip("lisbon"), ISSUED), read_audience(example_trip("lisbon"), "group:choir"), "en")
    assert [hotel["title"] for hotel in compose("daysheet", choir)["days"][1]["hotels"]] == [
        "Stay with the host families"
    ]


def test_a_table_has_a_chair_for_its_host_as_well() -> None:
    trip = example_trip("koeln")
    lunch = item(trip, "Gemeinsames Mittagessen")
    guests = tuple(person.key for person in trip.people if person.delegate)
    hosts = tuple(person.key for person in trip.people if not person.delegate)[:2]
    seats = (Assignment(place="Tisch 1", people=(*guests, *hosts), seats=len(guests)),)
    trip = change_item(trip, lunch.id, assignments=seats)
    days = compose("runsheet", Job(Snapshot(trip, ISSUED), STAFF, "de"))["days"]
    (told,) = [line for day in days for line in day["lines"] if line["title"] == lunch.title]
    heads = Snapshot(trip, ISSUED).attendance.heads(lunch)
    assert (told["heads"], told["over"]) == (str(heads + 2), f"{heads + 2 - len(guests)} zu viele")


def test_people_are_listed_by_what_was_asked() -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    for order, first in (("name", "Ruth Blankley"), ("rank", "Dame Olivia Placeholder")):
        data = compose("participants", Job(snapshot, PARTICIPANTS, "en", options=Options(order=order)))
        assert data["sections"][0]["people"][0]["name"] == first
    data = compose("participants", Job(snapshot, PARTICIPANTS, "en", options=Options(order="group")))
    assert [section["title"] for section in data["sections"]] == ["Civic party", "Youth choir"]


def test_private_columns_are_for_staff_only() -> None:
    snapshot = Snapshot(example_trip("koeln"), ISSUED)
    options = Options(fields=("role", "phone", "diet"))
    with pytest.raises(UserError, match="phone"):
        make("participants", snapshot, options=options)
    text = text_of(make("participants", snapshot, "staff", options=options).data)
    assert "vegetarisch" in text
    with pytest.raises(UserError, match='no column "shoe"'):
        make("participants", snapshot, options=Options(fields=("shoe",)))


@pytest.mark.parametrize("paper", ["participants", "badges"])
@pytest.mark.parametrize("who", ["public", "press"])
def test_who_travels_is_not_told_to_the_public(paper: str, who: str) -> None:
    with pytest.raises(UserError, match="not told"):
        make(paper, second_version("koeln"), who)


@pytest.mark.parametrize(
    ("label", "on_a_sheet"), [((80.0, 50.0), 10), ((90.0, 55.0), 8), ((60.0, 90.0), 9), ((200.0, 270.0), 1)]
)
def test_badges_of_any_size_cut_nothing_off(label: tuple[float, float], on_a_sheet: int) -> None:
    trip = changed(
        example_trip("koeln"), title="Ein Titel, der viel länger ist, als auf ein Schild in einer Zeile passt, bis hier"
    )
    delegates = sum(person.delegate for person in trip.people)
    data = make("badges", Snapshot(trip, ISSUED), options=Options(label=label)).data
    assert len(pages_of(data)) == -(-delegates // on_a_sheet)
    assert undivided(text_of(data)).count("bishier") >= delegates
    assert validate_pdf_bytes(data, profile=ValidationProfile.PDF_UA_1).is_compliant


def test_badges_are_ten_on_a_sheet_and_can_be_moved() -> None:
    snapshot = Snapshot(example_trip("koeln"), ISSUED)
    assert len(pages_of(make("badges", snapshot).data)) == 2
    moved = make("badges", snapshot, options=Options(offset=(1.5, -2.0)))
    assert "1.5 / -2 mm" in text_of(moved.data)
    assert moved.data != make("badges", snapshot).data


def test_a_badge_says_from_which_country_somebody_comes() -> None:
    trip = example_trip("koeln")
    house = changed(trip.organisations[0], country="Tunesien")
    trip = changed(trip, organisations=(house, *trip.organisations[1:]))
    assert "Tunesien" not in text_of(make("badges", Snapshot(trip, ISSUED)).data)
    people = (Person(key="guest", name="Souad Abderrahim", delegate=True, organisation=house.key), *trip.people)
    assert "Tunesien" in text_of(make("badges", Snapshot(changed(trip, people=people), ISSUED)).data)


def test_a_name_that_is_too_long_for_its_badge_loses_nothing() -> None:
    name = "Prof. Dr. Dr. h. c. mult. Maximiliana-Alexandra von Hohenstein-Waldenburg-Schillingsfürst"
    trip = example_trip("koeln")
    people = (Person(key="long", name=name, delegate=True, role="Oberbürgermeisterin"), *trip.people)
    text = text_of(make("badges", Snapshot(changed(trip, people=people), ISSUED)).data, "-raw")
    assert undivided(name) in undivided(text)


def test_a_badge_with_much_on_it_has_nothing_small() -> None:
    trip = example_trip("koeln")
    guest = Person(
        key="guest", name="Ελένη Παπαδοπούλου", latin_name="Eleni Papadopoulou", delegate=True,
        role="Beigeordnete für Stadtentwicklung und Hochwasserschutzangelegenheiten",
        organisation=trip.organisations[0].key,
    )  # fmt: skip
    data = make("badges", Snapshot(changed(trip, people=(guest, *trip.people)), ISSUED)).data
    assert "Hochwasser" in undivided(text_of(data))
    assert min(size for _, size in sizes_of(data)) >= 6.5


def test_a_double_name_is_divided_at_its_hyphen_before_it_is_small() -> None:
    trip = example_trip("koeln")
    guest = Person(key="guest", name="Maximiliane Oberstudienrätin-Zwischenbergen", delegate=True, role="Rätin")
    data = make("badges", Snapshot(changed(trip, people=(guest, *trip.people)), ISSUED)).data
    assert dict(sizes_of(data))["Zwischenbergen"] >= 13


def test_the_pocket_programme_names_only_contacts_that_may_be_shared() -> None:
    text = text_of(made("pocket", "koeln", "de").data)
    assert "Geschäftsstelle der Südkreisrunde" in text
    assert not [one.phone for one in example_trip("koeln").venues if one.phone and one.phone in text]


# --- what is new


def test_change_marks_say_in_words_what_is_new_and_what_it_was() -> None:
    snapshot = second_version("koeln")
    text = text_of(make("programme", snapshot, options=Options(since=1)).data, "-raw")
    assert "Gekennzeichnet ist, was seit Fassung 1 neu ist." in text
    visit = text.index("Besuch der Stadt Köln")
    assert text.rindex("neue Zeit", 0, visit) > 0
    assert text.rindex("11:00–12:30", 0, visit) < text.rindex("bisher", 0, visit) < text.rindex("10:30–12:30", 0, visit)
    assert "nicht mehr Gemeinsames Mittagessen" in text
    assert "neue" not in text_of(make("programme", snapshot).data)


def test_only_the_days_with_something_new_are_printed_if_that_is_asked() -> None:
    snapshot = second_version("koeln")
    only = Options(since=1, only_changed=True)
    assert len(pages_of(make("daysheet", snapshot, options=only).data)) == 1
    assert "Freitag" not in text_of(make("programme", snapshot, options=only).data)
    unchanged = replace(snapshot, trip=snapshot.earlier[0].trip)
    for paper in ("programme", "daysheet", "hostsheet", "driversheet", "changes"):
        with pytest.raises(NothingNewError):
            make(paper, unchanged, options=replace(only))


def test_the_change_sheet_compares_with_the_version_before_unless_told_otherwise() -> None:
    text = text_of(made("changes", "koeln", "de").data)
    assert "Verglichen mit: Fassung 1" in text
    assert "Besuch der Stadt Köln" in text
    with pytest.raises(UserError, match="no earlier version"):
        make("changes", Snapshot(example_trip("koeln"), ISSUED))
    with pytest.raises(UserError, match="no version 7"):
        make("programme", second_version("koeln"), options=Options(since=7))


# --- names, languages, looks


@pytest.mark.parametrize(
    ("name", "language"),
    [("Γιώργος Παπαδόπουλος", "el"), ("محمد", "ar"), ("Олена Зразкова", "ru"), ("Їжакевич", "uk"), ("王小明", "zh"),
     ("Łukasz Żółć", ""), ("Müller", "")],
)  # fmt: skip
def test_a_name_in_other_letters_has_its_language(name: str, language: str) -> None:
    assert script_of(name) == language


def test_names_in_other_letters_are_told_to_screen_readers_in_their_language() -> None:
    trip = example_trip("koeln")
    people = (Person(key="gr", name="Γιώργος Παπαδόπουλος", delegate=True),
              Person(key="ar", name="محمد بن سلمان", latin_name="Mohammed bin Salman", delegate=True))  # fmt: skip
    data = make("participants", Snapshot(changed(trip, people=(*trip.people, *people)), ISSUED)).data
    assert {"el", "ar"} <= Structure(data).languages
    assert faults(data) == []


def test_a_time_is_never_divided() -> None:
    for line in text_of(made("programme", "koeln", "de").data, "-layout").splitlines():
        assert not line.rstrip().endswith("–")


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738"
    "550000000049454e44ae426082"
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@pytest.mark.parametrize("logo", [PIXEL, DRAWING])
@pytest.mark.parametrize("paper", sorted(USUAL))
def test_the_look_of_the_office_is_on_every_paper(paper: str, logo: bytes) -> None:
    brand = Brand(read_logo(logo, "logo", "Stadt Muster"), "#0b5394", "Rathausplatz 1, Muster")
    data = make(paper, second_version("koeln"), brand=brand).data
    assert faults(data) == []
    assert "Stadt Muster" in Structure(data).alternatives
    assert "Rathausplatz 1, Muster" in text_of(data) or paper == "badges"


def test_a_page_on_the_web_stands_as_link_and_as_code() -> None:
    options = Options(link="https://example.org/visit/p/abcdef/")
    for paper in ("programme", "pocket", "daysheet"):
        data = make(paper, second_version("koeln"), options=options).data
        assert options.link in undivided(text_of(data)), paper
        assert any(options.link in one for one in Structure(data).alternatives), paper


# --- trips of every size


@pytest.mark.parametrize(("paper", "some"), [("pocket", range(14, 30)), ("programme", range(17, 33))])
def test_no_page_holds_one_row_alone(paper: str, some: range) -> None:
    trip = example_trip("koeln")
    day = trip.days[0]
    trip = changed(trip, items=(), days=(day,))
    one = Item(id=new_id(), title="x", kind="talk", day=day.id, note="Ein Satz, der etwas erzählt.")
    over = 0
    for n in some:
        items = tuple(replace(one, id=new_id(), title=f"Punkt {k:02}") for k in range(n))
        pages = pages_of(make(paper, Snapshot(changed(trip, items=items), ISSUED), brand=Brand(footer="Am Markt")).data)
        rows = [len(re.findall(r"Punkt \d\d", page)) for page in pages]
        assert sum(rows) == n
        assert 1 not in rows
        assert not any("Am Markt" in page and "Punkt" not in page and "Wen fragen" not in page for page in pages)
        over += sum(map(bool, rows)) > 1
    assert 0 < over < len(some)


@pytest.mark.parametrize("layout", [frozenset[Layout](), frozenset[Layout]({"dense"})])
def test_a_day_begins_with_two_rows_or_on_the_next_page(layout: frozenset[Layout]) -> None:
    trip = example_trip("koeln")
    days = tuple(
        changed(day, title=title, note="") for day, title in zip(trip.days, ("Erster", "Zweiter"), strict=False)
    )
    one = Item(id=new_id(), title="x", kind="talk", day=days[0].id, note="Ein Satz, der etwas erzählt.")
    later = tuple(replace(one, id=new_id(), title=f"Abend {k}", day=days[1].id) for k in range(5))
    moved = set[int]()
    for n in range(14, 44, 2) if layout else range(8, 24):
        items = (*(replace(one, id=new_id(), title=f"Punkt {k:02}") for k in range(n)), *later)
        snapshot = Snapshot(changed(trip, items=items, days=days, pages=()), ISSUED)
        pages = pages_of(make("programme", snapshot, options=Options(layout=layout)).data)
        begins = next(k for k, page in enumerate(pages) if "Zweiter" in page)
        assert len(re.findall(r"Abend \d", pages[begins])) >= 2
        moved.add(begins)
    assert len(moved) > 1


def test_emblems_and_the_address_of_the_house_stand_with_a_short_last_day() -> None:
    trip = example_trip("koeln")
    days = trip.days[:2]
    guest = Partner(id=new_id(), name="Gaststadt", what="Gastgeberin")
    trip = changed(trip, items=(), days=days, partners=(guest,), pages=())
    one = Item(id=new_id(), title="x", kind="talk", day=days[0].id, note="Ein Satz, der etwas erzählt.")
    last = replace(one, id=new_id(), title="Punkt 99", day=days[1].id)
    for n in range(8, 20):
        items = (*(replace(one, id=new_id(), title=f"Punkt {k:02}") for k in range(n)), last)
        pages = pages_of(
            make("programme", Snapshot(changed(trip, items=items), ISSUED), brand=Brand(footer="Am Markt")).data
        )
        with_it = next(page for page in pages if "Punkt 99" in page)
        assert all(said in with_it for said in (days[1].title, "Gaststadt", "Am Markt"))


def test_a_row_never_breaks_across_pages_and_a_day_stays_with_its_first_line() -> None:
    trip = example_trip("lisbon")
    base = trip.items[0]
    many = tuple(
        replace(
            base, id=new_id(), title=f"begin{n}x", note=f"Zeile {n}. " * (8 + n % 9) + f"end{n}x", part_of=None,
            day=trip.days[n // 60].id, kind="visit", when=base.when, status="confirmed",
        )
        for n in range(200)
    )  # fmt: skip
    trip = changed(trip, items=many)
    pages = [undivided(text) for text in pages_of(make("programme", Snapshot(trip, ISSUED), "staff").data)]
    assert len(pages) > 5
    for n in range(200):
        assert [f"begin{n}x" in text for text in pages] == [f"end{n}x" in text for text in pages]
    for day in programme(Snapshot(trip, ISSUED), PARTICIPANTS, "de").days:
        at = next(text for text in pages if undivided(day.label) in text)
        assert "begin" in at.split(undivided(day.label))[1]


@pytest.mark.parametrize("paper", sorted(USUAL))
def test_a_bare_trip_gives_a_paper_or_a_sentence(paper: str) -> None:
    trip = example_trip("koeln")
    quiet = tuple(changed(day, note="") for day in trip.days)
    for bare in (changed(trip, items=(), days=quiet), changed(trip, items=(), people=(), days=())):
        try:
            data = make(paper, Snapshot(bare, ISSUED)).data
        except UserError:
            assert paper != "participants"
        else:
            assert faults(data) == []
            assert paper in ("participants", "badges")


LONG = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"


@pytest.mark.parametrize("paper", sorted(set(USUAL) - {"changes", "driversheet"}))
def test_nothing_runs_off_the_paper_however_long_a_word_is(paper: str) -> None:
    trip = example_trip("koeln")
    trip = changed(trip, title=LONG, theme=LONG, organiser=LONG, contact=LONG)
    trip = changed(trip, items=tuple(changed(one, title=LONG, room=LONG, note=LONG) for one in trip.items))
    people = tuple(changed(one, name=LONG, role=LONG) for one in trip.people)
    trip = changed(trip, people=people, venues=tuple(changed(one, name=LONG) for one in trip.venues))
    assert outside(make(paper, Snapshot(trip, ISSUED)).data) == []


def outside(data: bytes) -> list[str]:
    """Words that reach into the margin of their page, or beyond it, as poppler sees them."""
    told = text_of(data, "-bbox")
    found: list[str] = []
    width = 0.0
    for line in told.splitlines():
        if match := re.search(r'<page width="([\d.]+)"', line):
            width = float(match[1])
        elif match := re.search(r'xMax="([\d.]+)".*>(.*)</word>', line):
            found += [match[2]] if float(match[1]) > width - 20 else []
    return found


@pytest.mark.parametrize("paper", sorted(USUAL))
def test_what_looks_like_code_is_printed_as_it_is(paper: str) -> None:
    nasty = '#read("/x") *b* $x$ <b> [/b] =1+1 \\u{41} @r {{x}} `c` "); #panic(); ("'
    snapshot = with_text_everywhere(nasty)
    data = make(paper, snapshot, options=Options(since=1) if PAPERS[paper].marks else Options())
    assert undivided(nasty) in undivided(text_of(data.data, "-raw"))


def with_text_everywhere(text: str) -> Snapshot:
    """Two versions of a trip that holds a text wherever a user may write one."""
    trip = example_trip("koeln")
    trip = changed(trip, title=text, theme=text, organiser=text, contact=text)
    items = tuple(
        changed(one, title=text, note=text, staff_note=text, room=text, mode=text, contact=text, bring=(text,),
                meet=Meet(minute=600, place=text), audience="public" if one.kind == "visit" else one.audience)
        for one in trip.items
    )  # fmt: skip
    people = tuple(
        changed(one, name=text, role=text, form=text, private=Private(phone=text, diet=text)) for one in trip.people
    )
    named = {
        "venues": tuple(changed(one, name=text, address=text) for one in trip.venues),
        "organisations": tuple(changed(one, name=text) for one in trip.organisations),
        "groups": tuple(changed(one, name=text) for one in trip.groups),
        "days": tuple(changed(one, title=text, note=text) for one in trip.days),
    }
    first = changed(trip, items=items, people=people, **named)
    visit = next(one for one in first.items if one.kind == "visit")
    second = change_item(first, visit.id, when="11:00-12:30")
    return Snapshot(second, ISSUED, release=2, earlier=(Snapshot(first, ISSUED, release=1),))


def test_the_trip_of_an_example_is_what_the_tests_take_it_for() -> None:
    trip: Trip = example_trip("koeln")
    assert len([one for one in by_key(trip.people).values() if one.delegate]) == 20


def test_where_there_is_no_compiler_a_paper_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UserError, match="PDF files cannot be made on this kind of machine"):
        make("programme", second_version("koeln"), "participants")
