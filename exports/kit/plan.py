"""The kit of a version: everything for everyone, as a plan of files that are made when they are asked for."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from exports.audience import PARTICIPANTS, PRESS, STAFF, Audience
from exports.brand import PLAIN, Brand
from exports.calendar import Alarms, CalendarOptions, Calendars
from exports.calendar.alarms import SILENT
from exports.formats import PROGRAMME
from exports.kit.instructions import instructions_name, instructions_page, instructions_text
from exports.kit.letter import Letter, letter
from exports.kit.mail import Headers, addresses, mail_with_files
from exports.kit.printed_letter import letter_values, print_letter
from exports.paper import PAPERS, Job, Options, compose, make_paper
from exports.paper.host_sheet import hosts_of
from exports.snapshot import Snapshot
from exports.web.kit import Recipient, index_page
from trips.history.erasing import is_removed
from trips.i18n.language import N_, Translator, UserError, words
from trips.i18n.text import capitalised, path_name, slug
from trips.model.doors import write_json
from trips.model.entities import Group, Person, by_key
from trips.names.family import listed_name, sorted_by

FORMAT: Final = "5"
"""Raised when what a kit's papers look like has changed, so that they are set anew."""

OFFICE_PAPERS: Final = ("runsheet", "driversheet", "badges", "tableplan", "placecards")
"""What the office keeps, or puts on doors and tables itself."""


@dataclass(frozen=True, slots=True)
class KitFile:
    """One file of a kit.

    Attributes:
        path: where it lies in the kit's folder, with "/".
        reader: whose it is ("person:weber"); "" if it is for the office or for all.
        make: makes its bytes.
        private: whether it is for the office only.
        made_from: a digest of all that its bytes depend on, for what takes long to make; "" for the rest.
        audience: what is in it is for them to see.
        granted: fields it shows beyond what they see, and why.
        paper: which of the papers it is; "" for the programme and what is no paper.
    """

    path: str
    reader: str
    make: Callable[[], bytes]
    private: bool = False
    made_from: str = ""
    audience: Audience = PARTICIPANTS
    granted: Mapping[str, str] = field(default_factory=dict[str, str])
    paper: str = ""


class Kit:
    """What is handed out of a version, and to whom.

    Args:
        snapshot: the version, with those before it.
        name: what files are called after: the trip's name in the store.
        held: the newest older version that each reader was given.
        alarms: when the calendars remind.
        brand: the office's look on papers.
        links: the web addresses of readers' pages, by reader.
        invited: readers whose calendar is kept by invitations: a calendar file would put everything there twice.
        proof: instead of each paper the values that it would be made of, to see what it would tell.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        name: str,
        held: Mapping[str, int],
        alarms: Alarms = SILENT,
        brand: Brand = PLAIN,
        links: Mapping[str, str] | None = None,
        invited: Container[str] = frozenset(),
        *,
        proof: bool = False,
    ) -> None:
        self._snapshot = snapshot
        self._name = slug(name)
        self._held = held
        self._alarms = alarms
        self._calendars: dict[tuple[str, bool], Calendars] = {}
        self._brand = brand
        self._links = links or {}
        self._invited = invited
        self._proof = proof
        self._last: tuple[tuple[Audience, str] | None, bytes] = (None, b"")
        self._state = hashlib.sha256(
            "\0".join((FORMAT, str(snapshot.number), snapshot.issued.isoformat(), snapshot.forms, repr(brand))).encode()
            + write_json(snapshot.trip, whole=True)
        ).hexdigest()

    def _calendar(self, language: str, *, days: bool = False) -> Calendars:
        key = (language, days)
        if key not in self._calendars:
            self._calendars[key] = Calendars(self._snapshot, language, CalendarOptions(self._alarms, days=days))
        return self._calendars[key]

    @cached_property
    def people(self) -> dict[str, Person]:
        """Who gets a folder: everybody who has something, and who has lost something since the version they hold."""
        found: dict[str, Person] = {}
        now = by_key(self._snapshot.trip.people)
        for snapshot in (self._snapshot, *reversed(self._snapshot.earlier)):
            for person in snapshot.trip.people:
                if person.key not in found and self._gets_a_copy(person, there=person.key in now):
                    found[person.key] = person
        return found

    def _gets_a_copy(self, person: Person, *, there: bool) -> bool:
        if is_removed(person):
            return False
        audience = _of_person(person)
        calendar = self._calendar(self._snapshot.language_for(audience))
        if there:
            return calendar.knows(audience)
        held = self._held.get(audience.name)
        return held is not None and any(event.number > held for event in calendar.given(audience))

    @cached_property
    def folders(self) -> dict[str, str]:
        """The folder of each person, under their keys: the name; where several are called alike, each with the key."""
        names = {key: path_name(person.name, nothing=key) for key, person in self.people.items()}
        count = Counter(name.casefold() for name in names.values())
        people = self._folder(N_("people"))
        return {
            key: f"{people}/{name} ({key})" if count[name.casefold()] > 1 else f"{people}/{name}"
            for key, name in names.items()
        }

    def _folder(self, whose: str) -> str:
        """A folder for all of a kind, as the office calls them."""
        return path_name(capitalised(words(self._language, "neutral")(whose)))

    def files(self, only: str | None = None) -> Iterator[KitFile]:
        """The files: people first, what all have, the index last, which tells of the others.

        With `only`, the key of a person: their files, the instructions and the index.
        """
        for key, person in self.people.items():
            if only in (None, key):
                yield from self._person(person)
        if only is None:
            for group in self._snapshot.trip.groups:
                yield from self._group(group)
            yield from self._copy(PARTICIPANTS, self._folder(N_("everybody")), self._language)
            yield from self._further_papers
        spoken = {words(self._snapshot.language_for(_of_person(person))).language for person in self.people.values()}
        for language in sorted({self._language, *spoken}):
            t = words(language, self._snapshot.forms)
            yield KitFile(instructions_name(t), "", lambda t=t: instructions_text(t))
            yield KitFile(f"instructions-{language}.html", "", lambda t=t: instructions_page(t))
        yield KitFile("index.html", "", self._index, private=True, audience=STAFF)

    @property
    def _language(self) -> str:
        return self._snapshot.trip.language

    @property
    def left_out(self) -> tuple[Audience, ...]:
        """For whom there is nothing, of those who else have papers of their own."""
        groups = (Audience("participants", "group", group.key) for group in self._snapshot.trip.groups)
        return tuple(audience for audience in (PARTICIPANTS, PRESS, *groups) if not self._snapshot.tells(audience))

    def _copy(self, audience: Audience, folder: str, language: str) -> Iterator[KitFile]:
        """A calendar file and a printed programme; neither without anything in it."""
        if self._calendar(language).knows(audience) and audience.name not in self._invited:
            calendar = f"{folder}/{self._name}.ics"
            yield KitFile(calendar, audience.name, lambda: self._calendar(language).file(audience), audience=audience)
        if not self._snapshot.tells(audience):
            return
        link = self._links.get(audience.name, "")
        path, made_from = f"{folder}/{self._name}.pdf", self._made_from(audience, language, link)
        yield KitFile(path, audience.name, lambda: self._paper(audience, language), False, made_from, audience)

    def _made_from(self, audience: Audience, *more: object) -> str:
        return hashlib.sha256(" ".join(map(str, (self._state, audience.name, *more))).encode()).hexdigest()

    def _paper(self, audience: Audience, language: str) -> bytes:
        """A printed programme; the last one is remembered, for the mail that it goes with."""
        if self._last[0] != (audience, language):
            self._last = ((audience, language), self._made(PROGRAMME, self._job(audience, language)))
        return self._last[1]

    def _job(self, audience: Audience, language: str) -> Job:
        options = Options(link=self._links.get(audience.name, ""))
        return Job(self._snapshot, audience, language, self._brand, options)

    def _made(self, paper: str, job: Job) -> bytes:
        if self._proof:
            return json.dumps(compose(paper, job), ensure_ascii=False).encode()
        return make_paper(paper, job).data

    @cached_property
    def _further_papers(self) -> tuple[KitFile, ...]:
        """The papers for all, for each host, and for the office; those for which the trip has nothing are left out."""
        return tuple(self._papers())

    def _papers(self) -> Iterator[KitFile]:
        for paper in ("daysheet", "pocket", "participants", "changes"):
            yield from self._further(self._folder(N_("everybody")), paper, PARTICIPANTS)
        for host in hosts_of(self._snapshot):
            own = f"{path_name(self._snapshot.name_of(host))} ({slug(host.key)})"
            yield from self._further(f"{self._folder(N_('hosts'))}/{own}", "hostsheet", host)
        yield from self._further(self._folder(N_("press")), "presssheet", PRESS)
        for paper in OFFICE_PAPERS:
            audience = STAFF if PAPERS[paper].only == "staff" else PARTICIPANTS
            yield from self._further(self._folder(N_("office")), paper, audience, private=True)

    def _further(self, folder: str, paper: str, audience: Audience, *, private: bool = False) -> Iterator[KitFile]:
        job = self._job(audience, self._language)
        try:
            compose(paper, job)
        except UserError:
            return
        path = f"{folder}/{self._name}-{paper}.pdf"
        made_from = self._made_from(audience, paper, self._language, job.options.link)
        granted = PAPERS[paper].granted
        yield KitFile(path, "", lambda: self._made(paper, job), private, made_from, audience, granted, paper)

    def _person(self, person: Person) -> Iterator[KitFile]:
        audience = _of_person(person)
        language = self._snapshot.language_for(audience)
        folder = self.folders[person.key]
        yield from self._copy(audience, folder, language)
        if not addresses(person.private.email):
            yield from self._on_paper(person, audience, folder, language)
            return
        if audience.name in self._invited:
            return
        link = self._links.get(audience.name, "")
        made_from = self._made_from(audience, language, link, self._held.get(audience.name), self._alarms)
        yield KitFile(f"{folder}/mail.eml", audience.name, lambda: self._mail(person), True, made_from, audience)

    def _on_paper(self, person: Person, audience: Audience, folder: str, language: str) -> Iterator[KitFile]:
        """A letter for whom no mail reaches, and how to use the calendar file that they may ask for."""
        held, invited = self._held.get(audience.name), audience.name in self._invited
        made_from = self._made_from(audience, "letter", language, held, invited)
        yield KitFile(f"{folder}/letter.pdf", audience.name, lambda: self._printed(person), False, made_from, audience)
        if not invited and self._calendar(language).knows(audience):
            t = words(language, self._snapshot.forms)
            yield KitFile(f"{folder}/{instructions_name(t)}", audience.name, lambda: instructions_text(t))

    def letter(self, person: Person) -> Letter:
        """The covering text of a person's copy: of their mail, or of a letter on paper if no mail reaches them."""
        audience = _of_person(person)
        language = self._snapshot.language_for(audience)
        held, invited = self._held.get(audience.name), audience.name in self._invited
        on_paper = not addresses(person.private.email)
        return letter(self._snapshot, audience, language, person, held, invited=invited, on_paper=on_paper)

    def _printed(self, person: Person) -> bytes:
        audience = _of_person(person)
        job = Job(self._snapshot, audience, self._snapshot.language_for(audience), self._brand)
        if self._proof:
            return json.dumps(letter_values(self.letter(person), person, job), ensure_ascii=False).encode()
        return print_letter(self.letter(person), person, job).data

    def _mail(self, person: Person) -> bytes:
        said, to = self.letter(person), addresses(person.private.email)
        headers = Headers(said.subject, person.name, to, self._snapshot.issued, draft=True)
        return mail_with_files(headers, said.text, self.attachments(person))

    def attachments(self, person: Person) -> list[tuple[str, bytes]]:
        """What goes with a person's covering text: calendar, printed programme, instructions."""
        audience = _of_person(person)
        language = self._snapshot.language_for(audience)
        attached = [(f"{self._name}.ics", self._calendar(language).file(audience))]
        if self._snapshot.tells(audience):
            attached.append((f"{self._name}.pdf", self._paper(audience, language)))
        t = words(language, self._snapshot.forms)
        attached.append((instructions_name(t), instructions_text(t)))
        return attached

    def _index(self) -> bytes:
        recipients = [
            Recipient(
                name=listed_name(person),
                folder=self.folders[key],
                held=self._held.get(f"person:{key}"),
                new=self.letter(person).new,
                has_address=bool(addresses(person.private.email)),
                left=key not in by_key(self._snapshot.trip.people),
                has_paper=self._snapshot.tells(_of_person(person)),
                invited=f"person:{key}" in self._invited,
            )
            for key, person in sorted(self.people.items(), key=lambda one: (sorted_by(one[1]), listed_name(one[1])))
        ]
        t = words(self._language, self._snapshot.forms)
        papers = [(self._about(paper, t), paper.path) for paper in self._further_papers if not paper.private]
        own = [(self._about(paper, t), paper.path) for paper in self._further_papers if paper.private]
        nothing = [self._snapshot.told_name(audience, t) for audience in self.left_out]
        return index_page(
            self._snapshot, self._name, self._folder(N_("everybody")), recipients, papers, own, nothing,
            [(group.name, paths) for group in self._snapshot.trip.groups if (paths := self._paths_of(group))],
        )  # fmt: skip

    def _paths_of(self, group: Group) -> list[str]:
        return [file.path for file in self._group(group)]

    def _group(self, group: Group) -> Iterator[KitFile]:
        folder = f"{self._folder(N_('groups'))}/{path_name(group.name)} ({slug(group.key)})"
        return self._copy(Audience("participants", "group", group.key), folder, self._language)

    def _about(self, file: KitFile, t: Translator) -> str:
        """What a further paper is, and of the sheet of a host, whose."""
        about = t(PAPERS[file.paper].about)
        return f"{about}: {self._snapshot.name_of(file.audience)}" if file.audience.whose else about


def _of_person(person: Person) -> Audience:
    return Audience("participants", "person", person.key)
