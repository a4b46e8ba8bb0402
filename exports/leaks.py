"""What a file will tell of people, before it leaves: which names and private details, and why its reader may see them.

It is found out, not guessed: the file is made once more from a trip in which every name and every private detail is
another word that stands nowhere else, and these words are looked for in it.
"""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default as mail_policy
from typing import Any, Final, TypeVar, cast

from exports.audience import STAFF, Audience
from exports.edition import Edition
from exports.formats import FORMATS, Request
from trips.fields import TABLE
from trips.language import N_, Message
from trips.model import AUDIENCE_WORDS, Person, Trip, Value
from trips.timeline import Timeline

V = TypeVar("V", bound=Value)
_STAND_IN: Final = "Qx{n:05d}xQ"
_SHORTEST: Final = 4
"""Letters from which on a detail is looked for in what people wrote; shorter ones stand in any text by accident."""


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


@dataclass(frozen=True, slots=True)
class Secret:
    """What a stand-in stands for."""

    table: str
    field: str
    label: str
    whose: str
    text: str

    @property
    def is_name(self) -> bool:
        """Whether it is a person's name, which is not private but says who travels."""
        return self.table == "Person" and self.field in ("name", "latin_name")


class Stamped:
    """An edition in which every name and private detail is a stand-in, and what each of them stands for."""

    def __init__(self, edition: Edition) -> None:
        self.secrets: dict[str, Secret] = {}
        self._known: dict[tuple[str, str, str], str] = {}
        self.edition = self._edition(edition)
        self.original = edition

    def _edition(self, edition: Edition) -> Edition:
        trip = self._trip(edition.trip)
        placed = {
            key: one._replace(item=item)
            for key, one in edition.timeline.placed().items()
            for item in trip.items
            if item.id == key
        }
        earlier: tuple[Edition, ...] = ()
        for one in edition.earlier:
            earlier = (*earlier, replace(self._edition(replace(one, earlier=())), earlier=earlier))
        return replace(edition, trip=trip, frozen=Timeline.remembered(trip, placed), earlier=earlier)

    def _trip(self, trip: Trip) -> Trip:
        people = tuple(
            self._stamped("Person", one, one.key, one.name).model_copy(
                update={"private": self._stamped("Private", one.private, one.key, one.name)}
            )
            for one in trip.people
        )
        update: dict[str, object] = {"people": people}
        for name, table, title in (
            ("items", "Item", "title"), ("venues", "Venue", "name"), ("organisations", "Organisation", "name"),
            ("groups", "Group", "name"),
        ):  # fmt: skip
            some: tuple[Value, ...] = getattr(trip, name)
            update[name] = tuple(self._stamped(table, one, _key_of(one), str(getattr(one, title))) for one in some)
        return trip.model_copy(update=update)

    def _stamped(self, table: str, entity: V, key: str, whose: str) -> V:
        update: dict[str, object] = {}
        for rule in TABLE[table]:
            name = table == "Person" and rule.name in ("name", "latin_name")
            if not name and (rule.see != "staff" or rule.form not in ("line", "text", "lines")):
                continue
            value: Any = getattr(entity, rule.name)
            if not value:
                continue
            texts = cast("tuple[str, ...]", value) if isinstance(value, tuple) else (str(value),)
            told = tuple(
                self._stand_in(Secret(table, rule.name, rule.label, whose, text), key, n)
                for n, text in enumerate(texts)
            )
            update[rule.name] = told if isinstance(value, tuple) else told[0]
        return entity.model_copy(update=update) if update else entity

    def _stand_in(self, secret: Secret, key: str, n: int) -> str:
        known = (secret.table + secret.field, key, str(n))
        if known not in self._known:
            token = _STAND_IN.format(n=len(self._known))
            self._known[known] = token
            self.secrets[token] = secret
        token = self._known[known]
        return f"{token}@example.org" if secret.field == "email" else token


def _key_of(entity: Value) -> str:
    return str(getattr(entity, "key", "") or getattr(entity, "id", ""))


def leaks_of(form: str, request: Request, stamped: Stamped) -> list[Leak]:
    """What a file that is asked for would tell of people.

    Args:
        form: its format.
        request: what is asked for.
        stamped: its edition with stand-ins.
    """
    asked = replace(request, edition=stamped.edition)
    if form == "pdf":
        from exports.paper import PAPERS, compose

        text = json.dumps(compose(request.paper, asked.job), ensure_ascii=False)
        return leaks(stamped, request.audience, text, PAPERS[request.paper].granted)
    return leaks(stamped, request.audience, readable(f"file.{form}", FORMATS[form].render(asked).data))


def leaks(stamped: Stamped, audience: Audience, text: str, granted: Mapping[str, str] | None = None) -> list[Leak]:
    """What a file tells of people, private details first.

    Args:
        stamped: the edition with stand-ins.
        audience: whose file it is.
        text: the file, made from the edition with stand-ins.
        granted: fields that this paper shows beyond what its audience sees, and why.
    """
    found: dict[tuple[bool, Message, Message], dict[str, None]] = {}
    for token, secret in stamped.secrets.items():
        if token in text:
            what = Message(N_("name")) if secret.is_name else Message("private: {field}", field=Message(secret.label))
            why = _why(secret, audience, stamped.original.trip, granted or {})
            found.setdefault((not secret.is_name, what, why), {})[secret.whose] = None
        elif len(secret.text) >= _SHORTEST and secret.text in text:
            field = Message(secret.label)
            what = Message("name in a text") if secret.is_name else Message("private, in a text: {field}", field=field)
            why = Message(N_("somebody wrote it into a title, a note or a contact"))
            found.setdefault((not secret.is_name, what, why), {})[secret.whose] = None
    told = [Leak(private, what, tuple(whose), why) for (private, what, why), whose in found.items()]
    return sorted(told, key=lambda one: not one.private)


def _why(secret: Secret, audience: Audience, trip: Trip, granted: Mapping[str, str]) -> Message:
    if audience == STAFF:
        return Message(N_("staff see everything"))
    name = f"{secret.table}.{secret.field}"
    if name in granted:
        return Message(granted[name])
    if secret.field == "email":
        return Message(N_("the mail is addressed to them"))
    if not secret.is_name:
        return Message(N_("for the office only"))
    person: Person | None = next((one for one in trip.people if one.name == secret.whose), None)
    if audience.whose == "person" and person is not None and person.key == audience.key:
        return Message(N_("their own copy"))
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


def _of_archive(data: bytes) -> str:
    """The text of a Word or Excel file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(
            html.unescape(archive.read(one).decode(errors="replace"))
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
