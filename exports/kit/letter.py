"""The text that goes with a reader's copy: what concerns them, and what is new since the version they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from exports.audience import Audience, knows
from exports.host_visits import told_heads, visits
from exports.kit.closing import complimentary_close, signature
from exports.kit.instructions import instructions_name
from exports.kit.salutation import salutation
from exports.lines import place_beside
from exports.news import by_day, everything_new
from exports.nouns import english, german
from exports.programme import Line, Programme, programme
from exports.snapshot import Snapshot, moment_text
from trips.grammar.choices import TRAVEL
from trips.i18n.dates import plain_date, span_of
from trips.i18n.language import Translator, words
from trips.i18n.text import title_quoted
from trips.model.entities import Person
from trips.model.trip import first_day, last_day
from trips.schedule.timeline import at, utc_minute


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the programme in a letter.

    Attributes:
        line: the line.
        beside: what stands behind the title and its status: the place, the reader's own place, and if they speak.
        below: the texts below it.
    """

    line: Line
    beside: str
    below: tuple[str, ...]

    @property
    def said(self) -> str:
        """What it says behind the time."""
        status = f" ({self.line.status})" if self.line.status else ""
        return f"{self.line.title}{status}{self.beside}"


@dataclass(frozen=True, slots=True)
class News:
    """What is new for the reader: a heading, and sentences, each with the day that it is about ("" for none)."""

    heading: str
    sentences: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A covering text.

    Attributes:
        subject, salutation, opening: how it begins; the opening is a paragraph of sentences.
        news: what is new since the version that is held; None if none is.
        heading, days: the programme of the reader, each day with its label and entries; "" right below an opening that
            says so.
        closing: the paragraphs behind it.
        close, signed: the formula that it ends with, and the lines of who signs.
        new: whether something changed since the version that is held.
    """

    subject: str
    salutation: str
    opening: tuple[str, ...]
    close: str
    signed: tuple[str, ...]
    news: News | None = None
    heading: str = ""
    days: tuple[tuple[str, tuple[Entry, ...]], ...] = ()
    closing: tuple[str, ...] = ()
    new: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a mail."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        yield from (self.salutation, "", *self.opening)
        if self.news is not None:
            yield from ("", self.news.heading, *by_day(self.news.sentences))
        yield from ("", self.heading) if self.heading else ()
        for label, entries in self.days:
            yield from ("", label)
            for entry in entries:
                indent = "  " if entry.line.is_part else ""
                yield f"{indent}- {entry.line.time.text}: {entry.said}"
                yield from (f"{indent}  {told}" for told in entry.below)
        yield from (text for paragraph in self.closing for text in ("", paragraph))
        yield from ("", self.close)
        yield from ("", *self.signed) if self.signed else ()

    @property
    def text(self) -> str:
        """The whole text of a mail."""
        return "\n".join(self.lines) + "\n"


def letter(
    snapshot: Snapshot,
    audience: Audience,
    language: str,
    person: Person | None,
    held: int | None,
    *,
    invited: bool = False,
    on_paper: bool = False,
) -> Letter:
    """The covering text of a reader's copy.

    Args:
        snapshot: the version that is handed out.
        audience: the reader.
        language: of the text.
        person: the reader, to be greeted by name; None for a group.
        held: the number of the version that they were given last, None if this is the first.
        invited: whether their calendar is kept by invitations, and no file goes with the letter.
        on_paper: whether it is printed, and not a mail with files.
    """
    before = next((one for one in snapshot.earlier if one.number == held), None)
    view = programme(snapshot, audience, language, before)
    t = words(view.tag, view.forms)
    old = programme(before.in_words_of(snapshot), audience, language) if before else None
    changes = everything_new(old, view, t) if old else []
    retold = before is not None and old is not None and _reads(programme(before, audience, language)) != _reads(old)
    subject = t("Version {n} of your programme: {title}", title=view.title, n=snapshot.number)
    if changes:
        subject = t("What is new in version {n}: {title}", title=view.title, n=snapshot.number)
    elif on_paper:
        subject = t("Your programme: {title}", title=view.title)
    bare = Letter(
        " ".join(subject.split()), salutation(person, t), (), complimentary_close(person, t), tuple(signature(view, t))
    )
    if person is not None and not knows(snapshot.trip, audience):
        return replace(bare, opening=tuple(_farewell(view, t, on_paper=on_paper)))
    sentences = [(day, sentence) for _, day, sentence in changes]
    sentences += [("", t("Texts of your programme have been translated, or translated anew."))] if retold else []
    days = tuple(_days(view, person, t, _coming(snapshot, person, t)))
    nothing = () if days else (t("There is nothing in it for you at the moment."),)
    return replace(
        bare,
        opening=tuple(_opening(snapshot, view, t, on_paper=on_paper)),
        news=_news(before, sentences, t) if before else None,
        heading=t("Your programme:") if days and before else "",  # else the opening says so right above
        days=days,
        closing=(*nothing, *((_of_calendar(t, invited=invited, on_paper=on_paper),) if days else ())),
        new=bool(changes) or retold,
    )


def _reads(view: Programme) -> list[tuple[str, ...]]:
    """What a programme says in words, to see whether two say the same."""
    lines = (line for day in view.days for line in day.lines)
    return [(view.title, view.theme), *((line.title, line.note, line.place, line.meet, line.travel) for line in lines)]


def _farewell(view: Programme, t: Translator, *, on_paper: bool) -> Iterator[str]:
    """For somebody who is not in the trip any more."""
    yield t("You have been taken off the programme for {trip}.", trip=_called(view, t))
    if not on_paper:
        yield t("The calendar file cancels its events in your calendar; import it as you did the first one.")


def _opening(snapshot: Snapshot, view: Programme, t: Translator, *, on_paper: bool) -> Iterator[str]:
    zone = snapshot.trip.timezone
    day = at(utc_minute(snapshot.issued), zone).date()
    told = {"trip": _called(view, t), "n": snapshot.number}
    if on_paper:
        date = plain_date(t, day).replace(" ", "\u00a0")
        yield t("Please find below your programme for {trip} (version {n} of {date}).", date=date, **told)
    else:
        when = moment_text(snapshot.issued, zone, t)
        yield t("Here is your programme for {trip} (version {n} of {when}).", when=when, **told)
    if view.provisional:
        yield t("It is provisional; changes are to be expected.")


def _called(view: Programme, t: Translator) -> str:
    """The trip as a sentence has it, with its days: "the visit to Lisbon on 9 and 10 October 2025"."""
    said = ""
    if "title" not in view.languages:
        said = german(view.title, "object") if t.language == "de" else english(view.title, "object")
    first, last = first_day(view.trip), last_day(view.trip)
    days = span_of(t, first, last) if first and last else ""
    return " ".join(part for part in (said or t("“{title}”", title=title_quoted(view.title)), days) if part)


def _news(held: Snapshot, sentences: list[tuple[str, str]], t: Translator) -> News:
    when = moment_text(held.issued, held.trip.timezone, t)
    if not sentences:
        return News(t("For you nothing has changed since version {n} of {when}.", n=held.number, when=when))
    return News(t("New for you since version {n} of {when}:", n=held.number, when=when), tuple(sentences))


def _days(
    view: Programme, person: Person | None, t: Translator, guests: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """What concerns the reader, day by day; of a visit's parts only those in which they have a task.

    Where they speak, it says so: it is what they look for first; and where they meet: there they have to be. The
    address of a place stands where it is first told. A host reads how many come.
    """
    own = person.key if person else None
    places: set[str] = set()
    for day in view.days:
        lines = [
            line
            for line in day.lines
            if line.item.status != "cancelled"
            and (not line.is_part or own in (*line.item.hosts, *line.item.speakers, *line.item.people))
        ]
        if lines:
            yield day.label, tuple(_entry(_addressed_once(line, places), own, guests, t) for line in lines)


def _addressed_once(line: Line, places: set[str]) -> Line:
    """A line without its address if that of its place is known; else the place is from now on."""
    venue = line.item.venue or ""
    if not line.address or venue in places:
        return replace(line, address="")
    places.add(venue)
    return line


def _entry(line: Line, own: str | None, guests: Mapping[str, str], t: Translator) -> Entry:
    task = t(" (your contribution)") if own in line.item.speakers else ""
    place = "" if line.item.kind in TRAVEL else place_beside(line)  # a journey's is told below it
    beside = "".join(f", {part}" for part in (place, line.assigned) if part) + task
    return Entry(line, beside, tuple(told for told in _below(line, guests, t) if told))


def _below(line: Line, guests: Mapping[str, str], t: Translator) -> Iterator[str]:
    """What stands below it: its whole, its address, where a journey begins and goes, where to meet, how many come."""
    yield line.within
    if line.carried:
        return
    address = " ".join(line.address.split())
    if line.item.kind in TRAVEL:
        start = t.comma.join(part for part in (place_beside(line), address) if part)
        yield t("Starts at: {place}", place=start) if start else ""
    else:
        yield address
    yield line.travel
    yield t("Meet: {meet}", meet=line.meet) if line.meet else ""
    coming = guests.get(line.item.id, "")
    yield t("Guests: {people}", people=coming) if coming else ""


def _coming(snapshot: Snapshot, person: Person | None, t: Translator) -> dict[str, str]:
    """How many come to what somebody hosts, under the items' ids."""
    if person is None:
        return {}
    audience = Audience("participants", "host", person.key)
    hosted = (item for item in snapshot.trip.items if person.key in item.hosts and item.day is not None)
    return {id_: told_heads(visit, t) for id_, visit in visits(snapshot, audience, hosted).items()}


def _of_calendar(t: Translator, *, invited: bool, on_paper: bool) -> str:
    """How the programme comes into the reader's calendar."""
    if invited:
        return t("Your calendar is kept up to date by the invitations that you get by mail.")
    if on_paper:
        return t("If you would like the programme in your own calendar as well, we will gladly send you a file for it.")
    return t("Import the calendar file into a separate calendar. When a new version arrives, empty that calendar and"
             " import the new file. The attached file {instructions} explains how to do this in your calendar.",
             instructions=instructions_name(t))  # fmt: skip
