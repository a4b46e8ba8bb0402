"""The outbox: a mail goes once, whatever ends the program, and nothing of what it says is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.trips.store.test_store import NOTE, a_trip
from trips.history.mails import FILES, MailMethod, OutgoingMail, mail_id
from trips.model.trip import Trip
from trips.store import Store, open_store
from trips.store.schema import MIGRATIONS, migrate

MADE = datetime(2025, 10, 1, 12, tzinfo=UTC)


def a_mail(trip: Trip, what: str = "day1", method: MailMethod = "REQUEST", *, reader: str = "person:a", number: int = 1,
           turn: int = 0) -> OutgoingMail:  # fmt: skip
    key = mail_id(trip.id, reader, what, method, number, turn)
    return OutgoingMail(key, reader, what, method, number, number, turn, MADE, "queued", MADE)


def filled(store: Store) -> Trip:
    trip = a_trip()
    store.create(trip, NOTE)
    return trip


def states(store: Store, trip: Trip) -> dict[str, str]:
    return {mail.what: mail.state for mail in store.outbox.mails(trip.id)}


def test_a_mail_that_goes_is_noted_before_and_after(where: Path | str) -> None:
    with open_store(where) as store:
        trip = filled(store)
        mail = a_mail(trip)
        store.outbox.queue(trip.id, [mail], ["person:a"])
        (queued,) = store.outbox.mails(trip.id)
        assert (queued.state, queued.made, queued.by) == ("queued", MADE, store.by)
        assert store.outbox.claim(trip.id, queued, "f00")
        assert states(store, trip) == {"day1": "sending"}
        assert store.handouts.ledger(trip.id) == []
        store.outbox.settle(trip.id, queued, "sent")
        (sent,) = store.outbox.mails(trip.id)
        assert (sent.state, sent.digest, sent.made) == ("sent", "f00", MADE)
        assert [(one.reader, one.number, one.how) for one in store.handouts.ledger(trip.id)] == [
            ("person:a", 1, "invited")
        ]


def test_two_who_send_at_once_send_a_mail_once(where: Path | str) -> None:
    with open_store(where) as store, open_store(where) as other:
        trip = filled(store)
        store.outbox.queue(trip.id, [a_mail(trip)], ["person:a"])
        other.outbox.queue(trip.id, [a_mail(trip)], ["person:a"])
        (mine,), (theirs,) = store.outbox.mails(trip.id), other.outbox.mails(trip.id)
        assert mine == theirs
        assert [store.outbox.claim(trip.id, mine, ""), other.outbox.claim(trip.id, theirs, "")] == [True, False]


def test_what_was_being_sent_when_a_run_ended_is_unknown(where: Path | str) -> None:
    with open_store(where) as store:
        trip = filled(store)
        store.outbox.queue(trip.id, [a_mail(trip), a_mail(trip, "day2")], ["person:a"])
        first, _ = store.outbox.mails(trip.id)
        store.outbox.claim(trip.id, first, "")
    with open_store(where) as store:
        store.outbox.begin(trip.id)
        assert states(store, trip) == {"day1": "unknown", "day2": "queued"}
        store.outbox.queue(trip.id, [a_mail(trip), a_mail(trip, "day2")], ["person:a"])
        assert states(store, trip) == {"day1": "unknown", "day2": "queued"}, "queued again, it would go twice"


def test_the_ledger_waits_for_the_last_mail_of_a_reader(where: Path | str) -> None:
    with open_store(where) as store:
        trip = filled(store)
        mails = [a_mail(trip, "day1", "CANCEL", turn=1), a_mail(trip, FILES, "FILE")]
        store.outbox.queue(trip.id, mails, ["person:a"])
        for mail in store.outbox.mails(trip.id):
            assert store.handouts.ledger(trip.id) == []
            store.outbox.claim(trip.id, mail, "")
            store.outbox.settle(trip.id, mail, "sent")
        assert [one.number for one in store.handouts.ledger(trip.id)] == [1]


def test_what_waits_and_is_out_of_date_goes_and_that_of_others_stays(where: Path | str) -> None:
    with open_store(where) as store:
        trip = filled(store)
        store.outbox.queue(trip.id, [a_mail(trip), a_mail(trip, "x", reader="person:b")], ["person:a", "person:b"])
        store.outbox.queue(trip.id, [a_mail(trip, number=2)], ["person:a"])
        assert [(mail.reader, mail.number) for mail in store.outbox.mails(trip.id)] == [
            ("person:a", 2), ("person:b", 1),
        ]  # fmt: skip


def test_what_went_counts_for_the_limit_of_all_trips(where: Path | str) -> None:
    before = datetime.now(UTC) - timedelta(minutes=1)
    with open_store(where) as store:
        for trip in (filled(store), filled(store)):
            store.outbox.queue(trip.id, [a_mail(trip), a_mail(trip, "day2")], ["person:a"])
            first, _ = store.outbox.mails(trip.id)
            store.outbox.claim(trip.id, first, "")
            store.outbox.settle(trip.id, first, "refused", "550 5.1.1")
        assert len(store.outbox.went_since(before)) == 2
        assert store.outbox.went_since(datetime.now(UTC) + timedelta(minutes=1)) == []


def test_backup_and_restore_keep_the_outbox(where: Path | str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with open_store(where) as store:
        trip = filled(store)
        store.outbox.queue(trip.id, [a_mail(trip)], ["person:a"])
        store.backup(copy)
        store.outbox.queue(trip.id, [], ["person:a"])
        assert states(store, trip) == {}
        store.restore(copy)
        assert states(store, trip) == {"day1": "queued"}


def test_a_store_of_before_gets_an_outbox(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:3])
    with open_store(path) as store:
        trip = filled(store)
        store.outbox.queue(trip.id, [a_mail(trip)], ["person:a"])
        assert states(store, trip) == {"day1": "queued"}
        store.remove(trip.id)
        assert store.outbox.mails(trip.id) == []
