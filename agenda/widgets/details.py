"""The details of an item: everything readable at once, repainted line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import NamedTuple

from agenda.widgets.lines import Cell, LineList
from trips.checks import Finding
from trips.fields import ITEM
from trips.forms import to_file, write_meet
from trips.language import Words
from trips.model import AUDIENCE_WORDS, KIND_WORDS, STATUS_WORDS, Item, Trip, by_key
from trips.plain import capitalised, plain
from trips.timeline import Placed
from trips.whentext import write_when

LABEL = 16


class DetailRow(NamedTuple):
    """A line of the details: a label, a text and its look."""

    label: str
    text: str
    look: str = ""


class Details(LineList[DetailRow]):
    """What is known of the item under the cursor."""

    can_focus = False

    def __init__(self, words: Words, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._t = words
        self.cursor = -1

    def load(self, trip: Trip, one: Placed | None, findings: Iterable[Finding]) -> None:
        """Show an item; None shows nothing."""
        width = max(20, self.size.width - LABEL - 2) if self.size.width else 30
        rows = list(_wrapped(_facts(trip, one, findings, self._t), width)) if one else []
        height = max(len(rows), len(self.rows))
        rows += [DetailRow("", "")] * (height - len(rows))
        self.show(rows, -1)

    def can_stand(self, row: DetailRow) -> bool:
        """There is no cursor here."""
        del row
        return False

    def _near(self, wanted: int) -> int:
        del wanted
        return -1

    def cells(self, row: DetailRow, width: int) -> list[Cell]:
        """A row as cells."""
        if not row.label and row.look == "lines--heading":
            return [Cell(f" {row.text}", width, row.look)]
        return [Cell(f" {row.label}", LABEL, "lines--quiet"), Cell(row.text, width - LABEL, row.look)]


def _wrapped(facts: Iterator[DetailRow], width: int) -> Iterator[DetailRow]:
    for fact in facts:
        room = width + LABEL - 1 if fact.look == "lines--heading" else width
        lines = [part for line in plain(fact.text).split("\n") for part in wrap(line, room) or [""]] or [""]
        yield DetailRow(fact.label, lines[0], fact.look)
        yield from (DetailRow("", line, fact.look) for line in lines[1:])


def _facts(trip: Trip, one: Placed, findings: Iterable[Finding], t: Words) -> Iterator[DetailRow]:
    item = one.item
    yield DetailRow("", item.title, "lines--heading")
    yield DetailRow("", "")
    yield DetailRow(t("Time"), _time(one, t), "lines--strong")
    yield DetailRow(t("Kind"), t(KIND_WORDS[item.kind]))
    yield DetailRow(t("Status"), t(STATUS_WORDS[item.status]))
    yield DetailRow(t("Audience"), t(AUDIENCE_WORDS[item.audience]))
    for label, text in _named(trip, item, t):
        yield DetailRow(label, text)
    for finding in findings:
        if item.id in finding.items:
            yield DetailRow("", "")
            yield DetailRow("!", finding.message.say(t), "lines--warning")


def _time(one: Placed, t: Words) -> str:
    said = write_when(one.item.when, t).replace("-", "–")
    edges = [f"{edge:%H:%M}" if edge else "?" for edge in (one.starts, one.ends)]
    computed = "computed" in (one.start_is, one.end_is)
    return f"{said}\n≈ {edges[0]}–{edges[1]}" if computed else said


def _named(trip: Trip, item: Item, t: Words) -> Iterator[tuple[str, str]]:
    """The other fields that say something, with names for keys."""
    venues = by_key(trip.venues)
    names = {key: one.name for one in (*trip.groups, *trip.organisations, *trip.people) for key in (one.key,)}
    venue = venues.get(item.venue or "")
    if venue:
        yield t("Place"), "\n".join(part for part in (venue.name, item.room or venue.room, venue.address) if part)
    for rule in ITEM:
        value = getattr(item, rule.name)
        if rule.name in ("venue", "title", "kind", "when", "status", "audience", "id", "day", "part_of") or not value:
            continue
        if rule.form == "refs":
            yield capitalised(t(rule.label)), "\n".join(names[key] for key in value)
        elif rule.form == "ref":
            yield capitalised(t(rule.label)), venues[value].name if rule.name == "to" else names[value]
        elif rule.form == "flag":
            yield capitalised(t(rule.label)), t("yes")
        elif rule.form == "meet":
            yield capitalised(t(rule.label)), write_meet(value)
        elif rule.form == "lines":
            yield capitalised(t(rule.label)), "\n".join(value)
        else:
            yield capitalised(t(rule.label)), str(to_file(rule, value))
