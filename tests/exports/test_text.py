"""Programmes as text, Markdown and data: the golden files say what readers get, byte for byte."""

from __future__ import annotations

import json
import os
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exports.audience import PARTICIPANTS, STAFF, read_audience
from exports.formats import FORMATS, Request
from exports.programme import programme
from exports.programme_json import document
from exports.snapshot import Snapshot
from exports.text import escaped, markdown_file, text_file
from tests import GOLDEN, ROOT
from tests.support.strategies import names, trips
from tests.trips.schedule.test_timeline import day_of
from trips.i18n.language import UserError
from trips.model.entities import Item, Person, changed, new_id
from trips.model.trip import Trip
from trips.tripfile import read_trip

ISSUED = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def snapshot(name: str) -> Snapshot:
    return Snapshot(read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip, ISSUED)


def like_golden(name: str, data: bytes) -> None:
    """Compare with a golden file; with UPDATE_GOLDEN=1 write it instead, and look at the difference in git."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_bytes(data)
    assert path.is_file(), f"{name} is not there; UPDATE_GOLDEN=1 writes it"
    assert data.decode().splitlines() == path.read_bytes().decode().splitlines()
    assert data == path.read_bytes()


@pytest.mark.parametrize("name", ["txt", "md", "json", "ics", "toml"])
@pytest.mark.parametrize("trip", ["koeln", "lisbon"])
def test_readers_get_exactly_what_the_golden_files_say(trip: str, name: str) -> None:
    audience = STAFF if name == "toml" else PARTICIPANTS
    like_golden(f"{trip}.{name}", FORMATS[name].render(Request(snapshot(trip), audience)).data)


def test_the_run_sheet_of_staff_is_as_its_golden_file_says() -> None:
    like_golden("koeln-staff.txt", text_file(snapshot("koeln"), STAFF, "de"))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("trip", ["koeln", "lisbon"])
def test_every_line_says_its_time(trip: str, language: str) -> None:
    view = programme(snapshot(trip), STAFF, language)
    lines = text_file(snapshot(trip), STAFF, language).decode().splitlines()
    marked = markdown_file(snapshot(trip), STAFF, language).decode().splitlines()
    for day in view.days:
        assert day.label in lines
        for line in day.lines:
            assert line.time.text
            assert sum(text.lstrip().startswith(f"{line.time.text}: {line.title}") for text in lines)
            assert sum(
                text.lstrip(" -").startswith(f"**{escaped(line.time.text)}** {escaped(line.title)}") for text in marked
            )


def test_nothing_turns_the_direction_around_in_any_text() -> None:
    text = f"a{TURNING}b"
    person = Person(key="p", name=text, role=text)
    trip = day_of({"title": text, "note": text, "room": text, "bring": (text,), "people": ("p",)}, people=(person,))
    trip = changed(trip, title=text, theme=text, organiser=text, contact=text)
    trip = changed(trip, days=(changed(trip.days[0], title=text, note=text),))
    trip = changed(trip, items=(*trip.items, Item(id=new_id(), title=text)))
    for render in (text_file, markdown_file):
        data = render(Snapshot(trip, ISSUED), STAFF).decode()
        assert "ab" in data
        assert not set(TURNING) & set(data)


def test_a_day_without_items_says_so_and_the_pool_stands_at_the_end() -> None:
    trip = day_of()
    trip = changed(trip, items=(Item(id=new_id(), title="Photo"),))
    for render in (text_file, markdown_file):
        text = render(Snapshot(trip, ISSUED), STAFF, "en").decode()
        assert text.index("Nothing is planned.") < text.index("Unscheduled") < text.index("Photo")
        assert "Photo" not in render(Snapshot(trip, ISSUED), PARTICIPANTS, "en").decode()


# Markdown

READERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"html": True, "linkify": False}))
SNIPPETS = (*"ab1 .)(*_`#+-=~<>[]!&|\\:;$\"'/^{}@", "&amp;", "<b>", "http://x.y", "1.", "    ", "](x)", "---")
markdown_texts = names | st.lists(st.sampled_from(SNIPPETS), max_size=15).map("".join)


def flat(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *flat(token.children or []))]


def shown(tokens: list[Token]) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(one.type, one.content if not one.children else "") for one in flat(tokens))


def literally(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(one for one in text if one not in TURNING)).strip()


@given(markdown_texts)
def test_markdown_shows_what_was_written_and_nothing_else(text: str) -> None:
    mine, wanted = escaped(text), literally(text)
    places = {mine: wanted, f"- x  \n  {mine}": f"x\n{wanted}", f"# {mine}": wanted, f"x {mine}": f"x {wanted}"}
    for reader in READERS:
        for source, said in places.items():
            tokens = reader.parse(source)
            assert shown(tokens).strip() == said.strip()
            allowed = {"text", "inline", "hardbreak", "softbreak", "text_special", "paragraph_open", "paragraph_close"}
            allowed |= {"heading_open", "heading_close", "bullet_list_open", "bullet_list_close"}
            allowed |= {"list_item_open", "list_item_close"}
            assert {one.type for one in flat(tokens)} <= allowed


@settings(max_examples=40)
@given(trips())
def test_no_trip_breaks_its_markdown(trip: Trip) -> None:
    edition_ = Snapshot(trip, ISSUED)
    view = programme(edition_, STAFF)
    tokens = READERS[0].parse(markdown_file(edition_, STAFF).decode())
    kinds = [one.type for one in flat(tokens)]
    assert not {"html_inline", "html_block", "code_block", "code_inline", "fence", "image", "em_open"} & set(kinds)
    assert kinds.count("heading_open") == 1 + len(view.days) + bool(view.pool) + len(view.pages)
    assert kinds.count("list_item_open") == sum(len(day.lines) for day in view.days) + len(view.pool)
    text = shown(tokens)
    assert [item.title for item in view.trip.items if literally(item.title) not in text] == []


def test_an_indented_note_is_no_code() -> None:
    trip = day_of({"title": "A", "note": "first\n\n    <b>second</b>"})
    trip = changed(trip, days=(changed(trip.days[0], note="    x * y\n\n\ta * b"),))
    tokens = flat(READERS[0].parse(markdown_file(Snapshot(trip, ISSUED), STAFF).decode()))
    assert not {"code_block", "html_inline"} & {one.type for one in tokens}
    assert "x * y" in shown(tokens)


# Data

ENTRY = [
    "id", "kind", "title", "start", "end", "when", "start_is", "end_is", "start_zone", "end_zone", "venue", "room",
    "meet", "groups", "hosts", "speakers", "people", "to", "mode", "service", "status", "note", "part_of",
]  # fmt: skip


SAYS_NOTHING = {
    "venue": None, "room": None, "meet": None, "groups": [], "hosts": [], "speakers": [], "people": [], "to": None,
    "mode": None, "service": None, "start_zone": None, "end_zone": None,
}  # fmt: skip
HERE = {"start_zone": "Europe/Berlin", "end_zone": "Europe/Berlin"}


def test_json_has_the_shape_that_scripts_rely_on() -> None:
    trip = day_of(
        {"title": "Visit", "kind": "visit", "when": "14:00-16:30", "hosts": ("p",), "status": "confirmed"},
        {"title": "Talk", "kind": "talk", "when": "then, 45 min", "speakers": ("p",), "note": "n", "part": True},
        {"title": "Train", "kind": "departure", "when": "tba"},
        people=(Person(key="p", name="Dr. P"),),
    )
    trip = changed(trip, items=(*trip.items, Item(id=new_id(), title="Photo", status="idea")))
    visit, talk, train, photo = trip.items
    told = document(Snapshot(trip, ISSUED), STAFF)
    assert told == {
        "format": 1,
        "title": "x",
        "timezone": "Europe/Berlin",
        "days": [
            {
                "date": "2025-10-09",
                "entries": [
                    {
                        **SAYS_NOTHING,
                        **HERE,
                        "id": visit.id, "kind": "visit", "title": "Visit", "start": "2025-10-09T14:00:00+02:00",
                        "end": "2025-10-09T16:30:00+02:00", "when": "14:00-16:30", "start_is": "given",
                        "end_is": "given", "hosts": ["Dr. P"], "people": ["Dr. P"], "status": "confirmed", "note": "",
                        "part_of": None,
                    },
                    {
                        **SAYS_NOTHING,
                        **HERE,
                        "id": talk.id, "kind": "talk", "title": "Talk", "start": "2025-10-09T14:00:00+02:00",
                        "end": "2025-10-09T14:45:00+02:00", "when": "then, 45 min", "start_is": "computed",
                        "end_is": "computed",
                        "speakers": ["Dr. P"], "people": ["Dr. P"], "status": "tentative", "note": "n",
                        "part_of": visit.id,
                    },
                    {
                        **SAYS_NOTHING,
                        **HERE,
                        "id": train.id, "kind": "departure", "title": "Train", "start": None, "end": None,
                        "when": "tba", "start_is": "open", "end_is": "open",
                        "status": "tentative", "note": "", "part_of": None,
                    },
                ],
            }
        ],
        "pool": [
            {
                **SAYS_NOTHING,
                "id": photo.id, "kind": "other", "title": "Photo", "start": None, "end": None, "when": "tba",
                "start_is": "open", "end_is": "open", "status": "idea", "note": "",
                "part_of": None,
            }
        ],
        "skipped": [],
    }  # fmt: skip


@pytest.mark.parametrize("who", ["public", "participants", "staff", "person:leerfeld"])
def test_the_shape_is_the_same_for_everybody(who: str) -> None:
    one = snapshot("koeln")
    told = json.loads(FORMATS["json"].render(Request(one, read_audience(one.trip, who))).data)
    assert list(told) == ["format", "title", "timezone", "days", "pool", "skipped"]
    entries = [entry for day in told["days"] for entry in day["entries"]]
    assert entries
    ids = {entry["id"] for entry in entries}
    for entry in entries:
        assert list(entry) == ENTRY
        assert entry["part_of"] is None or entry["part_of"] in ids
        for edge in ("start", "end"):
            assert (entry[edge] is None) == (entry[f"{edge}_is"] == "open")
            assert entry[edge] is None or datetime.fromisoformat(entry[edge]).utcoffset() == timedelta(hours=2)


@settings(max_examples=40)
@given(trips())
def test_every_trip_is_valid_text_and_data(trip: Trip) -> None:
    for name in ("txt", "md", "json"):
        for who in ("public", "participants", "staff"):
            request = Request(Snapshot(trip, ISSUED), read_audience(trip, who))
            if name != "json" and programme(request.snapshot, request.audience).empty:
                with pytest.raises(UserError, match="There is nothing"):
                    FORMATS[name].render(request)
                continue
            data = FORMATS[name].render(request).data
            assert data.decode().endswith("\n")
            assert b"\r" not in data
    assert json.loads(data)["title"] == trip.title
