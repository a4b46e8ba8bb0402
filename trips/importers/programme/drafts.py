"""What was understood of a programme's text, before it becomes a trip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from trips.grammar.choices import Kind, Status
from trips.grammar.dates import Said
from trips.grammar.when import TBA, Clock, When
from trips.importers.result import Skipped
from trips.names.people import Named


@dataclass
class EntryDraft:
    """An entry while it is read; lines below may still add to it.

    Attributes:
        line: where it begins in the text, from 1.
        title: its title, as the text has it.
        when: its time.
        timed: whether a time stands at it, be it an open one.
        indent, bullet: how its line stands.
        guessed: whether its place only follows from the words of its title.
        same_place: whether it says that it is where the entry before it is.
        whole: the entry that it is part of.
        texts: lines for its note.
    """

    line: int
    title: str = ""
    when: When = TBA
    timed: bool = False
    indent: int = 0
    bullet: bool = False
    kind: Kind = "other"
    status: Status | None = None
    place: str = ""
    guessed: bool = False
    same_place: bool = False
    address: str = ""
    room: str = ""
    hosts: list[Named] = field(default_factory=list)
    speakers: list[Named] = field(default_factory=list)
    people: list[Named] = field(default_factory=list)
    group: str = ""
    meet_minute: int | None = None
    meet_place: str = ""
    contact: str = ""
    bring: list[str] = field(default_factory=list)
    service: str = ""
    texts: list[str] = field(default_factory=list)
    whole: EntryDraft | None = None

    @property
    def start(self) -> int | None:
        """Minutes from midnight of its day, if a clock time was said."""
        return self.when.start.minute if isinstance(self.when.start, Clock) else None

    @property
    def end(self) -> int | None:
        """Likewise, of its end; what ends after midnight counts on."""
        if not isinstance(self.when.end, Clock):
            return None
        late = self.start is not None and self.when.end.minute < self.start
        return self.when.end.minute + (1440 if late else 0)


@dataclass
class DayRead:
    """A day of the text: what its heading says, and its entries."""

    line: int
    text: str
    number: int | None = None
    date: date | None = None
    last: date | None = None
    title: str = ""
    entries: list[EntryDraft] = field(default_factory=list)


@dataclass
class ProgrammeRead:
    """A whole text as it was understood.

    Attributes:
        title, theme, organiser, contact: what stands above the programme.
        spans: spans of days that a sentence says, each with the weekday before it.
        first, last: the span of days that stands above it, both included.
        days: its days in the order of the text; a date may come twice.
        left: the lines that are no entry, with the reason.
    """

    title: str = ""
    theme: str = ""
    organiser: str = ""
    contact: str = ""
    first: date | None = None
    last: date | None = None
    days: list[DayRead] = field(default_factory=list)
    spans: list[tuple[Said, int | None]] = field(default_factory=list)
    left: list[Skipped] = field(default_factory=list)

    def entries(self) -> Iterator[EntryDraft]:
        """Every entry of every day."""
        for day in self.days:
            yield from day.entries
