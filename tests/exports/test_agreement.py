"""What another program reads in any file agrees with what `show --json` says to the same reader.

Here on a part of the trips and readers; `HYPOTHESIS_PROFILE=thorough` tries all of them.
"""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from exports.audience import PARTICIPANTS, Audience
from exports.snapshot import Snapshot
from scripts.agreement import PAGE, page_of
from tests.support.agreement import TELLINGS, Telling, differences, some_readers, telling_row
from tests.support.agreement.trips import PART, TRIPS, version_two
from trips.edits.items import change_item
from trips.model.trip import Trip

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


@pytest.mark.parametrize("telling", TELLINGS, ids=lambda telling: telling.name)
@pytest.mark.parametrize("name", list(TRIPS) if THOROUGH else PART)
def test_a_file_says_what_the_json_of_its_reader_says(name: str, telling: Telling) -> None:
    snapshot = version_two(name)
    found = {
        audience.name: told
        for audience in some_readers(telling, snapshot.trip, every=THOROUGH)
        if (told := differences(telling, snapshot, audience, snapshot.trip.language)[1])
    }
    assert found == {}


def retimed(trip: Trip) -> Trip:
    return change_item(trip, _journey(trip), when="09:05-09:55")


def renamed(trip: Trip) -> Trip:
    return change_item(trip, _journey(trip), title="Another title")


def confirmed(trip: Trip) -> Trip:
    return change_item(trip, _journey(trip), status="requested")


def moved(trip: Trip) -> Trip:
    return change_item(trip, _journey(trip), venue="v1" if _item(trip).venue != "v1" else "v0")


def left_out(trip: Trip) -> Trip:
    return change_item(trip, _journey(trip), audience="staff")


def _item(trip: Trip):
    return next(item for item in trip.items if item.kind == "transfer" and item.status == "confirmed" and item.venue)


def _journey(trip: Trip) -> str:
    return _item(trip).id


@pytest.mark.parametrize("change", [retimed, renamed, confirmed, moved, left_out])
@pytest.mark.parametrize(
    "telling", [one for one in TELLINGS if one.readers in ("all", "letter")], ids=lambda one: one.name
)
def test_a_file_that_says_something_else_is_found(telling: Telling, change) -> None:
    snapshot = version_two("generated 1")
    other = Snapshot(change(snapshot.trip), snapshot.issued, release=snapshot.release, earlier=snapshot.earlier)
    lying = replace(telling, make=lambda _, audience, language: telling.make(other, audience, language))
    reader = PARTICIPANTS if telling.readers == "all" else Audience("participants", "person", "bert")
    assert differences(telling, snapshot, reader, "en")[1] == []
    assert differences(lying, snapshot, reader, "en")[1]


def test_the_page_shows_the_table_that_is_tested() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for telling in TELLINGS:
        assert telling_row(telling) in page
    if THOROUGH:
        assert page == page_of(), "run: python -m scripts.agreement"
