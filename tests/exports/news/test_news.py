"""What is new between two versions, as people are told it."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.audience import PARTICIPANTS, STAFF, Audience
from exports.calendar import Calendars
from exports.news import news
from exports.news.preview import Told, compared, preview
from exports.news.sentences import under_its_title
from exports.privacy.leaving import leaving
from exports.programme import programme
from exports.snapshot import Snapshot
from tests.support.strategies import programmes
from tests.trips.history.test_releases import mutated
from trips.edits.days import change_dates, set_dates
from trips.edits.items import add_item, change_item, move_item, remove_items
from trips.i18n.language import words
from trips.model.doors import checked
from trips.model.entities import Group, Item, Person, Private, Venue, changed, new_id
from trips.model.trip import Trip

ISSUED = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)


def snapshot(trip: Trip) -> Snapshot:
    return Snapshot(trip, ISSUED)


def a_trip(*lines: tuple[str, str], **fields: object) -> Trip:
    trip = set_dates(Trip(id=new_id(), title="Köln", language="de"), date(2025, 10, 9), date(2025, 10, 10))
    trip = changed(
        trip,
        venues=(Venue(key="rathaus", name="Rathaus"), Venue(key="bau", name="Spanischer Bau")),
        people=(
            Person(key="effing", name="Dr. Klaus Effing"), Person(key="weber", name="Weber", delegate=True),
            Person(key="meyer", name="Meyer", delegate=True, groups=("b",)),
        ),
        groups=(Group(key="b", name="B"),),
    )  # fmt: skip
    for when, title in lines:
        item = checked(Item, id=new_id(), title=title, day=trip.days[0].id, when=when, status="confirmed")
        trip = add_item(trip, changed(item, **fields))
    return trip


def told(before: Trip, after: Trip, who: Audience = PARTICIPANTS, language: str = "de") -> list[str]:
    return [one.sentence for one in compared(snapshot(before), snapshot(after), who, language)]


def item(trip: Trip, title: str) -> str:
    return next(one.id for one in trip.items if one.title == title)


@settings(max_examples=60)
@given(programmes(), st.randoms(use_true_random=False))
def test_under_its_title_a_change_is_told_without_it(trip: Trip, dice: random.Random) -> None:
    t = words("de")
    before, after = (programme(snapshot(one), STAFF, "de") for one in (trip, mutated(trip, dice)))
    for change in news(before, after):
        for said in under_its_title(change, t):
            assert "\x00" not in said
            assert said.strip() == said != ""
            assert not said[0].islower()


def test_under_its_title_a_new_time_is_not_said_again_and_an_old_title_is() -> None:
    before = a_trip(("10:00-11:00", "Empfang"), venue="rathaus")
    after = change_item(before, before.items[0].id, when="10:30-11:30", title="Begrüßung", venue="bau")
    [change] = news(*(programme(snapshot(one), PARTICIPANTS, "de") for one in (before, after)))
    assert [*under_its_title(change, words("de"))] == [
        "Ort jetzt Spanischer Bau (bisher Rathaus).",
        "Hieß bisher „Empfang“.",
    ]


def test_a_talk_that_moves_is_told_as_one_would_say_it() -> None:
    before = a_trip(("14:30-15:15", "Verwaltung"), kind="talk", speakers=("effing",))
    after = change_item(before, before.items[0].id, when="15:00-15:45")
    assert told(before, after) == ["Der Vortrag von Dr. Klaus Effing beginnt um 15:00 statt um 14:30 Uhr."]
    assert told(before, after, language="en") == ["The talk by Dr. Klaus Effing begins at 15:00 instead of 14:30."]


def test_two_talks_of_one_speaker_are_told_apart_by_their_titles() -> None:
    before = a_trip(("14:00-14:45", "Eins"), ("15:00-15:45", "Zwei"), kind="talk", speakers=("effing",))
    after = change_item(before, item(before, "Eins"), when="13:30-14:15")
    after = change_item(after, item(before, "Zwei"), when="16:00-16:45")
    assert told(before, after) == [
        "„Eins“ beginnt um 13:30 statt um 14:00 Uhr.", "„Zwei“ beginnt um 16:00 statt um 15:00 Uhr.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"when": "10:00-11:30"}, "„A“ endet um 11:30 statt um 11:00 Uhr."),
        ({"when": "10:30-11:00"}, "„A“: Zeit jetzt 10:30–11:00 (bisher 10:00–11:00)."),
        ({"when": "about 10:30"}, "„A“ beginnt etwa um 10:30 statt um 10:00 Uhr."),
        ({"when": ""}, "„A“: Zeit jetzt Uhrzeit folgt (bisher 10:00–11:00)."),
        ({"venue": "bau"}, "„A“: Ort jetzt Spanischer Bau."),
        ({"title": "B"}, "„A“ heißt jetzt „B“."),
        ({"status": "cancelled"}, "„A“ entfällt (Do. 9.10., 10:00–11:00)."),
        ({"status": "requested"}, "„A“ ist nicht sicher (angefragt)."),
        ({"audience": "staff"}, "„A“ steht nicht mehr im Programm (Do. 9.10., 10:00–11:00)."),
        ({"speakers": ("effing",)}, "„A“: Vortragende jetzt Dr. Klaus Effing."),
        ({"note": "Eingang hinten"}, "„A“: Hinweis jetzt Eingang hinten."),
        ({"venue": "bau", "title": "B"}, "„A“: Ort jetzt Spanischer Bau. „A“ heißt jetzt „B“."),
    ],
)
def test_each_kind_of_change_has_its_sentence(fields: dict, said: str) -> None:
    before = a_trip(("10:00-11:00", "A"))
    after = change_item(before, before.items[0].id, **fields)
    assert told(before, after) == [said]
    assert told(after, after) == []


def test_what_moves_to_another_day_comes_goes_and_comes_back() -> None:
    before = a_trip(("10:00-11:00", "A"))
    (one,) = before.items
    assert told(before, move_item(before, one.id, before.days[1].id)) == [
        "„A“ wird von Do. 9.10., 10:00–11:00 auf Fr. 10.10., 10:00–11:00 verlegt."
    ]
    assert told(before, remove_items(before, [one.id])) == [
        "„A“ steht nicht mehr im Programm (Do. 9.10., 10:00–11:00)."
    ]
    assert told(remove_items(before, [one.id]), before) == ["Neu: 10:00–11:00 A."]
    off = change_item(before, one.id, status="cancelled")
    given = Snapshot(before, ISSUED, 1)
    taken = Snapshot(off, ISSUED, 2, earlier=(given,))
    back = Snapshot(before, ISSUED, 3, earlier=(given, taken))
    assert [one.sentence for one in compared(taken, back, PARTICIPANTS, "de")] == [
        "„A“ findet doch statt (Do. 9.10., 10:00–11:00)."
    ]
    assert told(off, before) == ["Neu: 10:00–11:00 A."], "nobody knew that it was cancelled"
    assert told(off, remove_items(off, [one.id])) == [], "it was cancelled already"


def test_one_change_that_drags_twelve_along_is_told_once_with_its_consequence() -> None:
    lines = [("09:00-10:00", "Erster"), *(("then, 30 min", f"P{n}") for n in range(12))]
    before = a_trip(*lines)
    after = change_item(before, item(before, "Erster"), when="09:20-10:20")
    (sentence,) = told(before, after)
    assert sentence.startswith(
        "„Erster“ beginnt um 09:20 statt um 09:00 Uhr. Dadurch beginnen 12 weitere Programmpunkte 20 min später: "
        "P0 10:20, P1 10:50,"
    )
    (change,) = news(*(programme(snapshot(trip), PARTICIPANTS) for trip in (before, after)))
    assert [one.seen.line.title for one in change.follows] == [f"P{n}" for n in range(12)]


def test_what_goes_pulls_forward_what_follows() -> None:
    before = a_trip(("09:00-10:00", "A"), ("then, 30 min", "B"), ("then, 30 min", "C"))
    after = change_item(before, item(before, "B"), status="cancelled")
    assert told(before, after) == [
        "„B“ entfällt (Do. 9.10., 10:00–10:30). Dadurch beginnt „C“ 30 min früher, um 10:00 Uhr."
    ]


def test_who_does_not_see_the_cause_is_told_the_consequence() -> None:
    before = a_trip(("09:00-10:00", "Intern"), ("then, 30 min", "B"))
    before = change_item(before, item(before, "Intern"), audience="staff")
    after = change_item(before, item(before, "Intern"), when="09:00-10:20")
    assert told(before, after) == ["„B“ beginnt um 10:20 statt um 10:00 Uhr."]


GROUP_B = Audience("participants", "group", "b")


@pytest.mark.parametrize("when", ["12:30-13:30", "with, 1 h"])
def test_what_another_group_does_is_no_reason(when: str) -> None:
    before = a_trip(("12:30-13:30", "Café"), (when, "Grillen"))
    before = changed(before, groups=(*before.groups, Group(key="c", name="C")))
    for title, group in (("Café", "c"), ("Grillen", "b")):
        before = change_item(before, item(before, title), groups=(group,))
    after = change_item(before, item(before, "Café"), when="12:45-13:30")
    after = after if when.startswith("with") else change_item(after, item(before, "Grillen"), when="12:45-13:45")
    news_of_grill = "„Grillen“ beginnt um 12:45 statt um 12:30 Uhr."
    assert told(before, after) == ["„Café“: Zeit jetzt 12:45–13:30 (bisher 12:30–13:30).", news_of_grill]
    assert told(before, after, GROUP_B) == [news_of_grill]


def test_what_was_given_another_time_itself_is_told_itself() -> None:
    before = a_trip(("09:00-10:00", "A"), ("10:00-11:00", "B"), ("then, 30 min", "C"))
    after = change_item(before, item(before, "A"), when="09:20-10:20")
    after = change_item(after, item(before, "B"), when="10:20-11:20")
    assert told(before, after) == [
        "„A“ beginnt um 09:20 statt um 09:00 Uhr.",
        "„B“ beginnt um 10:20 statt um 10:00 Uhr. Dadurch beginnt „C“ 20 min später, um 11:20 Uhr.",
    ]


def test_a_reason_reaches_through_what_the_reader_does_not_see() -> None:
    before = a_trip(("09:00-10:00", "A"), ("then, 30 min", "Intern"), ("then, 30 min", "C"))
    before = change_item(before, item(before, "Intern"), audience="staff")
    after = change_item(before, item(before, "A"), when="09:20-10:20")
    assert told(before, after) == [
        "„A“ beginnt um 09:20 statt um 09:00 Uhr. Dadurch beginnt „C“ 20 min später, um 10:50 Uhr."
    ]


def test_parts_that_move_with_their_whole_are_its_consequence_whoever_gave_their_times() -> None:
    before = a_trip(("14:00-16:00", "Besuch"), ("14:00-14:45", "Dank"))
    before = move_item(before, item(before, "Dank"), before.days[0].id, into=item(before, "Besuch"))
    after = change_item(before, item(before, "Besuch"), when="14:30-16:30")
    after = change_item(after, item(before, "Dank"), when="14:30-15:15")
    assert told(before, after) == [
        "„Besuch“ beginnt um 14:30 statt um 14:00 Uhr. Dadurch beginnt „Dank“ 30 min später, um 14:30 Uhr."
    ]


def test_parts_come_and_go_with_their_whole() -> None:
    before = a_trip(("14:00-16:00", "Besuch"), ("14:00, 45 min", "Vortrag"))
    before = move_item(before, item(before, "Vortrag"), before.days[0].id, into=item(before, "Besuch"))
    assert told(before, remove_items(before, [item(before, "Besuch")])) == [
        "„Besuch“ steht nicht mehr im Programm (Do. 9.10., 14:00–16:00). Darin: Vortrag."
    ]
    empty = remove_items(before, [item(before, "Besuch")])
    assert told(empty, before) == ["Neu: 14:00–16:00 Besuch. Darin: Vortrag."]


def test_a_trip_on_other_dates_is_one_sentence_a_day() -> None:
    before = a_trip(("09:00-10:00", "A"), ("10:00-11:00", "B"))
    after = change_dates(before, date(2025, 10, 16), date(2025, 10, 17)).trip
    assert told(before, after) == ["Das Programm von Do. 9.10. wird auf Do. 16.10. verlegt."]


def test_only_what_concerns_somebody_is_told_to_them() -> None:
    before = a_trip(("09:00-10:00", "Alle"), ("11:00-12:00", "Gruppe B"))
    before = change_item(before, item(before, "Gruppe B"), groups=("b",))
    after = change_item(before, item(before, "Gruppe B"), when="11:30-12:30")
    assert told(before, after, Audience("participants", "person", "weber")) == []
    assert len(told(before, after, Audience("participants", "person", "meyer"))) == 1
    (one,) = compared(snapshot(before), snapshot(after), STAFF, "de")
    assert one.concerns.text(words("de")) == "betrifft 1"


def test_a_title_with_markup_and_line_breaks_stays_one_line() -> None:
    before = a_trip(("10:00-11:00", "[/b] \\ {x}"))
    after = change_item(before, before.items[0].id, note="eins\nzwei {n}")
    assert told(before, after) == ["„[/b] \\ {x}“: Hinweis jetzt eins zwei {n}."]


@given(programmes(most=6), st.randoms(use_true_random=False))
@settings(max_examples=80)
def test_whatever_a_calendar_sees_is_news_and_nothing_is_news_of_itself(before: Trip, chance: random.Random) -> None:
    after = before
    for _ in range(3):
        after = mutated(after, chance)
    for who in (PARTICIPANTS, STAFF):
        one, other = (programme(snapshot(trip), who, "de") for trip in (before, after))
        assert news(one, one) == ()
        found = news(one, other)
        known = {other.id for change in found for other in (change, *change.follows)}
        assert len(known) == sum(1 + len(change.follows) for change in found), "nothing is told twice"
        first, second = Snapshot(before, ISSUED, 1), snapshot(after)
        after_both = Snapshot(after, ISSUED, 2, earlier=(first,))
        moved = {one.event.id for one in Calendars(after_both, "de").given(who) if one.number == 2}
        wholes = {one.id: one.part_of for trip in (before, after) for one in trip.items if one.part_of}
        told_ids = known | {wholes[key] for key in known if key in wholes}
        dead = {one.id for trip in (before, after) for one in trip.items if one.status == "cancelled"}
        dead |= {wholes[key] for key in dead if key in wholes}  # their text loses a line that says "cancelled"
        parts = [{one.id: one.part_of for one in trip.items} for trip in (before, after)]
        apart = {key for key in moved if parts[0].get(key) != parts[1].get(key)}  # no news: it reads as it did
        apart |= {whole for key in apart for told in parts if (whole := told.get(key)) is not None}  # nor is its whole
        for key in moved - dead - apart:
            assert key in told_ids or _only_wording(before, after, key), key
        assert second.number == 0


def _only_wording(before: Trip, after: Trip, key: str) -> bool:
    """A name or a place that an item shows was changed or removed: told where it is named, not as a change of time."""
    return before.people != after.people or before.venues != after.venues or key is None


def test_the_preview_shows_what_would_go_out_and_what_is_not_in_order() -> None:
    before = a_trip(("10:00-11:00", "A"))
    after = add_item(before, checked(Item, id=new_id(), title="B", day=before.days[0].id, when="10:30-11:30"))
    shown = preview(snapshot(before), snapshot(after), "de")
    lines = list(shown.lines(words("de")))
    assert lines[0] == "Donnerstag, 9. Oktober 2025"
    assert lines[1] == "  +  Neu: 10:30–11:30 B. (betrifft alle 2)"
    assert any("Prüfhinweis" in line for line in lines)
    assert shown.number == 1
    assert isinstance(shown.changes[0], Told)


def test_names_and_private_looking_texts_that_newly_leave_are_told() -> None:
    before = a_trip(("10:00-11:00", "A"))
    people = (*before.people, Person(key="x", name="X Y", private=Private(diet="keine Nüsse")))
    after = changed(before, people=people)
    after = change_item(
        after, before.items[0].id, people=("x",), note="Rufen Sie 0221 471 10 11 an, a@example.org, keine Nüsse"
    )
    found = {(one.level, one.kind, one.text) for one in leaving(snapshot(before), snapshot(after))}
    assert found == {
        ("participants", "name", "X Y"), ("participants", "mail", "a@example.org"),
        ("participants", "phone", "0221 471 10 11"), ("participants", "private", "keine Nüsse"),
    }  # fmt: skip
    assert leaving(snapshot(after), snapshot(after)) == ()
    open_to_all = change_item(after, before.items[0].id, audience="public")
    assert ("public", "mail", "a@example.org") in {
        (one.level, one.kind, one.text) for one in leaving(snapshot(before), snapshot(open_to_all))
    }


def test_what_is_about_the_whole_or_a_day_is_told_before_what_is_on_it() -> None:
    before = a_trip(("10:00-11:00", "A"))
    first, second = before.days
    after = changed(before, contact="Frau Müller, 0221 1", days=(changed(first, note="Bitte Ausweis"), second))
    after = change_item(after, before.items[0].id, when="10:30-11:30")
    assert told(before, after) == [
        "„Köln“: Ansprechperson jetzt Frau Müller, 0221 1.",
        "Der Tag: Hinweis jetzt Bitte Ausweis.",
        "„A“ beginnt um 10:30 statt um 10:00 Uhr.",
    ]
    assert told(before, changed(before, provisional=True)) == ["Das Programm ist jetzt vorläufig."]
    assert told(before, changed(before, contact="x"), Audience("public")) == [], "the public does not see it"
