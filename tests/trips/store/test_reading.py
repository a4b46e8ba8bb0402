"""Documents: the same bytes as ever are written, and what was written is read as any door would read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from tests import ROOT
from tests.support.strategies import programmes, trips
from trips.history.releases import Frozen, freeze
from trips.model.doors import RefusedError, read_json, write_json
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store.documents import decode, decode_release, encode
from trips.store.reading import read_own
from trips.tripfile import read_trip_file

WRITTEN = sorted((Path(__file__).parent / "written").glob("*.json"))
"""What earlier versions of the program wrote; these files never change."""


def model_of(path: Path) -> type[Trip | Frozen]:
    return Frozen if path.stem.endswith("-version") else Trip


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_what_was_ever_written_is_read_and_written_as_it_was(path: Path) -> None:
    data = path.read_bytes()
    value = read_own(model_of(path), data)
    assert write_json(value) == data
    assert value == read_json(model_of(path), data)
    assert write_json(value, whole=True) == write_json(read_json(model_of(path), data), whole=True)


@pytest.mark.parametrize("name", ["koeln", "lisbon"])
def test_a_trip_of_a_file_is_written_as_it_was(name: str) -> None:
    trip = read_trip_file(ROOT / f"examples/{name}.toml").trip
    assert write_json(trip) == (Path(__file__).parent / f"written/{name}.json").read_bytes()
    version = write_json(freeze(Timeline(trip)))
    assert version == (Path(__file__).parent / f"written/{name}-version.json").read_bytes()


@given(trips() | programmes())
def test_a_trip_comes_back_from_its_document(trip: Trip) -> None:
    assert decode(encode(trip)) == trip == read_json(Trip, write_json(trip))
    frozen = freeze(Timeline(trip))
    assert decode_release(encode(frozen)) == frozen == read_json(Frozen, write_json(frozen))


@given(trips())
def test_what_is_read_is_of_the_same_types_as_at_a_door(trip: Trip) -> None:
    data = write_json(trip)
    assert repr(read_own(Trip, data)) == repr(read_json(Trip, data))
    assert hash(read_own(Trip, data)) == hash(trip)


@pytest.mark.parametrize("path", [("new",), ("items", 0, "new"), ("people", 0, "private", "new")], ids=str)
def test_a_field_of_a_newer_program_is_refused(path: tuple[str | int, ...]) -> None:
    told = json.loads((Path(__file__).parent / "written/every-field.json").read_bytes())
    place = told
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = "?"
    for read in (read_own, read_json):
        with pytest.raises(RefusedError) as refused:
            read(Trip, json.dumps(told).encode())
        (complaint,) = refused.value.complaints
        assert (complaint.place[-1], complaint.kind, complaint.found) == ("new", "extra_forbidden", "?")
