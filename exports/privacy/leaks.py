"""What a file will tell of people, before it leaves: which names and private details, and why its reader may see them.

It is found out, not guessed: the file is made once more from a trip in which every name and every private detail is
another word that stands nowhere else, and these words are looked for in it.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default as mail_policy
from typing import Any, Final, TypeVar, cast

from exports.audience import STAFF, Audience
from exports.formats import FORMATS, Request
from exports.paper import PAPERS, compose
from exports.privacy.private import Secret, WrittenOut, all_texts
from exports.snapshot import Snapshot
from trips.grammar.choices import AUDIENCE_WORDS
from trips.i18n.language import N_, Message
from trips.model.entities import Assignment, Person, Translation, Value, by_key
from trips.model.field_types import FieldRule, Line, Lines
from trips.model.fields import TABLE, rules
from trips.model.translations import digest_of, languages_of, texts
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

V = TypeVar("V", bound=Value)
_STAND_IN: Final = "Qx{n:05d}xQ"


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that a file tells of people: what, of whom, and why."""

    private: bool
    what: Message
    whose: tuple[str, ...]
    why: Message

    @property
    def message(self) -> Message:
        """The sentence for the office."""
        return Message("{what}: {whose} ({why})", what=self.what, whose=", ".join(self.whose), why=self.why)


class Stamped:
    """A snapshot in which every name and private detail is a stand-in, and what each of them stands for.

    What somebody wrote into another text has stand-ins too, so that no format's way to write it down hides it.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.secrets: dict[str, Secret] = {}
        self._known: dict[tuple[Secret, int], str] = {}
        self.snapshot = self._edition(snapshot)

    def _edition(self, snapshot: Snapshot) -> Snapshot:
        trip = self._trip(snapshot.trip)
        items = {item.id: item for item in trip.items}
        placed = {key: placed._replace(item=items[key]) for key, placed in snapshot.timeline.placed().items()}
        earlier: tuple[Snapshot, ...] = ()
        for one in snapshot.earlier:
            earlier = (*earlier, replace(self._edition(replace(one, earlier=())), earlier=earlier))
        return replace(snapshot, trip=trip, frozen=Timeline.remembered(trip, placed), earlier=earlier)

    def _trip(self, trip: Trip) -> Trip:
        """The trip with stand-ins; its own texts last, as its copy is made of all the others."""
        secrets = [
            secret for table, entity, key, whose in _owned(trip) for secret in _secrets(table, entity, key, whose)
        ]
        written = WrittenOut(secrets, all_texts(trip))

        def stamped(table: str, entity: V, key: str, whose: str) -> V:
            return self._stamped(table, entity, key, whose, written)

        people = tuple(
            replace(
                stamped("Person", person, person.key, person.name),
                private=stamped("Private", person.private, person.key, person.name),
            )
            for person in trip.people
        )
        update: dict[str, Any] = {
            "people": people,
            "days": tuple(stamped("Day", day, day.id, "") for day in trip.days),
            "items": tuple(stamped("Item", item, item.id, item.title) for item in trip.items),
            "venues": tuple(stamped("Venue", venue, venue.key, venue.name) for venue in trip.venues),
            "organisations": tuple(
                stamped("Organisation", organisation, organisation.key, organisation.name)
                for organisation in trip.organisations
            ),
            "groups": tuple(stamped("Group", group, group.key, group.name) for group in trip.groups),
            "pages": tuple(stamped("Page", page, page.id, page.title) for page in trip.pages),
            "partners": tuple(stamped("Partner", partner, partner.id, partner.name) for partner in trip.partners),
        }
        made = replace(stamped("Trip", trip, trip.id, trip.title), **update)
        return replace(made, translations=tuple(self._translations(trip, made, written)))

    def _translations(self, trip: Trip, stamped: Trip, written: WrittenOut) -> Iterator[Translation]:
        """The translations with stand-ins; those that were of the text as it is are of it still."""
        fresh = {(tag, one.place) for tag in languages_of(trip) for one in texts(trip, tag) if one.state == "fresh"}
        originals = {one.place: one.original for one in texts(stamped, "")}
        for one in trip.translations:
            place = (one.of, one.id, one.field)
            digest = digest_of(originals[place]) if (one.language, place) in fresh else one.digest
            yield replace(one, text=self._reworded(one.text, written), digest=digest)

    def _stamped(self, table: str, entity: V, key: str, whose: str, written: WrittenOut) -> V:
        update: dict[str, Any] = {}
        for rule in TABLE[table]:
            value: Any = getattr(entity, rule.name)
            if rule.name == "assignments":
                update[rule.name] = tuple(
                    self._place(assignment, key, whose) for assignment in cast("tuple[Assignment, ...]", value)
                )
            elif value and _is_secret(table, rule):
                told = (
                    self._stand_in(Secret(table, rule.name, rule.label, key, whose, text), n)
                    for n, text in enumerate(rule.type.texts(value))
                )
                update[rule.name] = rule.type.reworded(value, lambda _, told=told: next(told))
            elif value:
                update[rule.name] = rule.type.reworded(value, lambda text: self._reworded(text, written))
        return replace(entity, **update) if update else entity

    def _place(self, assignment: Assignment, item: str, whose: str) -> Assignment:
        """A place with a stand-in; where groups are is no secret from those who travel."""
        if assignment.groups or not assignment.people:
            return assignment
        label = rules("Assignment")["place"].label
        secret = Secret("Assignment", "place", label, f"{item} {assignment.place}", whose, assignment.place)
        return replace(assignment, place=self._stand_in(secret, 0))

    def _reworded(self, text: str, written: WrittenOut) -> str:
        """A text in which what somebody wrote out of another field is a stand-in."""
        behind = len(text)
        for start, end, secret in sorted(written.spans(text), key=lambda one: (one[1], one[0]), reverse=True):
            if end > behind:
                continue  # of two that overlap, one is enough
            behind = start
            text = f"{text[:start]}{self._stand_in(replace(secret, written=True), 0)}{text[end:]}"
        return text

    def _stand_in(self, secret: Secret, n: int) -> str:
        known = (replace(secret, text="", whose=""), n)  # an earlier version's words for the same field are the same
        if known not in self._known:
            token = _STAND_IN.format(n=len(self._known))
            self._known[known] = token
            self.secrets[token] = secret
        token = self._known[known]
        return f"{token}@example.org" if secret.field == "email" and not secret.written else token


def _owned(trip: Trip) -> Iterator[tuple[str, Value, str, str]]:
    """Whatever has secrets, with its key and what it is called."""
    for person in trip.people:
        yield "Person", person, person.key, person.name
        yield "Private", person.private, person.key, person.name
    yield from (("Item", item, item.id, item.title) for item in trip.items)
    yield from (("Venue", venue, venue.key, venue.name) for venue in trip.venues)
    yield from (
        ("Organisation", organisation, organisation.key, organisation.name) for organisation in trip.organisations
    )
    yield from (("Group", group, group.key, group.name) for group in trip.groups)


def _secrets(table: str, entity: Value, key: str, whose: str) -> Iterator[Secret]:
    for rule in TABLE[table]:
        value: Any = getattr(entity, rule.name)
        if _is_secret(table, rule) and isinstance(value, str) and value:
            yield Secret(table, rule.name, rule.label, key, whose, value)


def _is_secret(table: str, rule: FieldRule) -> bool:
    name = table == "Person" and rule.name in ("name", "latin_name")
    return name or (rule.see == "staff" and isinstance(rule.type, Line | Lines))


def leaks_of(form: str, request: Request, stamped: Stamped) -> list[Leak]:
    """What a file that is asked for would tell of people.

    Args:
        form: its format.
        request: what is asked for.
        stamped: its snapshot with stand-ins.
    """
    asked = replace(request, snapshot=stamped.snapshot)
    if form == "pdf":
        text = json.dumps(compose(request.paper, asked.job), ensure_ascii=False)
        return leaks(stamped, request.audience, text, PAPERS[request.paper].granted)
    return leaks(stamped, request.audience, readable(f"file.{form}", FORMATS[form].render(asked).data))


def leaks(stamped: Stamped, audience: Audience, text: str, granted: Mapping[str, str] | None = None) -> list[Leak]:
    """What a file tells of people, private details first.

    Args:
        stamped: the snapshot with stand-ins.
        audience: whose file it is.
        text: the file, made from the snapshot with stand-ins.
        granted: fields that this paper shows beyond what its audience sees, and why.
    """
    found: dict[tuple[bool, Message, Message], dict[str, None]] = {}
    people = by_key(stamped.snapshot.trip.people)
    for token, secret in stamped.secrets.items():
        if token in text:
            why = _WRITTEN if secret.written else _why(secret, audience, people.get(secret.key), granted or {})
            found.setdefault((not secret.is_name, _what(secret), why), {})[secret.whose] = None
    told = [Leak(private, what, tuple(whose), why) for (private, what, why), whose in found.items()]
    return sorted(told, key=lambda leak: not leak.private)


OWN_COPY: Final = Message(N_("their own copy"))
"""Why somebody's own name is in their own copy."""

OWN_PLACE: Final = Message(N_("where they are put themselves"))
"""Why somebody's own copy tells their bus, their room or their table."""

_WRITTEN: Final = Message(N_("somebody wrote it into a title, a note or a contact"))


def _what(secret: Secret) -> Message:
    if secret.is_name:
        return Message(N_("name in a text")) if secret.written else Message(N_("name"))
    field = Message(secret.label)
    if secret.written:
        return Message("private, in a text: {field}", field=field)
    return Message("private: {field}", field=field)


def _why(secret: Secret, audience: Audience, person: Person | None, granted: Mapping[str, str]) -> Message:
    if audience == STAFF:
        return Message(N_("staff see everything"))
    if secret.name in granted:
        return Message(granted[secret.name])
    if secret.table == "Assignment":
        return OWN_PLACE
    if secret.field == "email":
        return Message(N_("the mail is addressed to them"))
    if not secret.is_name:
        return Message(N_("for the office only"))
    if audience.whose == "person" and secret.key == audience.key:
        return OWN_COPY
    who = Message(AUDIENCE_WORDS[audience.level])
    if person is not None and person.delegate:
        return Message("travels; seen by: {audience}", audience=who)
    return Message("named in an item; seen by: {audience}", audience=who)


def readable(name: str, data: bytes) -> str:
    """All text of a file, whatever is wrapped around it, to be searched.

    Args:
        name: the file's name, whose ending tells what it is.
        data: the file; instead of a PDF, the values that its template gets.
    """
    ending = name.rpartition(".")[2]
    reader: Callable[[bytes], str] = _READERS.get(ending, lambda data: data.decode(errors="replace"))
    return reader(data)


def _of_mail(data: bytes) -> str:
    mail = message_from_bytes(data, policy=mail_policy)
    return "\n".join((str(mail["to"]), str(mail["subject"]), *_parts(mail)))


def _parts(mail: Mail) -> Iterator[str]:
    for part in mail.walk():
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            yield readable(part.get_filename() or "x.txt", payload if isinstance(payload, bytes) else b"")


_PARTED: Final = re.compile(r"</w:t><w:noBreakHyphen/><w:t [^>]*>")
"""What stands in a Word file for a hyphen at which no line ends."""


def _of_archive(data: bytes) -> str:
    """The text of a Word or Excel file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(
            html.unescape(_PARTED.sub("-", archive.read(one).decode(errors="replace")))
            for one in archive.namelist()
            if one.endswith((".xml", ".rels"))
        )


_READERS: Final[dict[str, Callable[[bytes], str]]] = {
    "ics": lambda data: data.decode(errors="replace").replace("\r\n ", ""),
    "html": lambda data: html.unescape(data.decode(errors="replace")),
    "eml": _of_mail,
    "docx": _of_archive,
    "xlsx": _of_archive,
}
