"""The report: a lead, the days in prose, and the facts in lists; in Markdown here, and for Word in `exports.word`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from exports.audience import Audience
from exports.nouns import german, german_house
from exports.programme import Programme, programme
from exports.report.blocks import Block, BlockKind
from exports.report.facts import facts, institutions
from exports.report.prose import days_in_prose
from exports.report.selection import everything, left_aside
from exports.report.sentences import NO_ORDER, listing, sentence
from exports.snapshot import Snapshot
from exports.text import escaped
from trips.i18n.dates import span_of
from trips.i18n.language import N_, Message
from trips.i18n.text import title_quoted
from trips.model.entities import Organisation, changed
from trips.model.trip import first_day, last_day
from trips.names.scripts import script_of

_MOST_HOUSES: Final = 8
"""Where guests came from is told of so many houses at most."""


def press_view(snapshot: Snapshot, audience: Audience, language: str | None = None) -> Programme:
    """The programme for an audience with everybody in Latin letters, as newspapers write them.

    Of a house without a name in such letters nobody is told to be.
    """
    trip = snapshot.trip
    nameless = {house.key for house in trip.organisations if _is_nameless(house)}
    people = tuple(changed(one, organisation=None) if one.organisation in nameless else one for one in trip.people)
    names = {
        table: tuple(changed(one, name=one.latin_name, latin_name="") if one.latin_name else one for one in entries)
        for table, entries in (("people", people), ("organisations", trip.organisations))
    }
    return programme(replace(snapshot, trip=changed(trip, **names)), audience, language)


def _is_nameless(house: Organisation) -> bool:
    """Whether newspapers could not write its name."""
    return not house.latin_name and script_of(house.name) != ""


def _origins_known(snapshot: Snapshot) -> bool:
    """Whether the houses of all guests have names that newspapers write: else those of some are not told either."""
    houses = {house.key: house for house in snapshot.trip.organisations}
    guests = (person for person in snapshot.trip.people if person.delegate and person.organisation in houses)
    return not any(_is_nameless(houses[person.organisation or ""]) for person in guests)


def report(view: Programme, order: Mapping[str, int] = NO_ORDER, *, origins: bool = True) -> tuple[Block, ...]:
    """The report of a programme in its language.

    Args:
        view: the programme.
        order: the precedence of people under their names; who has none stands behind, as the programme has them.
        origins: whether it says where the guests came from.
    """
    return (*_lead(view, origins=origins), *days_in_prose(view, order), *facts(view, order))


def precedence(snapshot: Snapshot) -> Mapping[str, int]:
    """The rank of everybody who has one, under the name that a report calls them by; it tells an order and no more."""
    return {one.latin_name or one.name: one.rank for one in snapshot.trip.people if one.rank is not None}


def press_report(
    snapshot: Snapshot, audience: Audience, language: str | None = None
) -> tuple[Programme, tuple[Block, ...]]:
    """The programme as newspapers write it, and its report with everybody in order of precedence."""
    view = press_view(snapshot, audience, language)
    return view, report(view, precedence(snapshot), origins=_origins_known(snapshot))


def report_markdown(snapshot: Snapshot, audience: Audience, language: str | None = None) -> bytes:
    """The report as Markdown (CommonMark), UTF-8."""
    _, blocks = press_report(snapshot, audience, language)
    marks: dict[BlockKind, str] = {"title": "# ", "heading": "## ", "subheading": "### ", "text": "", "entry": "- "}
    lines: list[str] = []
    for n, block in enumerate(blocks):
        listed = block.kind == "entry" and blocks[n - 1].kind == "entry"
        lines += [] if listed or n == 0 else [""]
        lines.append(marks[block.kind] + escaped(" ".join(block.text.split())))
    return ("\n".join(lines) + "\n").encode()


def report_notices(snapshot: Snapshot, audience: Audience) -> tuple[Message, ...]:
    """What the office should know of a report: that the trip is still to come, and what it leaves out."""
    view = programme(snapshot, audience)
    found: list[Message] = []
    last = last_day(view.trip)
    if last is not None and snapshot.issued.date() <= last:
        found.append(Message("The trip was still to come in this version; the report tells it as if it had been."))
    unsure = [line.title for day in view.days for line in day.lines if line.item.status == "requested"]
    if unsure:
        found.append(Message("Left out, as it was only requested: {titles}.", titles="; ".join(unsure)))
    tentative = [line.title for line in everything(view) if line.item.status == "tentative" and line.status]
    if tentative:
        found.append(
            Message("Told as done, though only tentative: {titles}.", titles="; ".join(dict.fromkeys(tentative)))
        )
    nameless = [house.name for house in snapshot.trip.organisations if _is_nameless(house)]
    if nameless:
        text = N_("Left out, as there is no name in Latin letters: {names}; give one (latin_name=…).")
        found.append(Message(text, names="; ".join(nameless)))
    if aside := left_aside(view):
        titles = "; ".join(aside)
        found.append(Message("Left out, as only the press or those who prepare need it: {titles}.", titles=titles))
    return tuple(found)


def _lead(view: Programme, *, origins: bool) -> Iterator[Block]:
    t, trip = view.words, view.trip
    yield Block("title", t("Report: {title}", title=view.title))
    first, last = first_day(trip), last_day(trip)
    sentences: list[str] = []
    if first and last:
        text = N_("A programme of visits under the title “{title}” took place {when}.")
        sentences.append(t(text, title=title_quoted(view.title), when=span_of(t, first, last)))
    if view.theme:
        sentences.append(t("The theme was “{theme}”.", theme=title_quoted(view.theme)))
    if view.organiser:
        sentences.append(sentence(t("The organiser was {name}", name=_organiser(view))))
    if visited := [name for name, _, _ in institutions(view)]:
        n, names = len(visited), listing(t, visited)
        told = t.plural("The guests visited {names}", "The guests visited {names}", n, names=names)
        sentences.append(sentence(told))
    if origins and (came := _guests(view)):
        sentences.append(sentence(t("The guests came from {names}", names=listing(t, came))))
    if trip.series:
        sentences.append(t("The programme was part of the series “{series}”.", series=title_quoted(trip.series)))
    if sentences:
        yield Block("text", " ".join(sentences))


def _organiser(view: Programme) -> str:
    """Who organised it, in German with its article where the first words tell it."""
    name, comma, rest = view.organiser.partition(",")
    said = german_house(name) or german(name, "subject") if view.words.language == "de" else ""
    return f"{said or name}{comma}{rest}"


def _guests(view: Programme) -> list[str]:
    """The houses that the delegates come from, as far as the reader is told who travels."""
    trip = view.trip
    delegates = [person for person in trip.people if person.delegate]
    houses = {house.key: house.name for house in trip.organisations}
    found = dict.fromkeys(houses[person.organisation] for person in delegates if person.organisation in houses)
    found.pop(view.organiser, None)
    return list(found) if len(found) <= _MOST_HOUSES else []
