"""Sending a version by mail: what goes to whom and why.

A plan is made from the version and the outbox alone, so that the same call after a run that was stopped or killed goes
on where that ended. What may have arrived is never sent again unasked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from agenda.services.hand_out import kit_of
from exports.audience import Audience
from exports.calendar.itip import Due, LastTold, Method
from exports.kit.invitations import Invitations, Invited, Posting, Shape
from exports.kit.mail import Headers, addresses, mail_with_files
from trips.history.mails import FILES, PERHAPS_THERE, MailMethod, MailState, OutgoingMail, mail_id
from trips.i18n.language import Translator, UserError
from trips.model.entities import Person, by_key

if TYPE_CHECKING:
    from agenda.services.settings import Settings
    from exports.snapshot import Snapshot
    from trips.model.trip import Trip
    from trips.store import Store

Way = Literal["invitation", "file"]
Why = Literal["new", "changed", "cancelled", "file"]
_WHYS: Final[dict[tuple[Method, bool], Why]] = {
    ("REQUEST", True): "new", ("REQUEST", False): "changed", ("CANCEL", False): "cancelled",
}  # fmt: skip
_HELD_BACK: Final[frozenset[MailState]] = frozenset(("refused", "unknown", "sending"))


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to be sent.

    Attributes:
        only: the keys of the people who get something; None for everybody.
        way: invitations or files for them; None as each was told before.
        shape: invitations to days or to single items; None as each was invited before.
        again: the keys of those to whom what was refused or may have gone is sent once more.
    """

    only: frozenset[str] | None = None
    way: Way | None = None
    shape: Shape | None = None
    again: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedMail:
    """A mail that is to go.

    Attributes:
        mail: how it stands in the outbox, or will.
        name, to: whom it is to, and their addresses, which are private.
        why: what it tells them.
        subject: its subject.
        references: the ids of those before it about the same thing.
        make: its bytes for a posting.
    """

    mail: OutgoingMail
    name: str
    to: tuple[str, ...]
    why: Why
    subject: str
    references: tuple[str, ...] = field(repr=False)
    make: Callable[[Posting], bytes] = field(repr=False)


@dataclass(slots=True)
class Plan:
    """What is to be sent, and what not.

    Attributes:
        mails: what goes, reader by reader.
        held_back: what was refused, or may have gone when a run ended, and is not sent again unasked.
        nothing: for whom nothing is new.
        on_paper: who has something new and no address.
        beside_file: who was given a calendar file and is now invited.
        from_invitation: whose invitations are taken back, since they get a file now.
        given_files: who gets a file because they were given one before.
        readers: everybody who was looked at, as the outbox names them.
    """

    mails: list[PlannedMail] = field(default_factory=list[PlannedMail])
    held_back: list[PlannedMail] = field(default_factory=list[PlannedMail])
    nothing: list[str] = field(default_factory=list[str])
    on_paper: list[str] = field(default_factory=list[str])
    beside_file: list[str] = field(default_factory=list[str])
    from_invitation: list[str] = field(default_factory=list[str])
    given_files: list[str] = field(default_factory=list[str])
    readers: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class _Reader:
    """A person, what the outbox knows of them, and the address they have by now."""

    invited: Invited
    rows: tuple[OutgoingMail, ...]
    to: tuple[str, ...]

    @property
    def name(self) -> str:
        """The reader as the outbox and the ledger name them."""
        return self.invited.audience.name

    def there(self, *, unknown: bool = True) -> list[OutgoingMail]:
        """The mails that they have; with `unknown` also those that they may have."""
        return [row for row in self.rows if row.state == "sent" or (unknown and row.state in PERHAPS_THERE)]

    @property
    def is_unsure(self) -> bool:
        """Whether there is a mail that they may have."""
        return len(self.there()) > len(self.there(unknown=False))

    def told(self, *, unknown: bool = True) -> dict[str, LastTold]:
        """What they were told last of each event."""
        return {
            row.what: LastTold("CANCEL" if row.method == "CANCEL" else "REQUEST", row.number)
            for row in self.there(unknown=unknown)
            if row.what != FILES
        }

    @property
    def is_invited(self) -> bool:
        """Whether an invitation stands in their calendar."""
        return any(last.method == "REQUEST" for last in self.told().values())

    @property
    def waits_for_files(self) -> bool:
        """Whether a run that was stopped has left a mail with files to them: their invitations may be gone already."""
        return any(row.what == FILES and row.state == "queued" for row in self.rows)


class Planner:
    """Finds what has to be sent of a version.

    Args:
        store: where the trip lies.
        snapshot: the version, with those before it.
        name: the trip's name in the store.
        settings: those of this machine.
        t: the words of the person at it.
    """

    def __init__(self, store: Store, snapshot: Snapshot, name: str, settings: Settings, t: Translator) -> None:
        self._store = store
        self._snapshot = snapshot
        self._name = name
        self._trip_id = snapshot.trip.id
        self._kit = kit_of(store, snapshot, name, settings, t, files_for_all=True)
        self._invitations = Invitations(snapshot)
        self._now = datetime.now(UTC).replace(microsecond=0)

    @cached_property
    def _draft(self) -> Trip:
        """The trip as it is by now: where somebody is reached is no part of a version."""
        return self._store.load(self._trip_id).trip

    @cached_property
    def _had_files(self) -> frozenset[str]:
        ledger = self._store.handouts.ledger(self._trip_id)
        return frozenset(entry.reader for entry in ledger if entry.how in ("kit", "mailed"))

    @cached_property
    def _held(self) -> dict[str, int]:
        return self._store.handouts.held(self._trip_id, before=self._snapshot.number)

    def keys_of(self, who: str) -> frozenset[str]:
        """The keys of the people that a WHO means: a person, a group, a host, or all participants.

        Raises:
            UserError: it is nobody to whom one could send something.
        """
        trip = self._snapshot.trip
        try:
            audience = self._snapshot.audience(who)
        except UserError:
            if ":" in who:
                raise
            audience = self._snapshot.audience(f"person:{who}")
        if audience.whose == "person":
            return frozenset((audience.key,))
        if audience.whose == "group":
            return frozenset(person.key for person in trip.people if audience.key in person.groups)
        if audience.whose == "host":
            return frozenset(person.key for person in trip.people if audience.key in (person.key, person.organisation))
        if audience.level == "participants":
            return frozenset(person.key for person in trip.people if person.delegate)
        raise UserError("Mails go to people: person:KEY, group:KEY, host:KEY or participants.")

    def plan(self, choice: Choice) -> Plan:
        """What is to be sent; nothing is written."""
        rows: defaultdict[str, list[OutgoingMail]] = defaultdict(list)
        for row in self._store.outbox.mails(self._trip_id):
            rows[row.reader].append(row)
        plan = Plan()
        for key, person in self._people(rows).items():
            if choice.only is None or key in choice.only:
                reader = self._reader(key, person, rows)
                if key not in self._kit.people and not reader.is_invited:
                    continue
                plan.readers.append(reader.name)
                self._add(plan, reader, choice)
        return plan

    def _people(self, rows: Mapping[str, list[OutgoingMail]]) -> dict[str, Person]:
        """Who may have to be told something: who gets a kit, and who left with an invitation in their calendar."""
        people = dict(self._kit.people)
        for one in (self._snapshot, *reversed(self._snapshot.earlier)):
            people = {person.key: person for person in one.trip.people if f"person:{person.key}" in rows} | people
        return people

    def _reader(self, key: str, person: Person, rows: Mapping[str, list[OutgoingMail]]) -> _Reader:
        audience = Audience("participants", "person", key)
        now = by_key(self._draft.people).get(key)
        email = now.private.email if now is not None and now.private.email else person.private.email
        own = tuple(rows.get(audience.name, ()))
        had_file = audience.name in self._had_files and not any(
            row.method == "REQUEST" and row.state in PERHAPS_THERE for row in own
        )
        invited = Invited(audience, person, self._snapshot.language_for(audience), had_file)
        return _Reader(invited, own, addresses(email))

    def _add(self, plan: Plan, reader: _Reader, choice: Choice) -> None:
        """Add what a reader has to be told to a plan."""
        of_files = reader.waits_for_files or (not reader.is_invited and reader.name in self._had_files)
        usual: Way = "file" if of_files else "invitation"
        way, name = choice.way or usual, reader.invited.person.name
        again = reader.invited.person.key in choice.again
        found = list(self._mails(reader, way, choice.shape, unknown=not again))
        unsure = self._mails(reader, way, choice.shape, unknown=False) if reader.is_unsure else ()
        held = {one.mail.id: one for one in (*found, *unsure) if one.mail.state in _HELD_BACK}
        going = [one for one in found if one.mail.state == "queued" or (again and one.mail.id in held)]
        if not reader.to:
            (plan.on_paper if going or held else plan.nothing).append(name)
            return
        plan.mails += going
        plan.held_back += [] if again else held.values()
        if not going and not held:
            plan.nothing.append(name)
        elif going and way == "invitation" and reader.invited.had_file:
            plan.beside_file.append(name)
        elif going and way == "file":
            (plan.from_invitation if reader.is_invited else plan.given_files).append(name)

    def _mails(self, reader: _Reader, way: Way, shape: Shape | None, *, unknown: bool) -> Iterator[PlannedMail]:
        told = reader.told(unknown=unknown)
        if way == "invitation":
            shape = shape or self._invitations.shape_of(told, reader.invited.person)
        due = self._invitations.due(reader.invited, shape if way == "invitation" else None, told)
        yield from (self._of_event(reader, one, unknown=unknown) for one in due)
        from_invitation = reader.is_invited or reader.waits_for_files
        if way == "file" and (from_invitation or self._has_news(reader, unknown=unknown)):
            yield self._of_files(reader, unknown=unknown)

    def _of_event(self, reader: _Reader, one: Due, *, unknown: bool) -> PlannedMail:
        event = one.event
        row, before = self._row(reader, event.event.id, one.method, event.number, unknown=unknown)
        make = self._invitations.mail
        return PlannedMail(
            row, reader.invited.person.name, reader.to, _WHYS[one.method, one.first],
            self._invitations.subject(one, reader.invited), before,
            lambda posting: make(one, reader.invited, posting),
        )  # fmt: skip

    def _has_news(self, reader: _Reader, *, unknown: bool) -> bool:
        """Whether a reader of files has to get this version: their first one, or one with news for them."""
        files = [row.version for row in reader.there(unknown=unknown) if row.what == FILES]
        if self._snapshot.number in files:
            return False
        return reader.name not in self._held or self._kit.letter(reader.invited.person).new

    def _of_files(self, reader: _Reader, *, unknown: bool) -> PlannedMail:
        row, before = self._row(reader, FILES, "FILE", self._snapshot.number, unknown=unknown)
        person, kit = reader.invited.person, self._kit
        said = kit.letter(person)

        def make(posting: Posting) -> bytes:
            headers = Headers(
                said.subject, person.name, posting.to, posting.made, posting.sender, posting.message_id,
                posting.references, posting.draft,
            )  # fmt: skip
            return mail_with_files(headers, said.text, kit.attachments(person))

        return PlannedMail(row, person.name, reader.to, "file", said.subject, before, make)

    def _row(
        self, reader: _Reader, what: str, method: MailMethod, number: int, *, unknown: bool
    ) -> tuple[OutgoingMail, tuple[str, ...]]:
        """The row of a mail in the outbox, or as it will be, and the ids of those before it."""
        there = [row for row in reader.there(unknown=unknown) if row.what == what]
        last = there[-1].turn if there else -1
        known = next(
            (
                row
                for row in reversed(reader.rows)
                if (row.what, row.method, row.number) == (what, method, number) and row.turn > last
            ),
            None,
        )
        before = tuple(row.id for row in there)
        if known is not None:
            return known._replace(version=self._snapshot.number), before
        turn = last + 1
        key = mail_id(self._trip_id, reader.name, what, method, number, turn)
        made = OutgoingMail(
            key, reader.name, what, method, number, self._snapshot.number, turn, self._now, "queued", self._now
        )
        return made, before
