"""What leaves the office for the first time: names that an audience did not have, and texts that look private.

The allow-list of fields decides what may leave; this looks at what people have written into fields that do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exports.audience import Audience
from exports.privacy.private import PHONE, Secret, WrittenOut, all_texts
from exports.snapshot import Snapshot
from trips.grammar.choices import AUDIENCE_WORDS
from trips.grammar.contact_data import MAIL
from trips.i18n.language import N_, Message
from trips.model.entities import contents
from trips.model.translations import languages_of
from trips.model.trip import Trip
from trips.queries.readers import Level

_LEVELS: Final[tuple[Level, ...]] = ("public", "press", "participants")


@dataclass(frozen=True, slots=True)
class Leaving:
    """Something an audience would see that it did not see before: a name, or a private-looking text."""

    level: Level
    kind: str
    text: str

    @property
    def message(self) -> Message:
        """The sentence for the office."""
        who = Message(AUDIENCE_WORDS[self.level])
        return Message(_SENTENCES[self.kind], audience=who, text=self.text)


_SENTENCES: Final = {
    "name": N_("New for {audience}: the name {text}."),
    "mail": N_("New for {audience}: the e-mail address {text}."),
    "phone": N_("New for {audience}: what looks like a phone number, {text}."),
    "private": N_("New for {audience}: a private detail of somebody, “{text}”."),
}


def leaving(before: Snapshot | None, after: Snapshot) -> tuple[Leaving, ...]:
    """What would leave the office with a snapshot and did not with the one before; the widest audience first."""
    known: set[tuple[str, str]] = set()
    found: list[Leaving] = []
    for level in _LEVELS:
        old = set(_seen(before, level)) if before else set[tuple[str, str]]()
        for kind, text in dict.fromkeys(_seen(after, level)):
            if (kind, text) not in old and (kind, text) not in known:
                found.append(Leaving(level, kind, text))
                known.add((kind, text))
    return tuple(found)


def _seen(snapshot: Snapshot, level: Level) -> Iterator[tuple[str, str]]:
    audience = Audience(level)
    trip = snapshot.seen(audience).trip
    yield from (("name", person.name) for person in trip.people)
    read = (trip, *(snapshot.in_language(tag).seen(audience).trip for tag in languages_of(snapshot.trip)))
    texts = list(dict.fromkeys(text for one in read for text in all_texts(one)))
    written = WrittenOut(_details(snapshot.trip), texts)
    for text in texts:
        told = [("mail", match) for match in MAIL.findall(text)]
        told += [("phone", match.strip()) for match in PHONE.findall(text)]
        known = {match for _, match in told}
        yield from told
        yield from (("private", secret.text) for _, _, secret in written.spans(text) if secret.text not in known)


def _details(trip: Trip) -> Iterator[Secret]:
    """The private details of people, and booking codes."""
    for person in trip.people:
        for name, text in contents(person.private).items():
            yield Secret("Private", name, name, person.key, person.name, str(text))
    yield from (Secret("Item", "reference", "reference", item.id, item.title, item.reference) for item in trip.items)
