"""Before it leaves: what a file would tell of people is found out exactly, and why its reader may know."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agenda.services.hand_out import kit_of, kit_tells, publication_tells
from agenda.services.settings import Settings
from exports.audience import read_audience
from exports.formats import FORMATS, Request
from exports.paper import compose
from exports.privacy.leaks import OWN_PLACE, Stamped, leaks_of, readable
from exports.snapshot import Snapshot, released
from tests.exports.test_audience import FILES, trip_of_canaries
from trips.edits.items import change_item
from trips.i18n.language import Message, UserError, words
from trips.model.entities import changed
from trips.model.fields import TABLE
from trips.model.trip import Trip
from trips.store import open_store

ISSUED = datetime(2025, 9, 30, tzinfo=UTC)
EVERYBODY = ("public", "press", "participants", "staff", "group:group", "person:speaker", "host:office")
PRIVATE = {
    "phone": "canaryPrivatephone", "e-mail": "canaryPrivateemail", "diet": "canaryPrivatediet",
    "access needs": "canaryPrivateaccess", "hotel room": "canaryPrivateroom", "private note": "canaryPrivatenote",
    "booking code": "canaryItemreference",
}  # fmt: skip


def file_of(trip: Trip, who: str, form: str, paper: str) -> tuple[Request, str]:
    """What is asked for, and all that the file says."""
    request = Request(Snapshot(trip, ISSUED), read_audience(trip, who), paper=paper)
    if form == "pdf":
        return request, json.dumps(compose(paper, request.job), ensure_ascii=False)
    return request, readable(f"file.{form}", FORMATS[form].render(request).data)


@pytest.mark.parametrize(("form", "paper"), [*FILES, ("toml", "programme")])
@pytest.mark.parametrize("who", EVERYBODY)
def test_it_lists_what_is_in_the_file_and_nothing_else(who: str, form: str, paper: str) -> None:
    trip = trip_of_canaries()
    try:
        request, text = file_of(trip, who, form, paper)
    except UserError:
        return
    told = leaks_of(form, request, Stamped(request.snapshot))
    of_people = [leak for leak in told if leak.private and leak.whose != ("canaryVenuename",)]
    listed = {str(leak.what).removeprefix("private: ") for leak in of_people}
    assert {label for label, bird in PRIVATE.items() if bird in text} == listed & set(PRIVATE)
    named = {name for leak in told if not leak.private for name in leak.whose}
    assert named == {one.name for one in trip.people if one.name in text or (one.latin_name and one.latin_name in text)}


def test_only_staff_and_grants_and_ones_own_mail_are_reasons_for_private_details() -> None:
    trip = trip_of_canaries()
    for who in EVERYBODY:
        for form, paper in FILES:
            try:
                request, _ = file_of(trip, who, form, paper)
            except UserError:
                continue
            for leak in leaks_of(form, request, Stamped(request.snapshot)):
                if leak.why == OWN_PLACE:
                    assert who.startswith("person:") or paper == "driversheet", (who, form, paper, leak)
                elif leak.private and who != "staff":
                    assert paper in ("driversheet", "presssheet"), (who, form, paper, leak)


def test_a_phone_number_that_somebody_wrote_into_a_note_is_found() -> None:
    trip = trip_of_canaries()
    trip = change_item(trip, trip.items[0].id, note="Ask canaryOthername at canaryPrivatephone.")
    request = Request(Snapshot(trip, ISSUED), read_audience(trip, "public"))
    told = [leak.message.say(words("en")) for leak in leaks_of("txt", request, Stamped(request.snapshot))]
    assert any("private, in a text: phone: canaryPersonname" in one for one in told)
    assert any("name in a text: canaryOthername" in one for one in told)


WRITTEN = {
    "room": ('Suite "Rhein"', 'Suite "Rhein"'), "diet": ("vegan, ohne Nüsse", "Vegan,  ohne\nNüsse"),
    "access": ("Rollstuhl; Aufzug", "rollstuhl; aufzug"), "email": ("anna_amsel@example.org", "anna_amsel@example.org"),
    "note": ("Zwei\nZeilen", "Zwei Zeilen"), "phone": ("0221 4710 920", "+49 (0) 221 4710920"),
}  # fmt: skip
"""Private details, and how somebody wrote them into a note."""


@pytest.mark.parametrize(("form", "paper"), [one for one in FILES if one[1] in ("programme", "all")])
@pytest.mark.parametrize("field", sorted(WRITTEN))
def test_a_detail_is_found_in_a_note_however_it_is_spelled_and_whatever_the_format_makes_of_it(
    field: str, form: str, paper: str
) -> None:
    value, said = WRITTEN[field]
    trip = trip_of_canaries()
    speaker = changed(trip.people[0], private=changed(trip.people[0].private, **{field: value}))
    trip = changed(trip, people=(speaker, *trip.people[1:]))
    trip = change_item(trip, trip.items[0].id, note=f"Anna: {said}.")
    request = Request(Snapshot(trip, ISSUED), read_audience(trip, "public"), paper=paper)
    told = [leak for leak in leaks_of(form, request, Stamped(request.snapshot)) if leak.private]
    label = next(rule.label for rule in TABLE["Private"] if rule.name == field)
    assert [str(leak.what) for leak in told] == [f"private, in a text: {label}"]


def test_a_short_detail_is_found_as_a_word_of_its_own_and_common_words_are_not() -> None:
    trip = trip_of_canaries()
    private = changed(trip.people[0].private, diet="GF", room="10", access="")
    trip = changed(trip, people=(changed(trip.people[0], private=private), *trip.people[1:]))
    trip = change_item(trip, trip.items[0].id, note="Breakfast (GF) at 10:00, gifts, GFK.", bring=("gifts",))
    request = Request(Snapshot(trip, ISSUED), read_audience(trip, "public"))
    told = [str(leak.what) for leak in leaks_of("txt", request, Stamped(request.snapshot)) if leak.private]
    assert told == ["private, in a text: diet"]


def test_badges_tell_no_phone_of_the_office() -> None:
    trip = trip_of_canaries()
    trip = changed(trip, contact="Office, canaryPrivatephone")
    request = Request(Snapshot(trip, ISSUED), read_audience(trip, "participants"), paper="badges")
    assert not [leak for leak in leaks_of("pdf", request, Stamped(request.snapshot)) if leak.private]


def test_a_kit_and_a_publication_tell_file_by_file_and_write_nothing(tmp_path: Path) -> None:
    with open_store() as store:
        trip = trip_of_canaries()
        people = (changed(trip.people[0], private=changed(trip.people[0].private, email="real@example.org")),)
        made = store.create(changed(trip, people=(*people, *trip.people[1:])), Message("x"), "canary")
        store.versions.issue(made.trip.id, made.rev, "")
        snapshot = released(store.versions.load(made.trip.id))[-1]
        told = dict(kit_tells(store, snapshot, "canary", Settings(), words("en")))
        kit = kit_of(store, snapshot, "canary", Settings(), words("en"))
        assert list(told) == [one.path for one in kit.files()]
        mail = next(leaks for path, leaks in told.items() if path.endswith("mail.eml"))
        assert ("private: e-mail", "the mail is addressed to them") in [(str(one.what), str(one.why)) for one in mail]
        assert not any(
            leak.private for path, leaks in told.items() if "Alle/" in path or "Everybody/" in path for leak in leaks
        )
        assert any(leak.private for leak in told[next(path for path in told if path.endswith("canary-runsheet.pdf"))])
        web = dict(publication_tells(store, snapshot))
        private = [leak for leaks in web.values() for leak in leaks if leak.private]
        assert {leak.why for leak in private} == {OWN_PLACE}
        assert store.handouts.feeds(made.trip.id) == []
        assert store.handouts.ledger(made.trip.id) == []
    assert list(tmp_path.iterdir()) == []
