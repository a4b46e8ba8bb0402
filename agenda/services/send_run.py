"""The run that sends a plan by mail, to be stopped and continued; the same mails as drafts, or to the office alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agenda.services.files import write_whole
from agenda.services.mail_server import ConnectionLostError, MailServer, Verdict
from exports.calendar.itip import Mailbox
from exports.kit.invitations import Posting
from trips.history.mails import MailState
from trips.i18n.language import N_, UserError
from trips.i18n.text import slug

if TYPE_CHECKING:
    from agenda.services.mail_server import MailAccount
    from agenda.services.send import Plan, PlannedMail
    from trips.store import Store

_MOST_LATER: Final = 3
"""Mails that a server puts off one after the other before the run ends: it will not take the next one either."""
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SendStep:
    """One mail more, or a pause.

    Attributes:
        done, of: how many are through of how many.
        name: whose mail it was; "" for a pause.
        verdict: what became of it; None for a pause.
        until: until when no more may go; None if one went.
    """

    done: int
    of: int
    name: str = ""
    verdict: Verdict | None = None
    until: datetime | None = None


_STATES: Final[dict[str, MailState]] = {"sent": "sent", "refused": "refused", "unknown": "unknown", "later": "queued"}


class Run:
    """Sends the mails of a plan, one after the other; whoever stops asking stops it.

    Args:
        store: where the outbox lies.
        trip_id: the trip.
        account: where they go out.
        server: the connection, or what stands for it.
        wait: waits for some seconds.
    """

    def __init__(
        self, store: Store, trip_id: str, account: MailAccount, server: MailServer, wait: Callable[[float], None]
    ) -> None:
        self._outbox = store.outbox
        self._trip_id = trip_id
        self._account = account
        self._server = server
        self._wait = wait

    def steps(self, plan: Plan) -> Iterator[SendStep]:
        """Queue the mails of a plan and send them.

        Raises:
            UserError: the server is gone, or takes nothing more; what has not gone is queued, and the next run goes on.
        """
        self._outbox.queue(self._trip_id, (one.mail for one in plan.mails), plan.readers)
        later = 0
        for done, one in enumerate(plan.mails):
            yield from self._pauses(done, len(plan.mails))
            verdict = self._send(one)
            if verdict is None:
                continue
            yield SendStep(done + 1, len(plan.mails), one.name, verdict)
            later = later + 1 if verdict.state == "later" else 0
            if later == _MOST_LATER:
                text = N_("The mail server {where} takes nothing more at the moment ({why}); the rest waits. Go on"
                          " later with the same command.")  # fmt: skip
                raise UserError(text, where=self._account.host, why=verdict.why)

    def _pauses(self, done: int, of: int) -> Iterator[SendStep]:
        """Wait until another mail may go, a second at a time."""
        while self._account.an_hour is not None:
            now = datetime.now(UTC)
            went = self._outbox.went_since(now - _HOUR)
            if len(went) < self._account.an_hour:
                return
            yield SendStep(done, of, until=went[-self._account.an_hour] + _HOUR)
            self._wait(1.0)

    def _send(self, one: PlannedMail) -> Verdict | None:
        """Send a mail; None if somebody else has it in hand."""
        posting = posting_of(one, self._account.sender)
        data = one.make(posting)
        if not self._outbox.claim(self._trip_id, one.mail, hashlib.sha256(data).hexdigest()):
            return None
        try:
            verdict = self._given(data, one.to)
        except UserError:
            self._outbox.settle(self._trip_id, one.mail, one.mail.state, one.mail.why)
            raise
        perhaps_there = one.mail.state == "unknown" and verdict.state != "sent"  # from the time before
        state: MailState = "unknown" if perhaps_there else _STATES[verdict.state]
        self._outbox.settle(self._trip_id, one.mail, state, verdict.why)
        return verdict

    def _given(self, data: bytes, to: tuple[str, ...]) -> Verdict:
        """Give a mail to the server, over a new connection if the old one is gone."""
        try:
            return self._server.send(data, to)
        except ConnectionLostError:
            self._server.connect()
            return self._server.send(data, to)


def posting_of(one: PlannedMail, sender: Mailbox, *, draft: bool = False, trial: bool = False) -> Posting:
    """A mail as it goes out from a sender; as a trial it goes to the sender alone."""
    domain = sender.address.rpartition("@")[2]
    ids = [f"{key}@{domain}" for key in (*one.references, one.mail.id)]
    to = (sender.address,) if trial or not one.to else one.to
    return Posting(sender, to, one.mail.made, ids[-1], tuple(ids[:-1]), draft, trial)


def send_to_sender(plan: Plan, account: MailAccount, server: MailServer) -> Iterator[SendStep]:
    """Send all mails of a plan to the office itself; no outbox knows of them.

    Raises:
        UserError: the server is gone, or takes nothing.
    """
    for done, one in enumerate(plan.mails, 1):
        data = one.make(posting_of(one, account.sender, trial=True))
        yield SendStep(done, len(plan.mails), one.name, server.send(data, (account.sender.address,)))


def write_drafts(store: Store, trip_id: str, plan: Plan, sender: Mailbox, folder: Path) -> Iterator[SendStep]:
    """Write the mails of a plan as drafts that somebody sends with a mail program; they count as sent.

    Raises:
        UserError: a file cannot be written; those before are whole and counted.
    """
    store.outbox.queue(trip_id, (one.mail for one in plan.mails), plan.readers)
    for done, one in enumerate(plan.mails, 1):
        data = one.make(posting_of(one, sender, draft=True))
        if not store.outbox.claim(trip_id, one.mail, hashlib.sha256(data).hexdigest()):
            continue
        name = f"{slug(one.name, nothing='person')}-{one.mail.id[:8]}.eml"
        try:
            write_whole(folder / name, data, seen_by="owner")
        except BaseException:
            store.outbox.settle(trip_id, one.mail, one.mail.state, one.mail.why)
            raise
        store.outbox.settle(trip_id, one.mail, "sent")
        yield SendStep(done, len(plan.mails), one.name, Verdict("sent"))
