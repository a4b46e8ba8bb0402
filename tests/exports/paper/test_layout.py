"""How a paper lies on its pages: what stays together, what is not divided, and how large it is set."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from exports.paper import Options
from exports.paper.job import Layout
from exports.paper.shared import clock_rows
from exports.snapshot import Snapshot
from tests.support.papermaking import ISSUED, example_trip, large_visit, make, pages_of, text_of, undivided
from trips.edits.items import change_item
from trips.model.entities import Item, Person, changed, new_id
from trips.model.trip import Trip

LONG_TITLE = "Besuch der Partnerstadtdelegationen zum Kreislaufwirtschafts- und Wärmeplanungsgipfel"
LARGE = Options(layout=frozenset[Layout](("large",)))


def days_of(trip: Trip, first: int) -> Trip:
    """A trip whose first day has so many items, and its second ten, so that the first ends in the middle of a page."""
    one = Item(id=new_id(), title="x", kind="talk", day=trip.days[0].id, note="Ein Satz, der etwas erzählt.")
    items = [replace(one, id=new_id(), title=f"Punkt {n:02}") for n in range(first)]
    items += [replace(one, id=new_id(), title=f"Abend {n:02}", day=trip.days[1].id) for n in range(10)]
    return changed(trip, items=tuple(items), days=trip.days[:2], pages=())


def test_no_day_ends_with_one_row_alone_on_a_page() -> None:
    over = 0
    for first in range(16, 30):
        pages = pages_of(make("programme", Snapshot(days_of(example_trip("koeln"), first), ISSUED)).data)
        rows = [len(re.findall(r"Punkt \d\d", page)) for page in pages]
        assert sum(rows) == first
        assert 1 not in rows
        over += sum(map(bool, rows)) > 1
    assert over > 4


def test_the_head_of_a_page_says_the_whole_title_and_the_day() -> None:
    trip = changed(days_of(example_trip("koeln"), 25), title=LONG_TITLE)
    for options in (Options(), LARGE):
        page = undivided(pages_of(make("programme", Snapshot(trip, ISSUED), options=options).data)[1])
        assert undivided(f"Programm · {LONG_TITLE}") in page
        assert undivided("Donnerstag, 9. Oktober 2025, Fortsetzung") in page


def test_a_title_that_is_long_stands_below_whose_sheet_it_is() -> None:
    pages = [undivided(page) for page in pages_of(make("hostsheet", Snapshot(large_visit(), ISSUED)).data)]
    goes_on = [page for page in pages if undivided("Seite 2 von") in page]
    assert goes_on
    assert all(undivided(large_visit().title) in page for page in goes_on)


def test_neither_a_street_nor_a_word_that_has_room_is_divided() -> None:
    lines = text_of(make("programme", Snapshot(large_visit(), ISSUED)).data, "-layout")
    assert "Unter Sachsenhausen 10–26," in lines.replace("\u00a0", " ")
    assert "Hochwasserrückhaltebeckenbegehung" in lines


def test_large_print_divides_no_word() -> None:
    text = text_of(make("programme", Snapshot(example_trip("koeln"), ISSUED), options=LARGE).data, "-layout")
    assert not [line for line in text.splitlines() if re.search(r"\w[-\u2010]$", line.strip())]


def test_the_days_of_a_trip_are_set_about_as_large_as_each_other() -> None:
    trip = example_trip("lisbon")
    sizes = [
        clock_height(page) for page in text_of(make("daysheet", Snapshot(trip, ISSUED)).data, "-bbox").split("<page ")
    ]
    told = [size for size in sizes if size]
    assert len(told) == len(trip.days)
    assert max(told) <= 1.22 * min(told)


def clock_height(page: str) -> float:
    """How high the clock times of a page stand; 0 if it has none."""
    times = re.findall(r'yMin="([\d.]+)" [^>]*yMax="([\d.]+)">\d\d:\d\d–\d\d:\d\d<', page)
    return max((float(bottom) - float(top) for top, bottom in times), default=0.0)


def test_a_short_change_sheet_is_one_page() -> None:
    trip = changed(example_trip("koeln"), title=LONG_TITLE, theme=LONG_TITLE)
    first = Snapshot(trip, ISSUED, release=1)
    for n, one in enumerate(trip.items[:14]):
        trip = change_item(trip, one.id, title=f"{one.title} ({n})")
    news = Snapshot(trip, ISSUED + timedelta(days=1), release=2, earlier=(first,))
    assert len(pages_of(make("changes", news).data)) == 1


def test_a_long_note_runs_on_below_the_place() -> None:
    trip = example_trip("koeln")
    visit = next(one for one in trip.items if one.venue and one.part_of is None and one.kind == "visit")
    said = " ".join(f"Wort{n}" for n in range(60))
    text = text_of(make("programme", Snapshot(change_item(trip, visit.id, note=said), ISSUED)).data, "-bbox")
    places = min(float(at) for at in re.findall(r'xMin="([\d.]+)"[^>]*>Ort<', text))
    ends = max(float(at) for at in re.findall(r'xMax="([\d.]+)"[^>]*>Wort\d+<', text))
    assert ends > places + 50


def test_the_head_of_a_page_is_not_at_the_edge_of_the_paper() -> None:
    trip = large_visit()
    for paper, options in (
        ("programme", Options()), ("programme", Options(layout=frozenset[Layout](("dense",)))), ("programme", LARGE),
        ("pocket", Options()), ("daysheet", Options()), ("hostsheet", Options()), ("runsheet", Options()),
    ):  # fmt: skip
        text = text_of(make(paper, Snapshot(trip, ISSUED), options=options).data, "-bbox")
        tops = [float(top) for top in re.findall(r'<word xMin="[\d.]+" yMin="([\d.]+)"', text)]
        assert min(tops) > 11, (paper, min(tops))  # four millimetres


def test_a_row_that_goes_on_is_named_in_the_head_of_the_next_page() -> None:
    trip = example_trip("koeln")
    visit = next(one for one in trip.items if one.title == "Besuch der KGSt")
    trip = change_item(trip, visit.id, note="Ein Satz, der etwas erzählt. " * 90)
    pages = pages_of(make("programme", Snapshot(trip, ISSUED), options=LARGE).data)
    going = next(n for n, page in enumerate(pages) if "Besuch der KGSt" in page and "Ein Satz" in page)
    assert "14:00–16:30 Besuch der KGSt" in " ".join(pages[going + 1].split()[:40])


def test_what_is_off_is_struck_and_says_nobody() -> None:
    trip = example_trip("koeln")
    visit = next(one for one in trip.items if one.title == "Besuch der KGSt")
    assert visit.hosts
    text = undivided(
        text_of(make("programme", Snapshot(change_item(trip, visit.id, status="cancelled"), ISSUED), "staff").data)
    )
    said = text[text.index(undivided("Besuch der KGSt")) :][:120]
    assert "Gastgebende" not in said


def test_a_word_before_a_long_span_stands_above_it() -> None:
    assert clock_rows("ca. 11:05–11:30") == ["ca.", "11:05–11:30"]
    assert clock_rows("ab 12:15, bis 13:45") == ["ab 12:15,", "bis 13:45"]
    assert clock_rows("10:00–12:30") == ["10:00–12:30"]
    assert clock_rows("") == []


def test_an_arabic_name_stands_in_one_line() -> None:
    trip = example_trip("koeln")
    guests = tuple(Person(key=f"g{n}", name="سعاد عبد الرحيم", latin_name="Souad Abderrahim") for n in range(6))
    lunch = next(one for one in trip.items if one.kind == "meal")
    trip = changed(trip, people=(*trip.people, *guests))
    trip = change_item(trip, lunch.id, people=tuple(one.key for one in guests))
    lines = text_of(make("programme", Snapshot(trip, ISSUED), "staff").data, "-layout").splitlines()
    assert sum(line.count("الرحيم") for line in lines) >= 6
    assert all(line.count("سعاد") == line.count("الرحيم") for line in lines)
