"""The outbox: every mail that is to go or has gone, each step committed before the next.

`sending` is committed before a mail goes. Whatever happens then, the mail is `sent`, `refused`, or found as `sending`
by the next run, which calls it `unknown`: it is told and never sent again unasked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Final

from trips.history.mails import FILES, MailState, OutgoingMail
from trips.store.engine import Engine, Row, Transaction

_COLUMNS: Final = "id, reader, what, method, number, version, turn, made, state, at, digest, why, by"


class Outbox:
    """The mails of all trips."""

    def __init__(self, engine: Engine, by: str) -> None:
        self._engine = engine
        self._by = by

    def mails(self, trip_id: str) -> list[OutgoingMail]:
        """The mails of a trip, those about one thing in the order in which they were made."""
        sql = f"SELECT {_COLUMNS} FROM outbox WHERE trip_id = ? ORDER BY reader, what, turn, number"  # noqa: S608 - our columns
        with self._engine.reading() as now:
            return [_mail(row) for row in now.all(sql, (trip_id,))]

    def begin(self, trip_id: str) -> None:
        """What a run that ended has left as being sent is unknown from now on.

        A run that is still going on settles its mail all the same.
        """
        with self._engine.writing(trip_id) as now:
            now.run("UPDATE outbox SET state = 'unknown' WHERE trip_id = ? AND state = 'sending'", (trip_id,))

    def queue(self, trip_id: str, mails: Iterable[OutgoingMail], readers: Collection[str]) -> None:
        """Queue mails; one that is there stays what it is, and what waits for the readers beside them goes."""
        wanted = {mail.id: mail for mail in mails}
        with self._engine.writing(trip_id) as now:
            for key, reader in now.all(
                "SELECT id, reader FROM outbox WHERE trip_id = ? AND state = 'queued'", (trip_id,)
            ):
                if key not in wanted and reader in readers:
                    now.run("DELETE FROM outbox WHERE trip_id = ? AND id = ?", (trip_id, key))
            for mail in wanted.values():
                now.run(
                    f"INSERT INTO outbox (trip_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - likewise
                    " ON CONFLICT (trip_id, id) DO UPDATE SET version = excluded.version",
                    (trip_id, *mail[:7], mail.made.isoformat(), "queued", _now(), "", "", self._by),
                )

    def claim(self, trip_id: str, mail: OutgoingMail, digest: str) -> bool:
        """Note that a mail goes now; False if somebody else has taken it, and it must not."""
        sql = (
            "UPDATE outbox SET state = 'sending', digest = ?, why = '', at = ?, by = ?"
            " WHERE trip_id = ? AND id = ? AND state = ?"
        )
        with self._engine.writing(trip_id) as now:
            return now.run(sql, (digest, _now(), self._by, trip_id, mail.id, mail.state)) > 0

    def settle(self, trip_id: str, mail: OutgoingMail, state: MailState, why: str = "") -> None:
        """Note what became of a mail; once a reader has every mail of a version, the ledger says that they have it."""
        with self._engine.writing(trip_id) as now:
            sql = "UPDATE outbox SET state = ?, why = ?, at = ? WHERE trip_id = ? AND id = ?"
            now.run(sql, (state, why, _now(), trip_id, mail.id))
            if state == "sent":
                self._give(now, trip_id, mail)

    def _give(self, now: Transaction, trip_id: str, mail: OutgoingMail) -> None:
        left = now.one(
            "SELECT 1 FROM outbox WHERE trip_id = ? AND reader = ? AND version = ? AND state <> 'sent'",
            (trip_id, mail.reader, mail.version),
        )
        if left is None:
            how = "mailed" if mail.what == FILES else "invited"
            now.run(
                "INSERT INTO handout VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (trip_id, mail.reader, mail.version, how, datetime.now(UTC).isoformat(timespec="seconds"), self._by),
            )

    def went_since(self, moment: datetime) -> list[datetime]:
        """When mails of any trip went after a moment, the oldest first: what limits of a server count."""
        sql = "SELECT at FROM outbox WHERE state IN ('sending', 'sent', 'refused', 'unknown') AND at > ? ORDER BY at"
        with self._engine.reading() as now:
            return [datetime.fromisoformat(at) for (at,) in now.all(sql, (_iso(moment),))]


def _mail(row: Row) -> OutgoingMail:
    key, reader, what, method, number, version, turn, made, state, at, digest, why, by = row
    return OutgoingMail(
        key, reader, what, method, number, version, turn, datetime.fromisoformat(made), state,
        datetime.fromisoformat(at), digest, why, by,
    )  # fmt: skip


def _now() -> str:
    return _iso(datetime.now(UTC))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
