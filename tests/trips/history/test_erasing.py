"""Erasing a person: nothing of them is left anywhere in the store, and the programme stays."""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exports.kit.publication import Publication
from exports.snapshot import Snapshot
from tests.agenda.cli.test_cli import agenda, ids, trip  # noqa: F401 - fixtures
from tests.trips.store.test_store import a_trip
from trips.contacts.confirmations import confirm
from trips.contacts.proposed_times import propose
from trips.edits.items import change_item
from trips.history.erasing import erasure, is_removed
from trips.history.mails import OutgoingMail
from trips.i18n.language import Message, UserError
from trips.model.entities import Person, Private, changed
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store import Store, open_store
from trips.store.erasing import Erasing
from trips.store.schema import TABLES

NOTE = Message("Added {title}", title="Dr. Anna Kanarienvogel")
WORDS = ("kanarienvogel", "0221-99887766", "nussallergie", "zimmer-4711", "personalnotiz", "vogelanna")


def with_canary(made: Trip) -> Trip:
    private = Private(
        phone="0221-99887766",
        email="vogelanna@example.org",
        diet="Nussallergie",
        room="Zimmer-4711",
        note="Personalnotiz",
    )
    person = Person(
        key="kanarienvogel-x1", name="Dr. Anna Kanarienvogel", form="Frau", role="Personalnotiz", delegate=True,
        languages=("en",), note="Personalnotiz", private=private,
    )  # fmt: skip
    other = Person(key="meyer", name="Bernd Meyer", accompanies="kanarienvogel-x1")
    made = changed(made, people=(person, other))
    one, two, *_ = made.items
    made = change_item(made, one.id, speakers=("kanarienvogel-x1",), note="Mit Anna Kanarienvogel, Tel. 0221-99887766")
    made = change_item(made, two.id, title="Gespräch mit Frau Kanarienvogel", responsible="kanarienvogel-x1")
    moment = datetime(2025, 1, 1, tzinfo=UTC)
    for key in ("kanarienvogel-x1", "meyer"):
        made = propose(Timeline(made), one.id, key, moment, None, moment)
    return confirm(Timeline(made), one.id, ("people", "kanarienvogel-x1"), moment, "A", "B")


def everything(where: Path | str) -> str:
    """Every row of a store as text, its documents unpacked; of a file also every byte as it lies on the disk."""
    texts = [where.read_bytes().decode("latin-1")] if isinstance(where, Path) else []
    with open_store(where) as store, store._engine.reading() as now:
        for value in (value for table in TABLES for row in now.all(f"SELECT * FROM {table}") for value in row):
            if isinstance(value, bytes):
                with suppress(zlib.error):
                    texts.append(zlib.decompress(value).decode())
            else:
                texts.append(str(value))
    return "\n".join(texts).lower()


def filled(store: Store) -> Trip:
    made = with_canary(a_trip(title="Besuch von Anna Kanarienvogel"))
    saved = store.create(made, NOTE)
    store.versions.issue(made.id, 1, "Für Frau Kanarienvogel")
    saved = store.save(saved, changed(made, theme="Thema Dr. Anna Kanarienvogel"), NOTE).saved
    store.versions.issue(made.id, 2, "")
    store.handouts.give(made.id, ["person:kanarienvogel-x1", "person:meyer"], 1, "kit")
    store.handouts.names(made.id, ["person:kanarienvogel-x1", "person:meyer"])
    moment = datetime(2025, 9, 1, tzinfo=UTC)
    readers = ("person:kanarienvogel-x1", "person:meyer")
    store.outbox.queue(
        made.id, [OutgoingMail(one, one, "day", "REQUEST", 1, 1, 0, moment, "queued", moment) for one in readers], []
    )
    return made


@pytest.mark.parametrize("wanted", ["Dr. Anna Kanarienvogel", "kanarienvogel-x1", "VOGELANNA@example.org"])
def test_nothing_of_an_erased_person_is_left_in_the_file(where: Path | str, wanted: str) -> None:
    with open_store(where) as store:
        made = filled(store)
        before = everything(where)
        assert all(word in before for word in WORDS), "the search finds what is there"
        (found,) = store.erasing.erase(wanted)
        assert found.names == ("Dr. Anna Kanarienvogel",)
        after = everything(where)
        assert [word for word in WORDS if word in after] == []
        now = store.load(made.id).trip
        assert [one.name for one in now.people] == ["entfernt", "Bernd Meyer"]
        gone = now.people[0].key
        assert is_removed(now.people[0])
        readers = list(Publication(Snapshot(now, datetime(2025, 9, 1, tzinfo=UTC))).readers())
        assert not any(gone in reader for reader in readers)
        assert (now.people[0].delegate, now.people[1].accompanies) == (True, gone)
        assert now.items[0].speakers == (gone,)
        assert now.items[0].note == "Mit […], Tel. […]"
        assert now.items[1].title == "Gespräch mit […]"
        assert now.items[1].responsible == gone
        assert now.confirmations == ()
        assert [one.person for one in now.proposed_times] == ["meyer"]
        assert [one.number for one in store.versions.listed(made.id)] == [1, 2]
        assert store.versions.one(made.id, 1).trip.items[0].speakers == (gone,)
        assert [one.reader for one in store.handouts.ledger(made.id)] == ["person:meyer"]
        assert [one.reader for one in store.outbox.mails(made.id)] == ["person:meyer"]
        assert {(one.reader, one.revoked) for one in store.handouts.feeds(made.id)} == {
            ("", True),
            ("person:meyer", False),
        }


def test_neither_a_backup_nor_undo_brings_them_back(where: Path | str, tmp_path: Path) -> None:
    with open_store(where) as store:
        made = filled(store)
        store.erasing.erase("kanarienvogel-x1")
        store.backup(tmp_path / "backup.db")
        assert [word for word in WORDS if word in everything(tmp_path / "backup.db")] == []
        store.undo(made.id, past_release=True)
        assert [word for word in WORDS if word in everything(where)] == []
        assert store.load(made.id).trip.theme == ""


def test_versions_and_changes_are_counted_as_before(where: Path | str) -> None:
    with open_store(where) as store:
        filled(store)
        before = [(one.release, one.changes) for one in store.trips()]
        store.erasing.erase("kanarienvogel-x1")
        assert [(one.release, one.changes) for one in store.trips()] == before


def test_who_was_removed_long_ago_is_found_in_the_history(where: Path | str) -> None:
    with open_store(where) as store:
        made = with_canary(a_trip())
        saved = store.create(made, NOTE)
        renamed = changed(made.people[0], name="Anna Ander")
        saved = store.save(saved, changed(made, people=(renamed, made.people[1])), NOTE).saved
        assert [one.names for one in store.erasing.find("anna ander")] == [("Anna Ander", "Dr. Anna Kanarienvogel")]
        store.erasing.erase("Anna Ander")
        assert [word for word in (*WORDS, "anna ander") if word in everything(where)] == []


def test_other_people_with_a_name_like_it_stay(where: Path | str) -> None:
    with open_store(where) as store:
        made = a_trip()
        people = (Person(key="weber", name="Anna Weber"), Person(key="weber-2", name="Anna Weber-Schmidt"))
        store.create(changed(made, people=people), Message("x"))
        store.erasing.erase("Anna Weber")
        assert [one.name for one in store.load(made.id).trip.people] == ["entfernt", "Anna Weber-Schmidt"]
        with pytest.raises(UserError, match='There is no "Anna Weber" in any trip'):
            store.erasing.erase("Anna Weber")


@pytest.mark.parametrize("name", ["Cllr Jane Roe", "Jane Roe", "Rev. Jane Roe", "Frau Dr. Jane Roe"])
@pytest.mark.parametrize("wanted", ["Jane Roe", "Cllr Jane Roe", "prof. jane roe"])
def test_a_title_neither_hides_somebody_nor_keeps_their_name_in_texts(
    where: Path | str, name: str, wanted: str
) -> None:
    with open_store(where) as store:
        made = changed(a_trip(), people=(Person(key="r", name=name),))
        made = change_item(made, made.items[0].id, note="Jane Roe is vegetarian", staff_note=f"ask {name}")
        store.create(made, Message("x"))
        store.erasing.erase(wanted)
    assert "jane roe" not in everything(where)


def test_a_key_that_reads_like_the_name_does_not_break_what_refers_to_others(where: Path | str) -> None:
    with open_store(where) as store:
        made = a_trip()
        people = (Person(key="weber", name="Weber"), Person(key="meyer", name="Meyer"))
        made = changed(made, people=people)
        made = change_item(made, made.items[0].id, speakers=("weber", "meyer"), note="weber und Meyer")
        store.create(made, Message("x"))
        store.erasing.erase("weber")
        now = store.load(made.id).trip
        assert now.items[0].speakers[1] == "meyer"
        assert now.items[0].note == "[…] und Meyer"


def test_names_that_are_no_words_are_taken_literally() -> None:
    gone = erasure([{"key": "x", "name": "A.*B (C)"}], {"x": "y"})
    assert gone.text("mit A.*B (C)!") == "mit […]!"
    assert gone.text("Axx B") == "Axx B"
    assert erasure([{"key": "x", "name": "Li"}], {"x": "y"}).text("Liste") == "Liste"


def test_a_person_is_erased_on_the_command_line_after_a_question(agenda, trip, monkeypatch) -> None:  # noqa: F811
    agenda("people", trip, "add", "Anna Weber", "delegate=yes")
    shown = agenda("erase", "anna weber", "--dry-run")
    assert shown.out == "koeln  Köln  Anna Weber\n"
    assert agenda("erase", "Nobody", "--yes").code == 1
    done = agenda("erase", "Anna Weber", "--yes")
    assert (done.code, "Anna Weber is removed." in done.err) == (0, True)
    assert "removed" in agenda("people", trip).out or "entfernt" in agenda("people", trip).out
    assert "Weber" not in agenda("history", trip).out
    assert json.loads(agenda("list", "--json").out)["trips"][0]["slug"] == "koeln"


def test_older_copies_of_the_store_are_named(agenda, trip, tmp_path: Path) -> None:  # noqa: F811
    agenda("people", trip, "add", "Anna Weber")
    agenda("backup", "b.db")
    agenda("restore", "b.db", "--yes")
    done = agenda("erase", "Anna Weber", "--yes")
    assert "These older copies of the database still know them" in done.err
    assert "agenda-" in done.err


def with_texts(*texts: str, people: tuple[Person, ...] = ()) -> Trip:
    made = changed(a_trip(items=len(texts)), people=people)
    for item, text in zip(made.items, texts, strict=True):
        made = change_item(made, item.id, note=text)
    return made


MUELLER = Person(key="mu", name="Dr. Jörg Müller", private=Private(phone="+49 221 998877-66", email="jm@example.org"))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Jörg Müllers Zimmer", "[…] Zimmer"),
        ("Dr. Müller ruft an", "[…] ruft an"),
        ("Dr. Jörg Müller's talk", "[…] talk"),
        ("Tel. 0221/99 88 77 66 abends", "Tel. […] abends"),
        ("Tel. 0049 (0)221 99887766", "Tel. […]"),
        ("JM@EXAMPLE.ORG", "[…]"),
        ("Müllerstraße, Tel. 0221 9988776", "Müllerstraße, Tel. 0221 9988776"),
        ("Jörg Müller-Lüdenscheidt", "Jörg Müller-Lüdenscheidt"),
    ],
)
def test_a_person_is_found_however_they_are_written(text: str, after: str, where: Path | str) -> None:
    with open_store(where) as store:
        made = with_texts(text, people=(MUELLER,))
        store.create(made, NOTE)
        store.erasing.erase("Jörg Müller")
        assert store.load(made.id).trip.items[0].note == after


@pytest.mark.parametrize("wanted", ["Müller", "0221 99887766", "mueller", "Herr Müller"])
def test_a_surname_or_a_number_is_enough_if_one_person_has_it(wanted: str, where: Path | str) -> None:
    with open_store(where) as store:
        store.create(with_texts("x", people=(MUELLER,)), NOTE)
        assert [found.names for found in store.erasing.find(wanted)] == [("Dr. Jörg Müller",)]


def test_a_surname_that_several_have_is_asked_for(where: Path | str) -> None:
    with open_store(where) as store:
        store.create(with_texts("x", people=(MUELLER, Person(key="m2", name="Eva Müller"))), NOTE)
        with pytest.raises(
            UserError, match=r"Several people are called .*: Eva Müller, Jörg Müller\. Name one in full"
        ):
            store.erasing.find("Müller")


def test_what_may_mean_somebody_is_told_and_goes_only_when_asked(where: Path | str) -> None:
    with open_store(where) as store:
        made = with_texts("mit Müller ans Buffet", "Die Müllers Mühle", people=(MUELLER,))
        store.create(made, NOTE)
        (found,) = store.erasing.find("Jörg Müller")
        assert found.near == ("mit Müller ans Buffet", "Die Müllers Mühle")
        store.erasing.erase("Jörg Müller")
        assert store.load(made.id).trip.items[0].note == "mit Müller ans Buffet"
        store.remove(made.id)
        store.create(made, NOTE)
        store.erasing.erase("Jörg Müller", near=True)
        assert [item.note for item in store.load(made.id).trip.items] == ["mit […] ans Buffet", "Die […] Mühle"]


def test_trips_that_only_speak_of_somebody_forget_them_too(where: Path | str) -> None:
    with open_store(where) as store:
        store.create(with_texts("x", people=(MUELLER,)), NOTE)
        other = changed(with_texts("mit Jörg Müller"), title="Reise von Jörg Müller")
        store.create(other, NOTE)
        assert {found.slug: found.names for found in store.erasing.find("Jörg Müller")} == {
            "koeln": ("Dr. Jörg Müller",), "reise-von-joerg-mueller": (),
        }  # fmt: skip
        store.erasing.erase("Jörg Müller")
        listed = next(one for one in store.trips() if one.id == other.id)
        assert (listed.title, listed.slug) == ("Reise von […]", "reise-von-removed")
    assert "müller" not in everything(where)


def test_what_an_interrupted_erasing_left_is_done_by_the_next(
    where: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise UserError("in use")

    with open_store(where) as store:
        filled(store)
        with monkeypatch.context() as patch:
            patch.setattr(store._engine, "scrub", refused)
            with pytest.raises(UserError, match="in use"):
                store.erasing.erase("kanarienvogel-x1")
        assert store.erasing.finish()
        assert not store.erasing.finish()
        assert [word for word in WORDS if word in everything(where)] == []


def test_a_kill_between_two_steps_leaves_nothing_undone(where: Path | str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(where) as store:
        made = filled(store)
        with monkeypatch.context() as patch:
            patch.setattr(Erasing, "_rewrite_history", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                store.erasing.erase("kanarienvogel-x1")
        assert "kanarienvogel" in everything(where)
        gone = store.load(made.id).trip.people[0].key
        assert store.erasing.finish()
        assert [word for word in WORDS if word in everything(where)] == []
        assert store.load(made.id).trip.people[0].key == gone


def test_neither_a_surname_nor_a_key_that_was_asked_for_takes_words_out_of_other_trips(where: Path | str) -> None:
    koch = Person(key="koch", name="Eva Koch")
    with open_store(where) as store:
        store.create(with_texts("x", people=(koch, Person(key="k2", name="Jan Koch-Beck"))), NOTE)
        other = with_texts("Der Koch kocht", people=(Person(key="k3", name="Ida Kochs"),))
        store.create(other, NOTE)
        store.erasing.erase("koch", near=True)
        now = store.load(other.id).trip
        assert (now.items[0].note, now.people[0].name) == ("Der Koch kocht", "Ida Kochs")


def test_who_has_the_same_surname_keeps_it(where: Path | str) -> None:
    with open_store(where) as store:
        made = with_texts("Müller kommt", people=(MUELLER, Person(key="m2", name="Eva Müller")))
        store.create(made, NOTE)
        store.erasing.erase("Jörg Müller", near=True)
        now = store.load(made.id).trip
        assert ([one.name for one in now.people], now.items[0].note) == (["entfernt", "Eva Müller"], "[…] kommt")
